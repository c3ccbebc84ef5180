import type { BerichtRegelFragment } from "../../gql/graphql";
import { dag } from "../../format";
import { Icoon } from "../../parts/icoon";
import { Afgeschermd, Kaart } from "../../parts/kaart";
import { Label, Termijnlabel } from "../../parts/label";

export function BerichtKaart({ bericht }: { bericht: BerichtRegelFragment }) {
  const { id, titel, organisatie, gepubliceerdOp, gelezen, aantalBijlagen, deadline, afscherming } = bericht;
  return (
    <Kaart
      href={`/berichten/${id}`}
      titel={titel}
      organisatie={organisatie.naam}
      nadruk={gelezen === false}
      label={
        <>
          {gelezen === false && <Label toon="info">Nieuw</Label>}
          <Termijnlabel termijn={deadline} wat="Reageer voor" />
          <Afgeschermd afscherming={afscherming} />
        </>
      }
    >
      <p class="klein">
        {gepubliceerdOp && dag(gepubliceerdOp)}
        {aantalBijlagen > 0 && (
          <>
            {" "}
            <Icoon naam="bijlage" /> {aantalBijlagen === 1 ? "1 bijlage" : `${aantalBijlagen} bijlagen`}
          </>
        )}
      </p>
    </Kaart>
  );
}
