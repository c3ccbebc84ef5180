// Starts GraphiQL: where it asks, which examples stand ready, and who is asking. The token is in memory only.
import { finishLogin, startLogin } from "./login.js";

const endpoint = new URL("../graphql", location.href);
const root = ReactDOM.createRoot(document.getElementById("graphiql"));
const message = document.getElementById("melding");
const loginButton = document.getElementById("inloggen");
let token = "";

function ask(operation, { headers = {}, documentAST } = {}) {
  const listens = documentAST?.definitions.some(
    ({ operation: kind, name }) => kind === "subscription" && (!operation.operationName || name?.value === operation.operationName),
  );
  return listens ? listen(operation, headers) : post(operation, headers, "application/graphql-response+json, application/json").then((answer) => answer.json());
}

function post(operation, headers, accept, signal) {
  const sent = new Headers({ accept, "content-type": "application/json" });
  if (token) sent.set("authorization", `Bearer ${token}`);
  for (const [name, value] of Object.entries(headers)) sent.set(name, value); // what is typed in GraphiQL goes first
  return fetch(endpoint, { method: "POST", headers: sent, body: JSON.stringify(operation), signal });
}

// Each result of a subscription, as GraphQL over SSE sends them: blocks of lines, of which we need the data of `next`.
async function* listen(operation, headers) {
  const leaving = new AbortController();
  try {
    const answer = await post(operation, headers, "text/event-stream", leaving.signal);
    if (!answer.headers.get("content-type")?.startsWith("text/event-stream")) return yield await answer.json();
    let text = "";
    for await (const part of answer.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + part).split("\n\n");
      text = blocks.pop();
      for (const block of blocks) {
        const data = block.split("\n").find((line) => line.startsWith("data: "));
        if (data) yield JSON.parse(data.slice("data: ".length));
      }
    }
  } finally {
    leaving.abort();
  }
}

function render(examples) {
  const properties = {
    key: token, // another person: another GraphiQL, which reads the schema anew
    fetcher: ask,
    schema: token ? undefined : null, // without a token the gateway does not show its schema either
    defaultTabs: examples.map(({ query, variables }) => ({ query, variables: variables ? JSON.stringify(variables, null, 2) : "" })),
    shouldPersistHeaders: false,
    showPersistHeadersSettings: false,
  };
  root.render(React.createElement(GraphiQL, properties));
}

function show(text) {
  message.textContent = text;
}

function use(found, examples) {
  token = found.trim();
  const until = expiry(token);
  show(until ? `Het token werkt tot ${until.toLocaleTimeString("nl-NL", { timeStyle: "short" })}.` : "Het token is in gebruik.");
  render(examples);
}

// A token need not be readable for us; only when it is, we can say until when it works.
function expiry(jwt) {
  try {
    const payload = jwt.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
    const { exp } = JSON.parse(atob(payload));
    return Number.isFinite(exp) ? new Date(exp * 1000) : null;
  } catch {
    return null;
  }
}

async function read(file, otherwise) {
  const answer = await fetch(file);
  return answer.ok ? answer.json() : otherwise;
}

function offerLogin(settings) {
  loginButton.hidden = false;
  loginButton.addEventListener("click", () => startLogin(settings).catch((fault) => show(`Inloggen lukt niet: ${fault.message}`)));
}

async function start() {
  const [settings, examples] = await Promise.all([read("instellingen.json", {}), read("voorbeelden.json", [])]);
  document.getElementById("token-form").addEventListener("submit", (event) => {
    event.preventDefault();
    use(event.target.elements.token.value, examples);
    event.target.reset();
  });
  if (settings.issuer) offerLogin(settings);
  try {
    const found = settings.issuer ? await finishLogin(settings) : null;
    if (found) return use(found, examples);
  } catch (fault) {
    show(`Inloggen is niet gelukt: ${fault.message}`);
  }
  render(examples);
}

start().catch((fault) => show(`De probeerplek start niet: ${fault.message}`));
