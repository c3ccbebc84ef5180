"""Where data comes from, and how asking went: bronnen, their organisations, and the report of every question."""

from __future__ import annotations

from datetime import date, datetime

from strawberry import field

from gateway.domain.declare import Term, describe, enumeratie, view
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.waarden import Duration, Url
from gateway.errors import Foutcode

__all__ = [
    "Belemmering", "Belemmeringcode", "Betrouwbaarheidsniveau", "Bron", "BronRapport", "Bronstatus", "Dienst", "Foutcode",
    "GevondenVia", "Herkomst", "Organisatie",
]  # fmt: skip

describe(
    Betrouwbaarheidsniveau,
    "Met welke zekerheid wij weten wie er inlogde. Oplopend van zwak naar sterk.",
    {
        "BASIS": "DigiD met wachtwoord, of eHerkenning op niveau 1 of 2.",
        "MIDDEN": "DigiD met sms-code of app, of eHerkenning op niveau 2+.",
        "SUBSTANTIEEL": "DigiD-app met controle van het identiteitsbewijs, eHerkenning op niveau 3, of eIDAS substantieel.",
        "HOOG": "DigiD met de chip van het identiteitsbewijs, eHerkenning op niveau 4, of eIDAS hoog.",
    },
)
describe(
    Foutcode,
    "Codes die niet veranderen, voor programma's. Dezelfde staan bij fouten in `extensions.code`. De lijst kan groeien.",
    {
        "NIET_GEVONDEN": "Dit is er niet, of het hoort bij iemand anders.",
        "AL_AFGEROND": "Dit was al gedaan, dus er is niets veranderd.",
        "NIET_TOEGESTAAN": "Dit mag u niet, of nu niet.",
        "NIVEAU_TE_LAAG": "Hiervoor is sterker inloggen nodig.",
        "ONGELDIGE_INVOER": "Aan de vraag zelf mankeert iets.",
        "NIET_ONDERSTEUND": "Deze vraag kent de bron niet.",
        "BRON_ONBEREIKBAAR": "Wij kregen geen verbinding met de bron, of alleen een storing terug.",
        "BRON_PAUZE": "De bron heeft het druk en vroeg ons even te wachten.",
        "BRON_STROOM_UIT": "Het ging bij deze bron zo vaak mis dat wij haar even met rust laten.",
        "BRON_TE_LAAT": "Het antwoord van de bron kwam niet op tijd.",
        "BRON_DRUK": "Er liepen al te veel vragen aan deze bron tegelijk.",
        "BRON_ONGELDIG": "Het antwoord van de bron volgt de afspraken niet.",
        "BRON_GEWEIGERD": "De bron accepteert ons systeem niet.",
        "BRON_PROEF": "Onze controle vond een fout in het filter van de bron. Daarom vragen wij daar niets.",
        "BRON_UITGESCHAKELD": "Een beheerder zette de bron uit.",
        "UITKOMST_ONBEKEND": "Wij weten niet of de wijziging is gelukt.",
        "BEDRAG_GEWIJZIGD": "Het bedrag bij de bron is anders dan het bedrag dat u zag.",
        "CURSOR_ONGELDIG": "Deze cursor past niet bij de vraag. Begin weer vooraan.",
        "DOCUMENT_ONBEKEND": "Deze vraag staat op geen lijst van vertrouwde documenten.",
        "DOCUMENT_VEREIST": "Hier kan alleen een vertrouwd document; de vraag zelf nemen wij niet aan.",
        "GEMIST": "Er kan iets gewijzigd zijn terwijl u niet luisterde; haal opnieuw op wat u toont.",
        "SESSIE_VERLOPEN": "Het token waarmee u luistert is verlopen; luister opnieuw met een nieuw.",
        "INTERNE_FOUT": "Er ging iets mis in de gateway zelf.",
    },
)


@enumeratie
class Dienst(Term):
    """De diensten van MijnServices waar een bron aan kan meedoen."""

    ZAKEN = "ZAKEN", "Mijn Zaken: wat een organisatie voor u behandelt."
    TAKEN = "TAKEN", "Mijn Taken: wat u zelf nog kunt of moet doen."
    BERICHTEN = "BERICHTEN", "Mijn Berichten: post van een organisatie."
    PRODUCTEN = "PRODUCTEN", "Mijn Producten: wat u hebt of betaalt."
    CONTACTMOMENTEN = "CONTACTMOMENTEN", "Mijn Contact: vragen en gesprekken."
    VERZOEKEN = "VERZOEKEN", "Mijn Aanvragen: wat u aanvroeg of meldde, en wat u kunt aanvragen."
    PERSOONSGEGEVENS = "PERSOONSGEGEVENS", "Uw naam en adres, uit het register dat daarvan is."
    INKOMEN = "INKOMEN", "Uw inkomen, huishouden en vermogen. Wij vragen ernaar als u daar toestemming voor gaf."


@enumeratie
class Belemmeringcode(Term):
    """De reden dat iets niet kan of niet te zien is, als code."""

    NIVEAU_TE_LAAG = "NIVEAU_TE_LAAG", "U bent ingelogd, maar niet sterk genoeg."
    BUITEN_MACHTIGING = "BUITEN_MACHTIGING", "De machtiging die u kreeg dekt dit niet."
    TERMIJN_VOORBIJ = "TERMIJN_VOORBIJ", "Het kon, maar de laatste dag is geweest."
    TE_VROEG = "TE_VROEG", "Het kan pas later; kijk bij `vanaf`."
    AL_GEDAAN = "AL_GEDAAN", "Dit is eerder al gedaan, of het loopt nu."
    NIET_AANGEBODEN = "NIET_AANGEBODEN", "Bij deze organisatie kan dit niet online."
    BRON_ONBEREIKBAAR = "BRON_ONBEREIKBAAR", "Het systeem dat hiervoor nodig is, antwoordt nu niet."
    ONBEKEND = "ONBEKEND", "Een reden die hier niet bij staat; lees `melding`."


@enumeratie
class Bronstatus(Term):
    """Hoe een vraag aan een bron afliep. Alleen OK en LEEG zeggen hoe het nu bij u staat."""

    OK = "OK", "De bron antwoordde en heeft iets van u."
    LEEG = "LEEG", "De bron antwoordde en heeft niets van u."
    VEROUDERD = "VEROUDERD", "De bron antwoordde niet. U ziet wat wij eerder ophaalden; kijk bij `opgehaaldOp`."
    TE_LAAT = "TE_LAAT", "Wij wachtten zo lang als kon, er kwam geen antwoord."
    ONBEREIKBAAR = "ONBEREIKBAAR", "Er is geen verbinding met de bron."
    ONGELDIG = "ONGELDIG", "Er kwam een antwoord, maar het klopt niet. Wij tonen het niet."
    GEWEIGERD = "GEWEIGERD", "De bron laat ons of uw machtiging niet toe."
    NIET_ONDERSTEUND = "NIET_ONDERSTEUND", "Deze vraag kan de bron voor u niet beantwoorden."
    NIVEAU_TE_LAAG = "NIVEAU_TE_LAAG", "De bron wil dat u sterker inlogt."
    UITGESCHAKELD = "UITGESCHAKELD", "Wij gebruiken deze bron nu niet."


@enumeratie
class GevondenVia(Term):
    """Het gegeven over u waarmee wij bij de bron zochten."""

    BSN = "BSN", "Uw burgerservicenummer."
    KVK = "KVK", "Het KvK-nummer van uw bedrijf."
    RSIN = "RSIN", "Het RSIN van uw organisatie."
    VESTIGING = "VESTIGING", "Het nummer van één vestiging."
    EMAIL = "EMAIL", "Een e-mailadres waarvan vaststaat dat het van u is."
    PSEUDONIEM = "PSEUDONIEM", "Een kenmerk van uw inlog, dat verder niets over u zegt."
    ONBEKEND = "ONBEKEND", "Dat vertelt de bron ons niet."


@view
class Organisatie:
    """De instantie achter een bron of item, zoals een gemeente, een waterschap of de RDW. Toon als afzender."""

    naam: str = field(description="Hoe de instantie heet.")
    oin: str | None = field(description="Het OIN, waarmee overheden elkaar herkennen. Gebruik dit in filters.")
    website: Url | None = field(description="Adres van de eigen site.")


@view
class Bron:
    """Eén systeem bij één organisatie waar wij gegevens opvragen. Toon de naam bij een melding of bij `herkomst`."""

    code: str = field(description="Korte vaste naam uit de configuratie, bijvoorbeeld `zaaksysteem-utrecht`.")
    naam: str = field(description="Hoe u de bron op een scherm noemt.")
    organisatie: Organisatie = field(description="Wie over het systeem en de gegevens erin gaat.")
    diensten: list[Dienst] = field(description="Aan welke diensten deze bron meedoet.")
    minimaal_niveau: Betrouwbaarheidsniveau = field(description="Zwakker ingelogd dan dit? Dan geeft de bron niets.")


@view
class Herkomst:
    """Waar en wanneer wij iets vonden. Toon dit klein bij een item, zeker als het verouderd is."""

    bron: Bron = field(description="Het systeem waar het in staat.")
    peilmoment: datetime = field(description="Zo stond het er op dit moment.")
    verouderd: bool = field(description="True: verversen lukte zojuist niet, dus het kan intussen anders zijn.")
    formeel: bool = field(description="True: dit is de officiële registratie. False: zie het als aanwijzing.")
    gevonden_via: GevondenVia = field(description="Waarmee wij zochten. Een bedrijf ziet zo welke vestiging het is.")


@view
class Belemmering:
    """Waarom iets nu niet kan of te zien is, en hoe het wel lukt. Toon dit op de plek van wat er mist."""

    code: Belemmeringcode = field(description="De reden, voor programma's.")
    melding: str = field(description="De reden in een gewone zin, om te tonen.")
    vanaf: date | None = field(description="Eerste dag waarop het wel kan.")
    niveau: Betrouwbaarheidsniveau | None = field(description="Hoe sterk inloggen hier nodig is, als dat de reden is.")
    acr_waarden: list[str] = field(description="Wat u dan als `acr_values` meegeeft bij opnieuw inloggen.")


@view
class BronRapport:
    """Verslag van één vraag aan één bron. Toon `melding` boven de lijst zodra die er is."""

    bron: Bron = field(description="Aan wie wij het vroegen.")
    dienst: Dienst = field(description="Wat wij er vroegen.")
    status: Bronstatus = field(description="Hoe het afliep. Bij elke andere waarde dan OK en LEEG kan er iets missen.")
    melding: str | None = field(description="Wat u de persoon vertelt. Leeg als er niets te vertellen is.")
    aantal: int | None = field(description="Hoeveel de bron er zegt te hebben. Leeg als zij geen aantal geeft.")
    aantal_ongeldig: int = field(description="Hoeveel wij er niet tonen omdat de gegevens niet klopten.")
    afgekapt: bool = field(description="True: de bron heeft er meer dan wij konden lezen.")
    opgehaald_op: datetime | None = field(description="Van wanneer de getoonde gegevens zijn.")
    duur: Duration | None = field(description="Tijd tussen onze vraag en het antwoord.")
    code: Foutcode | None = field(description="De oorzaak voor programma's, als het niet goed ging.")
    opnieuw_na: datetime | None = field(description="Vraag het niet eerder dan dit moment nog eens.")
    belemmering: Belemmering | None = field(description="Wat er in de weg staat, als u er zelf iets aan kunt doen.")
