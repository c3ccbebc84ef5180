// Consent first: what would be asked, of whom and why. Then the answer, with each condition and where its value comes from.
import { useEffect, useRef, useState } from "preact/hooks";
import { type RegelingFragment, type RegelingOnderzoekenMutation, RegelingOnderzoekenDocument } from "../../gql/graphql";
import { useMutation } from "../../gateway/use-mutation";
import { Knop, Knoplink } from "../../parts/knop";
import { Melding } from "../../parts/melding";
import { Deel } from "../../parts/pagina";
import { Mislukt } from "../../parts/uitkomst";
import { Uitkomst } from "./uitkomst";

export type Regelinguitkomst = Extract<NonNullable<RegelingOnderzoekenMutation["uitkomst"]>, { __typename: "Regelinguitkomst" }>;

export function Onderzoek({ regeling }: { regeling: RegelingFragment }) {
  const [uitkomst, setUitkomst] = useState<Regelinguitkomst | null>(null);
  const { omschrijving, grondslag, grondslagUrl } = regeling;
  return (
    <>
      <p class="nl-paragraph">{omschrijving}</p>
      <p class="nl-paragraph klein">
        Dit staat in:{" "}
        {grondslagUrl ? (
          <a class="nl-link" href={grondslagUrl}>
            {grondslag}
          </a>
        ) : (
          grondslag
        )}
        .
      </p>
      {uitkomst ? <Antwoord uitkomst={uitkomst} /> : <Toestemming regeling={regeling} klaar={setUitkomst} />}
    </>
  );
}

function Toestemming({ regeling: { id, gegevens }, klaar }: { regeling: RegelingFragment; klaar: (uitkomst: Regelinguitkomst) => void }) {
  const [akkoord, setAkkoord] = useState<string[]>([]);
  const { doe, bezig, fout, storing } = useMutation(RegelingOnderzoekenDocument);
  const toggle = (one: string) => setAkkoord((before) => (before.includes(one) ? before.filter((other) => other !== one) : [...before, one]));
  const start = async () => {
    const uitkomst = await doe({ regelingId: id, akkoordMet: akkoord });
    if (uitkomst) klaar(uitkomst as Regelinguitkomst);
  };
  return (
    <Deel titel="Mogen wij deze gegevens ophalen?" id="toestemming">
      <p class="nl-paragraph">Kies wat u goedvindt. Wij gebruiken het één keer, voor dit antwoord, en bewaren het niet. Kiest u niet alles, dan weten wij het vaak niet zeker.</p>
      <ul class="rijen">
        {gegevens.map((gegeven) => (
          <li key={gegeven.id}>
            <label class="keuzeregel">
              <input
                class="utrecht-checkbox utrecht-checkbox--html-input"
                type="checkbox"
                aria-describedby={`waarom-${gegeven.id}`}
                checked={akkoord.includes(gegeven.id)}
                onChange={() => toggle(gegeven.id)}
              />
              <strong>{gegeven.titel}</strong>
            </label>
            <p class="klein" id={`waarom-${gegeven.id}`}>
              {gegeven.waarom} Wij vragen dit aan {bronnaam(gegeven.bron)}.
            </p>
          </li>
        ))}
      </ul>
      <Mislukt fout={fout} storing={storing} />
      <div class="bron__knoppen">
        <Knop soort="primary" bezig={bezig} onClick={() => void start()}>
          {bezig ? "Wij onderzoeken het…" : "Ja, onderzoek dit"}
        </Knop>
        <Knoplink soort="secondary" href="/regelingen">
          Nee, liever niet
        </Knoplink>
      </div>
    </Deel>
  );
}

function bronnaam({ naam, organisatie }: RegelingFragment["gegevens"][number]["bron"]): string {
  return naam === organisatie.naam ? naam : `${naam} (${organisatie.naam})`;
}

// Gets the focus: the question that was there is answered.
function Antwoord({ uitkomst }: { uitkomst: Regelinguitkomst }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} class="ontvangen tekst">
      <Uitkomst uitkomst={uitkomst} />
      <Melding soort="info">
        <p class="nl-paragraph">
          Uw toestemming staat in{" "}
          <a class="nl-link" href="/regie">
            Mijn Regie
          </a>
          . Daar trekt u haar weer in.
        </p>
      </Melding>
    </div>
  );
}
