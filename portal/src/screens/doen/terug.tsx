// For who comes back from the payment page. Coming back proves nothing, so this asks the source until it knows.
import { useEffect, useState } from "preact/hooks";
import { useGateway } from "../../gateway/use-query";
import { Melding } from "../../parts/melding";

const EVERY_MS = 3000;
const LONGEST_MS = 60_000;

export function Terug({ open }: { open: boolean }) {
  const [isTerug] = useState(() => new URLSearchParams(location.search).get("terug") === "betalen");
  const gateway = useGateway();
  useEffect(() => {
    if (!isTerug || !open) return;
    const clock = setInterval(() => gateway.refresh(), EVERY_MS);
    const end = setTimeout(() => clearInterval(clock), LONGEST_MS);
    return () => {
      clearInterval(clock);
      clearTimeout(end);
    };
  }, [isTerug, open]);
  if (!isTerug) return null;
  return open ? (
    <Melding soort="info" kop="Wij zien uw betaling nog niet" live>
      <p class="nl-paragraph">Dat kan even duren. Deze pagina kijkt vanzelf opnieuw. Hebt u niet betaald? Dan kan dat hieronder alsnog.</p>
    </Melding>
  ) : (
    <Melding soort="ok" kop="Uw betaling is binnen" live>
      <p class="nl-paragraph">Er staat niets meer open.</p>
    </Melding>
  );
}
