// Mijn Aanvragen: what the person can ask for, and what was asked already.
import { type AanvragenQuery, AanvraagsoortenDocument, AanvragenDocument } from "../../gql/graphql";
import { useQuery } from "../../gateway/use-query";
import { dag } from "../../format";
import { Kaart } from "../../parts/kaart";
import { Label } from "../../parts/label";
import { Lijst } from "../../parts/lijst";
import { Deel, Pagina } from "../../parts/pagina";
import { VERWERKING } from "../../words";

type Verzoek = NonNullable<AanvragenQuery["verzoeken"]>["nodes"][number];

export function Aanvragen() {
  const soorten = useQuery(AanvraagsoortenDocument, {});
  return (
    <Pagina titel="Mijn Aanvragen" inleiding="Vraag hier iets aan. En zie wat er met uw aanvragen gebeurt.">
      <Deel titel="Iets aanvragen" id="aanvragen">
        <Lijst
          vraag={soorten}
          lijst={soorten.data?.verzoektypen}
          wat="soorten aanvragen"
          kop={false}
          toon={(soort) => (
            <Kaart href={`/aanvragen/${soort.id}`} titel={soort.naam} organisatie={soort.organisatie.naam}>
              {soort.omschrijving && <p class="klein">{soort.omschrijving}</p>}
            </Kaart>
          )}
        />
      </Deel>
      <Deel titel="Wat u aanvroeg" id="aangevraagd">
        <Bladzijde na={null} />
      </Deel>
    </Pagina>
  );
}

function Bladzijde({ na }: { na: string | null }) {
  const vraag = useQuery(AanvragenDocument, { na });
  return (
    <Lijst
      vraag={vraag}
      lijst={vraag.data?.verzoeken}
      wat="aanvragen"
      kop={false}
      toon={(verzoek) => <VerzoekRegel verzoek={verzoek} />}
      verder={(next) => <Bladzijde na={next} />}
      eerste={na === null}
    />
  );
}

function VerzoekRegel({ verzoek: { titel, organisatie, ingediendOp, verwerking, statusBronwaarde, zaak } }: { verzoek: Verzoek }) {
  return (
    <article class="contact">
      <h3 class="kaart__titel">{titel}</h3>
      <p class="klein">
        {organisatie.naam}
        {ingediendOp && ` · ${dag(ingediendOp)}`}
      </p>
      <Label toon={verwerking === "VERWERKT" ? "goed" : "info"}>{VERWERKING[verwerking] ?? statusBronwaarde ?? "Stand niet bekend"}</Label>
      {zaak && (
        <p class="klein">
          Werd de zaak{" "}
          <a class="nl-link" href={`/zaken/${zaak.id}`}>
            {zaak.titel}
          </a>
        </p>
      )}
    </article>
  );
}
