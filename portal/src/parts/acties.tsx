// What the person can do with an item. Also what cannot be done now, with the reason on the spot.
import type { ActieKnopFragment } from "../gql/graphql";
import { Deel } from "./pagina";
import { Label, Termijnlabel } from "./label";
import { Sterker } from "./sterker";
import { Betalen } from "../screens/betalen/betalen";
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
  const { titel, waarom, deadline, beschikbaar } = actie;
  return (
    <article class={beschikbaar ? "actie" : "actie actie--dicht"}>
      <h3 class="kaart__titel">{titel}</h3>
      <p class="nl-paragraph">{waarom}</p>
      {beschikbaar ? (
        <>
          <Termijnlabel termijn={deadline} wat="Kan tot en met" />
          <Doen actie={actie} organisatie={organisatie} />
        </>
      ) : (
        <Reden actie={actie} />
      )}
    </article>
  );
}

// Here where this portal can, else the way that the source gives.
function Doen({ actie, organisatie }: { actie: ActieKnopFragment; organisatie: string }) {
  if (actie.__typename === "BetaalActie" && actie.bedrag) return <Betalen doelId={actie.doelId} openstaand={actie.bedrag} />;
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
