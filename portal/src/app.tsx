// The portal for somebody who logged in: the frame, and the page that the address names.
import { TellersDocument, WieDocument, type WieQuery } from "./gql/graphql";
import { useQuery } from "./gateway/use-query";
import { usePath } from "./route";
import { Kader } from "./frame/kader";
import { Pagina } from "./parts/pagina";
import { Bezig, Storing } from "./parts/storing";
import { AanvraagScherm } from "./screens/aanvragen/aanvraag";
import { Aanvragen } from "./screens/aanvragen/aanvragen";
import { BerichtScherm } from "./screens/berichten/bericht";
import { Berichten } from "./screens/berichten/berichten";
import { Bronnen } from "./screens/bronnen/bronnen";
import { Contact } from "./screens/contact/contact";
import { Overzicht } from "./screens/overzicht/overzicht";
import { ProductScherm } from "./screens/producten/product";
import { Producten } from "./screens/producten/producten";
import { RegelingScherm, Regelingen } from "./screens/regelingen/regelingen";
import { Regie } from "./screens/regie/regie";
import { TaakScherm } from "./screens/taken/taak";
import { Taken } from "./screens/taken/taken";
import { ZaakScherm } from "./screens/zaken/zaak";
import { Zaken } from "./screens/zaken/zaken";

export function App({ logout }: { logout: () => void }) {
  const wie = useQuery(WieDocument, {});
  const { data } = useQuery(TellersDocument, {});
  const path = usePath();
  return (
    <Kader path={path} wie={wie.data?.ik ?? null} tellers={data?.tellers ?? null} logout={logout}>
      {wie.data ? <Scherm key={path} path={path} wie={wie.data} /> : wie.bezig ? <Bezig /> : <Storing fouten={wie.fouten} opnieuw={wie.opnieuw} />}
    </Kader>
  );
}

function Scherm({ path, wie }: { path: string; wie: WieQuery }) {
  const [, page, id] = path.split("/");
  switch (page) {
    case "":
      return <Overzicht naam={wie.ik.naam} />;
    case "zaken":
      return id ? <ZaakScherm id={id} /> : <Zaken />;
    case "taken":
      return id ? <TaakScherm id={id} /> : <Taken />;
    case "berichten":
      return id ? <BerichtScherm id={id} /> : <Berichten />;
    case "producten":
      return id ? <ProductScherm id={id} /> : <Producten />;
    case "aanvragen":
      return id ? <AanvraagScherm id={id} /> : <Aanvragen />;
    case "contact":
      return <Contact organisaties={organisaties(wie)} />;
    case "regelingen":
      return id ? <RegelingScherm id={id} /> : <Regelingen />;
    case "bronnen":
      return <Bronnen />;
    case "regie":
      return <Regie bronnen={wie.bronnen} />;
    default:
      return <Onbekend />;
  }
}

// Whom a person can ask something: every organisation with a bron for contact, once.
function organisaties({ bronnen }: WieQuery) {
  const found = bronnen.filter((bron) => bron.diensten.includes("CONTACTMOMENTEN")).map((bron) => bron.organisatie);
  return [...new Map(found.map((one) => [one.oin, one])).values()];
}

function Onbekend() {
  return (
    <Pagina titel="Deze pagina is er niet">
      <p class="nl-paragraph">
        Ga naar het{" "}
        <a class="nl-link" href="/">
          overzicht
        </a>
        .
      </p>
    </Pagina>
  );
}
