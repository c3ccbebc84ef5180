// Runs the audits of GraphQL over HTTP against one endpoint: `node audit.mjs URL AUTHORIZATION`, one JSON object a line.
import { serverAudits } from "graphql-http";

const [url, authorization] = process.argv.slice(2);

const fetchFn = (address, init = {}) => fetch(address, { ...init, headers: { ...init.headers, authorization } });

for (const audit of serverAudits({ url, fetchFn })) {
  const { status, id, name, reason } = await audit.fn();
  console.log(JSON.stringify({ id, status, name, reason }));
}
