// Mijn Contact: questions and conversations, the last on top.
import { ContactmomentenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Lijst } from "../../parts/lijst";
import { Pagina } from "../../parts/pagina";
import { Uitklap } from "../../parts/uitklap";
import { ContactRegel } from "./contact-regel";
import { type Organisatie, VraagStellen } from "./vraag-stellen";

export function Contact({ organisaties }: { organisaties: Organisatie[] }) {
  return (
    <Pagina titel="Mijn Contact" inleiding="Uw vragen aan organisaties, en hun antwoorden.">
      {organisaties.length > 0 && (
        <Uitklap titel="Stel een vraag">
          <VraagStellen organisaties={organisaties} />
        </Uitklap>
      )}
      <Bladzijde na={null} />
    </Pagina>
  );
}

function Bladzijde({ na }: { na: string | null }) {
  const vraag = useQuery(ContactmomentenDocument, { na });
  return (
    <Lijst
      vraag={vraag}
      lijst={vraag.data?.contactmomenten}
      wat="contact"
      toon={(contact) => <ContactRegel contact={contact} vervolg />}
      verder={(next) => <Bladzijde na={next} />}
      eerste={na === null}
    />
  );
}
