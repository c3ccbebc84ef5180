// The ways through the portal. On a small screen they are behind a button.
import { useEffect, useState } from "preact/hooks";
import type { TellersQuery } from "../gql/graphql";
import { Icoon, type Icoonnaam } from "../parts/icoon";

type Tellers = TellersQuery["tellers"] | null;
type Teller = NonNullable<Tellers>["openTaken"];

interface Weg {
  href: string;
  naam: string;
  icoon: Icoonnaam;
  teller?: (tellers: Tellers) => Teller | undefined;
  telt?: string;
}

const WEGEN: Weg[] = [
  { href: "/", naam: "Overzicht", icoon: "overzicht" },
  { href: "/zaken", naam: "Mijn Zaken", icoon: "zaken" },
  { href: "/taken", naam: "Mijn Taken", icoon: "taken", teller: (all) => all?.openTaken, telt: "open" },
  { href: "/berichten", naam: "Mijn Berichten", icoon: "berichten", teller: (all) => all?.ongelezenBerichten, telt: "nieuw" },
  { href: "/producten", naam: "Mijn Producten", icoon: "producten" },
  { href: "/aanvragen", naam: "Mijn Aanvragen", icoon: "aanvragen" },
  { href: "/contact", naam: "Mijn Contact", icoon: "contact" },
  { href: "/regelingen", naam: "Waar heb ik recht op?", icoon: "regelingen" },
  { href: "/regie", naam: "Mijn Regie", icoon: "regie" },
];

export function Navigatie({ path, tellers }: { path: string; tellers: Tellers }) {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  return (
    <nav class="navigatie" aria-label="Mijn Omgeving">
      <button class="nl-button nl-button--secondary navigatie__knop" type="button" aria-expanded={open} aria-controls="wegen" onClick={() => setOpen(!open)}>
        <span class="nl-button__icon-start">
          <Icoon naam="menu" />
        </span>
        <span class="nl-button__label">Menu</span>
      </button>
      <ul class={open ? "navigatie__wegen navigatie__wegen--open" : "navigatie__wegen"} id="wegen">
        {WEGEN.map((weg) => (
          <li key={weg.href}>
            <a class="navigatie__weg" href={weg.href} aria-current={current(path, weg.href)}>
              <Icoon naam={weg.icoon} />
              <span>{weg.naam}</span>
              {weg.teller && <Getal teller={weg.teller(tellers)} telt={weg.telt!} />}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function current(path: string, href: string): "page" | "true" | undefined {
  if (path === href) return "page";
  return href !== "/" && path.startsWith(`${href}/`) ? "true" : undefined;
}

// 3+ means: at least 3, for not every bron could be counted.
function Getal({ teller, telt }: { teller: Teller | undefined; telt: string }) {
  if (!teller?.aantal) return null;
  return (
    <span class="nl-number-badge nl-number-badge--primary getal">
      {teller.aantal}
      {!teller.volledig && "+"}
      <span class="alleen-voorlezen"> {telt}</span>
    </span>
  );
}
