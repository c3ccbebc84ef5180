// A taak that is a form: asked here, checked and kept by the source.
import type { DoenFragment, OntvangstFragment } from "../../gql/graphql";
import { TaakAfrondenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { Formulier } from "../../parts/formulier/formulier";
import { Mislukt } from "../../parts/uitkomst";

type FormulierUitvoering = Extract<DoenFragment, { __typename: "FormulierUitvoering" }>;

interface Props {
  taakId: string;
  uitvoering: FormulierUitvoering;
  klaar: (ontvangst: OntvangstFragment) => void;
}

export function Invullen({ taakId, uitvoering, klaar }: Props) {
  const { doe, bezig, fout, storing } = useMutation(TaakAfrondenDocument);
  const stuur = async (gegevens: unknown) => {
    const ontvangst = await doe({ taakId, gegevens });
    if (ontvangst) klaar(ontvangst);
  };
  const inForm = fout?.__typename === "OngeldigeInvoer";
  return (
    <>
      <Mislukt fout={inForm ? null : fout} storing={storing} />
      <Formulier
        schema={uitvoering.schema}
        voorinvulling={uitvoering.voorinvulling}
        knoptekst="Versturen"
        bezig={bezig}
        fout={fout}
        stuur={(gegevens) => void stuur(gegevens)}
      />
    </>
  );
}
