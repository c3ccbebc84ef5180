import type { ZaakRegelFragment } from "../../gql/graphql";
import { dag } from "../../format";
import { Afgeschermd, Kaart } from "../../parts/kaart";
import { Label } from "../../parts/label";
import { Voortgang } from "./voortgang";

export function ZaakKaart({ zaak }: { zaak: ZaakRegelFragment & { actieNodig?: boolean | null } }) {
  const { id, titel, organisatie, status, resultaat, einddatum, einddatumGepland, actieNodig, afscherming } = zaak;
  return (
    <Kaart
      href={`/zaken/${id}`}
      titel={titel}
      organisatie={organisatie.naam}
      label={
        <>
          {actieNodig && <Label toon="let-op">U moet nog iets doen</Label>}
          <Afgeschermd afscherming={afscherming} />
        </>
      }
    >
      {status && <Voortgang status={status} />}
      {resultaat && <p class="klein">Uitkomst: {resultaat.tekst}</p>}
      {einddatum ? <p class="klein">Klaar sinds {dag(einddatum)}</p> : einddatumGepland && <p class="klein">Klaar rond {dag(einddatumGepland.datum)}</p>}
    </Kaart>
  );
}
