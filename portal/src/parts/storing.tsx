// What is shown while we wait, and when a whole question failed.
import type { Fout } from "../gateway/client";
import { Knop } from "./knop";
import { Melding } from "./melding";

export function Bezig({ wat = "Wij halen uw gegevens op" }: { wat?: string }) {
  return (
    <div class="bezig" role="status">
      <p class="nl-paragraph">{wat}…</p>
      <div class="bezig__blok" />
      <div class="bezig__blok" />
    </div>
  );
}

export function Storing({ fouten, opnieuw }: { fouten: Fout[]; opnieuw: () => void }) {
  const fout = fouten[0];
  return (
    <Melding soort="error" kop="Dit lukt nu niet" live>
      <p class="nl-paragraph">{fout?.message ?? "Wij konden uw gegevens niet ophalen."}</p>
      {fout?.extensions?.code && <p class="nl-paragraph klein">Code: {fout.extensions.code}</p>}
      <Knop onClick={opnieuw}>Probeer opnieuw</Knop>
    </Melding>
  );
}

export function NietGevonden({ wat }: { wat: string }) {
  return (
    <Melding soort="info" kop={`Wij kunnen ${wat} niet vinden`}>
      <p class="nl-paragraph">Misschien is het er niet meer. Of het hoort bij iemand anders.</p>
    </Melding>
  );
}

// For what the gateway cannot do yet: say so instead of pretending.
export function NogNiet({ wat }: { wat: string }) {
  return (
    <Melding soort="info" kop="Dit kan hier nog niet">
      <p class="nl-paragraph">{wat}</p>
    </Melding>
  );
}
