// The control of the sandbox: how each bron is doing, and ways to spoil and mend it.
export interface Bron {
  code: string;
  naam: string;
  diensten: string[];
  stand: string;
}

export interface Opdracht {
  naam: string;
  pad: string;
}

export const STORINGEN: Opdracht[] = [
  { naam: "Valt weg", pad: "stop" },
  { naam: "Wordt traag", pad: "slow?ms=4000" },
  { naam: "Geeft fouten", pad: "break?soort=500" },
  { naam: "Geeft onzin", pad: "break?soort=html" },
];
export const HERSTEL: Opdracht = { naam: "Maak goed", pad: "mend" };

export async function readBronnen(): Promise<Bron[]> {
  const answer = await fetch("/bediening/bronnen");
  if (!answer.ok) throw new Error("De bediening van de oefenomgeving antwoordt niet.");
  return answer.json();
}

export async function bedien(code: string, { pad }: Opdracht): Promise<void> {
  const answer = await fetch(`/bediening/bronnen/${code}/${pad}`, { method: "POST" });
  if (!answer.ok) throw new Error("Dat lukte niet.");
}
