// The way to do something, from the source, fresh. Local where we can, else the link that always works, else the counter.
import type { DoenFragment } from "../../gql/graphql";
import { bedrag } from "../../format";
import { Knoplink } from "../../parts/knop";
import { Melding } from "../../parts/melding";
import { NogNiet } from "../../parts/storing";

export function Uitvoering({ uitvoering, organisatie }: { uitvoering: DoenFragment | null; organisatie: string }) {
  if (!uitvoering) {
    return (
      <Melding soort="warning" kop="Wij weten nu niet hoe u dit doet">
        <p class="nl-paragraph">{organisatie} vertelt het ons op dit moment niet. Probeer het later opnieuw.</p>
      </Melding>
    );
  }
  const url = uitvoering.__typename === "LinkUitvoering" ? uitvoering.url : uitvoering.fallbackUrl;
  return (
    <div class="tekst">
      {uitvoering.__typename === "BetaalUitvoering" && (
        <p class="nl-paragraph">
          Te betalen: <strong>{bedrag(uitvoering.bedrag)}</strong>
        </p>
      )}
      {uitvoering.trede === "LOKAAL" && <NogNiet wat="Deze oefenomgeving kan dit nog niet zelf afhandelen." />}
      {url && (
        <>
          <p class="nl-paragraph">U gaat verder op de site van {organisatie}.</p>
          <Knoplink href={url}>{uitvoering.knoptekst}</Knoplink>
        </>
      )}
      {uitvoering.alleenVia && <p class="nl-paragraph">Dit kan niet online. {uitvoering.alleenVia}</p>}
    </div>
  );
}
