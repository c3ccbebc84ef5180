// One zaak with all that belongs to it.
import { type ZaakQuery, ZaakDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { datum } from "../../format";
import { Acties } from "../../parts/acties";
import { Bronmeldingen } from "../../parts/bronmelding";
import { Documenten } from "../../parts/documenten";
import { Feiten } from "../../parts/feiten";
import { Herkomst } from "../../parts/herkomst";
import { Melding } from "../../parts/melding";
import { Deel, Pagina } from "../../parts/pagina";
import { Stappen } from "../../parts/stappen";
import { Sterker } from "../../parts/sterker";
import { Bezig, NietGevonden, Storing } from "../../parts/storing";
import { Uitklap } from "../../parts/uitklap";
import { ROL } from "../../words";
import { BerichtKaart } from "../berichten/bericht-kaart";
import { ContactRegel } from "../contact/contact-regel";
import { VraagStellen } from "../contact/vraag-stellen";
import { ProductKaart } from "../producten/product-kaart";
import { TaakKaart } from "../taken/taak-kaart";

type Zaak = NonNullable<ZaakQuery["zaak"]>;

const TERUG = { href: "/zaken", naam: "Mijn Zaken" };

export function ZaakScherm({ id }: { id: string }) {
  const vraag = useQuery(ZaakDocument, { id });
  const zaak = vraag.data?.zaak;
  return (
    <Pagina key={zaak ? "zaak" : "leeg"} titel={zaak?.titel ?? "Zaak"} terug={TERUG} inleiding={zaak?.organisatie.naam}>
      {zaak ? (
        <Inhoud zaak={zaak} opnieuw={vraag.opnieuw} />
      ) : vraag.bezig ? (
        <Bezig />
      ) : vraag.fouten.length > 0 ? (
        <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />
      ) : (
        <NietGevonden wat="deze zaak" />
      )}
    </Pagina>
  );
}

function Inhoud({ zaak, opnieuw }: { zaak: Zaak; opnieuw: () => void }) {
  if (zaak.afscherming) return <Sterker belemmering={zaak.afscherming} />;
  return (
    <>
      <Bronmeldingen lijsten={[zaak.taken, zaak.berichten, zaak.contactmomenten, zaak.producten]} opnieuw={opnieuw} />
      {zaak.uitstel && (
        <Melding soort="info" kop="Het duurt langer">
          <p class="nl-paragraph">{zaak.uitstel}</p>
        </Melding>
      )}
      <Taken zaak={zaak} />
      <Deel titel="Hoe het ermee staat" id="stand">
        <Weg zaak={zaak} />
      </Deel>
      <Besluiten zaak={zaak} />
      <Acties acties={zaak.acties} organisatie={zaak.organisatie.naam} />
      <Stukken zaak={zaak} />
      <Verder zaak={zaak} />
      <Uitklap titel="Stel een vraag over deze zaak">
        <VraagStellen overId={zaak.id} />
      </Uitklap>
      <Deel titel="Over deze zaak" id="gegevens">
        <Gegevens zaak={zaak} />
      </Deel>
      <Herkomst herkomst={zaak.herkomst} />
    </>
  );
}

function Taken({ zaak }: { zaak: Zaak }) {
  const open = zaak.taken?.nodes.filter((taak) => taak.status === "OPEN") ?? [];
  if (open.length === 0) return null;
  return (
    <Deel titel="Dit moet u nog doen" id="taken">
      <ul class="kaarten">{open.map((taak) => <li key={taak.id}><TaakKaart taak={taak} /></li>)}</ul>
    </Deel>
  );
}

function Weg({ zaak }: { zaak: Zaak }) {
  if (!zaak.stappen) return <p class="nl-paragraph">De stappen van deze zaak zijn nu niet op te halen.</p>;
  if (zaak.stappen.length === 0) return <p class="nl-paragraph">Er is nog geen stap gezet.</p>;
  return <Stappen stappen={zaak.stappen} />;
}

function Besluiten({ zaak }: { zaak: Zaak }) {
  if (!zaak.besluiten?.length && !zaak.resultaat) return null;
  return (
    <Deel titel="Uitkomst" id="uitkomst">
      {zaak.resultaat && <p class="nl-paragraph"><strong>{zaak.resultaat.tekst}</strong></p>}
      <ul class="rijen">
        {zaak.besluiten?.map((besluit) => (
          <li key={besluit.id}>
            <strong>{besluit.titel}</strong>
            <p class="klein">Besloten op {datum(besluit.datum)}</p>
            {besluit.toelichting && <p class="nl-paragraph">{besluit.toelichting}</p>}
            {besluit.bezwaartermijn && <p class="nl-paragraph">Bezwaar maken kan tot en met {datum(besluit.bezwaartermijn.datum)}.</p>}
          </li>
        ))}
      </ul>
    </Deel>
  );
}

function Stukken({ zaak }: { zaak: Zaak }) {
  if (zaak.documenten?.length === 0) return null;
  return (
    <Deel titel="Documenten" id="documenten">
      {zaak.documenten ? <Documenten documenten={zaak.documenten} /> : <p class="nl-paragraph">De documenten zijn nu niet op te halen.</p>}
    </Deel>
  );
}

function Verder({ zaak: { berichten, contactmomenten, producten } }: { zaak: Zaak }) {
  return (
    <>
      {berichten && berichten.nodes.length > 0 && (
        <Deel titel="Berichten over deze zaak" id="berichten">
          <ul class="kaarten">{berichten.nodes.map((one) => <li key={one.id}><BerichtKaart bericht={one} /></li>)}</ul>
        </Deel>
      )}
      {producten && producten.nodes.length > 0 && (
        <Deel titel="Wat u dankzij deze zaak hebt" id="producten">
          <ul class="kaarten">{producten.nodes.map((one) => <li key={one.id}><ProductKaart product={one} /></li>)}</ul>
        </Deel>
      )}
      {contactmomenten && contactmomenten.nodes.length > 0 && (
        <Deel titel="Contact over deze zaak" id="contact">
          <ul class="rijen">{contactmomenten.nodes.map((one) => <li key={one.id}><ContactRegel contact={one} vervolg /></li>)}</ul>
        </Deel>
      )}
    </>
  );
}

function Gegevens({ zaak }: { zaak: Zaak }) {
  const { identificatie, omschrijving, toelichting, startdatum, einddatum, einddatumGepland, uiterlijkeEinddatumAfdoening, mijnRol, behandelaar, kenmerken } = zaak;
  return (
    <Feiten
      feiten={[
        ["Zaaknummer", identificatie],
        ["Omschrijving", omschrijving !== zaak.titel && omschrijving],
        ["Toelichting", toelichting],
        ["Begonnen op", startdatum && datum(startdatum)],
        ["Klaar op", einddatum && datum(einddatum)],
        ["Klaar rond", !einddatum && einddatumGepland && `${datum(einddatumGepland.datum)}${einddatumGepland.uitleg ? `. ${einddatumGepland.uitleg}` : ""}`],
        ["Uiterlijk klaar", !einddatum && uiterlijkeEinddatumAfdoening && datum(uiterlijkeEinddatumAfdoening.datum)],
        ["Uw rol", mijnRol && ROL[mijnRol]],
        ["Behandeld door", behandelaar],
        ...(kenmerken ?? []).map(({ label, weergave }): [string, string] => [label, weergave]),
      ]}
    />
  );
}
