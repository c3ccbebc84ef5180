import type { ContactRegelFragment } from "../../gql/graphql";
import { dag } from "../../format";
import { KANAAL } from "../../words";

export function ContactRegel({ contact }: { contact: ContactRegelFragment & { zaak?: { id: string; titel: string } | null } }) {
  const { titel, organisatie, kanaal, kanaalBronwaarde, plaatsgevondenOp, vraag, antwoord, zaak } = contact;
  return (
    <article class="contact">
      <h3 class="kaart__titel">{titel}</h3>
      <p class="klein">
        {[organisatie.naam, KANAAL[kanaal] ?? kanaalBronwaarde ?? "Contact", plaatsgevondenOp && dag(plaatsgevondenOp)].filter(Boolean).join(" · ")}
      </p>
      {vraag && vraag !== titel && <p class="nl-paragraph contact__vraag">{vraag}</p>}
      <p class="nl-paragraph contact__antwoord">
        {antwoord ? (
          <>
            <strong>Antwoord: </strong>
            {antwoord}
          </>
        ) : (
          "Er is nog geen antwoord."
        )}
      </p>
      {zaak && (
        <p class="klein">
          Over de zaak{" "}
          <a class="nl-link" href={`/zaken/${zaak.id}`}>
            {zaak.titel}
          </a>
        </p>
      )}
    </article>
  );
}
