// One item in a list: all of it is a link, the title says where it goes.
import type { ComponentChildren } from "preact";
import type { Toon } from "./label";
import { Icoon } from "./icoon";
import { Label } from "./label";

interface Props {
  href: string;
  titel: string;
  organisatie: string;
  label?: ComponentChildren;
  niveau?: 2 | 3; // of its heading: right below the title of the page, or below a heading
  nadruk?: boolean; // unread, or waiting for the person
  children?: ComponentChildren;
}

export function Kaart({ href, titel, organisatie, label, niveau = 3, nadruk = false, children }: Props) {
  const Kop = `h${niveau}` as const;
  return (
    <article class={nadruk ? "kaart kaart--nadruk" : "kaart"}>
      <div class="kaart__tekst">
        <Kop class="kaart__titel">
          <a class="nl-link kaart__link" href={href}>
            {titel}
          </a>
        </Kop>
        <p class="kaart__bron">{organisatie}</p>
        {children}
        {label && <div class="kaart__labels">{label}</div>}
      </div>
      <Icoon naam="verder" />
    </article>
  );
}

export function Afgeschermd({ afscherming }: { afscherming: { melding: string } | null }) {
  const toon: Toon = "let-op";
  return afscherming ? <Label toon={toon}>{afscherming.melding}</Label> : null;
}
