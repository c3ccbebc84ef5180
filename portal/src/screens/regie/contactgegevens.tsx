import { useState } from "preact/hooks";
import { ContactgegevensWijzigenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { Feiten } from "../../parts/feiten";
import { Formulier } from "../../parts/formulier/formulier";
import { Melding } from "../../parts/melding";
import { Uitklap } from "../../parts/uitklap";
import { Mislukt } from "../../parts/uitkomst";
import type { Regiegegevens } from "./regie";

type Een = NonNullable<Regiegegevens["contactgegevens"]>[number];

export function Contactgegevens({ contactgegevens }: { contactgegevens: Regiegegevens["contactgegevens"] }) {
  if (!contactgegevens) return <p class="nl-paragraph">Uw contactgegevens zijn nu niet op te halen.</p>;
  if (contactgegevens.length === 0) return <p class="nl-paragraph">Geen organisatie heeft hier contactgegevens van u.</p>;
  return (
    <ul class="rijen">
      {contactgegevens.map((one) => (
        <li key={one.bron.code}>
          <Bij gegevens={one} />
        </li>
      ))}
    </ul>
  );
}

function Bij({ gegevens: { email, emailBevestigd, telefoon, bron } }: { gegevens: Een }) {
  const [gewijzigd, setGewijzigd] = useState(false);
  const { doe, bezig, fout, storing } = useMutation(ContactgegevensWijzigenDocument);
  const stuur = async (ingevuld: Record<string, unknown>) => setGewijzigd((await doe({ ...ingevuld, organisatie: bron.organisatie.oin })) !== null);
  return (
    <div class="tekst">
      <p class="nl-paragraph">
        <strong>{bron.organisatie.naam}</strong>
      </p>
      <Feiten
        feiten={[
          ["E-mail", email && `${email}${emailBevestigd ? "" : " (nog niet bevestigd)"}`],
          ["Telefoon", telefoon],
        ]}
      />
      {gewijzigd ? (
        <Melding soort="ok" live>
          <p class="nl-paragraph">Uw gegevens zijn gewijzigd.</p>
        </Melding>
      ) : (
        <Uitklap titel="Wijzig" over={bron.organisatie.naam}>
          <Mislukt fout={fout?.__typename === "OngeldigeInvoer" ? null : fout} storing={storing} />
          <Formulier
            schema={SCHEMA}
            voorinvulling={{ email, telefoon }}
            knoptekst="Bewaar"
            bezig={bezig}
            fout={fout}
            stuur={(ingevuld) => void stuur(ingevuld)}
          />
        </Uitklap>
      )}
    </div>
  );
}

const SCHEMA = {
  properties: {
    email: { type: "string", format: "email", title: "E-mail" },
    telefoon: { type: "string", title: "Telefoon" },
  },
};
