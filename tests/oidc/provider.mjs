// An OpenID provider for tests: `node provider.mjs SETTINGS`. Prints its address as one JSON line, and logs in whoever is asked.
// SETTINGS is JSON: { accounts: { name: claims }, audience, clients: [metadata] }.
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import Provider from "oidc-provider";

const { accounts, audience, clients } = JSON.parse(process.argv[2]);
const JWT = "urn:gateway:jwt";
const OPAQUE = "urn:gateway:opaque";

let generation = 0;
const signingKeys = () => {
  generation += 1;
  const made = [
    ["PS256", generateKeyPairSync("rsa", { modulusLength: 2048 })],
    ["RS256", generateKeyPairSync("rsa", { modulusLength: 2048 })],
    ["ES256", generateKeyPairSync("ec", { namedCurve: "P-256" })],
  ];
  return made.map(([alg, { privateKey }]) => ({
    ...privateKey.export({ format: "jwk" }), alg, use: "sig", kid: `${alg.toLowerCase()}-${generation}`,
  }));
};

const settings = (keys) => ({
  jwks: { keys },
  clients,
  pkce: { required: () => true },
  // Its own guard against addresses inside a network would keep it from telling a gateway on this machine.
  fetch: (url, { dispatcher, ...options }) => globalThis.fetch(url, options),
  acrValues: [
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard",
    "urn:etoegang:core:assurance-class:loa3",
  ],
  scopes: ["openid", "mijn"],
  cookies: { keys: ["only for tests"] },
  findAccount: (_, id) => (accounts[id] ? { accountId: id, claims: () => ({ sub: id }) } : undefined),
  // What the provider knows of somebody goes into the access token, with how strongly and in which session they logged in.
  extraTokenClaims: (ctx, token) => {
    if (token.kind !== "AccessToken") return undefined;
    const from = ctx.oidc.entities.AuthorizationCode ?? {};
    return { ...accounts[token.accountId], acr: from.acr, sid: from.sid, azp: token.clientId };
  },
  ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Session: 600, Grant: 600, Interaction: 60, ClientCredentials: 60 },
  interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  features: {
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: (_, client) => client.clientId === "gateway" },
    revocation: { enabled: true },
    clientCredentials: { enabled: true },
    backchannelLogout: { enabled: true },
    dPoP: { enabled: true },
    rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = form; } },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => JWT,
      useGrantedResource: () => true,
      getResourceServerInfo: (_, resource) => ({
        audience,
        scope: "mijn",
        accessTokenFormat: resource === OPAQUE ? "opaque" : "jwt",
        jwt: { sign: { alg: "PS256" } },
      }),
    },
  },
});

let keys = signingKeys();
let provider;
const server = createServer(async (request, response) => {
  try {
    if (request.url.startsWith("/interaction/")) await interact(request, response);
    else if (request.method === "POST" && request.url.startsWith("/test/rotate")) rotate(request, response);
    else await provider.callback()(request, response);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});

/** Logs in whoever `login_hint` names, at the level asked for, and agrees to everything. */
async function interact(request, response) {
  const details = await provider.interactionDetails(request, response);
  const { params, prompt, session } = details;
  if (prompt.name === "login") {
    const acr = params.acr_values?.split(" ")[0] ?? "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract";
    await provider.interactionFinished(request, response, { login: { accountId: params.login_hint, acr } });
    return;
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope("openid mijn");
  for (const resource of [JWT, OPAQUE]) grant.addResourceScope(resource, "mijn");
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

/** Signs with new keys; with `?keep` the old ones stay published. */
function rotate(request, response) {
  keys = request.url.endsWith("?keep") ? [...signingKeys(), ...keys] : signingKeys();
  provider = made();
  response.writeHead(204).end();
}

function made() {
  return new Provider(`http://127.0.0.1:${server.address().port}`, settings(keys));
}

server.listen(0, "127.0.0.1", () => {
  provider = made();
  console.log(JSON.stringify({ url: `http://127.0.0.1:${server.address().port}` }));
});
