// Changes something at a source, at most once. The same content is sent again with the same key, so that an answer that
// got lost does not make it happen twice; other content gets a key of its own.
import { useRef, useState } from "preact/hooks";
import type { FoutFragment, TypedDocumentString } from "../gql/graphql";
import type { Fout } from "./client";
import { useGateway } from "./use-query";

type Invoer<V> = V extends { invoer: infer I } ? Omit<I, "idempotentiesleutel"> : never;
type Uitkomst<R> = R extends { uitkomst: infer U } ? NonNullable<U> : never;
export type Gelukt<R> = Exclude<Uitkomst<R>, FoutFragment>;

export interface Wijziging<R, V> {
  doe: (invoer: Invoer<V>) => Promise<Gelukt<R> | null>;
  bezig: boolean;
  fout: FoutFragment | null; // something that the person can do something about
  storing: Fout | null; // something of ours, or of the network
}

// `ververs`: false for what changes nothing yet, such as beginning a payment. Asking again would only keep the old stand.
export function useMutation<R, V>(document: TypedDocumentString<R, V>, { ververs = true } = {}): Wijziging<R, V> {
  const gateway = useGateway();
  const key = useRef({ content: "", sleutel: "" });
  const [state, setState] = useState<Omit<Wijziging<R, V>, "doe">>({ bezig: false, fout: null, storing: null });

  const doe = async (invoer: Invoer<V>): Promise<Gelukt<R> | null> => {
    const content = JSON.stringify(invoer);
    if (key.current.content !== content) key.current = { content, sleutel: crypto.randomUUID() };
    setState({ bezig: true, fout: null, storing: null });
    const variables = { invoer: { ...invoer, idempotentiesleutel: key.current.sleutel } } as V;
    const { data, fouten } = await gateway.ask(document, variables).catch((error: Error) => ({ data: null, fouten: [{ message: error.message }] as Fout[] }));
    const uitkomst = (data as { uitkomst: Uitkomst<R> | null } | null)?.uitkomst ?? null;
    const fout = uitkomst && isFout(uitkomst) ? uitkomst : null;
    setState({ bezig: false, fout, storing: uitkomst ? null : (fouten[0] ?? { message: "Dit lukt nu niet. Probeer het later opnieuw." }) });
    if (!uitkomst || fout) return null;
    gateway.ownChange = Date.now();
    if (ververs) gateway.refresh();
    return uitkomst as Gelukt<R>;
  };
  return { ...state, doe };
}

// Every fault has a code, also one that came after this portal; nothing that went well has.
function isFout(uitkomst: object): uitkomst is FoutFragment {
  return "code" in uitkomst;
}
