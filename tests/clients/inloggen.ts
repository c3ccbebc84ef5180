// Logs in with the example client, and does what a person does at the issuer in between. Prints the token.
import { begin, einde } from "../../examples/portaal-ts/src/mijnservices.ts";

const [issuer = "", persoon = ""] = process.argv.slice(2);
const { adres, bewaar } = await begin(issuer, "portaal", "http://127.0.0.1:9/terug");
const page = await (await fetch(adres)).text();
const fields = new URLSearchParams([...page.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!.replaceAll("&amp;", "&")]));
fields.set("keuze", persoon);
const back = await fetch(`${issuer}/authorize`, { method: "POST", body: fields, redirect: "manual" });
console.log(await einde(bewaar, back.headers.get("location") ?? ""));
