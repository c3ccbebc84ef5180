// A choice between some views of a list, as a group of buttons of which one is pressed.
interface Props<K extends string> {
  naam: string;
  keuzes: Record<K, string>;
  nu: K;
  kies: (keuze: K) => void;
}

export function Keuze<K extends string>({ naam, keuzes, nu, kies }: Props<K>) {
  return (
    <div class="keuze" role="group" aria-label={naam}>
      {(Object.keys(keuzes) as K[]).map((keuze) => (
        <button class="keuze__knop" type="button" key={keuze} aria-pressed={keuze === nu} onClick={() => kies(keuze)}>
          {keuzes[keuze]}
        </button>
      ))}
    </div>
  );
}
