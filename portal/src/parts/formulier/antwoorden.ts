// The answers that somebody gives, by question: as they stand in the fields, and as they are sent.
import type { Vraag } from "./vragen";

export type Antwoorden = Record<string, unknown>;

// What was filled in, in the types of the schema. An empty field is no answer. A number may be typed with a comma; what
// is no number is sent as it was typed, so that the source says what is wrong with it.
export function gegevens(vragen: Vraag[], antwoorden: Antwoorden): Antwoorden {
  const sent: Antwoorden = {};
  for (const vraag of vragen) {
    const waarde = value(vraag, antwoorden);
    if (waarde !== undefined) sent[vraag.naam] = waarde;
  }
  return sent;
}

// The places of the questions that have to be answered and were not.
export function nietIngevuld(vragen: Vraag[], antwoorden: Antwoorden): string[] {
  return vragen.flatMap((vraag) => [
    ...(vraag.verplicht && value(vraag, antwoorden) === undefined ? [vraag.pad] : []),
    ...(vraag.soort === "groep" ? nietIngevuld(vraag.vragen, antwoorden) : []),
  ]);
}

function value(vraag: Vraag, antwoorden: Antwoorden): unknown {
  if (vraag.soort === "groep") {
    const inner = gegevens(vraag.vragen, antwoorden);
    return Object.keys(inner).length > 0 ? inner : undefined;
  }
  const given = antwoorden[vraag.pad];
  if (given === undefined || given === "" || (Array.isArray(given) && given.length === 0)) return undefined;
  return vraag.soort === "getal" ? asNumber(given) : given;
}

function asNumber(given: unknown): unknown {
  const number = Number(String(given).trim().replace(/\.(?=\d{3}(\D|$))/g, "").replace(",", "."));
  return Number.isFinite(number) ? number : given;
}

// What the source knows already, by the place of its question.
export function vooraf(vragen: Vraag[], known: unknown): Antwoorden {
  const found: Antwoorden = {};
  for (const vraag of vragen) {
    const one = (known as Antwoorden | null)?.[vraag.naam];
    if (vraag.soort === "groep") Object.assign(found, vooraf(vraag.vragen, one));
    else if (one !== undefined && one !== null) found[vraag.pad] = vraag.soort === "getal" ? String(one).replace(".", ",") : one;
  }
  return found;
}
