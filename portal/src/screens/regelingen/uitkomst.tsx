// JA, NEE or MISSCHIEN, each condition with its value, where that comes from, and what to do next. This is no decision.
import { tijdstip } from "../../format";
import { kanHier } from "../../parts/formulier/formulier";
import { Icoon, type Icoonnaam } from "../../parts/icoon";
import { Label, type Toon } from "../../parts/label";
import { Melding, type Meldingsoort } from "../../parts/melding";
import { Deel } from "../../parts/pagina";
import { Weg } from "../../parts/weg";
import { Indienen } from "../aanvragen/aanvraag";
import type { Regelinguitkomst } from "./onderzoek";

const KOPPEN: Record<string, [Meldingsoort, string]> = {
  JA: ["ok", "U hebt waarschijnlijk recht"],
  NEE: ["info", "U hebt waarschijnlijk geen recht"],
  MISSCHIEN: ["warning", "Wij weten het niet zeker"],
};
const TEKENS: Record<string, [Icoonnaam, Toon, string]> = {
  JA: ["ok", "goed", "Ja"],
  NEE: ["fout", "neutraal", "Nee"],
  MISSCHIEN: ["let_op", "let-op", "Niet zeker"],
};

export function Uitkomst({ uitkomst: { oordeel, uitleg, criteria, vervolg, onderzochtOp } }: { uitkomst: Regelinguitkomst }) {
  const [soort, kop] = KOPPEN[oordeel] ?? KOPPEN.MISSCHIEN!;
  return (
    <>
      <Melding soort={soort} kop={kop}>
        <p class="nl-paragraph">{uitleg}</p>
        <p class="nl-paragraph">Onderzocht op {tijdstip(onderzochtOp)}.</p>
      </Melding>
      <Deel titel="Waar wij naar keken" id="criteria">
        <ul class="rijen">
          {criteria.map((criterium) => (
            <li key={criterium.omschrijving}>
              <Criterium {...criterium} />
            </li>
          ))}
        </ul>
      </Deel>
      {vervolg && <Vervolg vervolg={vervolg} />}
    </>
  );
}

function Criterium({ omschrijving, oordeel, waarde, reden, herkomst, grondslag }: Regelinguitkomst["criteria"][number]) {
  const [icoon, toon, woord] = TEKENS[oordeel] ?? TEKENS.MISSCHIEN!;
  return (
    <div class="criterium">
      <Icoon naam={icoon} />
      <div>
        <strong>{omschrijving}</strong> <Label toon={toon}>{woord}</Label>
        {waarde && <p class="nl-paragraph">Wij zagen: {waarde}</p>}
        {reden && <p class="nl-paragraph">{reden}</p>}
        <p class="klein">
          {herkomst && `Van ${herkomst.bron.naam}, ${tijdstip(herkomst.peilmoment)}. `}
          {grondslag}
        </p>
      </div>
    </div>
  );
}

function Vervolg({ vervolg }: { vervolg: NonNullable<Regelinguitkomst["vervolg"]> }) {
  const { uitvoering } = vervolg;
  const form = vervolg.__typename === "VerzoekActie" && uitvoering?.__typename === "FormulierUitvoering" && kanHier(uitvoering.schema) ? uitvoering : null;
  return (
    <Deel titel={vervolg.titel} id="vervolg">
      <p class="nl-paragraph">{vervolg.waarom}</p>
      {form && vervolg.__typename === "VerzoekActie" && vervolg.verzoektype.versie !== null ? (
        <Indienen id={vervolg.verzoektype.id} versie={vervolg.verzoektype.versie} schema={form.schema} voorinvulling={vervolg.voorinvulling ?? form.voorinvulling} />
      ) : (
        <Weg uitvoering={uitvoering} organisatie="de organisatie" />
      )}
    </Deel>
  );
}
