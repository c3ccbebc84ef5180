"""Where things stand: the few words that mean the same for every organisation, beside what the bron calls it."""

from __future__ import annotations

from strawberry import field

from gateway.domain.datum import GeduideDatum
from gateway.domain.declare import Term, enumeratie, view


@enumeratie
class Statusgroep(Term):
    """Hoe ver een zaak is, in groepen die bij elke organisatie gelijk zijn. Geschikt voor een voortgangsbalk."""

    CONCEPT = "CONCEPT", "U bent nog bezig; de organisatie heeft niets."
    ONTVANGEN = "ONTVANGEN", "Het ligt bij de organisatie, die nog moet beginnen."
    IN_BEHANDELING = "IN_BEHANDELING", "De organisatie werkt eraan."
    BESLIST = "BESLIST", "De organisatie nam een besluit, er volgt nog iets."
    AFGEROND = "AFGEROND", "Er gebeurt niets meer."
    ONBEKEND = "ONBEKEND", "Deze status past niet in onze indeling; toon de tekst."


@enumeratie
class Stapstand(Term):
    """Waar een stap op de tijdlijn van een zaak ligt."""

    GEWEEST = "GEWEEST", "Achter de rug."
    HUIDIG = "HUIDIG", "Hier is de zaak nu."
    VERWACHT = "VERWACHT", "Kan nog komen, zeker is het niet."


@view
class Zaakstatus:
    """Een stap van een zaak in gewone woorden. Toon in Mijn Zaken als label, of als regel van de voortgang."""

    groep: Statusgroep = field(description="Hoe ver de zaak bij deze stap is.")
    tekst: str = field(description="De stap in woorden die iedereen begrijpt.")
    toelichting: str | None = field(description="Wat er in deze stap gebeurt.")
    bronwaarde: str | None = field(description="Hoe het zaaksysteem de stap noemt.")
    vertaald: bool = field(description="Is `tekst` door ons vertaald? Anders zijn het de woorden van de bron.")
    stand: Stapstand = field(description="Ligt de stap achter ons, is die bezig of komt die nog?")
    datum: GeduideDatum | None = field(description="De dag die bij de stap hoort.")


@enumeratie
class Taakstatus(Term):
    """Of een taak nog op u wacht."""

    OPEN = "OPEN", "De taak wacht op u."
    AFGEROND = "AFGEROND", "U bent klaar met deze taak."
    GEANNULEERD = "GEANNULEERD", "De organisatie trok de taak in."
    ONBEKEND = "ONBEKEND", "De bron gebruikt een status die wij niet hebben."


@enumeratie
class Verwerking(Term):
    """Wat de organisatie doet met wat u hebt gestuurd."""

    NOG_ACTIE_NODIG = "NOG_ACTIE_NODIG", "Er is nog niets gestuurd; u bent aan zet."
    WORDT_VERWERKT = "WORDT_VERWERKT", "Het is binnen en wordt bekeken."
    VERWERKT = "VERWERKT", "Het is bekeken en opgenomen."
    VERVALLEN = "VERVALLEN", "Hier hoeft niemand meer iets mee."
    ONBEKEND = "ONBEKEND", "Dat laat de bron niet zien."


@enumeratie
class Taaksoort(Term):
    """Wat een taak van u vraagt."""

    UPLOAD = "UPLOAD", "Een of meer bestanden sturen."
    FORMULIER = "FORMULIER", "Vragen beantwoorden."
    BETALING = "BETALING", "Geld overmaken."
    LINK = "LINK", "Iets doen op een andere site."
    VOORSTEL = "VOORSTEL", "Een idee dat bij u kan passen. Niets doen mag ook; de mogelijkheden staan bij `acties`."
    ONBEKEND = "ONBEKEND", "Iets nieuws; volg de link van `uitvoering`."


@enumeratie
class Productsoort(Term):
    """Voor welke producten het schema een eigen type heeft."""

    PARKEERVERGUNNING = "PARKEERVERGUNNING", "Staat in het type Parkeervergunning."
    BELASTINGAANSLAG = "BELASTINGAANSLAG", "Staat in het type Belastingaanslag."
    OVERIG = "OVERIG", "Al het andere, in het type GeneriekProduct."


@enumeratie
class Productstatus(Term):
    """Of een product geldt."""

    IN_AANVRAAG = "IN_AANVRAAG", "U vroeg het aan, de organisatie beslist nog."
    GEREED = "GEREED", "U krijgt het, het gaat later in."
    ACTIEF = "ACTIEF", "U hebt het en het geldt."
    VERLOPEN = "VERLOPEN", "De laatste dag is voorbij."
    INGETROKKEN = "INGETROKKEN", "Het is eerder gestopt dan gepland."
    GEWEIGERD = "GEWEIGERD", "De organisatie gaf het niet."
    ONBEKEND = "ONBEKEND", "De bron gebruikt een stand die wij niet hebben."
