"""How somebody does a thing: here, through a precise link, or elsewhere. There is always a way that works."""

from __future__ import annotations

from strawberry import field

from gateway.domain.declare import Term, enumeratie, interface, view
from gateway.domain.waarden import Bedrag, Json, Url


@enumeratie
class Uitvoeringstrede(Term):
    """Hoe dichtbij u iets kunt doen, naar de groeitreden van MijnServices."""

    PORTAALWISSEL = "PORTAALWISSEL", "Op het portaal van een andere organisatie, daar zoekt u het zelf op."
    GERICHTE_LINK = "GERICHTE_LINK", "Op een andere site, meteen op de goede pagina."
    LOKAAL = "LOKAAL", "Gewoon in dit portaal."


@interface
class Uitvoering:
    """De manier waarop u iets doet. Toon als knop bij een taak of actie."""

    trede: Uitvoeringstrede = field(description="Waar het gebeurt.")
    knoptekst: str = field(description="Opschrift van de knop.")
    fallback_url: Url | None = field(description="Adres waar het altijd kan, ook als dit portaal de soort niet kent.")
    alleen_via: str | None = field(description="De weg buiten internet om, bijvoorbeeld: kom langs bij de balie.")


@view
class UploadUitvoering(Uitvoering):
    """U stuurt bestanden. Toon een veld om ze te kiezen."""

    maximum_aantal: int | None = field(description="Meer bestanden dan dit neemt de bron niet aan.")
    bestandstypen: list[str] = field(description="Mediatypen die de bron aanneemt. Geen? Dan maakt het type niet uit.")
    maximum_omvang: int | None = field(description="Zo veel bytes mag elk bestand hebben.")


@view
class FormulierUitvoering(Uitvoering):
    """U beantwoordt vragen. Toon een formulier, of de link als er geen `schema` is."""

    schema: Json | None = field(description="De vragen als JSON Schema. Zonder schema kan het alleen via de link.")
    voorinvulling: Json | None = field(description="Antwoorden die al bekend zijn.")


@view
class BetaalUitvoering(Uitvoering):
    """U betaalt op de pagina van een betaaldienst. Toon het bedrag bij de knop."""

    bedrag: Bedrag = field(description="Hoeveel u betaalt.")


@view
class LinkUitvoering(Uitvoering):
    """U gaat verder op een andere site. Vertel dat voordat de persoon klikt."""

    url: Url = field(description="Het adres van die site.")


@view
class OnbekendeUitvoering(Uitvoering):
    """Een manier die nieuw is voor ons. Toon de link of `alleenVia`."""

    bronwaarde: str = field(description="Hoe de bron deze manier noemt.")
