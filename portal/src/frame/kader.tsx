// What is around every page: skip link, header, navigation, footer.
import type { ComponentChildren } from "preact";
import type { TellersQuery, WieQuery } from "../gql/graphql";
import { Melding } from "../parts/melding";
import { Kop } from "./kop";
import { Live } from "./live";
import { Navigatie } from "./navigatie";
import { Verloopt } from "./verloopt";
import { Voet } from "./voet";

interface Props {
  path: string;
  wie: WieQuery["ik"] | null;
  tellers: TellersQuery["tellers"] | null;
  logout: () => void;
  children: ComponentChildren;
}

export function Kader({ path, wie, tellers, logout, children }: Props) {
  return (
    <>
      <a class="nl-skip-link nl-skip-link--visible-on-focus" href="#inhoud">
        Naar de inhoud
      </a>
      <Kop naam={wie?.naam ?? null} logout={logout} />
      {wie && <Verloopt tot={wie.ingelogdTot} />}
      {wie?.vertegenwoordiging && <Namens {...wie.vertegenwoordiging} />}
      <div class="midden">
        <Navigatie path={path} tellers={tellers} />
        <main id="inhoud" class="inhoud" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Live />
      <Voet />
    </>
  );
}

function Namens({ namens, handelend }: { namens: string | null; handelend: string | null }) {
  return (
    <section class="namens" aria-label="Voor wie u handelt">
      <Melding soort="info">
        <p class="nl-paragraph">
          {handelend ?? "U"} handelt namens <strong>{namens ?? "iemand anders"}</strong>.
        </p>
      </Melding>
    </section>
  );
}
