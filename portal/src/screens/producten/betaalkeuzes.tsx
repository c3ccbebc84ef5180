// Pay, ask for an arrangement, object: all three are shown, also what cannot be done now, with the reason.
import type { ProductQuery } from "../../gql/graphql";
import { Acties } from "../../parts/acties";

type Aanslag = Extract<NonNullable<ProductQuery["product"]>, { __typename: "Belastingaanslag" }>;
type Keuzes = NonNullable<Aanslag["betaling"]>["keuzes"];

export function Betaalkeuzes({ keuzes, organisatie }: { keuzes: Keuzes; organisatie: string }) {
  if (!keuzes) return null;
  return <Acties acties={[keuzes.betalen, keuzes.betalingsregeling, keuzes.bezwaar]} organisatie={organisatie} />;
}
