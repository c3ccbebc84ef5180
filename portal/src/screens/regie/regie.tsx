// Mijn Regie: who looked at what, and which consent was given. Also which systems are asked at all.
import type { WieQuery } from "../../gql/graphql";
import { Deel, Pagina } from "../../parts/pagina";
import { NogNiet } from "../../parts/storing";
import { DIENST } from "../../words";

export function Regie({ bronnen }: { bronnen: WieQuery["bronnen"] }) {
  return (
    <Pagina titel="Mijn Regie" inleiding="U bepaalt wat er met uw gegevens gebeurt, en u ziet wie er keek.">
      <Deel titel="Wie keek naar mijn gegevens?" id="inzage">
        <NogNiet wat="De gateway laat nog niet zien wie er keek." />
      </Deel>
      <Deel titel="Mijn toestemmingen" id="toestemmingen">
        <NogNiet wat="De gateway vraagt nog geen toestemmingen." />
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
