// Tells that something changed while the page was open. The pages themselves are fresh by then.
import { useState } from "preact/hooks";
import { type WijzigingenSubscription, WijzigingenDocument } from "../gql/graphql";
import { useLive } from "../gateway/use-live";
import { Icoon } from "../parts/icoon";
import { Knop } from "../parts/knop";

type Item = NonNullable<WijzigingenSubscription["wijzigingen"]["item"]>;

export function Live() {
  const [item, setItem] = useState<Item | null>(null);
  const verbinding = useLive(WijzigingenDocument, {}, ({ wijzigingen }) => setItem(wijzigingen.item));
  return (
    <div class="live" role="status" data-verbinding={verbinding}>
      {item && (
        <div class="live__binnen">
          <Icoon naam="klok" />
          <span>
            Net veranderd: <Waar item={item} />
          </span>
          <Knop soort="subtle" onClick={() => setItem(null)}>
            Sluiten
          </Knop>
        </div>
      )}
    </div>
  );
}

function Waar({ item: { __typename, id, titel } }: { item: Item }) {
  const pad = PADEN[__typename];
  return pad ? (
    <a class="nl-link" href={`${pad}/${id}`}>
      {titel}
    </a>
  ) : (
    <strong>{titel}</strong>
  );
}

const PADEN: Partial<Record<Item["__typename"], string>> = {
  Zaak: "/zaken",
  Taak: "/taken",
  Bericht: "/berichten",
  Parkeervergunning: "/producten",
  Belastingaanslag: "/producten",
  GeneriekProduct: "/producten",
};
