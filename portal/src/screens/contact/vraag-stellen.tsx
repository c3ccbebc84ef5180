// Asks an organisation something: about an item, in a conversation that runs, or out of the blue.
import { useState } from "preact/hooks";
import { type OntvangstFragment, VraagStellenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { Formulier } from "../../parts/formulier/formulier";
import { Mislukt, Ontvangen } from "../../parts/uitkomst";

export interface Organisatie {
  naam: string;
  oin: string | null;
}

// Without `overId` the person chooses one of `organisaties`.
export function VraagStellen({ overId, onderwerp, organisaties = [] }: { overId?: string; onderwerp?: string; organisaties?: Organisatie[] }) {
  const [ontvangst, setOntvangst] = useState<OntvangstFragment | null>(null);
  const { doe, bezig, fout, storing } = useMutation(VraagStellenDocument);
  const stuur = async ({ organisatie, titel, vraag }: Record<string, unknown>) => {
    const gelukt = await doe({ overId, organisatie: organisatie as string | undefined, titel: (titel as string | undefined) ?? onderwerp ?? "", vraag: vraag as string });
    if (gelukt) setOntvangst(gelukt);
  };
  if (ontvangst) return <Ontvangen ontvangst={ontvangst} />;
  return (
    <>
      <Mislukt fout={fout?.__typename === "OngeldigeInvoer" ? null : fout} storing={storing} />
      <Formulier schema={schema(onderwerp, overId ? [] : organisaties)} knoptekst="Verstuur uw vraag" bezig={bezig} fout={fout} stuur={(gegevens) => void stuur(gegevens)} />
    </>
  );
}

function schema(onderwerp: string | undefined, organisaties: Organisatie[]) {
  const known = organisaties.filter((one) => one.oin);
  return {
    required: ["organisatie", "titel", "vraag"],
    properties: {
      ...(known.length > 0 && { organisatie: { title: "Aan wie?", oneOf: known.map(({ naam, oin }) => ({ const: oin, title: naam })) } }),
      ...(!onderwerp && { titel: { type: "string", title: "Onderwerp", maxLength: 100 } }),
      vraag: { type: "string", title: "Uw vraag", maxLength: 4000 },
    },
  };
}
