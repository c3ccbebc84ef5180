import { Knop } from "../parts/knop";

export function Kop({ naam, logout }: { naam?: string | null; logout?: () => void }) {
  return (
    <header class="utrecht-page-header kop">
      <div class="kop__binnen">
        <a class="kop__merk" href="/">
          <img src="/icoon.svg" alt="" width="40" height="40" />
          <span>
            <strong>Mijn Omgeving</strong>
            <span class="klein blok">Oefenomgeving, alles is verzonnen</span>
          </span>
        </a>
        {logout && (
          <div class="kop__wie">
            {naam && <span>{naam}</span>}
            <Knop soort="subtle" icoon="uit" onClick={logout}>
              Uitloggen
            </Knop>
          </div>
        )}
      </div>
    </header>
  );
}
