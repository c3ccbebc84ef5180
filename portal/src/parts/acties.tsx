// What the person can do with an item. Also what cannot be done now, with the reason on the spot.
import { useState } from "preact/hooks";
import type { ActieKnopFragment, OntvangstFragment } from "../gql/graphql";
import { Betalen } from "../screens/doen/betalen";
import { BezwaarMaken } from "../screens/doen/bezwaar-maken";
import { RegelingVragen } from "../screens/doen/regeling-vragen";
import { Deel } from "./pagina";
import { Knoplink } from "./knop";
import { Label, Termijnlabel } from "./label";
import { Sterker } from "./sterker";
import { Uitklap } from "./uitklap";
import { Ontvangen } from "./uitkomst";
import { Weg } from "./weg";

export function Acties({ acties, organisatie }: { acties: ActieKnopFragment[] | null; organisatie: string }) {
  if (!acties || acties.length === 0) return null;
  return (
    <Deel titel="Wat kunt u doen?" id="acties">
      <ul class="acties">
        {acties.map((actie) => (
          <li key={actie.soort + actie.titel}>
            <Actie actie={actie} organisatie={organisatie} />
          </li>
        ))}
      </ul>
    </Deel>
  );
}

function Actie({ actie, organisatie }: { actie: ActieKnopFragment; organisatie: string }) {
  const [ontvangst, setOntvangst] = useState<OntvangstFragment | null>(null);
  const { titel, waarom, deadline, beschikbaar } = actie;
  if (ontvangst) return <Ontvangen ontvangst={ontvangst} />;
  return (
    <article class={beschikbaar ? "actie" : "actie actie--dicht"}>
      <h3 class="kaart__titel">{titel}</h3>
      <p class="nl-paragraph">{waarom}</p>
      {beschikbaar ? (
        <>
          <Termijnlabel termijn={deadline} wat="Kan tot en met" />
          <Doen actie={actie} organisatie={organisatie} klaar={setOntvangst} />
        </>
      ) : (
        <Reden actie={actie} />
      )}
    </article>
  );
}

// Here where this portal can, else the way that the source gives.
function Doen({ actie, organisatie, klaar }: { actie: ActieKnopFragment; organisatie: string; klaar: (ontvangst: OntvangstFragment) => void }) {
  if (actie.__typename === "BetaalActie" && actie.bedrag) return <Betalen doelId={actie.doelId} openstaand={actie.bedrag} />;
  if (actie.__typename === "BetalingsregelingActie") {
    return (
      <Uitklap titel={actie.titel}>
        <RegelingVragen actie={actie} klaar={klaar} />
      </Uitklap>
    );
  }
  if (actie.__typename === "BezwaarActie" && actie.onderdelen.length > 0) {
    return (
      <Uitklap titel={actie.titel}>
        <BezwaarMaken actie={actie} klaar={klaar} />
      </Uitklap>
    );
  }
  if (actie.__typename === "RegelingActie") return <Knoplink href={`/regelingen/${actie.regeling.id}`}>Bekijk wat wij daarvoor vragen</Knoplink>;
  return <Weg uitvoering={actie.uitvoering} organisatie={organisatie} />;
}

function Reden({ actie: { reden } }: { actie: ActieKnopFragment }) {
  if (reden?.acrWaarden.length) return <Sterker belemmering={reden} />;
  return (
    <p class="nl-paragraph">
      <Label>Kan nu niet</Label> {reden?.melding}
    </p>
  );
}
