// What is missing and how old the rest is. "You have nothing" and "we could not ask" are never the same on the screen.
import type { BronmeldingFragment } from "../gql/graphql";
import { tijd, tijdstip } from "../format";
import { DIENST } from "../words";
import { Knop } from "./knop";
import { Melding } from "./melding";
import { Sterker } from "./sterker";

type Lijst = BronmeldingFragment | null | undefined;
type Rapport = BronmeldingFragment["bronnen"][number];

export function Bronmeldingen({ lijsten, opnieuw }: { lijsten: Lijst[]; opnieuw: () => void }) {
  const reports = lijsten.flatMap((lijst) => lijst?.bronnen ?? []);
  const missing = reports.filter(isMissing);
  const old = reports.filter((one) => one.status === "VEROUDERD");
  const cut = reports.filter((one) => one.afgekapt || one.aantalOngeldig > 0);
  return (
    <>
      {missing.length > 0 && <Ontbreekt reports={missing} opnieuw={opnieuw} />}
      {old.length > 0 && <StandVan reports={old} opnieuw={opnieuw} />}
      {cut.length > 0 && <NietAlles reports={cut} />}
    </>
  );
}

function Ontbreekt({ reports, opnieuw }: { reports: Rapport[]; opnieuw: () => void }) {
  const weaker = reports.find((one) => one.status === "NIVEAU_TE_LAAG");
  return (
    <Melding soort="warning" kop="U ziet niet alles">
      <ul class="opsomming">
        {grouped(reports).map(({ naam, diensten, melding, wacht }) => (
          <li key={naam}>
            <strong>{naam}</strong> ({diensten.join(", ")}). {melding}
            {wacht && ` Probeer het na ${tijd(wacht)} opnieuw.`}
          </li>
        ))}
      </ul>
      {weaker?.belemmering ? <Sterker belemmering={weaker.belemmering} /> : <Knop onClick={opnieuw}>Probeer opnieuw</Knop>}
    </Melding>
  );
}

function StandVan({ reports, opnieuw }: { reports: Rapport[]; opnieuw: () => void }) {
  return (
    <Melding soort="info" kop="Een deel is niet van dit moment">
      <ul class="opsomming">
        {grouped(reports).map(({ naam, diensten, opgehaaldOp }) => (
          <li key={naam}>
            <strong>{naam}</strong> ({diensten.join(", ")}) antwoordt nu niet. U ziet de stand van {opgehaaldOp ? tijdstip(opgehaaldOp) : "eerder"}.
          </li>
        ))}
      </ul>
      <Knop onClick={opnieuw}>Ververs</Knop>
    </Melding>
  );
}

function NietAlles({ reports }: { reports: Rapport[] }) {
  return (
    <Melding soort="info" kop="Er is meer dan u hier ziet">
      <p class="nl-paragraph">Wij konden niet alles lezen van: {[...new Set(reports.map((one) => one.bron.naam))].join(", ")}.</p>
    </Melding>
  );
}

// Anything else than these is something we do not know, also when it is a status that came after this portal.
function isMissing({ status }: Rapport): boolean {
  return !["OK", "LEEG", "VEROUDERD"].includes(status);
}

function grouped(reports: Rapport[]) {
  const byBron = new Map<string, { naam: string; diensten: string[]; melding: string; opgehaaldOp: string | null; wacht: string | null }>();
  for (const { bron, dienst, melding, opgehaaldOp, opnieuwNa } of reports) {
    const known = byBron.get(bron.code);
    const naam = DIENST[dienst] ?? dienst.toLowerCase();
    if (!known) byBron.set(bron.code, { naam: bron.naam, diensten: [naam], melding: melding ?? "", opgehaaldOp, wacht: opnieuwNa });
    else if (!known.diensten.includes(naam)) known.diensten.push(naam);
  }
  return [...byBron.values()];
}
