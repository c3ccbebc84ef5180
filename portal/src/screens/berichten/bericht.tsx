// One bericht. Its text is shown as text, whatever is in it.
import { type BerichtQuery, BerichtDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { datum, tijdstip } from "../../format";
import { Documenten } from "../../parts/documenten";
import { Herkomst } from "../../parts/herkomst";
import { Termijnlabel } from "../../parts/label";
import { Deel, Pagina } from "../../parts/pagina";
import { Sterker } from "../../parts/sterker";
import { Bezig, NietGevonden, Storing } from "../../parts/storing";

import { useGelezen } from "./gelezen";

type Bericht = NonNullable<BerichtQuery["bericht"]>;

const TERUG = { href: "/berichten", naam: "Mijn Berichten" };

export function BerichtScherm({ id }: { id: string }) {
  const vraag = useQuery(BerichtDocument, { id });
  const bericht = vraag.data?.bericht;
  return (
    <Pagina key={bericht ? "bericht" : "leeg"} titel={bericht?.titel ?? "Bericht"} terug={TERUG} inleiding={bericht && sender(bericht)}>
      {bericht ? (
        <Inhoud bericht={bericht} />
      ) : vraag.bezig ? (
        <Bezig />
      ) : vraag.fouten.length > 0 ? (
        <Storing fouten={vraag.fouten} opnieuw={vraag.opnieuw} />
      ) : (
        <NietGevonden wat="dit bericht" />
      )}
    </Pagina>
  );
}

function Inhoud({ bericht }: { bericht: Bericht }) {
  const gelezen = useGelezen(bericht);
  const { tekst, deadline, bijlagen, aantalBijlagen, zaak, gelezenOp, herkomst, afscherming } = bericht;
  if (afscherming) return <Sterker belemmering={afscherming} />;
  return (
    <>
      {deadline && (
        <p>
          <Termijnlabel termijn={deadline} wat="Reageer voor" />
        </p>
      )}
      <div class="brief">{tekst ?? "De tekst van dit bericht is nu niet op te halen."}</div>
      {aantalBijlagen > 0 && (
        <Deel titel="Bijlagen" id="bijlagen">
          {bijlagen ? <Documenten documenten={bijlagen} /> : <p class="nl-paragraph">De bijlagen zijn nu niet op te halen.</p>}
        </Deel>
      )}
      {zaak && (
        <p class="nl-paragraph">
          Dit bericht hoort bij de zaak{" "}
          <a class="nl-link" href={`/zaken/${zaak.id}`}>
            {zaak.titel}
          </a>
          .
        </p>
      )}
      {gelezen}
      {gelezenOp && <p class="nl-paragraph klein">Gelezen op {tijdstip(gelezenOp)}.</p>}
      <Herkomst herkomst={herkomst} />
    </>
  );
}

function sender({ organisatie, gepubliceerdOp }: Bericht): string {
  return gepubliceerdOp ? `${organisatie.naam}, ${datum(gepubliceerdOp)}` : organisatie.naam;
}
