// What the person may be entitled to. Asked only after consent; until the gateway can ask, this page says so.
import { Pagina } from "../../parts/pagina";
import { NogNiet } from "../../parts/storing";

export function Regelingen() {
  return (
    <Pagina titel="Waar heb ik recht op?" inleiding="Onderzoek of u recht hebt op meer ondersteuning. Wij halen pas gegevens op als u dat goed vindt.">
      <NogNiet wat="De gateway kan regelingen nog niet onderzoeken." />
    </Pagina>
  );
}
