// A word or two beside a title: a stand, a deadline. The colour says nothing that the words do not.
import type { ComponentChildren } from "preact";
import { dag, dagenTot, overDagen } from "../format";

export type Toon = "neutraal" | "goed" | "let-op" | "fout" | "info";

export function Label({ toon = "neutraal", children }: { toon?: Toon; children: ComponentChildren }) {
  return <span class={`nl-data-badge label label--${toon}`}>{children}</span>;
}

const SOON_DAYS = 7;

export function Termijnlabel({ termijn, wat = "Uiterlijk" }: { termijn: { datum: string } | null; wat?: string }) {
  if (!termijn) return null;
  const days = dagenTot(termijn.datum);
  const toon: Toon = days < 0 ? "fout" : days <= SOON_DAYS ? "let-op" : "neutraal";
  return (
    <Label toon={toon}>
      {days < 0 ? "Te laat: was" : wat} {dag(termijn.datum)} ({overDagen(days)})
    </Label>
  );
}
