"""What can go wrong with a change in a way that a person can do something about: each its own type, with a code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from strawberry import field

from gateway.domain.bron import Belemmering, Belemmeringcode, Betrouwbaarheidsniveau, Bron
from gateway.domain.declare import interface, view
from gateway.domain.item import Item
from gateway.domain.waarden import Bedrag, Url
from gateway.errors import BronError, Foutcode, LevelTooLow

NIEUW_BEDRAG = "Het bedrag is veranderd. Kijk of u het nieuwe bedrag wilt betalen."
NIET_HIER = "Dit kan hier niet. Gebruik de link, of neem contact op met de organisatie."


@interface
class GebruikersFout:
    """Iets wat misging en waar de persoon iets mee kan. Vraag altijd `... on GebruikersFout`: er komen soorten bij."""

    code: Foutcode = field(description="De soort fout, voor programma's.")
    melding: str = field(description="Wat u de persoon vertelt.")


@view
class NietGevonden(GebruikersFout):
    """Dit is er niet, of het hoort bij iemand anders. Wij maken daar geen verschil tussen."""


@view
class AlAfgerond(GebruikersFout):
    """Dit was al gedaan. Er is niets veranderd. Toon hoe het er nu voor staat."""

    item: Item | None = field(description="Hoe het er nu voor staat bij de bron.")


@view
class NietToegestaan(GebruikersFout):
    """Dit mag of kan nu niet. Toon de reden."""

    belemmering: Belemmering | None = field(description="Wat het tegenhoudt.")


@view
class NiveauTeLaag(GebruikersFout):
    """Hiervoor is sterker inloggen nodig. Toon een knop die dat doet."""

    belemmering: Belemmering = field(description="Hoe sterk, en wat u bij het inloggen meegeeft.")


@view
class Invoerprobleem:
    """Eén ding dat niet klopt. Toon bij het veld."""

    pad: str = field(description="Plek in de invoer als JSON Pointer (RFC 6901), zoals /gegevens/adres/postcode.")
    code: str = field(description="De regel waar het niet aan voldoet. Verandert niet; vertaal hiermee.")
    melding: str = field(description="Een zin voor bij het veld.")


@view
class OngeldigeInvoer(GebruikersFout):
    """Er klopt iets niet in wat u stuurde. Er is niets verstuurd. Toon elk probleem bij zijn veld."""

    problemen: list[Invoerprobleem] = field(description="Wat er niet klopt, en waar.")


@view
class NietOndersteund(GebruikersFout):
    """De bron biedt dit niet aan. Toon de link."""

    fallback_url: Url | None = field(description="Waar het wel kan.")


@view
class BronOnbereikbaar(GebruikersFout):
    """De bron deed het niet. Er is niets veranderd. Bied aan het opnieuw te proberen."""

    bron: Bron = field(description="Het systeem dat het niet deed.")
    opnieuw_na: datetime | None = field(description="Probeer het niet eerder dan dit moment.")


@view
class UitkomstOnbekend(GebruikersFout):
    """Wij weten niet of het gelukt is. Stuur hetzelfde nog eens met dezelfde sleutel: dan kijken wij het na."""

    bron: Bron = field(description="Het systeem waarvan wij geen uitsluitsel kregen.")


@view
class BedragGewijzigd(GebruikersFout):
    """De bron vraagt een ander bedrag dan u zag. Er is niets gestart. Toon het nieuwe bedrag en vraag het opnieuw."""

    bedrag: Bedrag = field(description="Het bedrag van nu.")


def niet_gevonden() -> NietGevonden:
    """Not there, or not this person's."""
    return NietGevonden(code=Foutcode.NIET_GEVONDEN, melding="Dit is er niet, of het is niet van u.")


def al_afgerond(item: Item | None = None) -> AlAfgerond:
    """Done before; nothing was changed."""
    return AlAfgerond(code=Foutcode.AL_AFGEROND, melding="Dit was al gedaan. Er is niets veranderd.", item=item)


def niet_toegestaan(code: Belemmeringcode, melding: str) -> NietToegestaan:
    """It may not, or cannot now, for this reason."""
    reden = Belemmering(code=code, melding=melding, vanaf=None, niveau=None, acr_waarden=[])
    return NietToegestaan(code=Foutcode.NIET_TOEGESTAAN, melding=melding, belemmering=reden)


def niveau_te_laag(niveau: Betrouwbaarheidsniveau, acr_waarden: Sequence[str]) -> NiveauTeLaag:
    """This level is needed; `acr_waarden` are the acr_values that reach it (RFC 9470)."""
    melding = "Log sterker in om dit te doen."
    reden = Belemmering(
        code=Belemmeringcode.NIVEAU_TE_LAAG, melding=melding, vanaf=None, niveau=niveau, acr_waarden=list(acr_waarden)
    )
    return NiveauTeLaag(code=LevelTooLow.code, melding=melding, belemmering=reden)


def ongeldig(*problemen: Invoerprobleem) -> OngeldigeInvoer:
    """The input is wrong in these places."""
    melding = "Er klopt iets niet in wat u invulde. Pas het aan en stuur het opnieuw."
    return OngeldigeInvoer(code=Foutcode.ONGELDIGE_INVOER, melding=melding, problemen=list(problemen))


def probleem(pad: str, code: str, melding: str) -> Invoerprobleem:
    """One thing that is wrong, at a place in the input (a JSON Pointer)."""
    return Invoerprobleem(pad=pad, code=code, melding=melding)


def niet_ondersteund(fallback_url: Url | None = None, melding: str = NIET_HIER) -> NietOndersteund:
    """The bron cannot do this; `fallback_url` is where it can be done."""
    return NietOndersteund(code=Foutcode.NIET_ONDERSTEUND, melding=melding, fallback_url=fallback_url)


def bron_onbereikbaar(bron: Bron, fault: BronError) -> BronOnbereikbaar:
    """The bron did not do it, for this reason; nothing was changed."""
    opnieuw = datetime.now(UTC) + timedelta(seconds=fault.wacht_s) if fault.wacht_s is not None else None
    melding = "Het is niet gelukt en er is niets veranderd. Probeer het later opnieuw."
    return BronOnbereikbaar(code=fault.code, melding=melding, bron=bron, opnieuw_na=opnieuw)


def uitkomst_onbekend(bron: Bron) -> UitkomstOnbekend:
    """It was sent, and nobody told how it ended."""
    melding = (
        "Wij weten nog niet of het is gelukt. Probeer het over een halve minuut opnieuw; het gebeurt nooit twee keer."
    )
    return UitkomstOnbekend(code=Foutcode.UITKOMST_ONBEKEND, melding=melding, bron=bron)


def bedrag_gewijzigd(bedrag: Bedrag) -> BedragGewijzigd:
    """The bron asks this amount now."""
    return BedragGewijzigd(code=Foutcode.BEDRAG_GEWIJZIGD, melding=NIEUW_BEDRAG, bedrag=bedrag)
