// Copies GraphiQL and React from node_modules to the folder of the playground, beside the files of our own.
// What comes out keeps to a content security policy of 'self' only: no font in a data: address, no source map to look for.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../../gateway/http/static/graphiql");
const files = [
  "react/umd/react.production.min.js",
  "react-dom/umd/react-dom.production.min.js",
  "graphiql/graphiql.min.js",
  "graphiql/graphiql.min.css",
];

const read = (path) => readFileSync(join(here, "node_modules", path), "utf8");

const withoutSourceMap = (text) => text.replace(/^(\/\/# |\/\*# )sourceMappingURL=.*$/gm, "").trimEnd() + "\n";

// A rule with a data: address holds no brace in it: base64 has none.
const withoutFonts = (css) => css.replace(/@font-face\s*\{[^}]*\}/g, "");

function build(path) {
  const text = withoutSourceMap(read(path));
  const built = path.endsWith(".css") ? withoutFonts(text) : text;
  for (const unwanted of ["@font-face", "url(data:font", "sourceMappingURL="]) {
    if (built.includes(unwanted)) throw new Error(`${path} still holds ${unwanted}`);
  }
  writeFileSync(join(target, path.split("/").at(-1)), built);
}

// What the minified files hold is made of all these packages; their licences ask to be shipped along.
function licences(packages) {
  const parts = [];
  for (const [path, { version, license }] of Object.entries(packages)) {
    if (path) parts.push([`${path.replace("node_modules/", "")} ${version} (${license ?? "see below"})`, notice(path)].join("\n\n"));
  }
  return parts.join(`\n\n${"-".repeat(80)}\n\n`) + "\n";
}

function notice(path) {
  for (const name of ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "license", "license.md"]) {
    try {
      return read(join(path.replace("node_modules/", ""), name)).trim();
    } catch (fault) {
      if (fault.code !== "ENOENT") throw fault;
    }
  }
  return "(the package ships no text of its licence)";
}

files.forEach(build);
// Last, for this is the file that make looks at: when it is there, so are the others.
const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
writeFileSync(join(target, "LICENTIES.txt"), licences(packages));
