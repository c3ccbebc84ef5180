// Objects to one or more parts of an assessment or decision. A part with a reason is objected to.
import { type ActieKnopFragment, BezwaarMakenDocument, type OntvangstFragment } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { Formulier } from "../../parts/formulier/formulier";
import { Mislukt } from "../../parts/uitkomst";

export type BezwaarActie = Extract<ActieKnopFragment, { __typename: "BezwaarActie" }>;
type Redenen = Record<string, string>;

export function BezwaarMaken({ actie, klaar }: { actie: BezwaarActie; klaar: (ontvangst: OntvangstFragment) => void }) {
  const { doe, bezig, fout, storing } = useMutation(BezwaarMakenDocument);
  const stuur = async ({ gehoordWorden, ...redenen }: Record<string, unknown>) => {
    const bezwaren = actie.onderdelen.filter(({ id }) => id in redenen).map(({ id }) => ({ onderdeelId: id, reden: (redenen as Redenen)[id]! }));
    const ontvangst = await doe({ doelId: actie.doelId, bezwaren, gehoordWorden: gehoordWorden === true });
    if (ontvangst) klaar(ontvangst);
  };
  return (
    <>
      <p class="nl-paragraph">Vertel bij elk onderdeel waar u het niet mee eens bent, waarom. De rest laat u leeg.</p>
      <Mislukt fout={fout?.__typename === "OngeldigeInvoer" ? null : fout} storing={storing} />
      <Formulier schema={schema(actie)} knoptekst="Dien bezwaar in" bezig={bezig} fout={fout} stuur={(gegevens) => void stuur(gegevens)} />
    </>
  );
}

function schema({ onderdelen }: BezwaarActie) {
  const parts = onderdelen.map(({ id, titel }) => [id, { type: "string", title: titel, maxLength: 4000 }]);
  return {
    properties: {
      ...Object.fromEntries(parts),
      gehoordWorden: { type: "boolean", title: "Ik wil mijn bezwaar ook mondeling uitleggen" },
    },
  };
}
