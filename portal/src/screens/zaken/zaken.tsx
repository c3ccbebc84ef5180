// Mijn Zaken: what organisations handle for the person.
import { useState } from "preact/hooks";
import { ZakenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Keuze } from "../../parts/keuze";
import { Lijst } from "../../parts/lijst";
import { Pagina } from "../../parts/pagina";
import { ZaakKaart } from "./zaak-kaart";

const KEUZES = { lopend: "Lopend", klaar: "Afgerond", alles: "Alles" };
type Welke = keyof typeof KEUZES;

export function Zaken() {
  const [welke, setWelke] = useState<Welke>("lopend");
  return (
    <Pagina titel="Mijn Zaken" inleiding="Uw aanvragen, meldingen en bezwaren, bij elke organisatie.">
      <Keuze naam="Welke zaken" keuzes={KEUZES} nu={welke} kies={setWelke} />
      <Bladzijde key={welke} welke={welke} na={null} />
    </Pagina>
  );
}

function Bladzijde({ welke, na }: { welke: Welke; na: string | null }) {
  const filter = welke === "alles" ? null : { lopend: welke === "lopend" };
  const vraag = useQuery(ZakenDocument, { na, filter });
  return (
    <Lijst
      vraag={vraag}
      lijst={vraag.data?.zaken}
      wat={welke === "alles" ? "zaken" : welke === "lopend" ? "lopende zaken" : "afgeronde zaken"}
      toon={(zaak) => <ZaakKaart zaak={zaak} />}
      verder={(next) => <Bladzijde welke={welke} na={next} />}
      eerste={na === null}
    />
  );
}
