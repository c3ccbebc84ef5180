// Where an item comes from and how fresh that is, small at the end.
import { tijdstip } from "../format";

interface Een {
  peilmoment: string;
  verouderd: boolean;
  bron: { naam: string };
}

export function Herkomst({ herkomst }: { herkomst: Een[] }) {
  const verouderd = herkomst.some((one) => one.verouderd);
  return (
    <p class="nl-paragraph klein herkomst">
      Bron: {herkomst.map((one) => one.bron.naam).join(" en ")}, stand van {herkomst[0] && tijdstip(herkomst[0].peilmoment)}.
      {verouderd && " Verversen lukte net niet, dus het kan nu anders zijn."}
    </p>
  );
}
