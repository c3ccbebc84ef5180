"""The kinds of zaken the stories know, the same in both municipalities: their steps, outcomes and properties."""

from __future__ import annotations

from dataclasses import dataclass

AANVRAAG = ("Ontvangen", "In behandeling", "Wacht op aanvulling", "Besluit genomen", "Afgehandeld")
BEZWAAR = ("Bezwaar ontvangen", "In behandeling", "Hoorzitting", "Besluit genomen op bezwaar", "Afgehandeld")
MELDING = ("Melding ontvangen", "In behandeling", "Afgehandeld")
BALIE = ("Ontvangen", "In behandeling", "Klaar om op te halen", "Afgehandeld")

BESLUIT = ("Verleend", "Geweigerd", "Ingetrokken")
AFGEDAAN = ("Afgehandeld", "Niet ontvankelijk")


@dataclass(frozen=True)
class Zaaktype:
    """One version of a zaaktype; `dagen` is how long it may take by law, `servicedagen` what is promised."""

    code: str
    omschrijving: str
    onderwerp: str
    stappen: tuple[str, ...] = AANVRAAG
    resultaten: tuple[str, ...] = BESLUIT
    eigenschappen: tuple[str, ...] = ()
    dagen: int = 56
    servicedagen: int = 28
    intern: bool = False
    concept: bool = False
    vertrouwelijkheid: str = "zaakvertrouwelijk"

    @property
    def heeft_besluit(self) -> bool:
        """Whether a zaak of this kind ends in a besluit somebody can object to."""
        return self.resultaten == BESLUIT


ZAAKTYPEN: dict[str, Zaaktype] = {
    zaaktype.code: zaaktype
    for zaaktype in (
        Zaaktype("PARKEREN", "Parkeervergunning", "Verkeer en parkeren", eigenschappen=("kenteken", "zone")),
        Zaaktype("GPK", "Gehandicaptenparkeerkaart", "Verkeer en parkeren", eigenschappen=("soort_kaart",)),
        Zaaktype("WMO", "Wmo-voorziening", "Zorg en ondersteuning", eigenschappen=("voorziening",)),
        Zaaktype("BIJSTAND", "Bijstandsuitkering", "Werk en inkomen", eigenschappen=("leefsituatie",)),
        Zaaktype("BIJZONDER", "Bijzondere bijstand", "Werk en inkomen", eigenschappen=("kostensoort", "bedrag")),
        Zaaktype("MINIMA", "Minimaregeling", "Werk en inkomen"),
        Zaaktype("STUDIE", "Individuele studietoeslag", "Werk en inkomen"),
        Zaaktype("URGENTIE", "Urgentieverklaring", "Wonen", eigenschappen=("reden", "aantal_kinderen")),
        Zaaktype("OMGEVING", "Omgevingsvergunning", "Bouwen en wonen", eigenschappen=("adres", "activiteit")),
        Zaaktype("WELSTAND", "Advies welstand", "Bouwen en wonen", MELDING, AFGEDAAN),
        Zaaktype("KAP", "Kapvergunning", "Groen en omgeving", eigenschappen=("boomsoort",)),
        Zaaktype("INRIT", "Inritvergunning", "Bouwen en wonen"),
        Zaaktype("EVENEMENT", "Evenementenvergunning", "Evenementen", eigenschappen=("locatie", "bezoekers")),
        Zaaktype("SUBSIDIE", "Subsidie", "Subsidies", eigenschappen=("bedrag",), dagen=91),
        Zaaktype("LEERLING", "Leerlingenvervoer", "Onderwijs", eigenschappen=("school",)),
        Zaaktype("MANTELZORG", "Mantelzorgwaardering", "Zorg en ondersteuning"),
        Zaaktype("PASPOORT", "Paspoort of identiteitskaart", "Burgerzaken", BALIE, AFGEDAAN, dagen=28, servicedagen=5),
        Zaaktype("RIJBEWIJS", "Rijbewijs", "Burgerzaken", BALIE, AFGEDAAN, dagen=28, servicedagen=5),
        Zaaktype("UITTREKSEL", "Uittreksel BRP", "Burgerzaken", MELDING, AFGEDAAN, dagen=14, servicedagen=5),
        Zaaktype("VERHUIZING", "Adreswijziging", "Burgerzaken", MELDING, AFGEDAAN, ("nieuw_adres",), 14, 5),
        Zaaktype("INSCHRIJVING", "Inschrijving uit het buitenland", "Burgerzaken", eigenschappen=("land",)),
        Zaaktype("HUWELIJK", "Melding voorgenomen huwelijk", "Burgerzaken", MELDING, AFGEDAAN, ("locatie",)),
        Zaaktype("MELDING", "Melding openbare ruimte", "Leefomgeving", MELDING, AFGEDAAN, ("locatie",), 28, 5),
        Zaaktype("AFVAL", "Afvalcontainer of afvalpas", "Afval", MELDING, AFGEDAAN, dagen=28, servicedagen=10),
        Zaaktype("KLACHT", "Klacht", "Contact", MELDING, AFGEDAAN, dagen=42),
        Zaaktype("WOO", "Woo-verzoek", "Contact", dagen=28),
        Zaaktype("BEZWAAR", "Bezwaarschrift", "Bezwaar en beroep", BEZWAAR, ("Gegrond", "Ongegrond"), dagen=84),
        Zaaktype("HORECA", "Exploitatievergunning horeca", "Ondernemen", eigenschappen=("zaak_naam",)),
        Zaaktype("TERRAS", "Terrasvergunning", "Ondernemen", eigenschappen=("oppervlakte",)),
        Zaaktype("RECLAME", "Reclamevergunning", "Ondernemen"),
        Zaaktype("STANDPLAATS", "Standplaatsvergunning", "Ondernemen", eigenschappen=("dag",)),
        Zaaktype("ONTHEFFING", "Ontheffing voetgangersgebied", "Verkeer en parkeren", eigenschappen=("kenteken",)),
        Zaaktype("ONDERZOEK", "Onderzoek adreskwaliteit", "Burgerzaken", MELDING, AFGEDAAN, intern=True),
        Zaaktype("LAADPAAL", "Aanvraag laadpaal", "Verkeer en parkeren", concept=True),
        Zaaktype("ZORGMELDING", "Zorgmelding", "Zorg en ondersteuning", MELDING, AFGEDAAN, vertrouwelijkheid="geheim"),
    )
}
