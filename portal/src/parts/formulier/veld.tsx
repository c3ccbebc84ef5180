// One question of a form, with its explanation and what is wrong with the answer.
import type { ComponentChildren } from "preact";
import type { Antwoorden } from "./antwoorden";
import type { Faults } from "./formulier";
import type { Vraag } from "./vragen";

interface Props {
  vraag: Vraag;
  antwoorden: Antwoorden;
  faults: Faults;
  vul: (pad: string, waarde: unknown) => void;
}

export function Veld(props: Props) {
  switch (props.vraag.soort) {
    case "groep":
      return <Groep {...props} />;
    case "keuze":
      return props.vraag.keuzes.length > MOST_RADIOS ? <Lijstje {...props} /> : <Rondjes {...props} />;
    case "keuzes":
      return <Vinkjes {...props} />;
    case "ja":
      return <Vinkje {...props} />;
    default:
      return <Tekst {...props} />;
  }
}

const MOST_RADIOS = 6;

function Groep({ vraag, ...rest }: Props) {
  return (
    <fieldset class="utrecht-form-fieldset veldgroep">
      <legend class="utrecht-form-fieldset__legend utrecht-form-label">{vraag.titel}</legend>
      <Uitleg vraag={vraag} />
      {vraag.vragen.map((one) => (
        <Veld key={one.pad} vraag={one} {...rest} />
      ))}
    </fieldset>
  );
}

function Tekst({ vraag, antwoorden, faults, vul }: Props) {
  const fault = faults.get(vraag.pad);
  const shared = {
    id: `veld${vraag.pad}`,
    "aria-invalid": fault ? true : undefined,
    "aria-describedby": described(vraag, fault),
    "aria-required": vraag.verplicht || undefined,
    value: String(antwoorden[vraag.pad] ?? ""),
    onInput: (event: Event) => vul(vraag.pad, (event.currentTarget as HTMLInputElement).value),
  };
  return (
    <Omslag vraag={vraag} fault={fault}>
      {vraag.soort === "lang" ? (
        <textarea class="utrecht-textarea utrecht-textarea--html-textarea" rows={5} {...shared} />
      ) : vraag.soort === "datum" ? (
        <input class="utrecht-textbox utrecht-textbox--html-input" type="date" {...shared} />
      ) : (
        <input class="utrecht-textbox utrecht-textbox--html-input" type="text" inputMode={KEYS[vraag.soort]} {...shared} />
      )}
    </Omslag>
  );
}

const KEYS: Partial<Record<Vraag["soort"], "decimal" | "email">> = { getal: "decimal", email: "email" };

function Lijstje({ vraag, antwoorden, faults, vul }: Props) {
  const fault = faults.get(vraag.pad);
  const at = vraag.keuzes.findIndex((one) => one.waarde === antwoorden[vraag.pad]);
  const choose = (event: Event) => vul(vraag.pad, vraag.keuzes[Number((event.currentTarget as HTMLSelectElement).value)]?.waarde);
  return (
    <Omslag vraag={vraag} fault={fault}>
      <select class="utrecht-select utrecht-select--html-select" id={`veld${vraag.pad}`} aria-invalid={fault ? true : undefined} aria-describedby={described(vraag, fault)} value={at} onChange={choose}>
        <option value={-1}>Kies</option>
        {vraag.keuzes.map((one, index) => (
          <option key={index} value={index}>
            {one.titel}
          </option>
        ))}
      </select>
    </Omslag>
  );
}

function Rondjes({ vraag, antwoorden, faults, vul }: Props) {
  return (
    <Keuzegroep vraag={vraag} faults={faults}>
      {vraag.keuzes.map((one, index) => (
        <label class="keuzeregel" key={index}>
          <input
            class="utrecht-radio-button utrecht-radio-button--html-input"
            type="radio"
            id={index === 0 ? `veld${vraag.pad}` : undefined}
            name={vraag.pad}
            checked={antwoorden[vraag.pad] === one.waarde}
            onChange={() => vul(vraag.pad, one.waarde)}
          />
          {one.titel}
        </label>
      ))}
    </Keuzegroep>
  );
}

function Vinkjes({ vraag, antwoorden, faults, vul }: Props) {
  const chosen = (antwoorden[vraag.pad] as unknown[] | undefined) ?? [];
  const toggle = (waarde: unknown) => vul(vraag.pad, chosen.includes(waarde) ? chosen.filter((one) => one !== waarde) : [...chosen, waarde]);
  return (
    <Keuzegroep vraag={vraag} faults={faults}>
      {vraag.keuzes.map((one, index) => (
        <label class="keuzeregel" key={index}>
          <input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id={index === 0 ? `veld${vraag.pad}` : undefined} checked={chosen.includes(one.waarde)} onChange={() => toggle(one.waarde)} />
          {one.titel}
        </label>
      ))}
    </Keuzegroep>
  );
}

function Vinkje({ vraag, antwoorden, faults, vul }: Props) {
  const fault = faults.get(vraag.pad);
  return (
    <div class="utrecht-form-field veld">
      <label class="keuzeregel">
        <input
          class="utrecht-checkbox utrecht-checkbox--html-input"
          type="checkbox"
          id={`veld${vraag.pad}`}
          aria-describedby={described(vraag, fault)}
          checked={antwoorden[vraag.pad] === true}
          onChange={(event) => vul(vraag.pad, event.currentTarget.checked)}
        />
        {vraag.titel}
      </label>
      <Uitleg vraag={vraag} />
      <Foutregel vraag={vraag} fault={fault} />
    </div>
  );
}

function Keuzegroep({ vraag, faults, children }: { vraag: Vraag; faults: Faults; children: ComponentChildren }) {
  const fault = faults.get(vraag.pad);
  return (
    <fieldset class="utrecht-form-fieldset veld" aria-describedby={described(vraag, fault)}>
      <legend class="utrecht-form-label">
        {vraag.titel} <Verplicht vraag={vraag} />
      </legend>
      <Uitleg vraag={vraag} />
      <Foutregel vraag={vraag} fault={fault} />
      {children}
    </fieldset>
  );
}

function Omslag({ vraag, fault, children }: { vraag: Vraag; fault: string | undefined; children: ComponentChildren }) {
  return (
    <div class={`utrecht-form-field veld ${fault ? "utrecht-form-field--invalid" : ""}`}>
      <label class="utrecht-form-label" for={`veld${vraag.pad}`}>
        {vraag.titel} <Verplicht vraag={vraag} />
      </label>
      <Uitleg vraag={vraag} />
      <Foutregel vraag={vraag} fault={fault} />
      {children}
    </div>
  );
}

function Verplicht({ vraag }: { vraag: Vraag }) {
  return vraag.verplicht ? null : <span class="klein">(mag u overslaan)</span>;
}

function Uitleg({ vraag }: { vraag: Vraag }) {
  return vraag.uitleg ? (
    <p class="utrecht-form-field-description" id={`uitleg${vraag.pad}`}>
      {vraag.uitleg}
    </p>
  ) : null;
}

function Foutregel({ vraag, fault }: { vraag: Vraag; fault: string | undefined }) {
  return fault ? (
    <p class="utrecht-form-field-error-message" id={`fout${vraag.pad}`}>
      {fault}
    </p>
  ) : null;
}

function described(vraag: Vraag, fault: string | undefined): string | undefined {
  const ids = [vraag.uitleg && `uitleg${vraag.pad}`, fault && `fout${vraag.pad}`].filter(Boolean);
  return ids.length > 0 ? ids.join(" ") : undefined;
}
