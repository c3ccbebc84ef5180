// A form made of a JSON Schema. The source checks the answers; what it finds stands at the field, and in a list on top.
import { useEffect, useRef, useState } from "preact/hooks";
import type { FoutFragment } from "../../gql/graphql";
import { Knop } from "../knop";
import { type Antwoorden, gegevens, nietIngevuld, vooraf } from "./antwoorden";
import { Veld } from "./veld";
import { type Vraag, vragen } from "./vragen";

interface Props {
  schema: unknown;
  voorinvulling?: unknown;
  knoptekst: string;
  bezig: boolean;
  fout: FoutFragment | null;
  stuur: (gegevens: Antwoorden) => void;
}

// Whether this portal has a field for everything that the schema asks.
export function kanHier(schema: unknown): boolean {
  return vragen(schema) !== null;
}

export function Formulier({ schema, voorinvulling, knoptekst, bezig, fout, stuur }: Props) {
  const asked = vragen(schema) ?? [];
  const [antwoorden, setAntwoorden] = useState<Antwoorden>(() => vooraf(asked, voorinvulling));
  const [missing, setMissing] = useState<Faults>(new Map());
  const faults = missing.size > 0 ? missing : places(fout);
  const submit = (event: Event) => {
    event.preventDefault();
    const open: Faults = new Map(nietIngevuld(asked, antwoorden).map((pad) => [pad, "Vul dit nog in."]));
    setMissing(open);
    if (!bezig && open.size === 0) stuur(gegevens(asked, antwoorden));
  };
  return (
    <form class="formulier" onSubmit={submit} noValidate>
      <Foutenlijst vragen={asked} faults={faults} />
      {asked.map((vraag) => (
        <Veld
          key={vraag.pad}
          vraag={vraag}
          antwoorden={antwoorden}
          faults={faults}
          vul={(pad, waarde) => setAntwoorden((before) => ({ ...before, [pad]: waarde }))}
        />
      ))}
      <Knop soort="primary" type="submit" bezig={bezig}>
        {bezig ? "Wij versturen het…" : knoptekst}
      </Knop>
    </form>
  );
}

export type Faults = Map<string, string>;

// Faults name a place in the whole input: /gegevens/adres/postcode. Our questions start below /gegevens.
function places(fout: FoutFragment | null): Faults {
  const found: Faults = new Map();
  if (fout?.__typename !== "OngeldigeInvoer") return found;
  for (const { pad, melding } of fout.problemen) {
    const place = pad.replace(/^\/gegevens/, "");
    if (!found.has(place)) found.set(place, melding);
  }
  return found;
}

function Foutenlijst({ vragen: asked, faults }: { vragen: Vraag[]; faults: Faults }) {
  const list = useRef<HTMLDivElement>(null);
  const titles = new Map(flat(asked).map((one) => [one.pad, one.titel]));
  useEffect(() => {
    if (faults.size > 0) list.current?.focus();
  }, [[...faults].join()]);
  if (faults.size === 0) return null;
  return (
    <div class="utrecht-alert utrecht-alert--error melding" ref={list} tabIndex={-1} role="alert">
      <div class="tekst">
        <p class="melding__kop">Er klopt nog iets niet</p>
        <ul class="opsomming">
          {[...faults].map(([place, melding]) => (
            <li key={place}>{titles.has(place) ? <a class="nl-link" href={`#veld${place}`} onClick={toField}>{`${titles.get(place)}: ${melding}`}</a> : melding}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function toField(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById((event.currentTarget as HTMLAnchorElement).hash.slice(1))?.focus();
}

function flat(asked: Vraag[]): Vraag[] {
  return asked.flatMap((one) => [one, ...flat(one.vragen)]);
}
