// TOKEN=... node src/overzicht.ts: what somebody has, and what could not be asked.
import { graphql } from "./gql/gql.ts";
import { meldingen, vraag } from "./mijnservices.ts";

const Overzicht = graphql(`
  query Overzicht($eerste: Int!) {
    zaken(first: $eerste) { nodes { id titel status { tekst } } ...Meldingen }
    taken(first: $eerste, filter: { status: [OPEN] }) { nodes { id titel deadline { datum } } ...Meldingen }
    producten(first: $eerste) { nodes { id titel ... on Parkeervergunning { kentekens } } ...Meldingen }
  }
  fragment Meldingen on Lijst { volledig bronnen { status melding opgehaaldOp bron { naam } } }
`);

const endpoint = process.env.ENDPOINT ?? "http://127.0.0.1:8000/graphql";
const { data, fouten } = await vraag(endpoint, process.env.TOKEN ?? "", Overzicht, { eerste: 5 });
for (const [naam, lijst] of Object.entries(data)) {
  if (!lijst || typeof lijst === "string") continue; // this part failed: see `fouten`
  console.log(`${naam}: ${lijst.nodes.length === 0 && lijst.volledig ? "u hebt er geen" : lijst.nodes.map((one) => one.titel).join(", ")}`);
  for (const melding of meldingen(lijst)) console.log(`  let op: ${melding}`);
}
for (const fout of fouten) console.log(`fout bij ${fout.path?.join(".")}: ${fout.extensions?.code} ${fout.message}`);
