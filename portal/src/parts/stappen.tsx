// The way of a zaak: what was, where it is now, what may still come.
import { datum } from "../format";

interface Stap {
  tekst: string;
  stand: string;
  toelichting: string | null;
  datum: { datum: string; duiding: string } | null;
}

const SAID: Record<string, string> = { GEWEEST: "Afgerond", HUIDIG: "Nu", VERWACHT: "Komt misschien nog" };

export function Stappen({ stappen }: { stappen: Stap[] }) {
  return (
    <ol class="stappen">
      {stappen.map((stap, at) => (
        <li class={`stap stap--${stap.stand.toLowerCase()}`} key={at} aria-current={stap.stand === "HUIDIG" ? "step" : undefined}>
          <span class="stap__punt" aria-hidden="true" />
          <div class="stap__tekst">
            <span class="stap__titel">{stap.tekst}</span>
            <span class="klein">
              {SAID[stap.stand] ?? ""}
              {stap.datum && ` · ${datum(stap.datum.datum)}`}
            </span>
            {stap.toelichting && <p class="nl-paragraph">{stap.toelichting}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}
