// Mijn Berichten: the post of all organisations together, the last on top.
import { useState } from "preact/hooks";
import { BerichtenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Keuze } from "../../parts/keuze";
import { Lijst } from "../../parts/lijst";
import { Pagina } from "../../parts/pagina";
import { BerichtKaart } from "./bericht-kaart";

const KEUZES = { alles: "Alles", nieuw: "Nieuw" };
type Welke = keyof typeof KEUZES;

export function Berichten() {
  const [welke, setWelke] = useState<Welke>("alles");
  return (
    <Pagina titel="Mijn Berichten" inleiding="Post van organisaties, uit al uw postvakken samen.">
      <Keuze naam="Welke berichten" keuzes={KEUZES} nu={welke} kies={setWelke} />
      <Bladzijde key={welke} welke={welke} na={null} />
    </Pagina>
  );
}

function Bladzijde({ welke, na }: { welke: Welke; na: string | null }) {
  const vraag = useQuery(BerichtenDocument, { na, filter: welke === "nieuw" ? { gelezen: false } : null });
  return (
    <Lijst
      vraag={vraag}
      lijst={vraag.data?.berichten}
      wat={welke === "nieuw" ? "nieuwe berichten" : "berichten"}
      toon={(bericht) => <BerichtKaart bericht={bericht} />}
      verder={(next) => <Bladzijde welke={welke} na={next} />}
      eerste={na === null}
    />
  );
}
