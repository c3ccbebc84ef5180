// Mijn Regie: which consent was given, how organisations can reach the person, who looked, and which systems are asked.
import { type RegieQuery, RegieDocument, type WieQuery } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Deel, Pagina } from "../../parts/pagina";
import { Bezig, NogNiet, Storing } from "../../parts/storing";
import { DIENST } from "../../words";
import { Contactgegevens } from "./contactgegevens";
import { Toestemmingen } from "./toestemmingen";

export type Regiegegevens = RegieQuery["ik"];

export function Regie({ bronnen }: { bronnen: WieQuery["bronnen"] }) {
  const vraag = useQuery(RegieDocument, {});
  return (
    <Pagina titel="Mijn Regie" inleiding="U bepaalt wat er met uw gegevens gebeurt, en u ziet wie er keek.">
      {vraag.data ? <Gegevens ik={vraag.data.ik} /> : vraag.bezig ? <Bezig /> : <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />}
      <Deel titel="Wie keek naar mijn gegevens?" id="inzage">
        <NogNiet wat="De gateway laat nog niet zien wie er keek." />
      </Deel>
      <Deel titel="Waar komen mijn gegevens vandaan?" id="bronnen">
        <p class="nl-paragraph">Bij deze systemen vragen wij uw gegevens op. Wij bewaren ze niet.</p>
        <ul class="rijen">
          {bronnen.map((bron) => (
            <li class="rij" key={bron.code}>
              <span>
                <strong>{bron.naam}</strong>
                <span class="klein blok">{bron.organisatie.naam}</span>
              </span>
              <span class="klein">{bron.diensten.map((one) => DIENST[one] ?? one.toLowerCase()).join(", ")}</span>
            </li>
          ))}
        </ul>
      </Deel>
    </Pagina>
  );
}

function Gegevens({ ik }: { ik: Regiegegevens }) {
  return (
    <>
      <Deel titel="Mijn toestemmingen" id="toestemmingen">
        <Toestemmingen toestemmingen={ik.toestemmingen} />
      </Deel>
      <Deel titel="Hoe organisaties mij bereiken" id="contactgegevens">
        <Contactgegevens contactgegevens={ik.contactgegevens} />
      </Deel>
    </>
  );
}
