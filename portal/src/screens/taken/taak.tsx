// One taak: what is asked, by when, for which zaak, and the way to do it.
import { useState } from "preact/hooks";
import { type OntvangstFragment, type TaakQuery, TaakDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { bedrag, datum, overDagen, dagenTot } from "../../format";
import { Acties } from "../../parts/acties";
import { Feiten } from "../../parts/feiten";
import { kanHier } from "../../parts/formulier/formulier";
import { Herkomst } from "../../parts/herkomst";
import { Melding } from "../../parts/melding";
import { Deel, Pagina } from "../../parts/pagina";
import { Sterker } from "../../parts/sterker";
import { Bezig, NietGevonden, Storing } from "../../parts/storing";
import { Ontvangen } from "../../parts/uitkomst";
import { BETAALSTATUS, TAAKSOORT, VERWERKING } from "../../words";
import { Invullen } from "./invullen";
import { Uitvoering } from "./uitvoering";

type Taak = NonNullable<TaakQuery["taak"]>;

const TERUG = { href: "/taken", naam: "Mijn Taken" };

export function TaakScherm({ id }: { id: string }) {
  const vraag = useQuery(TaakDocument, { id });
  const taak = vraag.data?.taak;
  return (
    <Pagina key={taak ? "taak" : "leeg"} titel={taak?.titel ?? "Taak"} terug={TERUG} inleiding={taak?.organisatie.naam}>
      {taak ? (
        <Inhoud taak={taak} />
      ) : vraag.bezig ? (
        <Bezig />
      ) : vraag.fouten.length > 0 ? (
        <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />
      ) : (
        <NietGevonden wat="deze taak" />
      )}
    </Pagina>
  );
}

function Inhoud({ taak }: { taak: Taak }) {
  const [ontvangst, setOntvangst] = useState<OntvangstFragment | null>(null);
  if (taak.afscherming) return <Sterker belemmering={taak.afscherming} />;
  const { toelichting, deadline, zaak, betaling, soort, startdatum } = taak;
  return (
    <>
      {soort === "VOORSTEL" && <p class="nl-paragraph">Dit is een voorstel. U hoeft niets te doen.</p>}
      {toelichting && <p class="nl-paragraph">{toelichting}</p>}
      <Feiten
        feiten={[
          [soort === "VOORSTEL" ? "Kan tot en met" : "Uiterlijk", deadline && `${datum(deadline.datum)} (${overDagen(dagenTot(deadline.datum))})`],
          ["Soort taak", TAAKSOORT[soort]],
          ["Bedrag", betaling && bedrag(betaling.openstaand ?? betaling.bedrag)],
          ["Stand", betaling && BETAALSTATUS[betaling.status]],
          ["Betalingskenmerk", betaling?.betalingskenmerk],
          ["Hoort bij", zaak && <a class="nl-link" href={`/zaken/${zaak.id}`}>{zaak.titel}</a>],
          ["Gekregen op", startdatum && datum(startdatum)],
        ]}
      />
      {ontvangst ? <Ontvangen ontvangst={ontvangst} /> : taak.status === "OPEN" ? <Open taak={taak} klaar={setOntvangst} /> : <Dicht taak={taak} />}
      <Herkomst herkomst={taak.herkomst} />
    </>
  );
}

function Open({ taak, klaar }: { taak: Taak; klaar: (ontvangst: OntvangstFragment) => void }) {
  const { uitvoering } = taak;
  if (uitvoering?.__typename === "FormulierUitvoering" && uitvoering.trede === "LOKAAL" && kanHier(uitvoering.schema)) {
    return (
      <Deel titel="Vul in" id="doen">
        <Invullen taakId={taak.id} uitvoering={uitvoering} klaar={klaar} />
      </Deel>
    );
  }
  if (taak.acties?.length) return <Acties acties={taak.acties} organisatie={taak.organisatie.naam} />;
  return (
    <Deel titel="Doen" id="doen">
      <Uitvoering uitvoering={uitvoering} organisatie={taak.organisatie.naam} />
    </Deel>
  );
}

function Dicht({ taak: { status, verwerking } }: { taak: Taak }) {
  const gedaan = status === "AFGEROND";
  return (
    <Melding soort={gedaan ? "ok" : "info"} kop={gedaan ? "U bent klaar met deze taak" : "Deze taak hoeft niet meer"}>
      {gedaan && VERWERKING[verwerking] && <p class="nl-paragraph">{VERWERKING[verwerking]}.</p>}
    </Melding>
  );
}
