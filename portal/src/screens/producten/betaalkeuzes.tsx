// Pay, ask for an arrangement, object: all three are shown, also what cannot be done now, with the reason.
import type { ProductQuery } from "../../gql/graphql";
import { NogNiet } from "../../parts/storing";

type Aanslag = Extract<NonNullable<ProductQuery["product"]>, { __typename: "Belastingaanslag" }>;
type Keuzes = NonNullable<Aanslag["betaling"]>["keuzes"];

export function Betaalkeuzes({ keuzes }: { keuzes: Keuzes }) {
  if (!keuzes) return <NogNiet wat="Meteen betalen, in delen betalen en bezwaar maken komen hier te staan zodra de gateway ze aanbiedt." />;
  return (
    <ul class="rijen">
      {[keuzes.betalen, keuzes.betalingsregeling, keuzes.bezwaar].map((keuze) => (
        <li key={keuze.soort}>
          <strong>{keuze.titel}</strong>
          <p class="nl-paragraph">{keuze.beschikbaar ? keuze.waarom : keuze.reden?.melding}</p>
        </li>
      ))}
    </ul>
  );
}
