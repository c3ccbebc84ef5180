// A tax assessment: what it is made of, what is still to be paid, and the three ways to go about that.
import { bedrag, datum } from "../../format";
import { Feiten } from "../../parts/feiten";
import { Termijnlabel } from "../../parts/label";
import { Deel } from "../../parts/pagina";
import { BETAALSTATUS } from "../../words";
import { Terug } from "../doen/terug";
import { Betaalkeuzes } from "./betaalkeuzes";
import type { Product } from "./product";

type Belasting = Extract<Product, { __typename: "Belastingaanslag" }>;

export function Aanslag({ aanslag }: { aanslag: Belasting }) {
  return (
    <>
      {aanslag.betaling && <Terug open={isOpen(aanslag.betaling)} />}
      <Deel titel="Betalen" id="betalen">
        <Betalen aanslag={aanslag} />
      </Deel>
      <Betaalkeuzes keuzes={aanslag.betaling?.keuzes ?? null} organisatie={aanslag.organisatie.naam} />
      <Deel titel="Waar de aanslag uit bestaat" id="opbouw">
        <Regels aanslag={aanslag} />
      </Deel>
      {aanslag.wozWaarden.length > 0 && (
        <Deel titel="WOZ-waarde" id="woz">
          <ul class="rijen">
            {aanslag.wozWaarden.map((woz) => (
              <li class="rij" key={woz.id}>
                <span>{woz.adres.join(", ")}</span>
                <strong>{bedrag(woz.waarde)}</strong>
              </li>
            ))}
          </ul>
        </Deel>
      )}
    </>
  );
}

function Betalen({ aanslag: { betaling, totaal, bezwaartermijn, dagtekening } }: { aanslag: Belasting }) {
  if (!betaling) return <p class="nl-paragraph">Of deze aanslag is betaald, vertelt de bron niet.</p>;
  const open = isOpen(betaling);
  return (
    <>
      {open && (
        <p class="groot-bedrag">
          Nog te betalen <strong>{bedrag(betaling.openstaand!)}</strong> <Termijnlabel termijn={betaling.deadline} />
        </p>
      )}
      <Feiten
        feiten={[
          ["Stand", BETAALSTATUS[betaling.status] ?? "Niet bekend"],
          ["Hele bedrag", bedrag(totaal ?? betaling.bedrag)],
          ["Datum van de aanslag", dagtekening && datum(dagtekening)],
          ["Bezwaar maken kan tot en met", bezwaartermijn && datum(bezwaartermijn.datum)],
          ["Automatische incasso", betaling.automatischeIncasso !== null && (betaling.automatischeIncasso ? "ja" : "nee")],
          ["Betalingskenmerk", betaling.betalingskenmerk],
        ]}
      />
      <Termijnen termijnen={betaling.termijnen} />
    </>
  );
}

function isOpen({ openstaand }: NonNullable<Belasting["betaling"]>): boolean {
  return openstaand !== null && Number(openstaand) > 0;
}

function Termijnen({ termijnen }: { termijnen: NonNullable<Belasting["betaling"]>["termijnen"] }) {
  if (termijnen.length < 2) return null;
  return (
    <>
      <h3 class="nl-heading nl-heading--level-3">In {termijnen.length} delen</h3>
      <ul class="rijen">
        {termijnen.map((termijn) => (
          <li class="rij" key={termijn.nummer}>
            <span>
              Deel {termijn.nummer}: {termijn.betaaldatum ? `betaald op ${datum(termijn.betaaldatum)}` : `voor ${datum(termijn.vervaldatum)}`}
            </span>
            <strong>{bedrag(termijn.bedrag)}</strong>
          </li>
        ))}
      </ul>
    </>
  );
}

function Regels({ aanslag: { regels, totaal } }: { aanslag: Belasting }) {
  return (
    <ul class="rijen">
      {regels.map((regel) => (
        <li class="rij" key={regel.id}>
          <span>{regel.omschrijving}</span>
          <strong>{bedrag(regel.bedrag)}</strong>
        </li>
      ))}
      {totaal && (
        <li class="rij rij--totaal">
          <span>Samen</span>
          <strong>{bedrag(totaal)}</strong>
        </li>
      )}
    </ul>
  );
}
