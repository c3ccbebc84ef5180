// The first page: what to do, what is new, what runs. What is missing is said once, on top.
import type { ComponentChildren } from "preact";
import { type BronmeldingFragment, OverzichtDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Bronmeldingen } from "../../parts/bronmelding";
import { Leeg } from "../../parts/lijst";
import { Deel, Pagina } from "../../parts/pagina";
import { Bezig, Storing } from "../../parts/storing";
import { BerichtKaart } from "../berichten/bericht-kaart";
import { ProductKaart } from "../producten/product-kaart";
import { TaakKaart } from "../taken/taak-kaart";
import { ZaakKaart } from "../zaken/zaak-kaart";

export function Overzicht({ naam }: { naam: string | null }) {
  const vraag = useQuery(OverzichtDocument, {});
  const { data } = vraag;
  return (
    <Pagina titel={naam ? `Dag ${naam}` : "Overzicht"} inleiding="Dit speelt er nu, bij alle organisaties samen.">
      {data ? (
        <>
          <Bronmeldingen lijsten={[data.taken, data.berichten, data.zaken, data.producten]} opnieuw={vraag.opnieuw} />
          <Blok titel="Wat moet ik doen?" id="taken" href="/taken" alles="Alle taken" wat="open taken" lijst={data.taken} toon={(one) => <TaakKaart taak={one} />} />
          {data.voorstellen && data.voorstellen.nodes.length > 0 && (
            <Blok titel="Misschien iets voor u" id="voorstellen" href="/taken" alles="Alle taken" wat="voorstellen" lijst={{ ...data.voorstellen, aantal: null }} toon={(one) => <TaakKaart taak={one} />} />
          )}
          <Blok titel="Berichten" id="berichten" href="/berichten" alles="Alle berichten" wat="berichten" lijst={data.berichten} toon={(one) => <BerichtKaart bericht={one} />} />
          <Blok titel="Lopende zaken" id="zaken" href="/zaken" alles="Alle zaken" wat="lopende zaken" lijst={data.zaken} toon={(one) => <ZaakKaart zaak={one} />} />
          <Blok titel="Producten" id="producten" href="/producten" alles="Alle producten" wat="producten" lijst={data.producten} toon={(one) => <ProductKaart product={one} />} />
        </>
      ) : vraag.bezig ? (
        <Bezig />
      ) : (
        <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />
      )}
    </Pagina>
  );
}

interface Props<T> {
  titel: string;
  id: string;
  href: string;
  alles: string;
  wat: string;
  lijst: (BronmeldingFragment & { nodes: T[]; aantal: number | null }) | null;
  toon: (item: T) => ComponentChildren;
}

function Blok<T extends { id: string }>({ titel, id, href, alles, wat, lijst, toon }: Props<T>) {
  return (
    <Deel
      titel={titel}
      id={id}
      rechts={
        <a class="nl-link" href={href}>
          {alles}
          {lijst?.aantal != null && ` (${lijst.aantal})`}
        </a>
      }
    >
      {!lijst ? (
        <p class="nl-paragraph">Dit onderdeel lukt nu niet.</p>
      ) : lijst.nodes.length > 0 ? (
        <ul class="kaarten kaarten--twee">{lijst.nodes.map((one) => <li key={one.id}>{toon(one)}</li>)}</ul>
      ) : (
        <Leeg lijst={lijst} wat={wat} />
      )}
    </Deel>
  );
}
