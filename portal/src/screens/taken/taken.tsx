// Mijn Taken: what waits for the person, the one with the least time first.
import { useState } from "preact/hooks";
import { type Taakstatus, TakenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Keuze } from "../../parts/keuze";
import { Lijst } from "../../parts/lijst";
import { Pagina } from "../../parts/pagina";
import { TaakKaart } from "./taak-kaart";

const KEUZES = { open: "Te doen", klaar: "Gedaan" };
type Welke = keyof typeof KEUZES;
const STATUS: Record<Welke, Taakstatus[]> = { open: ["OPEN"], klaar: ["AFGEROND", "GEANNULEERD"] };

export function Taken() {
  const [welke, setWelke] = useState<Welke>("open");
  return (
    <Pagina titel="Mijn Taken" inleiding="Wat u nog kunt of moet doen. Wat het eerst moet, staat bovenaan.">
      <Keuze naam="Welke taken" keuzes={KEUZES} nu={welke} kies={setWelke} />
      <Bladzijde key={welke} welke={welke} na={null} />
    </Pagina>
  );
}

function Bladzijde({ welke, na }: { welke: Welke; na: string | null }) {
  const vraag = useQuery(TakenDocument, { na, filter: { status: STATUS[welke] } });
  return (
    <Lijst
      vraag={vraag}
      lijst={vraag.data?.taken}
      wat={welke === "open" ? "open taken" : "taken die u al deed"}
      toon={(taak) => <TaakKaart taak={taak} />}
      verder={(next) => <Bladzijde welke={welke} na={next} />}
      eerste={na === null}
    />
  );
}
