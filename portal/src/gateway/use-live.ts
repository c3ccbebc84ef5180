// Keeps listening for as long as somebody is logged in: what changed is asked anew by whoever shows it.
import { useEffect, useState } from "preact/hooks";
import type { TypedDocumentString } from "../gql/graphql";
import { type Fout, type Gateway, Uitgelogd } from "./client";
import { gebeurtenissen } from "./stream";
import { useGateway } from "./use-query";

export type Verbinding = "luistert" | "weg";

const OWN_MS = 5000; // what comes in so soon after a change of one's own is that change: no news, and no hurry
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

export function useLive<R, V>(document: TypedDocumentString<R, V>, variables: V, told: (data: R) => void): Verbinding {
  const gateway = useGateway();
  const [verbinding, setVerbinding] = useState<Verbinding>("weg");
  useEffect(() => {
    const stop = new AbortController();
    void keepListening(gateway, JSON.stringify({ query: document.toString(), variables }), stop.signal, setVerbinding, (data, fouten) => {
      const since = Date.now() - gateway.ownChange;
      if (since < OWN_MS) return void setTimeout(() => gateway.refresh(), OWN_MS - since);
      gateway.refresh(); // also when we missed something: then there is no data
      if (data && fouten.length === 0) told(data as R);
    });
    return () => stop.abort();
  }, [gateway]);
  return verbinding;
}

async function keepListening(
  gateway: Gateway,
  body: string,
  signal: AbortSignal,
  setVerbinding: (verbinding: Verbinding) => void,
  told: (data: unknown, fouten: Fout[]) => void,
): Promise<void> {
  let last: string | null = null;
  for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      const headers = { accept: "text/event-stream", "content-type": "application/json", ...(last && { "last-event-id": last }) };
      const answer = await gateway.send(gateway.endpoint, { method: "POST", headers, body, signal });
      if (answer.ok && answer.body) {
        setVerbinding("luistert");
        for await (const { event, data, id } of gebeurtenissen(answer.body)) {
          last = id ?? last;
          wait = FIRST_WAIT_MS;
          if (event === "next") told(JSON.parse(data).data, JSON.parse(data).errors ?? []);
        }
      }
    } catch (fault) {
      if (fault instanceof Uitgelogd) return;
    }
    if (signal.aborted) return;
    setVerbinding("weg");
    await new Promise((done) => setTimeout(done, wait));
  }
}
