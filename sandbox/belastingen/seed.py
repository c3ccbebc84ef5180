"""The tax part of the stories: assessments of two years, one partly paid, one open, one nothing is known about."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sandbox.belastingen.regels import AFVAL_EEN, AFVAL_MEER, HOND, OZB, RIOOL, Biljet
from sandbox.belastingen.rijen import Aanslagbiljet, Adres, Belastingplichtige, Termijn
from sandbox.verhalen.personen import PERSONEN

# What is still to be paid per person, in euros; the betaaltaken in Open VTB ask for these same amounts.
OPENSTAAND = {"inwoner": Decimal("541.63"), "bijstand": Decimal("318.40")}
BETAALKENMERKEN = {"inwoner": "8000000325546812", "bijstand": "8000000091017734"}
AANSLAGNUMMERS = {"inwoner": "0000003255468", "bijstand": "0000000910177"}
PORTAAL = "https://belastingen.havenduin.example"

WOZ_SANNE, WOZ_TRUUS = "199000003255", "199500000417"


def seed(vandaag: date) -> tuple[Aanslagbiljet, ...]:
    """All aanslagen, in the order they were imposed."""
    return (_truus(vandaag), _sanne_earlier(vandaag), _ahmed(vandaag), _miriam(vandaag), _sanne_current(vandaag))


def bedrag(amount: Decimal) -> str:
    """An amount in the vendor's notation: two decimals after a comma, no thousands separator."""
    return f"{amount:.2f}".replace(".", ",")


def _sanne_current(vandaag: date) -> Aanslagbiljet:
    """Partly paid: the first of three termijnen is in."""
    dagtekening = vandaag - timedelta(24)
    jaar = str(dagtekening.year)
    op = Biljet(jaar, _adres("inwoner"), bezwaar=True)
    regels = [
        op.regel("0000000091017", OZB, "402,11", woz=WOZ_SANNE, grondslag="412000,00"),
        op.regel("0000000091018", AFVAL_MEER, "276,34"),
        op.regel("0000000091019", RIOOL, "134,00"),
    ]
    vervaldagen = [dagtekening + timedelta(days) for days in (14, 61, 92)]
    termijnen = [
        Termijn(volgnr=1, bedrag="270,82", vervaldatum=str(vervaldagen[0]), betaald_op=str(vervaldagen[0])),
        Termijn(volgnr=2, bedrag="270,82", vervaldatum=str(vervaldagen[1])),
        Termijn(volgnr=3, bedrag="270,81", vervaldatum=str(vervaldagen[2])),
    ]
    return Aanslagbiljet(
        aanslagbiljetnummer=AANSLAGNUMMERS["inwoner"],
        dagtekening=str(dagtekening),
        belasting_jaar=jaar,
        belastingsoortcombinatie=f"Gemeentelijke belastingen {jaar}",
        totaalbedrag_aanslag="812,45",
        bezwaar_mogelijk=True,
        belastingplichtige=_plichtige("inwoner"),
        aanslagregels=regels,
        beschikkingsregels=[op.woz("WOZ-3255-1", WOZ_SANNE, 412_000)],
        betaalstatus="gedeeltelijk_betaald",
        openstaand_bedrag=bedrag(OPENSTAAND["inwoner"]),
        vervaldatum=str(vervaldagen[2]),
        termijnen=termijnen,
        automatische_incasso=False,
        betaalkenmerk=BETAALKENMERKEN["inwoner"],
        betaal_url=f"{PORTAAL}/betalen/0000003255468-01",
        document_url=f"{PORTAAL}/biljet/0000003255468-01",
    )


def _sanne_earlier(vandaag: date) -> Aanslagbiljet:
    """Paid by direct debit; the WOZ value is the one she objected to."""
    jaar = str((vandaag - timedelta(24)).year - 1)
    op = Biljet(jaar, _adres("inwoner"), bezwaar=False)
    return Aanslagbiljet(
        aanslagbiljetnummer="0000002981177",
        dagtekening=f"{jaar}-02-28",
        belasting_jaar=jaar,
        belastingsoortcombinatie=f"Gemeentelijke belastingen {jaar}",
        totaalbedrag_aanslag="771,20",
        bezwaar_mogelijk=False,
        belastingplichtige=_plichtige("inwoner"),
        aanslagregels=[
            op.regel("0000000081441", OZB, "381,70", woz=WOZ_SANNE, grondslag="398000,00"),
            op.regel("0000000081442", AFVAL_MEER, "261,50"),
            op.regel("0000000081443", RIOOL, "128,00"),
        ],
        beschikkingsregels=[op.woz("WOZ-3255-0", WOZ_SANNE, 398_000)],
        betaalstatus="betaald",
        openstaand_bedrag="0,00",
        vervaldatum=f"{jaar}-05-31",
        automatische_incasso=True,
        betaalkenmerk="8000000298117705",
        betaal_url=None,
        document_url=f"{PORTAAL}/biljet/0000002981177-01",
    )


def _miriam(vandaag: date) -> Aanslagbiljet:
    """Wholly open and soon due; she lives on a benefit."""
    dagtekening = vandaag - timedelta(40)
    jaar = str(dagtekening.year)
    op = Biljet(jaar, _adres("bijstand"), bezwaar=True)
    return Aanslagbiljet(
        aanslagbiljetnummer=AANSLAGNUMMERS["bijstand"],
        dagtekening=str(dagtekening),
        belasting_jaar=jaar,
        belastingsoortcombinatie=f"Gemeentelijke belastingen {jaar}",
        totaalbedrag_aanslag="318,40",
        bezwaar_mogelijk=True,
        belastingplichtige=_plichtige("bijstand"),
        aanslagregels=[
            op.regel("0000000090551", AFVAL_EEN, "184,40"),
            op.regel("0000000090552", RIOOL, "134,00"),
        ],
        betaalstatus="open",
        openstaand_bedrag=bedrag(OPENSTAAND["bijstand"]),
        vervaldatum=str(vandaag + timedelta(9)),
        automatische_incasso=False,
        betaalkenmerk=BETAALKENMERKEN["bijstand"],
        betaal_url=f"{PORTAAL}/betalen/0000000910177-01",
        document_url=None,
    )


def _truus(vandaag: date) -> Aanslagbiljet:
    """Handled on paper: nothing is known about payment, so those fields are absent."""
    jaar = str(vandaag.year - 1)
    op = Biljet(jaar, _adres("gepensioneerd", toevoeging="bis"), bezwaar=False)
    return Aanslagbiljet(
        aanslagbiljetnummer="0000000004171",
        aanslagbiljetvolgnummer="02",
        dagtekening=f"{jaar}-03-31",
        belasting_jaar=jaar,
        belastingsoortcombinatie=f"Gemeentelijke belastingen {jaar}",
        totaalbedrag_aanslag="1032,05",
        bezwaar_mogelijk=False,
        belastingplichtige=_plichtige("gepensioneerd"),
        aanslagregels=[op.regel("0000000070007", OZB, "1032,05", woz=WOZ_TRUUS, grondslag="655000,00")],
        beschikkingsregels=[op.woz("WOZ-0417-0", WOZ_TRUUS, 655_000)],
    )


def _ahmed(vandaag: date) -> Aanslagbiljet:
    """In bezwaar, for the house he moved to."""
    dagtekening = vandaag - timedelta(60)
    jaar = str(dagtekening.year)
    op = Biljet(jaar, _adres("verhuisd"), bezwaar=False)
    return Aanslagbiljet(
        aanslagbiljetnummer="0000003310092",
        dagtekening=str(dagtekening),
        belasting_jaar=jaar,
        belastingsoortcombinatie=f"Gemeentelijke belastingen {jaar}",
        totaalbedrag_aanslag="96,00",
        bezwaar_mogelijk=False,
        belastingplichtige=_plichtige("verhuisd"),
        aanslagregels=[op.regel("0000000093310", HOND, "96,00")],
        betaalstatus="in_bezwaar",
        openstaand_bedrag="96,00",
        vervaldatum=str(vandaag + timedelta(31)),
        automatische_incasso=False,
        betaalkenmerk="8000000331009288",
        betaal_url=None,
        document_url=None,
    )


def _plichtige(sleutel: str) -> Belastingplichtige:
    bsn = PERSONEN[sleutel].bsn
    assert bsn, "a belastingplichtige is a natural person here"
    return Belastingplichtige(bsn)


def _adres(sleutel: str, toevoeging: str = "") -> Adres:
    """The address of a person, taken apart as the tax system keeps it."""
    straat_en_nummer, postcode_en_plaats = PERSONEN[sleutel].adres.split(", ")
    straat, _, nummer = straat_en_nummer.rpartition(" ")
    cijfers, letters, plaats = postcode_en_plaats.split(" ")
    return Adres(
        straatnaam=straat,
        huisnummer=nummer,
        huisnumertoevoeging=toevoeging,
        postcode=cijfers + letters,
        woonplaatsnaam=plaats,
    )
