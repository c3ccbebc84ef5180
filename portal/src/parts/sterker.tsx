// What somebody can do who is not logged in strongly enough.
import { useContext } from "preact/hooks";
import { NIVEAU } from "../words";
import { InlogContext } from "../login/inlog";
import { Knop } from "./knop";

interface Belemmering {
  melding: string;
  niveau: string | null;
  acrWaarden: string[];
}

export function Sterker({ belemmering }: { belemmering: Belemmering }) {
  const login = useContext(InlogContext);
  const niveau = belemmering.niveau ? NIVEAU[belemmering.niveau] : undefined;
  return (
    <div class="tekst">
      <p class="nl-paragraph">{belemmering.melding}</p>
      {belemmering.acrWaarden.length > 0 && (
        <Knop onClick={() => login(belemmering.acrWaarden)}>{niveau ? `Log in op niveau ${niveau}` : "Log opnieuw in"}</Knop>
      )}
    </div>
  );
}
