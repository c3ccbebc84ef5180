// The console of the sandbox: spoil and mend each bron, and see at once what the gateway makes of it.
import { useCallback, useEffect, useState } from "preact/hooks";
import { type AntwoordFragment, OverzichtPerBronDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { tijd } from "../../format";
import { Knop } from "../../parts/knop";
import { Label, type Toon } from "../../parts/label";
import { Melding } from "../../parts/melding";
import { Deel, Pagina } from "../../parts/pagina";
import { DIENST } from "../../words";
import { type Bron, bedien, HERSTEL, type Opdracht, readBronnen, STORINGEN } from "./bediening";

type Rapport = AntwoordFragment["bronnen"][number];

const EVERY_MS = 3000;

export function Bronnen() {
  const { bronnen, fout, doe } = useBediening();
  const { data, opnieuw } = useQuery(OverzichtPerBronDocument, {});
  useRepeat(opnieuw);
  const reports = perBron(Object.values(data ?? {}).flatMap((lijst) => (lijst && typeof lijst === "object" ? lijst.bronnen : [])));
  return (
    <Pagina titel="Bronnen bedienen" inleiding="Laat een bron wegvallen of traag worden, en zie wat een inwoner dan nog krijgt. Dit kan alleen in de oefenomgeving.">
      {fout && (
        <Melding soort="error" live>
          <p class="nl-paragraph">{fout}</p>
        </Melding>
      )}
      <Deel titel="Alle bronnen" id="bronnen" rechts={<span class="klein">Ververst elke {EVERY_MS / 1000} seconden</span>}>
        <ul class="bronnen">
          {bronnen.map((bron) => (
            <li key={bron.code}>
              <BronKaart bron={bron} reports={reports.get(bron.code) ?? []} doe={doe} />
            </li>
          ))}
        </ul>
      </Deel>
    </Pagina>
  );
}

// One bron may be asked for more than one list: a rule that proposes a taak looks at producten too.
function perBron(reports: Rapport[]): Map<string, Rapport[]> {
  const found = new Map<string, Rapport[]>();
  for (const report of reports) {
    const known = found.get(report.bron.code) ?? [];
    if (!known.some((one) => one.dienst === report.dienst)) found.set(report.bron.code, [...known, report]);
  }
  return found;
}

function BronKaart({ bron, reports, doe }: { bron: Bron; reports: Rapport[]; doe: (code: string, opdracht: Opdracht) => void }) {
  const gezond = bron.stand === "aan";
  return (
    <article class="bron">
      <div class="bron__kop">
        <h3 class="kaart__titel">{bron.naam}</h3>
        <Label toon={gezond ? "goed" : "fout"}>{bron.stand}</Label>
      </div>
      <div class="bron__knoppen" role="group" aria-label={`Bedien ${bron.naam}`}>
        {(gezond ? STORINGEN : [HERSTEL]).map((opdracht) => (
          <Knop key={opdracht.pad} soort={gezond ? "secondary" : "primary"} label={`${bron.naam}: ${opdracht.naam}`} onClick={() => doe(bron.code, opdracht)}>
            {opdracht.naam}
          </Knop>
        ))}
      </div>
      {reports.length > 0 ? (
        <ul class="bron__rapporten" aria-label="Wat de inwoner krijgt">
          {reports.map((one) => (
            <Regel key={one.dienst} rapport={one} />
          ))}
        </ul>
      ) : (
        <p class="klein">Deze bron wordt voor u niet gevraagd.</p>
      )}
    </article>
  );
}

function Regel({ rapport: { dienst, status, melding, aantal, duur, opgehaaldOp } }: { rapport: Rapport }) {
  return (
    <li class="bron__rapport">
      <span>{DIENST[dienst] ?? dienst.toLowerCase()}</span>
      <Label toon={TONEN[status] ?? "fout"}>{status}</Label>
      <span class="klein">
        {[aantal !== null && `${aantal} stuks`, seconds(duur), status === "VEROUDERD" && opgehaaldOp && `stand van ${tijd(opgehaaldOp)}`, status !== "OK" && melding].filter(Boolean).join(" · ")}
      </span>
    </li>
  );
}

const TONEN: Record<string, Toon> = { OK: "goed", LEEG: "goed", VEROUDERD: "let-op" };

// PT0.142S: 142 ms.
function seconds(duur: string | null): string {
  const found = /^PT([\d.]+)S$/.exec(duur ?? "");
  return found ? `${Math.round(Number(found[1]) * 1000)} ms` : "";
}

function useBediening() {
  const [bronnen, setBronnen] = useState<Bron[]>([]);
  const [fout, setFout] = useState("");
  const look = useCallback(
    () =>
      readBronnen().then(
        (found) => (setBronnen(found), setFout("")),
        (error: Error) => setFout(error.message),
      ),
    [],
  );
  useRepeat(look);
  const doe = (code: string, opdracht: Opdracht) => void bedien(code, opdracht).then(look, (error: Error) => setFout(error.message));
  return { bronnen, fout, doe };
}

// Now, and again and again for as long as the page is looked at.
function useRepeat(act: () => void): void {
  useEffect(() => {
    act();
    const clock = setInterval(() => document.hidden || act(), EVERY_MS);
    return () => clearInterval(clock);
  }, []);
}
