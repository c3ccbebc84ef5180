// A parking permit: which cars, where, for whom.
import { duur } from "../../format";
import { Feiten } from "../../parts/feiten";
import { Deel } from "../../parts/pagina";
import { DOELGROEP } from "../../words";
import type { Product } from "./product";
import { Kentekens } from "./product-kaart";

type Vergunning = Extract<Product, { __typename: "Parkeervergunning" }>;

export function Parkeren({ vergunning }: { vergunning: Vergunning }) {
  const { kentekens, zone, zonecode, doelgroep, doelgroepBronwaarde, saldo } = vergunning;
  return (
    <Deel titel="Parkeren" id="parkeren">
      <Feiten
        feiten={[
          [kentekens.length === 1 ? "Kenteken" : "Kentekens", kentekens.length > 0 && <Kentekens kentekens={kentekens} />],
          ["Gebied", zone && (zonecode ? `${zone} (${zonecode})` : zone)],
          ["Voor", DOELGROEP[doelgroep] ?? doelgroepBronwaarde],
          ["Parkeertijd over", saldo && duur(saldo)],
        ]}
      />
    </Deel>
  );
}
