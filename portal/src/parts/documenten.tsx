// Documents with their download. The file comes with the person's own token, so a plain link would not do.
import { useState } from "preact/hooks";
import type { DocumentRegelFragment } from "../gql/graphql";
import { useGateway } from "../gateway/use-query";
import { bestandssoort, datum, omvang } from "../format";
import { Icoon } from "./icoon";
import { Knop } from "./knop";

export function Documenten({ documenten }: { documenten: DocumentRegelFragment[] }) {
  return (
    <ul class="documenten">
      {documenten.map((document) => (
        <li class="document" key={document.id}>
          <Icoon naam="bestand" />
          <div class="document__tekst">
            <span class="document__titel">{document.titel}</span>
            <span class="klein">{facts(document).join(" · ")}</span>
          </div>
          <Download document={document} />
        </li>
      ))}
    </ul>
  );
}

function facts({ bestandstype, bestandsomvang, datum: day, vanMij }: DocumentRegelFragment): string[] {
  const known = [
    vanMij === true && "van u",
    vanMij === false && "aan u",
    day && datum(day),
    bestandstype && bestandssoort(bestandstype),
    bestandsomvang !== null && omvang(bestandsomvang),
  ];
  return known.filter((one): one is string => Boolean(one));
}

function Download({ document }: { document: DocumentRegelFragment }) {
  const gateway = useGateway();
  const [stand, setStand] = useState<"" | "bezig" | "mislukt">("");
  if (!document.beschikbaar || !document.downloadUrl) return <span class="klein">Hier niet te downloaden</span>;
  const url = document.downloadUrl;
  const start = async () => {
    setStand("bezig");
    setStand(await save(() => gateway.send(url), document.bestandsnaam ?? document.titel));
  };
  return (
    <div>
      <Knop soort="subtle" bezig={stand === "bezig"} label={`Download ${document.titel}`} onClick={() => void start()}>
        Download
      </Knop>
      {stand === "mislukt" && <p class="nl-paragraph klein" role="status">Downloaden lukt nu niet.</p>}
    </div>
  );
}

async function save(get: () => Promise<Response>, name: string): Promise<"" | "mislukt"> {
  try {
    const answer = await get();
    if (!answer.ok) return "mislukt";
    const url = URL.createObjectURL(await answer.blob());
    Object.assign(document.createElement("a"), { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 60_000);
    return "";
  } catch {
    return "mislukt";
  }
}
