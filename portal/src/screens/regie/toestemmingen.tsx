import { ToestemmingIntrekkenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { dag, tijdstip } from "../../format";
import { Knop } from "../../parts/knop";
import { Label } from "../../parts/label";
import { Mislukt } from "../../parts/uitkomst";
import type { Regiegegevens } from "./regie";

type Toestemming = NonNullable<Regiegegevens["toestemmingen"]>[number];

export function Toestemmingen({ toestemmingen }: { toestemmingen: Regiegegevens["toestemmingen"] }) {
  if (!toestemmingen) return <p class="nl-paragraph">Uw toestemmingen zijn nu niet op te halen.</p>;
  if (toestemmingen.length === 0) return <p class="nl-paragraph">U gaf geen toestemmingen.</p>;
  return (
    <ul class="rijen">
      {toestemmingen.map((one) => (
        <li key={one.id}>
          <Een toestemming={one} />
        </li>
      ))}
    </ul>
  );
}

function Een({ toestemming: { id, regeling, gegevens, gegevenOp, geldigTot, ingetrokkenOp } }: { toestemming: Toestemming }) {
  const { doe, bezig, fout, storing } = useMutation(ToestemmingIntrekkenDocument);
  return (
    <div class="tekst">
      <p class="nl-paragraph">
        <strong>{regeling.naam}</strong> {ingetrokkenOp && <Label>Ingetrokken op {dag(ingetrokkenOp)}</Label>}
      </p>
      <p class="klein">
        Gegeven op {tijdstip(gegevenOp)}, geldig tot {tijdstip(geldigTot)}. Voor: {gegevens.map((one) => `${one.titel} (${one.bron.naam})`).join(", ")}.
      </p>
      {!ingetrokkenOp && (
        <Knop bezig={bezig} label={`Trek in: ${regeling.naam}`} onClick={() => void doe({ toestemmingId: id })}>
          Trek in
        </Knop>
      )}
      <Mislukt fout={fout} storing={storing} />
    </div>
  );
}
