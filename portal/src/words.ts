// What the values of the schema are called on the screen. Enums of the schema may grow: an unknown value has no words here.
type Words = Record<string, string>;

export const DIENST: Words = {
  ZAKEN: "zaken",
  TAKEN: "taken",
  BERICHTEN: "berichten",
  PRODUCTEN: "producten",
  CONTACTMOMENTEN: "contact",
};

export const NIVEAU: Words = { BASIS: "laag", MIDDEN: "midden", SUBSTANTIEEL: "substantieel", HOOG: "hoog" };

export const PRODUCTSTATUS: Words = {
  IN_AANVRAAG: "In aanvraag",
  GEREED: "Gaat later in",
  ACTIEF: "Geldig",
  VERLOPEN: "Verlopen",
  INGETROKKEN: "Gestopt",
  GEWEIGERD: "Niet gekregen",
};

export const BETAALSTATUS: Words = {
  OPEN: "Nog niet betaald",
  GEDEELTELIJK_BETAALD: "Voor een deel betaald",
  BETAALD: "Betaald",
  KWIJTGESCHOLDEN: "Kwijtgescholden",
  IN_BEZWAAR: "U maakte bezwaar",
  IN_REGELING: "U betaalt in delen",
  INVORDERING: "Het bedrag wordt geïnd",
};

export const FREQUENTIE: Words = { EENMALIG: "één keer", MAANDELIJKS: "per maand", JAARLIJKS: "per jaar" };

export const KANAAL: Words = {
  PORTAAL: "Website",
  EMAIL: "E-mail",
  TELEFOON: "Telefoon",
  BALIE: "Balie",
  POST: "Brief",
  CHAT: "Chat",
};

export const ROL: Words = {
  INITIATOR: "U bent deze zaak begonnen",
  BELANGHEBBENDE: "De zaak gaat u aan",
  GEMACHTIGDE: "U treedt op voor iemand anders",
};

export const DOELGROEP: Words = {
  BEWONER: "Bewoners",
  BEZOEKER: "Bezoek",
  BEDRIJF: "Bedrijven",
  MANTELZORG: "Mantelzorg",
  GEHANDICAPTEN: "Mensen met een handicap",
};

export const TAAKSOORT: Words = {
  UPLOAD: "Bestand sturen",
  FORMULIER: "Vragen beantwoorden",
  BETALING: "Betalen",
  LINK: "Verder op een andere site",
  VOORSTEL: "Voorstel",
};

export const VERWERKING: Words = {
  NOG_ACTIE_NODIG: "U moet nog iets doen",
  WORDT_VERWERKT: "Ontvangen, wordt nog bekeken",
  VERWERKT: "Verwerkt",
  VERVALLEN: "Niet meer nodig",
};
