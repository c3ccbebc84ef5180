// Says in time that the login ends. A new login leads back to the same page; what is in a form is to be sent before.
import { useContext, useEffect, useState } from "preact/hooks";
import { InlogContext } from "../login/inlog";
import { tijd } from "../format";
import { Knop } from "../parts/knop";
import { Melding } from "../parts/melding";

const WARN_MS = 120_000;
const LONGEST_MS = 2 ** 31 - 1; // what a timer of a browser can wait

export function Verloopt({ tot }: { tot: string }) {
  const login = useContext(InlogContext);
  const [bijna, setBijna] = useState(false);
  useEffect(() => {
    const wait = Date.parse(tot) - WARN_MS - Date.now();
    const clock = setTimeout(() => setBijna(true), Math.min(Math.max(wait, 0), LONGEST_MS));
    return () => clearTimeout(clock);
  }, [tot]);
  if (!bijna) return null;
  return (
    <section class="namens" aria-label="Uw inlog">
      <Melding soort="warning" kop={`U bent ingelogd tot ${tijd(tot)}`} live>
        <p class="nl-paragraph">Verstuur eerst wat u hebt ingevuld. Log daarna opnieuw in; u komt dan terug op deze pagina.</p>
        <Knop onClick={() => login()}>Log opnieuw in</Knop>
      </Melding>
    </section>
  );
}
