// One product. A kind that this portal does not know shows itself by its kenmerken.
import { type ProductQuery, ProductDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { bedrag, datum } from "../../format";
import { Acties } from "../../parts/acties";
import { Bronmeldingen } from "../../parts/bronmelding";
import { Documenten } from "../../parts/documenten";
import { Feiten } from "../../parts/feiten";
import { Herkomst } from "../../parts/herkomst";
import { Deel, Pagina } from "../../parts/pagina";
import { Sterker } from "../../parts/sterker";
import { Bezig, NietGevonden, Storing } from "../../parts/storing";
import { FREQUENTIE } from "../../words";
import { TaakKaart } from "../taken/taak-kaart";
import { Aanslag } from "./aanslag";
import { Parkeren } from "./parkeren";
import { Statuslabel } from "./product-kaart";

export type Product = NonNullable<ProductQuery["product"]>;

const TERUG = { href: "/producten", naam: "Mijn Producten" };

export function ProductScherm({ id }: { id: string }) {
  const vraag = useQuery(ProductDocument, { id });
  const product = vraag.data?.product;
  return (
    <Pagina key={product ? "product" : "leeg"} titel={product?.titel ?? "Product"} terug={TERUG} inleiding={product?.organisatie.naam}>
      {product ? (
        <Inhoud product={product} opnieuw={vraag.opnieuw} />
      ) : vraag.bezig ? (
        <Bezig />
      ) : vraag.fouten.length > 0 ? (
        <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />
      ) : (
        <NietGevonden wat="dit product" />
      )}
    </Pagina>
  );
}

function Inhoud({ product, opnieuw }: { product: Product; opnieuw: () => void }) {
  if (product.afscherming) return <Sterker belemmering={product.afscherming} />;
  const open = product.taken?.nodes.filter((taak) => taak.status === "OPEN") ?? [];
  return (
    <>
      <p>
        <Statuslabel product={product} />
      </p>
      <Bronmeldingen lijsten={[product.taken]} opnieuw={opnieuw} />
      {open.length > 0 && (
        <Deel titel="Dit moet u nog doen" id="taken">
          <ul class="kaarten">{open.map((taak) => <li key={taak.id}><TaakKaart taak={taak} /></li>)}</ul>
        </Deel>
      )}
      {product.__typename === "Belastingaanslag" && <Aanslag aanslag={product} />}
      {product.__typename === "Parkeervergunning" && <Parkeren vergunning={product} />}
      {product.__typename !== "Belastingaanslag" && <Acties acties={product.acties} organisatie={product.organisatie.naam} />}
      <Deel titel="Gegevens" id="gegevens">
        <Gegevens product={product} />
      </Deel>
      {product.documenten && product.documenten.length > 0 && (
        <Deel titel="Documenten" id="documenten">
          <Documenten documenten={product.documenten} />
        </Deel>
      )}
      <Herkomst herkomst={product.herkomst} />
    </>
  );
}

function Gegevens({ product }: { product: Product }) {
  const { nummer, producttype, startdatum, einddatum, prijs, prijsfrequentie, gedeeld, zaak } = product;
  const eigen = product.__typename === "GeneriekProduct" ? product.kenmerken : [];
  return (
    <Feiten
      feiten={[
        ["Nummer", nummer],
        ["Soort", producttype?.naam !== product.titel && producttype?.naam],
        ["Geldig vanaf", startdatum && datum(startdatum)],
        ["Geldig tot en met", einddatum && datum(einddatum)],
        ["Prijs", prijs && `${bedrag(prijs)} ${(prijsfrequentie && FREQUENTIE[prijsfrequentie]) ?? ""}`],
        ["Samen met iemand anders", gedeeld && "ja"],
        ...eigen.map(({ label, weergave }): [string, string] => [label, weergave]),
        ["Aangevraagd in", zaak && <a class="nl-link" href={`/zaken/${zaak.id}`}>{zaak.titel}</a>],
      ]}
    />
  );
}
