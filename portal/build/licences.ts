// Ships the licence of every package whose code or style is in what we built, as these licences ask.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

const LICENCE = /^(licen[cs]e)(\.(md|txt))?$/i;

export function licences(): Plugin {
  let root = "";
  return {
    name: "licences",
    configResolved(config) {
      root = config.root;
    },
    generateBundle() {
      const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
      const parts = Object.keys(dependencies).map((name) => notice(join(root, "node_modules", name)));
      this.emitFile({ type: "asset", fileName: "LICENTIES.txt", source: parts.join(`\n\n${"-".repeat(80)}\n\n`) + "\n" });
    },
  };
}

function notice(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((one) => LICENCE.test(one));
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : "(the package ships no text of its licence)";
  return `${name} ${version} (${license})\n\n${text}`;
}
