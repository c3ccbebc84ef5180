// Where the gateway and the issuer are. The server that gives out this portal knows; nothing is built in.
export interface Instellingen {
  endpoint: string;
  issuer: string;
  clientId: string;
}

export async function readSettings(): Promise<Instellingen> {
  const answer = await fetch("/instellingen.json");
  if (!answer.ok) throw new Error("De instellingen van dit portaal zijn niet te lezen.");
  return answer.json();
}
