// One person's way to the gateway: asks, keeps the last answers for a calm way back, and says when the login is over.
import type { TypedDocumentString } from "../gql/graphql";

export interface Fout {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; bron?: string };
}

export interface Antwoord<R> {
  data: R | null;
  fouten: Fout[];
}

export class Onbereikbaar extends Error {}
export class Uitgelogd extends Error {}

export class Gateway {
  ownChange = 0; // when this person last changed something here
  private readonly kept = new Map<string, Antwoord<unknown>>();
  private readonly waiting = new Set<() => void>();

  constructor(
    readonly endpoint: string,
    private readonly token: string,
    private readonly onExpired: () => void,
  ) {}

  async ask<R, V>(document: TypedDocumentString<R, V>, variables: V): Promise<Antwoord<R>> {
    const answer = await this.send(this.endpoint, {
      method: "POST",
      headers: { accept: "application/graphql-response+json", "content-type": "application/json" },
      body: JSON.stringify({ query: document.toString(), variables }),
    });
    const { data = null, errors = [] } = await answer.json().catch(() => ({ errors: [{ message: STORING }] }));
    return { data, fouten: errors };
  }

  // Any request of this person: a question, a download, an upload. The token goes along and nowhere else.
  async send(url: string, request: RequestInit = {}): Promise<Response> {
    const headers = { ...request.headers, authorization: `Bearer ${this.token}` };
    const answer = await fetch(url, { ...request, headers }).catch(() => {
      throw new Onbereikbaar(STORING);
    });
    if (answer.status === 401) {
      this.onExpired();
      throw new Uitgelogd("Uw inlog is verlopen.");
    }
    return answer;
  }

  lastAnswer<R>(key: string): Antwoord<R> | undefined {
    return this.kept.get(key) as Antwoord<R> | undefined;
  }

  keep(key: string, answer: Antwoord<unknown>): void {
    this.kept.set(key, answer);
  }

  // Something changed at a bron: whoever shows answers asks again.
  refresh(): void {
    this.kept.clear();
    for (const again of this.waiting) again();
  }

  onRefresh(again: () => void): () => void {
    this.waiting.add(again);
    return () => void this.waiting.delete(again);
  }
}

const STORING = "Wij krijgen geen verbinding met MijnServices. Controleer uw internet of probeer het later opnieuw.";
