// How a change went: what to do about a fault, or the confirmation of the source.
import { useEffect, useRef } from "preact/hooks";
import type { FoutFragment, OntvangstFragment } from "../gql/graphql";
import type { Fout } from "../gateway/client";
import { bedrag, tijd, tijdstip } from "../format";
import { VERWERKING } from "../words";
import { Knoplink } from "./knop";
import { Melding } from "./melding";
import { Sterker } from "./sterker";

export function Mislukt({ fout, storing }: { fout: FoutFragment | null; storing: Fout | null }) {
  const message = fout?.melding ?? storing?.message;
  if (!message) return null;
  return (
    <Melding soort="error" kop="Dit is niet gelukt" live>
      <p class="nl-paragraph">{message}</p>
      {fout && <Hoe fout={fout} />}
    </Melding>
  );
}

function Hoe({ fout }: { fout: FoutFragment }) {
  switch (fout.__typename) {
    case "OngeldigeInvoer":
      return (
        <ul class="opsomming">
          {fout.problemen.map(({ pad, melding }) => (
            <li key={pad}>{melding}</li>
          ))}
        </ul>
      );
    case "NiveauTeLaag":
      return <Sterker belemmering={fout.sterker} />;
    case "NietToegestaan":
      return fout.belemmering && <Sterker belemmering={fout.belemmering} />;
    case "BronOnbereikbaar":
      return fout.opnieuwNa ? <p class="nl-paragraph">Probeer het na {tijd(fout.opnieuwNa)} opnieuw. Er is niets veranderd.</p> : <p class="nl-paragraph">Er is niets veranderd.</p>;
    case "NietOndersteund":
      return fout.fallbackUrl ? <Knoplink href={fout.fallbackUrl}>Ga naar de site waar het wel kan</Knoplink> : null;
    case "BedragGewijzigd":
      return <p class="nl-paragraph">Het bedrag is nu {bedrag(fout.bedrag)}. Kijk of u dat wilt betalen, en probeer het opnieuw.</p>;
    default:
      return null;
  }
}

// Gets the focus: the form that was there is gone, and this is what came of it.
export function Ontvangen({ ontvangst }: { ontvangst: OntvangstFragment }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} class="ontvangen">
      <Melding soort="ok" kop="Wij hebben het doorgestuurd" live>
        <p class="nl-paragraph">{ontvangst.bevestiging}</p>
        <p class="nl-paragraph">
          Ontvangen op {tijdstip(ontvangst.ontvangenOp)}. {VERWERKING[ontvangst.verwerking] && `${VERWERKING[ontvangst.verwerking]}.`}
        </p>
        {ontvangst.kenmerk && <p class="nl-paragraph">Uw kenmerk: {ontvangst.kenmerk}</p>}
      </Melding>
    </div>
  );
}
