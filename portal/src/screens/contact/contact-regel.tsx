import type { ContactRegelFragment } from "../../gql/graphql";
import { dag } from "../../format";
import { Uitklap } from "../../parts/uitklap";
import { KANAAL } from "../../words";
import { VraagStellen } from "./vraag-stellen";

type Getoond = ContactRegelFragment & { zaak?: { id: string; titel: string } | null };

// `vervolg`: offers to go on with the conversation.
export function ContactRegel({ contact, vervolg = false }: { contact: Getoond; vervolg?: boolean }) {
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
      {vervolg && (
        <Uitklap titel="Reageer" over={titel}>
          <VraagStellen overId={contact.id} onderwerp={titel} />
        </Uitklap>
      )}
    </article>
  );
}
