// One kind of aanvraag: its form, held against the form in force when it is sent.
import { useState } from "preact/hooks";
import { AanvraagformulierDocument, type OntvangstFragment, VerzoekIndienenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { useQuery } from "../../gateway/use-query";
import { Formulier, kanHier } from "../../parts/formulier/formulier";
import { Melding } from "../../parts/melding";
import { Pagina } from "../../parts/pagina";
import { Bezig, NietGevonden, Storing } from "../../parts/storing";
import { Mislukt, Ontvangen } from "../../parts/uitkomst";

const TERUG = { href: "/aanvragen", naam: "Mijn Aanvragen" };

export function AanvraagScherm({ id }: { id: string }) {
  const vraag = useQuery(AanvraagformulierDocument, { id });
  const soort = vraag.data?.verzoektype;
  return (
    <Pagina key={soort ? "soort" : "leeg"} titel={soort?.naam ?? "Aanvraag"} terug={TERUG} inleiding={soort?.organisatie.naam}>
      {soort ? (
        <>
          {soort.omschrijving && <p class="nl-paragraph">{soort.omschrijving}</p>}
          {soort.versie !== null && kanHier(soort.schema) ? <Indienen id={id} versie={soort.versie} schema={soort.schema} /> : <NietHier organisatie={soort.organisatie.naam} />}
        </>
      ) : vraag.bezig ? (
        <Bezig />
      ) : vraag.fouten.length > 0 ? (
        <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />
      ) : (
        <NietGevonden wat="deze aanvraag" />
      )}
    </Pagina>
  );
}

interface Aanvraag {
  id: string;
  versie: number;
  schema: unknown;
  voorinvulling?: unknown;
}

export function Indienen({ id, versie, schema, voorinvulling }: Aanvraag) {
  const [ontvangst, setOntvangst] = useState<OntvangstFragment | null>(null);
  const { doe, bezig, fout, storing } = useMutation(VerzoekIndienenDocument);
  const stuur = async (gegevens: unknown) => {
    const gelukt = await doe({ verzoektypeId: id, versie, gegevens });
    if (gelukt) setOntvangst(gelukt);
  };
  if (ontvangst) return <Ontvangen ontvangst={ontvangst} />;
  return (
    <>
      <Mislukt fout={fout?.__typename === "OngeldigeInvoer" ? null : fout} storing={storing} />
      <Formulier schema={schema} voorinvulling={voorinvulling} knoptekst="Dien de aanvraag in" bezig={bezig} fout={fout} stuur={(gegevens) => void stuur(gegevens)} />
    </>
  );
}

function NietHier({ organisatie }: { organisatie: string }) {
  return (
    <Melding soort="info" kop="Dit formulier kan hier niet">
      <p class="nl-paragraph">{organisatie} helpt u verder op de eigen site.</p>
    </Melding>
  );
}
