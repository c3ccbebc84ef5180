// A way that leads out of this portal: a link to the right place, to another portal, or a word about how else.
import type { DoenFragment } from "../gql/graphql";
import { Knoplink } from "./knop";

export function Weg({ uitvoering, organisatie }: { uitvoering: DoenFragment | null; organisatie: string }) {
  if (!uitvoering) return <p class="nl-paragraph">Hoe dit kan, vertelt {organisatie} nu niet. Probeer het later opnieuw.</p>;
  const url = uitvoering.__typename === "LinkUitvoering" ? uitvoering.url : uitvoering.fallbackUrl;
  if (!url) return <p class="nl-paragraph">Dit kan niet online. {uitvoering.alleenVia}</p>;
  return (
    <div class="tekst">
      <p class="nl-paragraph klein">{WAARHEEN[uitvoering.trede] ?? "U gaat verder op een andere site."}</p>
      <Knoplink soort="secondary" href={url}>
        {uitvoering.knoptekst}
      </Knoplink>
    </div>
  );
}

const WAARHEEN: Record<string, string> = {
  PORTAALWISSEL: "U gaat naar de site van de organisatie en zoekt het daar op.",
  GERICHTE_LINK: "U gaat verder op een andere site, meteen op de goede pagina.",
};
