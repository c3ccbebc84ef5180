// Mijn Contact: questions and conversations, the last on top.
import { ContactmomentenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { Lijst } from "../../parts/lijst";
import { Pagina } from "../../parts/pagina";
import { ContactRegel } from "./contact-regel";

export function Contact() {
  return (
    <Pagina titel="Mijn Contact" inleiding="Uw vragen aan organisaties, en hun antwoorden.">
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
      toon={(contact) => <ContactRegel contact={contact} />}
      verder={(next) => <Bladzijde na={next} />}
      eerste={na === null}
    />
  );
}
