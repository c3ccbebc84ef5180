// A notice in the flow of the page.
import type { ComponentChildren } from "preact";
import { Icoon, type Icoonnaam } from "./icoon";

export type Meldingsoort = "info" | "ok" | "warning" | "error";

const ICONS: Record<Meldingsoort, Icoonnaam> = { info: "info", ok: "ok", warning: "let_op", error: "fout" };
const SAID: Record<Meldingsoort, string> = { info: "Informatie", ok: "Gelukt", warning: "Let op", error: "Fout" };

interface Props {
  soort: Meldingsoort;
  kop?: string;
  children: ComponentChildren;
  live?: boolean; // tell somebody who listens: it came by itself, after something they did
}

export function Melding({ soort, kop, children, live = false }: Props) {
  return (
    <div class={`utrecht-alert utrecht-alert--${soort} melding`} role={live ? "status" : undefined}>
      <div class={`utrecht-alert__icon utrecht-alert__icon--${soort}`}>
        <Icoon naam={ICONS[soort]} />
      </div>
      <div class="utrecht-alert__content">
        <div class="utrecht-alert__message tekst">
          <span class="alleen-voorlezen">{SAID[soort]}: </span>
          {kop && <p class="melding__kop">{kop}</p>}
          {children}
        </div>
      </div>
    </div>
  );
}
