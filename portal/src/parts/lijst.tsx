// A list from several bronnen: what is missing, the items, or why there are none, and the way to more.
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { BronmeldingFragment } from "../gql/graphql";
import type { Vraag } from "../gateway/use-query";
import { Bronmeldingen } from "./bronmelding";
import { Icoon } from "./icoon";
import { Knop } from "./knop";
import { Bezig, Storing } from "./storing";

type Bladzijde<T> = BronmeldingFragment & {
  nodes: T[];
  aantal?: number | null;
  pageInfo?: { hasNextPage: boolean; endCursor: string | null };
};

interface Props<T> {
  vraag: Vraag<unknown>;
  lijst: Bladzijde<T> | null | undefined;
  wat: string; // "zaken": for the button to more, and for an empty list
  toon: (item: T) => ComponentChildren;
  verder?: (na: string) => ComponentChildren;
  kop?: boolean; // false where a heading stands above it already
  eerste?: boolean; // false for a page that was asked with the button: it gets the focus
}

export function Lijst<T extends { id: string }>({ vraag, lijst, wat, toon, verder, kop = true, eerste = true }: Props<T>) {
  const [open, setOpen] = useState(false);
  const items = useRef<HTMLUListElement>(null);
  const arrived = Boolean(lijst);
  useEffect(() => {
    if (!eerste) items.current?.querySelector("a")?.focus();
  }, [arrived]);
  if (!lijst) return vraag.bezig ? <Bezig /> : <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />;
  const next = lijst.pageInfo?.hasNextPage ? lijst.pageInfo.endCursor : null;
  return (
    <>
      <Bronmeldingen lijsten={[lijst]} opnieuw={vraag.opnieuw} />
      {kop && eerste && lijst.nodes.length > 0 && <h2 class="nl-heading nl-heading--level-3">{counted(lijst.aantal, wat)}</h2>}
      {lijst.nodes.length > 0 ? <ul class="kaarten" ref={items}>{lijst.nodes.map((one) => <li key={one.id}>{toon(one)}</li>)}</ul> : eerste && <Leeg lijst={lijst} wat={wat} />}
      {next && verder && (open ? verder(next) : <Knop onClick={() => setOpen(true)}>Meer {wat}</Knop>)}
    </>
  );
}

function counted(aantal: number | null | undefined, wat: string): string {
  const words = wat.charAt(0).toUpperCase() + wat.slice(1);
  return aantal == null ? words : `${words} (${aantal})`;
}

// Nothing there, or nothing that we know of: two answers, two pictures, two sentences.
export function Leeg({ lijst, wat }: { lijst: BronmeldingFragment; wat: string }) {
  return lijst.volledig ? (
    <p class="nl-paragraph leeg">
      <Icoon naam="ok" /> U hebt hier geen {wat}.
    </p>
  ) : (
    <p class="nl-paragraph leeg leeg--onbekend">
      <Icoon naam="let_op" /> Wij weten niet of u {wat} hebt. Wij konden het niet overal vragen.
    </p>
  );
}
