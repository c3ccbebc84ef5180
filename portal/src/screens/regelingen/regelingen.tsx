// What the person may be entitled to. Here is only what there is; nothing about the person is asked for it.
import { RegelingenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Kaart } from "../../parts/kaart";
import { Pagina } from "../../parts/pagina";
import { Bezig, NietGevonden, Storing } from "../../parts/storing";
import { Onderzoek } from "./onderzoek";

const TERUG = { href: "/regelingen", naam: "Waar heb ik recht op?" };

export function Regelingen() {
  const vraag = useQuery(RegelingenDocument, {});
  return (
    <Pagina titel="Waar heb ik recht op?" inleiding="Onderzoek of u recht hebt op meer ondersteuning. Wij halen pas gegevens op als u dat goedvindt.">
      {vraag.data ? (
        <ul class="kaarten">
          {vraag.data.regelingen.map(({ id, naam, omschrijving, organisatie }) => (
            <li key={id}>
              <Kaart href={`/regelingen/${id}`} titel={naam} organisatie={organisatie.naam} niveau={2}>
                <p class="klein">{omschrijving}</p>
              </Kaart>
            </li>
          ))}
          {vraag.data.regelingen.length === 0 && <li class="nl-paragraph">Hier kunt u nu niets onderzoeken.</li>}
        </ul>
      ) : vraag.bezig ? (
        <Bezig />
      ) : (
        <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />
      )}
    </Pagina>
  );
}

export function RegelingScherm({ id }: { id: string }) {
  const vraag = useQuery(RegelingenDocument, {});
  const regeling = vraag.data?.regelingen.find((one) => one.id === id);
  return (
    <Pagina key={regeling ? "regeling" : "leeg"} titel={regeling?.naam ?? "Regeling"} terug={TERUG} inleiding={regeling?.organisatie.naam}>
      {regeling ? <Onderzoek regeling={regeling} /> : vraag.bezig ? <Bezig /> : vraag.data ? <NietGevonden wat="deze regeling" /> : <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />}
    </Pagina>
  );
}
