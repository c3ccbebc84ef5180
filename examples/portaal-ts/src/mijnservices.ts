// A client for the MijnServices gateway, to copy. It needs nothing but fetch and the types that codegen makes.
import type { TypedDocumentString } from "./gql/graphql.ts";

export interface Fout { message: string; path?: (string | number)[]; extensions?: { code?: string; bron?: string } }
export class Uitgelogd extends Error {} // 401: log in again
export class Mislukt extends Error { // no answer at all: `fouten` says why
  fouten: Fout[];
  constructor(fouten: Fout[]) {
    super(fouten[0]?.message ?? "De gateway gaf geen antwoord.");
    this.fouten = fouten;
  }
}

// Asks one operation. What could not be fetched is null in `data`, and stands in `fouten` with its path and code.
export async function vraag<R, V>(endpoint: string, token: string, document: TypedDocumentString<R, V>, variables: V): Promise<{ data: R; fouten: Fout[] }> {
  const answer = await fetch(endpoint, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, accept: "application/graphql-response+json", "content-type": "application/json" },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  if (answer.status === 401) throw new Uitgelogd("Uw inlog is verlopen.");
  const { data = null, errors = [] } = await answer.json();
  if (!data) throw new Mislukt(errors);
  return { data, fouten: errors };
}

// What to say above a list. Empty: what you see is all there is. Never show "you have nothing" while something stands here.
export function meldingen(lijst: { bronnen: { status: string; melding: string | null; opgehaaldOp: string | null; bron: { naam: string } }[] }): string[] {
  return lijst.bronnen
    .filter(({ status }) => status !== "OK" && status !== "LEEG")
    .map(({ status, bron, melding, opgehaaldOp }) => (status === "VEROUDERD" ? `${bron.naam}: stand van ${opgehaaldOp}` : `${bron.naam}: ${melding ?? status}`));
}

// Logging in, authorization code with PKCE. Send the person to `adres`, and keep `bewaar` (sessionStorage) until they are back.
export async function begin(issuer: string, clientId: string, terug: string): Promise<{ adres: string; bewaar: Bewaar }> {
  const bewaar: Bewaar = { issuer, clientId, terug, verifier: random(), state: random() };
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(bewaar.verifier));
  const request = { response_type: "code", client_id: clientId, redirect_uri: terug, scope: "openid", state: bewaar.state };
  const pkce = { code_challenge: base64url(new Uint8Array(hash)), code_challenge_method: "S256" };
  return { adres: `${(await discover(issuer)).authorization_endpoint}?${new URLSearchParams({ ...request, ...pkce })}`, bewaar };
}

// The token, from the address that the person came back to. Keep it in memory only.
export async function einde({ issuer, clientId, terug, verifier, state }: Bewaar, adres: string): Promise<string> {
  const answer = new URL(adres).searchParams;
  if (answer.get("state") !== state || (answer.get("iss") ?? issuer) !== issuer) throw new Error("Dit antwoord hoort niet bij deze aanmelding.");
  const fields = { grant_type: "authorization_code", client_id: clientId, redirect_uri: terug, code_verifier: verifier, code: answer.get("code") ?? "" };
  const tokens = await fetch((await discover(issuer)).token_endpoint, { method: "POST", body: new URLSearchParams(fields) });
  if (!tokens.ok) throw new Error("De inlogdienst gaf geen toegang.");
  return (await tokens.json()).access_token;
}

interface Bewaar { issuer: string; clientId: string; terug: string; verifier: string; state: string }
const discover = async (issuer: string) => (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
const base64url = (bytes: Uint8Array) => btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
