// How far a zaak is, in the four groups that are the same at every organisation.
const GROUPS = ["ONTVANGEN", "IN_BEHANDELING", "BESLIST", "AFGEROND"];
const NAMES = ["Ontvangen", "In behandeling", "Beslist", "Afgerond"];

export function Voortgang({ status }: { status: { groep: string; tekst: string } }) {
  const at = GROUPS.indexOf(status.groep);
  return (
    <div class="voortgang">
      {at >= 0 && (
        <span class="voortgang__balk" aria-hidden="true">
          {GROUPS.map((group, index) => (
            <span class={index <= at ? "voortgang__deel voortgang__deel--vol" : "voortgang__deel"} key={group} />
          ))}
        </span>
      )}
      <span>
        {at >= 0 && <span class="alleen-voorlezen">Stap {at + 1} van 4, {NAMES[at]}: </span>}
        {status.tekst}
      </span>
    </div>
  );
}
