"""The zaken of the inwoner of the stories: every stage a zaak can be in, and those she must not get to see."""

from __future__ import annotations

from sandbox.verhalen.personen import Persoon
from sandbox.verhalen.zaken import Beslissing, Betrokkene, Stuk, Zaakverhaal, aanvraag, brief, iemand

SANNE = (iemand("inwoner"),)
BUURMAN = Persoon("buurman", "Kees Prins", bsn="999999424", adres="Havenkade 14, 1234 AB Havenstad")


def zaken() -> list[Zaakverhaal]:
    """All zaken that name Sanne, and the deelzaak of one of them."""
    return [*_lopend(), *_met_besluit(), *_afgerond(), *_kort(), *_verborgen()]


def _lopend() -> list[Zaakverhaal]:
    return [
        Zaakverhaal(
            "sanne-woningaanpassing", "WMO", "Traplift en aanpassing van de badkamer", SANNE, -35, (-35, -28, -12),
            toelichting="Wij wachten op de offerte voor de traplift.",
            opgeschort="Wij wachten op aanvullende gegevens van u.",
            eigenschappen={"voorziening": "traplift"},
            stukken=(
                aanvraag("sanne-woningaanpassing", -35),
                Stuk("sanne-woningaanpassing-verslag", "Verslag van het huisbezoek", "Verslag", -20, "uit"),
                Stuk(
                    "sanne-woningaanpassing-concept", "Concept besluit traplift", "Besluit", -4,
                    status="in_bewerking",
                ),
                Stuk(
                    "sanne-woningaanpassing-medisch", "Medisch advies over mevrouw De Vries", "Advies", -15,
                    vertrouwelijkheid="geheim",
                ),
            ),
        ),
        Zaakverhaal(
            "sanne-dakkapel", "OMGEVING", "Dakkapel aan de achterzijde", SANNE, -61, (-61, -50),
            verlengd="Wij hebben het advies van de welstandscommissie nog niet.",
            eigenschappen={"adres": "Havenkade 12", "activiteit": "bouwen"},
            stukken=(
                aanvraag("sanne-dakkapel", -61),
                Stuk("sanne-dakkapel-tekening", "Bouwtekening", "Bijlage", -60, "in"),
                Stuk("sanne-dakkapel-verlenging", "Brief over de langere termijn", "Brief", -14, "uit"),
            ),
        ),
        Zaakverhaal(
            "sanne-dakkapel-welstand", "WELSTAND", "Advies welstand dakkapel Havenkade 12", (), -40, (-40, -30),
            hoofdzaak="sanne-dakkapel",
        ),
        Zaakverhaal(
            "sanne-bijzondere-bijstand", "BIJZONDER", "Bijzondere bijstand voor een bril", SANNE, -18, (-18, -13, -6),
            eigenschappen={"kostensoort": "Bril", "bedrag": "349,95"},
            stukken=(aanvraag("sanne-bijzondere-bijstand", -18),),
        ),
        Zaakverhaal(
            "sanne-bezwaar-woz", "BEZWAAR", "Bezwaar tegen de WOZ-waarde", SANNE, -20, (-20, -16, -3),
            stukken=(Stuk("sanne-bezwaar-woz-brief", "Bezwaarschrift", "Bezwaar", -20, "in"),),
        ),
        Zaakverhaal("sanne-rijbewijs", "RIJBEWIJS", "Rijbewijs verlengen", SANNE, -8, (-8, -7, -1)),
        Zaakverhaal(
            "sanne-huwelijk", "HUWELIJK", "Huwelijk op 12 juni", SANNE, -22, (-22, -19),
            eigenschappen={"locatie": "Oude Raadhuis"},
        ),
        Zaakverhaal(
            "sanne-subsidie-groen", "SUBSIDIE", "Subsidie voor een groen dak", SANNE, -30, (-30, -24),
            eigenschappen={"bedrag": "1250.00"}, stukken=(aanvraag("sanne-subsidie-groen", -30),),
        ),
        Zaakverhaal("sanne-woo", "WOO", "Stukken over het verkeersplan Havenkwartier", SANNE, -16, (-16, -10)),
    ]  # fmt: skip


def _met_besluit() -> list[Zaakverhaal]:
    return [
        Zaakverhaal(
            "sanne-evenement", "EVENEMENT", "Kadefeest op het Kadeplein", SANNE, -95, (-95, -88, -75, -40),
            eigenschappen={"locatie": "Kadeplein", "bezoekers": "250"},
            stukken=(
                aanvraag("sanne-evenement", -95),
                Stuk("sanne-evenement-plattegrond", "Plattegrond", "Bijlage", -70, "in"),
                brief("sanne-evenement", -40),
            ),
            besluit=Beslissing("U mag het Kadefeest houden.", -40, -40, 45),
        ),
        Zaakverhaal(
            "sanne-leerlingenvervoer", "LEERLING", "Vervoer naar de basisschool", SANNE, -48, (-48, -40, None, -9),
            eigenschappen={"school": "De Ankerplaats"}, stukken=(brief("sanne-leerlingenvervoer", -9),),
            besluit=Beslissing("Uw kind wordt gebracht en gehaald.", -9, -1, 250, reageren=33),
        ),
        Zaakverhaal(
            "sanne-gehandicaptenparkeerkaart", "GPK", "Gehandicaptenparkeerkaart bestuurder", SANNE, -52,
            (-52, -45, None, -12, -9), "Verleend",
            eigenschappen={"soort_kaart": "bestuurder"},
            stukken=(
                aanvraag("sanne-gehandicaptenparkeerkaart", -52),
                brief("sanne-gehandicaptenparkeerkaart", -12),
                Stuk("sanne-kaart-brief", "Brief over het ophalen van de kaart", "Brief", -9, "uit"),
                Stuk("sanne-kaart-voorwaarden", "Voorwaarden bij de kaart", "Bijlage", -9, "uit"),
            ),
            besluit=Beslissing("U krijgt een gehandicaptenparkeerkaart.", -12, -9, 1816),
        ),
        Zaakverhaal(
            "sanne-kapvergunning", "KAP", "Kappen van een kastanje", SANNE, -150, (-150, -140, None, -110, -108),
            "Geweigerd",
            eigenschappen={"boomsoort": "kastanje"}, stukken=(brief("sanne-kapvergunning", -110),),
            besluit=Beslissing("De boom is gezond en beeldbepalend.", -110, -110),
        ),
    ]  # fmt: skip


def _afgerond() -> list[Zaakverhaal]:
    return [
        Zaakverhaal(
            "sanne-parkeervergunning", "PARKEREN", "Bewonersvergunning Havenkwartier", SANNE, -360,
            (-360, -355, None, -348, -346), "Verleend",
            eigenschappen={"kenteken": "SN-482-K", "zone": "HVN3 Havenkwartier-3"},
        ),
        Zaakverhaal(
            "sanne-bezwaar-kap", "BEZWAAR", "Bezwaar tegen weigering kapvergunning", SANNE, -100,
            (-100, -92, -80, -66, -65), "Ongegrond",
            stukken=(brief("sanne-bezwaar-kap", -66, "Beslissing op uw bezwaar"),),
        ),
        Zaakverhaal("sanne-paspoort", "PASPOORT", "Paspoort aanvragen", SANNE, -210, (-210, -209, -205, -203),
                    "Afgehandeld"),
        Zaakverhaal(
            "sanne-melding-lantaarn", "MELDING", "Lantaarnpaal kapot", SANNE, -75, (-75, -74, -70), "Afgehandeld",
            eigenschappen={"locatie": "Havenkade, ter hoogte van nummer 20"},
        ),
        Zaakverhaal("sanne-uittreksel", "UITTREKSEL", "Uittreksel uit de BRP", SANNE, -160, (-160, -159, -128),
                    "Afgehandeld"),
        Zaakverhaal(
            "sanne-verhuizing", "VERHUIZING", "Verhuizing naar Havenkade 12", SANNE, -700, (-700, -699, -698),
            "Afgehandeld", eigenschappen={"nieuw_adres": "Havenkade 12"},
        ),
        Zaakverhaal(
            "sanne-zonnepanelen", "SUBSIDIE", "Subsidie voor zonnepanelen", SANNE, -420, (-420, -410, None, -380, -365),
            "Verleend", eigenschappen={"bedrag": "800.00"},
        ),
        Zaakverhaal("sanne-minimaregeling", "MINIMA", "Bijdrage schoolkosten", SANNE, -300, (-300, -296, None, -284,
                    -280), "Verleend"),
        Zaakverhaal("sanne-mantelzorgwaardering", "MANTELZORG", "Mantelzorgwaardering", SANNE, -240, (-240, -231, None,
                    -220, -219), "Ingetrokken"),
    ]  # fmt: skip


def _kort() -> list[Zaakverhaal]:
    return [
        Zaakverhaal(
            "sanne-melding-stoep", "MELDING", "Losse stoeptegels", SANNE, -2, (-2,),
            eigenschappen={"locatie": "Hoek Havenkade en Lindelaan"},
        ),
        Zaakverhaal("sanne-klacht", "KLACHT", "Klacht over de afvalinzameling", SANNE, -5, (-5,)),
        Zaakverhaal("sanne-bewonersinitiatief", "SUBSIDIE", "Bijdrage voor het buurtfeest", SANNE, -3, (-3,)),
        Zaakverhaal("sanne-inrit", "INRIT", "Inrit aan de Havenkade", SANNE, -1, (-1,)),
        Zaakverhaal("sanne-afvalcontainer", "AFVAL", "Tweede groene container", SANNE, 0),
    ]  # fmt: skip


def _verborgen() -> list[Zaakverhaal]:
    return [
        Zaakverhaal("sanne-intern", "ONDERZOEK", "Onderzoek naar bewoning Havenkade 12", SANNE, -33, (-33, -30)),
        Zaakverhaal("sanne-concept", "LAADPAAL", "Laadpaal bij Havenkade 12", SANNE, -6, (-6,)),
        Zaakverhaal(
            "sanne-verlopen-rol", "EVENEMENT", "Straatfeest Lindelaan", (iemand("inwoner", eindigt=-200),), -430,
            (-430, -420, None, -400),
        ),
        Zaakverhaal(
            "sanne-geheim", "ZORGMELDING", "Zorgmelding Havenkade 12", SANNE, -11, (-11, -10),
            stukken=(
                Stuk("sanne-geheim-melding", "Melding van een buur", "Aanvraag", -11, vertrouwelijkheid="geheim"),
            ),
        ),
        Zaakverhaal(
            "sanne-huisbezoek", "WMO", "Huisbezoek", SANNE, -9, (-9, -8), hoofdzaak="sanne-geheim",
        ),
        Zaakverhaal(
            "sanne-als-belanghebbende", "OMGEVING", "Uitbouw Havenkade 14",
            (Betrokkene(BUURMAN), iemand("inwoner", "belanghebbende")), -27, (-27, -21),
            eigenschappen={"adres": "Havenkade 14", "activiteit": "bouwen"},
        ),
    ]  # fmt: skip
