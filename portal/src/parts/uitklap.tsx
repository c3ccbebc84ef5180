// Something that is out of the way until it is asked for.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Knop } from "./knop";

// `over`: what a screen reader adds, where the words alone would not tell two of these apart.
export function Uitklap({ titel, over, children }: { titel: string; over?: string; children: ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Knop open={open} label={over && `${open ? "Toch niet" : titel}: ${over}`} onClick={() => setOpen(!open)}>
        {open ? "Toch niet" : titel}
      </Knop>
      {open && <div class="uitklap tekst">{children}</div>}
    </>
  );
}
