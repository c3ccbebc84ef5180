// Listens with the client that the protocol comes with: node luister.mjs URL AUTHORIZATION QUERY [COUNT]
// Prints a line for each result, and "complete" when the server completed the stream.
import { createClient } from "graphql-sse";

const [url, authorization, query, count = "Infinity"] = process.argv.slice(2);
let last = null;
const client = createClient({
  url,
  headers: () => ({ Authorization: authorization, ...(last ? { "Last-Event-ID": last } : {}) }),
  retry: () => new Promise((done) => setTimeout(done, 100)),
  on: { connected: (again) => console.log(JSON.stringify({ connected: again })) },
});
const results = client.iterate({ query });
let left = Number(count);
for await (const result of results) {
  last = result.extensions?.id ?? last;
  console.log(JSON.stringify(result));
  if (--left <= 0) break;
}
if (left > 0) console.log(JSON.stringify({ complete: true }));
client.dispose();
