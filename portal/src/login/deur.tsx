// The page for who did not log in yet.
import { useEffect } from "preact/hooks";
import { Kop } from "../frame/kop";
import { Voet } from "../frame/voet";
import { Knop } from "../parts/knop";
import { Melding } from "../parts/melding";

export function Deur({ melding, login }: { melding: string; login: () => void }) {
  useEffect(() => {
    document.title = "Inloggen - Mijn Omgeving";
  }, []);
  return (
    <>
      <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">
        Naar de inhoud
      </a>
      <Kop />
      <div class="midden midden--smal">
        <main id="inhoud" class="inhoud" tabIndex={-1}>
          {melding && (
            <Melding soort="info" live>
              <p class="nl-paragraph">{melding}</p>
            </Melding>
          )}
          <h1 class="nl-heading nl-heading--level-1">Alles op één plek</h1>
          <p class="nl-paragraph inleiding">
            Uw zaken, taken, berichten en producten bij gemeenten, belastingen, parkeren en MijnOverheid. U ziet ook wat er mist, en van wanneer de
            gegevens zijn.
          </p>
          <Knop soort="primary" onClick={login}>
            Inloggen
          </Knop>
          <p class="nl-paragraph klein">Dit is een oefenomgeving. U kiest hierna een verzonnen persoon en hebt geen wachtwoord nodig.</p>
        </main>
      </div>
      <Voet />
    </>
  );
}
