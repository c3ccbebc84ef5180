// The way to do a taak, asked from the source when the taak is opened.
import type { DoenFragment } from "../../gql/graphql";
import { bedrag } from "../../format";
import { Melding } from "../../parts/melding";
import { Weg } from "../../parts/weg";

export function Uitvoering({ uitvoering, organisatie }: { uitvoering: DoenFragment | null; organisatie: string }) {
  if (!uitvoering) {
    return (
      <Melding soort="warning" kop="Wij weten nu niet hoe u dit doet">
        <p class="nl-paragraph">{organisatie} vertelt het ons op dit moment niet. Probeer het later opnieuw.</p>
      </Melding>
    );
  }
  return (
    <div class="tekst">
      {uitvoering.__typename === "BetaalUitvoering" && (
        <p class="nl-paragraph">
          Te betalen: <strong>{bedrag(uitvoering.bedrag)}</strong>
        </p>
      )}
      <Weg uitvoering={uitvoering} organisatie={organisatie} />
    </div>
  );
}
