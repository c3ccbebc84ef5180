// A page: its title in the tab, its heading, and the focus at the heading after a move.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

interface Props {
  titel: string;
  inleiding?: ComponentChildren;
  terug?: { href: string; naam: string };
  children: ComponentChildren;
}

let first = true; // after loading the page anew the focus is where the browser puts it

export function Pagina({ titel, inleiding, terug, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${titel} - Mijn Omgeving`;
  }, [titel]);
  useEffect(() => {
    if (!first) {
      scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    first = false;
  }, []);
  return (
    <>
      {terug && (
        <nav class="utrecht-breadcrumb-nav kruimels" aria-label="Kruimelpad">
          <a class="nl-link" href={terug.href}>
            {terug.naam}
          </a>
          <span aria-hidden="true"> / </span>
          <span aria-current="page">{titel}</span>
        </nav>
      )}
      <h1 class="nl-heading nl-heading--level-1" ref={heading} tabIndex={-1}>
        {titel}
      </h1>
      {inleiding && <p class="nl-paragraph inleiding">{inleiding}</p>}
      {children}
    </>
  );
}

export function Deel({ titel, id, children, rechts }: { titel: string; id: string; children: ComponentChildren; rechts?: ComponentChildren }) {
  return (
    <section class="deel" aria-labelledby={id}>
      <div class="deel__kop">
        <h2 class="nl-heading nl-heading--level-2" id={id}>
          {titel}
        </h2>
        {rechts}
      </div>
      {children}
    </section>
  );
}
