// Asks to pay in parts. How many parts there may be comes from the source, where it says so.
import { type ActieKnopFragment, BetalingsregelingAanvragenDocument, type OntvangstFragment } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { bedrag } from "../../format";
import { Formulier } from "../../parts/formulier/formulier";
import { Mislukt } from "../../parts/uitkomst";

export type RegelingActie = Extract<ActieKnopFragment, { __typename: "BetalingsregelingActie" }>;

export function RegelingVragen({ actie, klaar }: { actie: RegelingActie; klaar: (ontvangst: OntvangstFragment) => void }) {
  const { doe, bezig, fout, storing } = useMutation(BetalingsregelingAanvragenDocument);
  const stuur = async ({ aantalTermijnen, toelichting }: Record<string, unknown>) => {
    const ontvangst = await doe({ doelId: actie.doelId, aantalTermijnen: Number(aantalTermijnen), toelichting: toelichting as string | undefined });
    if (ontvangst) klaar(ontvangst);
  };
  return (
    <>
      <Mislukt fout={fout?.__typename === "OngeldigeInvoer" ? null : fout} storing={storing} />
      <Formulier schema={schema(actie)} knoptekst="Vraag een regeling" bezig={bezig} fout={fout} stuur={(gegevens) => void stuur(gegevens)} />
    </>
  );
}

const USUAL_PARTS = 12;

function schema({ maximumTermijnen, minimumTermijnbedrag }: RegelingActie) {
  const parts = Array.from({ length: (maximumTermijnen ?? USUAL_PARTS) - 1 }, (_, index) => index + 2);
  return {
    required: ["aantalTermijnen"],
    properties: {
      aantalTermijnen: {
        title: "In hoeveel delen wilt u betalen?",
        description: minimumTermijnbedrag ? `Een deel is minstens ${bedrag(minimumTermijnbedrag)}.` : "",
        oneOf: parts.map((count) => ({ const: count, title: `${count} delen` })),
      },
      toelichting: { type: "string", title: "Wilt u er iets bij vertellen?", maxLength: 1000 },
    },
  };
}
