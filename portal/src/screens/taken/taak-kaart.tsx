import type { TaakRegelFragment } from "../../gql/graphql";
import { Afgeschermd, Kaart } from "../../parts/kaart";
import { Label, Termijnlabel } from "../../parts/label";
import { TAAKSOORT, VERWERKING } from "../../words";

export function TaakKaart({ taak }: { taak: TaakRegelFragment & { zaak?: { titel: string } | null } }) {
  const { id, titel, organisatie, status, soort, verwerking, deadline, zaak, afscherming } = taak;
  const open = status === "OPEN";
  return (
    <Kaart
      href={`/taken/${id}`}
      titel={titel}
      organisatie={organisatie.naam}
      label={
        <>
          {TAAKSOORT[soort] && <Label toon={soort === "VOORSTEL" ? "info" : "neutraal"}>{TAAKSOORT[soort]}</Label>}
          {open ? <Termijnlabel termijn={deadline} wat={soort === "VOORSTEL" ? "Kan tot en met" : "Uiterlijk"} /> : VERWERKING[verwerking] && <Label toon="goed">{VERWERKING[verwerking]}</Label>}
          <Afgeschermd afscherming={afscherming} />
        </>
      }
    >
      {zaak && <p class="klein">Hoort bij de zaak {zaak.titel}</p>}
    </Kaart>
  );
}
