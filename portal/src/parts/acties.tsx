// What the person can do with an item. Also what cannot be done now, with the reason on the spot.
import type { ComponentChildren } from "preact";
import type { ActieKnopFragment } from "../gql/graphql";
import { Deel } from "./pagina";
import { Label, Termijnlabel } from "./label";
import { Sterker } from "./sterker";
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

interface Props {
  actie: ActieKnopFragment;
  organisatie: string;
  children?: ComponentChildren; // the way to do it here; without it the way that the source gives
}

export function Actie({ actie, organisatie, children }: Props) {
  const { titel, waarom, deadline, beschikbaar } = actie;
  return (
    <article class={beschikbaar ? "actie" : "actie actie--dicht"}>
      <h3 class="kaart__titel">{titel}</h3>
      <p class="nl-paragraph">{waarom}</p>
      {beschikbaar ? (
        <>
          <Termijnlabel termijn={deadline} wat="Kan tot en met" />
          {children ?? <Weg uitvoering={actie.uitvoering} organisatie={organisatie} />}
        </>
      ) : (
        <Reden actie={actie} />
      )}
    </article>
  );
}

function Reden({ actie: { reden } }: { actie: ActieKnopFragment }) {
  if (reden?.acrWaarden.length) return <Sterker belemmering={reden} />;
  return (
    <p class="nl-paragraph">
      <Label>Kan nu niet</Label> {reden?.melding}
    </p>
  );
}
