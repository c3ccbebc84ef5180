// Reads the questions out of a JSON Schema, as far as this portal can ask them.
export interface Schema {
  type?: string;
  title?: string;
  description?: string;
  format?: string;
  enum?: unknown[];
  oneOf?: { const?: unknown; title?: string }[];
  maxLength?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
}

export type Soort = "tekst" | "lang" | "getal" | "datum" | "email" | "ja" | "keuze" | "keuzes" | "groep";

export interface Vraag {
  naam: string;
  pad: string; // JSON Pointer, as faults name the place
  soort: Soort;
  titel: string;
  uitleg: string;
  verplicht: boolean;
  keuzes: { waarde: unknown; titel: string }[];
  vragen: Vraag[]; // of a group
}

const LONG = 200;

// null when the schema asks something that we have no field for: then the form of the organisation itself is the way.
export function vragen(schema: unknown, pad = ""): Vraag[] | null {
  const { properties, required = [] } = (schema ?? {}) as Schema;
  if (!properties) return null;
  const found = Object.entries(properties).map(([naam, one]) => vraag(naam, one, `${pad}/${escape(naam)}`, required.includes(naam)));
  return found.every((one) => one !== null) ? found : null;
}

function vraag(naam: string, schema: Schema, pad: string, verplicht: boolean): Vraag | null {
  const soort = kind(schema);
  const inner = soort === "groep" ? vragen(schema, pad) : [];
  if (!soort || !inner) return null;
  const titel = schema.title ?? inWords(naam);
  return { naam, pad, soort, titel, uitleg: schema.description ?? "", verplicht, keuzes: choices(schema.items ?? schema), vragen: inner };
}

// vergunning_gebied: Vergunning gebied, for a question or a choice that has no title of its own.
function inWords(naam: string): string {
  const lower = /^[A-Z_]+$/.test(naam) ? naam.toLowerCase() : naam;
  const words = lower.replace(/[_-]+/g, " ").replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function kind(schema: Schema): Soort | null {
  if (choices(schema).length > 0) return "keuze";
  switch (schema.type) {
    case "boolean":
      return "ja";
    case "number":
    case "integer":
      return "getal";
    case "object":
      return "groep";
    case "array":
      return schema.items && choices(schema.items).length > 0 ? "keuzes" : null;
    case "string":
      if (schema.format === "date") return "datum";
      if (schema.format === "email") return "email";
      return (schema.maxLength ?? 0) > LONG ? "lang" : "tekst";
    default:
      return null;
  }
}

function choices(schema: Schema): { waarde: unknown; titel: string }[] {
  const named = schema.oneOf?.filter((one) => one.const !== undefined).map((one) => ({ waarde: one.const, titel: one.title ?? String(one.const) }));
  return named?.length ? named : (schema.enum ?? []).map((one) => ({ waarde: one, titel: inWords(String(one)) }));
}

function escape(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}
