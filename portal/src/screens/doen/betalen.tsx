// Begins a payment and goes to the page of the payment service. Coming back proves nothing: the source tells.
import { BetalingStartenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { bedrag } from "../../format";
import { Knop } from "../../parts/knop";
import { Mislukt } from "../../parts/uitkomst";

export function Betalen({ doelId, openstaand, termijn }: { doelId: string; openstaand: string; termijn?: number }) {
  const { doe, bezig, fout, storing } = useMutation(BetalingStartenDocument, { ververs: false });
  const start = async () => {
    const gestart = await doe({ doelId, getoondBedrag: openstaand, termijn, terugkeerUrl: `${location.origin}${location.pathname}?terug=betalen` });
    if (gestart) location.assign(gestart.betaalUrl);
  };
  return (
    <div class="tekst">
      <Knop soort="primary" bezig={bezig} onClick={() => void start()}>
        {bezig ? "Wij openen de betaalpagina…" : `Betaal ${bedrag(openstaand)}`}
      </Knop>
      <p class="nl-paragraph klein">U betaalt op de pagina van de betaaldienst en komt daarna hier terug.</p>
      <Mislukt fout={fout} storing={storing} />
    </div>
  );
}
