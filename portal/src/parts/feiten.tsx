// Names and values, one a row. What is not known is left out: an empty row tells nobody anything.
import type { ComponentChildren } from "preact";

export type Feit = [naam: string, waarde: ComponentChildren];

export function Feiten({ feiten }: { feiten: Feit[] }) {
  const known = feiten.filter(([, waarde]) => waarde !== null && waarde !== undefined && waarde !== "" && waarde !== false);
  if (known.length === 0) return null;
  return (
    <dl class="utrecht-data-list utrecht-data-list--rows feiten">
      {known.map(([naam, waarde]) => (
        <div class="utrecht-data-list__item" key={naam}>
          <dt class="utrecht-data-list__item-key">{naam}</dt>
          <dd class="utrecht-data-list__item-value">{waarde}</dd>
        </div>
      ))}
    </dl>
  );
}
