// Buttons, and links that look like one.
import type { ComponentChildren } from "preact";
import { Icoon, type Icoonnaam } from "./icoon";

type Soort = "primary" | "secondary" | "subtle";

interface Props {
  soort?: Soort;
  type?: "button" | "submit";
  bezig?: boolean;
  onClick?: () => void;
  icoon?: Icoonnaam;
  open?: boolean; // of what it shows and hides
  label?: string; // what a screen reader says, where the text alone would not tell buttons apart
  children: ComponentChildren;
}

export function Knop({ soort = "secondary", type = "button", bezig = false, onClick, icoon, open, label, children }: Props) {
  return (
    <button class={`nl-button nl-button--${soort}`} type={type} aria-disabled={bezig || undefined} aria-label={label} aria-expanded={open} onClick={bezig ? stop : onClick}>
      {icoon && (
        <span class="nl-button__icon-start">
          <Icoon naam={icoon} />
        </span>
      )}
      <span class="nl-button__label">{children}</span>
    </button>
  );
}

export function Knoplink({ soort = "primary", href, label, children }: { soort?: Soort; href: string; label?: string; children: ComponentChildren }) {
  return (
    <a class={`nl-button nl-button--${soort} knoplink`} href={href} aria-label={label}>
      <span class="nl-button__label">{children}</span>
    </a>
  );
}

// Disabled buttons drop the focus; a busy one keeps it and does nothing.
function stop(event: Event): void {
  event.preventDefault();
}
