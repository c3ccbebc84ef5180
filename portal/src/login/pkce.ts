// Logs in at the issuer: authorization code with PKCE (RFC 7636), with an answer that names its issuer (RFC 9207).
// What has to outlive the trip to the issuer is in sessionStorage until we are back; the token never is.
import type { Instellingen } from "../settings";

const KEPT = "mijnservices.portaal.inloggen";

interface Kept {
  verifier: string;
  state: string;
  path: string;
}

export async function startLogin({ issuer, clientId }: Instellingen, acrValues: string[] = []): Promise<void> {
  const { authorization_endpoint } = await discover(issuer);
  const kept: Kept = { verifier: random(), state: random(), path: location.pathname + location.search };
  const request = new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri(),
    scope: "openid profile",
    state: kept.state,
    code_challenge: await challenge(kept.verifier),
    code_challenge_method: "S256",
  });
  if (acrValues.length) request.set("acr_values", acrValues.join(" "));
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  location.assign(`${authorization_endpoint}?${request}`);
}

// The access token when we come back from the issuer, null on any other visit. Throws when the answer is not one to ours.
export async function finishLogin({ issuer, clientId }: Instellingen): Promise<string | null> {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state")) return null;
  const kept = takeKept();
  history.replaceState(null, "", kept?.path ?? "/");
  if (!kept || answer.get("state") !== kept.state) throw new Error("Dit antwoord hoort niet bij deze aanmelding.");
  if (answer.has("iss") && answer.get("iss") !== issuer) throw new Error("Dit antwoord komt van iemand anders.");
  if (answer.get("error") === "access_denied") throw new Error("U bent niet ingelogd.");
  if (answer.has("error")) throw new Error("De inlogdienst gaf een fout.");
  return redeem(issuer, { client_id: clientId, code: answer.get("code") ?? "", code_verifier: kept.verifier });
}

async function redeem(issuer: string, fields: Record<string, string>): Promise<string> {
  const { token_endpoint } = await discover(issuer);
  const body = new URLSearchParams({ grant_type: "authorization_code", redirect_uri: redirectUri(), ...fields });
  const answer = await fetch(token_endpoint, { method: "POST", body });
  if (!answer.ok) throw new Error("De inlogdienst gaf geen toegang.");
  return (await answer.json()).access_token;
}

async function discover(issuer: string): Promise<{ authorization_endpoint: string; token_endpoint: string }> {
  const answer = await fetch(`${issuer}/.well-known/openid-configuration`);
  if (!answer.ok) throw new Error("De inlogdienst antwoordt niet.");
  return answer.json();
}

function takeKept(): Kept | null {
  const text = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  return text ? JSON.parse(text) : null;
}

function redirectUri(): string {
  return `${location.origin}/`;
}

async function challenge(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function random(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
