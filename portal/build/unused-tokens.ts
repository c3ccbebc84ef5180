// The theme has 2,780 design tokens, our components use some hundreds. Leaves out each token that nothing refers to.
import type { Plugin } from "vite";

const DECLARED = /(--[\w-]+):((?:[^;{}"']|"[^"]*"|'[^']*')*)(?:;|(?=\}))/g; // a picture in quotes may hold a semicolon
const USED = /var\((--[\w-]+)/g;

export function unusedTokens(): Plugin {
  return {
    name: "unused-tokens",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset" && file.fileName.endsWith(".css")) file.source = prune(String(file.source));
      }
    },
  };
}

export function prune(css: string): string {
  const kept = reachable(css);
  return css.replace(DECLARED, (declaration, name: string) => (kept.has(name) ? declaration : ""));
}

// A token may refer to another, so this goes on from what the rules use until nothing new is found.
function reachable(css: string): Set<string> {
  const values = new Map<string, string>();
  for (const [, name, value] of css.matchAll(DECLARED)) values.set(name!, `${values.get(name!) ?? ""} ${value}`);
  const waiting = names(css.replace(DECLARED, ""));
  const found = new Set<string>();
  for (let name = waiting.pop(); name; name = waiting.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    waiting.push(...names(values.get(name) ?? ""));
  }
  return found;
}

function names(text: string): string[] {
  return [...text.matchAll(USED)].map(([, name]) => name!);
}
