// How things read in Dutch: days, moments, amounts, sizes. Days are those of the Dutch clock, wherever the reader is.
const ZONE = "Europe/Amsterdam";
const day = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric", timeZone: ZONE });
const dayOnly = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", timeZone: ZONE });
const year = new Intl.DateTimeFormat("nl-NL", { year: "numeric", timeZone: ZONE });
const moment = new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const clock = new Intl.DateTimeFormat("nl-NL", { hour: "2-digit", minute: "2-digit", timeZone: ZONE });
const iso = new Intl.DateTimeFormat("sv-SE", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: ZONE });
const euro = new Intl.NumberFormat("nl-NL", { style: "currency", currency: "EUR" });
const number = new Intl.NumberFormat("nl-NL", { maximumFractionDigits: 1 });

// "2026-11-30" or a moment: 30 november 2026.
export function datum(text: string): string {
  return day.format(asDate(text));
}

// The same, without the year when that is this year.
export function dag(text: string, now = new Date()): string {
  const date = asDate(text);
  return year.format(date) === year.format(now) ? dayOnly.format(date) : day.format(date);
}

function asDate(text: string): Date {
  return new Date(text.length === 10 ? `${text}T12:00:00Z` : text);
}

export function tijdstip(text: string): string {
  return moment.format(new Date(text));
}

export function tijd(text: string): string {
  return clock.format(new Date(text));
}

// An amount is text and stays text: Intl takes it without rounding.
export function bedrag(text: string): string {
  return euro.format(text as unknown as number);
}

// How many nights until a day; below 0 it is past.
export function dagenTot(date: string, now = new Date()): number {
  const today = Date.parse(`${iso.format(now)}T00:00:00Z`);
  return Math.round((Date.parse(`${date}T00:00:00Z`) - today) / 86_400_000);
}

export function overDagen(days: number): string {
  if (days < -1) return `${-days} dagen geleden`;
  if (days === -1) return "gisteren";
  if (days === 0) return "vandaag";
  if (days === 1) return "morgen";
  return `nog ${days} dagen`;
}

export function omvang(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${number.format(bytes / 1000)} kB`;
  return `${number.format(bytes / 1_000_000)} MB`;
}

const KINDS: Record<string, string> = {
  "application/pdf": "pdf",
  "image/jpeg": "foto (jpg)",
  "image/png": "foto (png)",
  "text/plain": "tekst",
};

export function bestandssoort(type: string): string {
  return KINDS[type] ?? type.split("/").at(-1) ?? type;
}

// SN482K: SN-482-K, as it is on the plate: a dash where letters and digits meet.
export function kenteken(plate: string): string {
  return plate.replace(/([A-Z])(?=\d)|(\d)(?=[A-Z])/g, "$&-");
}

// PT10H30M: 10 uur en 30 minuten.
export function duur(text: string): string {
  const [, days, hours, minutes] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?.*)?$/.exec(text) ?? [];
  const parts = [
    [days, "dag", "dagen"],
    [hours, "uur", "uur"],
    [minutes, "minuut", "minuten"],
  ].filter(([count]) => Number(count) > 0);
  return parts.map(([count, one, more]) => `${count} ${Number(count) === 1 ? one : more}`).join(" en ") || text;
}
