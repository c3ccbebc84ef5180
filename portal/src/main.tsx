// Starts the portal: reads where things are, finishes a login that is under way, and shows the door or the house.
import { render } from "preact";
import { useMemo, useState } from "preact/hooks";
import "./style/index.css";
import { App } from "./app";
import { Gateway } from "./gateway/client";
import { GatewayContext } from "./gateway/use-query";
import { InlogContext } from "./login/inlog";
import { finishLogin, startLogin } from "./login/pkce";
import { Deur } from "./login/deur";
import { followLinks } from "./route";
import { type Instellingen, readSettings } from "./settings";

interface Begin {
  settings: Instellingen;
  token: string | null;
  melding: string;
}

async function begin(): Promise<Begin> {
  const settings = await readSettings();
  try {
    return { settings, token: await finishLogin(settings), melding: cameBack() };
  } catch (fault) {
    return { settings, token: null, melding: (fault as Error).message };
  }
}

// From the payment page. That somebody came back proves nothing, so this says nothing about how it went.
function cameBack(): string {
  return new URLSearchParams(location.search).get("terug") === "betalen" ? "U komt terug van het betalen. Log opnieuw in om te zien of het is gelukt." : "";
}

function Portaal(start: Begin) {
  const [token, setToken] = useState(start.token); // in memory only: reloading the page is logging in again
  const [melding, setMelding] = useState(start.melding);
  const leave = (why: string) => {
    setToken(null);
    setMelding(why);
  };
  const gateway = useMemo(
    () => token && new Gateway(start.settings.endpoint, token, () => leave("Uw inlog is verlopen. Log opnieuw in; u komt dan terug op deze pagina.")),
    [token],
  );
  const login = (acrWaarden?: string[]) => void startLogin(start.settings, acrWaarden).catch((fault: Error) => leave(fault.message));
  if (!gateway) return <Deur melding={melding} login={() => login()} />;
  return (
    <InlogContext.Provider value={login}>
      <GatewayContext.Provider value={gateway}>
        <App logout={() => leave("U bent uitgelogd.")} />
      </GatewayContext.Provider>
    </InlogContext.Provider>
  );
}

const root = document.getElementById("portaal")!;
addEventListener("click", followLinks);
begin().then(
  (start) => render(<Portaal {...start} />, root),
  (fault: Error) => (root.textContent = fault.message),
);
