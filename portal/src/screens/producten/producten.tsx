// Mijn Producten: what the person has of organisations, and what is to be paid.
import { useState } from "preact/hooks";
import { type Productstatus, ProductenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Keuze } from "../../parts/keuze";
import { Lijst } from "../../parts/lijst";
import { Pagina } from "../../parts/pagina";
import { ProductKaart } from "./product-kaart";

const KEUZES = { nu: "Nu", eerder: "Eerder", alles: "Alles" };
type Welke = keyof typeof KEUZES;
const STATUS: Record<Welke, Productstatus[] | null> = {
  nu: ["ACTIEF", "GEREED", "IN_AANVRAAG", "ONBEKEND"],
  eerder: ["VERLOPEN", "INGETROKKEN", "GEWEIGERD"],
  alles: null,
};
const WAT: Record<Welke, string> = { nu: "producten die nu gelden", eerder: "producten van eerder", alles: "producten" };

export function Producten() {
  const [welke, setWelke] = useState<Welke>("nu");
  return (
    <Pagina titel="Mijn Producten" inleiding="Wat u hebt van organisaties, zoals een vergunning. En wat u ervoor betaalt.">
      <Keuze naam="Welke producten" keuzes={KEUZES} nu={welke} kies={setWelke} />
      <Bladzijde key={welke} welke={welke} na={null} />
    </Pagina>
  );
}

function Bladzijde({ welke, na }: { welke: Welke; na: string | null }) {
  const vraag = useQuery(ProductenDocument, { na, filter: { status: STATUS[welke] } });
  return (
    <Lijst
      vraag={vraag}
      lijst={vraag.data?.producten}
      wat={WAT[welke]}
      toon={(product) => <ProductKaart product={product} />}
      verder={(next) => <Bladzijde welke={welke} na={next} />}
      eerste={na === null}
    />
  );
}
