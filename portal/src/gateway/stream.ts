// Listens to the gateway: GraphQL over server-sent events (WHATWG HTML 9.2), with fetch, since EventSource sends no token.
export interface Gebeurtenis {
  event: string;
  data: string;
  id: string | null;
}

// What comes in, one event at a time. Ends when the other side ends it; throws when the connection breaks.
export async function* gebeurtenissen(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<Gebeurtenis> {
  let rest = "";
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split(/\r?\n\r?\n/);
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const found = read(block);
      if (found) yield found;
    }
  }
}

function read(block: string): Gebeurtenis | null {
  const found: Gebeurtenis = { event: "message", data: "", id: null };
  let filled = false;
  for (const line of block.split(/\r?\n/)) {
    const [, field, value = ""] = /^(event|data|id):? ?(.*)$/.exec(line) ?? [];
    if (!field) continue; // a sign of life, or something that came after this portal
    filled = true;
    if (field === "data") found.data += found.data ? `\n${value}` : value;
    else if (field === "event") found.event = value;
    else found.id = value;
  }
  return filled ? found : null;
}
