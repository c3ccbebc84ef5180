// Logs in at the issuer: authorization code with PKCE (RFC 7636), with an answer that names its issuer (RFC 9207).
// What has to outlive the trip to the issuer is in sessionStorage until we are back; the token never is.
const KEPT = "mijnservices.inloggen";
const redirectUri = location.origin + location.pathname;

export async function startLogin({ issuer, client_id }) {
  const { authorization_endpoint } = await discover(issuer);
  const kept = { verifier: random(), state: random() };
  sessionStorage.setItem(KEPT, JSON.stringify(kept));
  const request = {
    response_type: "code",
    client_id,
    redirect_uri: redirectUri,
    scope: "openid",
    state: kept.state,
    code_challenge: await challenge(kept.verifier),
    code_challenge_method: "S256",
  };
  location.assign(`${authorization_endpoint}?${new URLSearchParams(request)}`);
}

// The access token when we come back from the issuer, null on any other visit. Throws when the answer is not one to ours.
export async function finishLogin({ issuer, client_id }) {
  const answer = new URLSearchParams(location.search);
  if (!answer.has("state")) return null;
  history.replaceState(null, "", location.pathname);
  const { verifier, state } = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  sessionStorage.removeItem(KEPT);
  if (answer.get("state") !== state) throw new Error("dit antwoord hoort niet bij deze aanmelding.");
  if (answer.has("iss") && answer.get("iss") !== issuer) throw new Error("dit antwoord komt van iemand anders.");
  if (answer.has("error")) throw new Error(answer.get("error_description") ?? answer.get("error"));
  return redeem(issuer, { client_id, code: answer.get("code"), code_verifier: verifier });
}

async function redeem(issuer, fields) {
  const { token_endpoint } = await discover(issuer);
  const body = new URLSearchParams({ grant_type: "authorization_code", redirect_uri: redirectUri, ...fields });
  const answer = await fetch(token_endpoint, { method: "POST", body });
  const { access_token, error } = await answer.json();
  if (!answer.ok) throw new Error(error ?? `de uitgever antwoordt met ${answer.status}.`);
  return access_token;
}

async function discover(issuer) {
  const answer = await fetch(`${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`);
  if (!answer.ok) throw new Error(`de uitgever antwoordt met ${answer.status}.`);
  return answer.json();
}

async function challenge(verifier) {
  return base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
