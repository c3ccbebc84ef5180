// The answer to one question, as a component shows it: what we have, what went wrong, and whether more is under way.
import { createContext } from "preact";
import { useCallback, useContext, useEffect, useRef, useState } from "preact/hooks";
import type { TypedDocumentString } from "../gql/graphql";
import { type Antwoord, type Fout, type Gateway, Uitgelogd } from "./client";

export interface Vraag<R> {
  data: R | null;
  fouten: Fout[];
  bezig: boolean;
  opnieuw: () => void;
}

export const GatewayContext = createContext<Gateway | null>(null);

export function useGateway(): Gateway {
  const gateway = useContext(GatewayContext);
  if (!gateway) throw new Error("no gateway: this part is shown to somebody who did not log in");
  return gateway;
}

export function useQuery<R, V>(document: TypedDocumentString<R, V>, variables: V): Vraag<R> {
  const gateway = useGateway();
  const key = `${document} ${JSON.stringify(variables)}`;
  const [shown, setShown] = useState<{ key: string; answer: Antwoord<R> } | null>(null);
  const [bezig, setBezig] = useState(true);
  const latest = useRef(0);

  const opnieuw = useCallback(async () => {
    const turn = ++latest.current;
    setBezig(true);
    const answer = await gateway.ask(document, variables).catch(fault);
    if (turn !== latest.current) return; // somebody asked again in the meantime
    if (answer.data) gateway.keep(key, answer);
    setShown({ key, answer });
    setBezig(false);
  }, [gateway, key]);

  useEffect(() => {
    void opnieuw();
    const stop = gateway.onRefresh(() => void opnieuw());
    return () => {
      latest.current++;
      stop();
    };
  }, [opnieuw]);

  const answer = (shown?.key === key ? shown.answer : undefined) ?? gateway.lastAnswer<R>(key);
  return { data: answer?.data ?? null, fouten: answer?.fouten ?? [], bezig, opnieuw: () => void opnieuw() };
}

function fault(error: Error): Antwoord<never> {
  return { data: null, fouten: error instanceof Uitgelogd ? [] : [{ message: error.message }] };
}
