"""From an aanslagbiljet to a Belastingaanslag. Pure: the same input gives the same view."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from connectors.belastingen import models
from gateway.bronnen.call import Call
from gateway.domain.betaling import Betaalstatus, Betaaltermijn, Betaling
from gateway.domain.bron import GevondenVia
from gateway.domain.datum import Datumduiding, Termijn, termijn
from gateway.domain.kenmerk import Kenmerk, kenmerk_bedrag, kenmerk_tekst
from gateway.domain.product import Aanslagregel, Belastingaanslag, Prijsfrequentie, WozWaarde
from gateway.domain.status import Productsoort, Productstatus
from gateway.domain.waarden import Bedrag, bedrag

BEZWAAR_DAGEN = 42
_BEZWAAR = "Tot en met deze dag kunt u bezwaar maken."
_BETALEN = "Betaal uiterlijk op deze dag."
_STATUS = {
    "open": Betaalstatus.OPEN,
    "gedeeltelijk_betaald": Betaalstatus.GEDEELTELIJK_BETAALD,
    "betaald": Betaalstatus.BETAALD,
    "kwijtgescholden": Betaalstatus.KWIJTGESCHOLDEN,
    "in_bezwaar": Betaalstatus.IN_BEZWAAR,
    "in_regeling": Betaalstatus.IN_REGELING,
    "invordering": Betaalstatus.INVORDERING,
}
_KLAAR = (Betaalstatus.BETAALD, Betaalstatus.KWIJTGESCHOLDEN)


def map_biljet(row: models.Biljet, call: Call) -> Belastingaanslag:
    """The view of an assessment; its number is the biljet and its volgnummer together, zeros kept."""
    nummer = row.nummer
    betaling = _betaling(row)
    totaal = euro(row.totaalbedrag_aanslag)
    return Belastingaanslag(
        ref=call.ref("product", nummer),
        sleutels=(f"product/nummer/{nummer}",),
        verwijst=(),
        titel=_titel(row),
        organisatie=call.bron.organisatie,
        herkomst=call.herkomst(GevondenVia.BSN),
        urn=None,
        laatst_gewijzigd_op=None,
        afscherming=None,
        soort=Productsoort.BELASTINGAANSLAG,
        nummer=nummer,
        producttype=None,
        status=_status(row, betaling, call.nu.date()),
        status_bronwaarde=row.betaalstatus,
        startdatum=min((regel.ingangsdatum for regel in row.aanslagregels if regel.ingangsdatum), default=None),
        einddatum=_einde(row),
        prijs=totaal,
        prijsfrequentie=Prijsfrequentie.JAARLIJKS,
        prijsfrequentie_bronwaarde=None,
        gedeeld=None,
        kenmerken=_kenmerken(row, totaal),
        belastingjaar=int(row.belasting_jaar) if row.belasting_jaar.isdigit() else None,
        dagtekening=row.dagtekening,
        totaal=totaal,
        regels=[_regel(regel, call, nummer, place) for place, regel in enumerate(row.aanslagregels)],
        woz_waarden=[_woz(one, call, nummer) for one in row.beschikkingsregels],
        bezwaartermijn=_bezwaar(row),
        betaling=betaling,
    )


def _titel(row: models.Biljet) -> str:
    text = row.belastingsoortcombinatie or "Gemeentelijke belastingen"
    return text if row.belasting_jaar in text else f"{text} {row.belasting_jaar}"


def euro(text: str) -> Bedrag:
    """An amount with a decimal comma, in euro."""
    return bedrag(Decimal(text.replace(",", ".")))


def adres_regels(given: list[models.Adres] | models.Adres | None) -> list[str]:
    """An address in lines to show: street and number, postcode and place, or what the bron calls the spot."""
    adressen = given if isinstance(given, list) else [given] if given is not None else []
    return [line for adres in adressen[:1] for line in _lines(adres) if line]


def _lines(adres: models.Adres) -> list[str]:
    toevoeging = adres.huisnummertoevoeging or adres.huisnumertoevoeging
    street = f"{adres.straatnaam} {adres.huisnummer}{adres.huisletter}".strip()
    return [
        f"{street} {toevoeging}".strip(),
        f"{adres.postcode} {adres.woonplaatsnaam}".strip(),
        adres.locatieomschrijving,
    ]


def _regel(row: models.Regel, call: Call, nummer: str, place: int) -> Aanslagregel:
    return Aanslagregel(
        ref=call.ref("aanslagregel", f"{nummer}/{row.belastingplichtnummer or place}"),
        omschrijving=row.omschrijving_belastingsoort,
        bedrag=euro(row.bedrag),
        grondslag=row.heffingsgrondslag or None,
        adres=adres_regels(row.adres),
        bezwaar_mogelijk=row.bezwaar_mogelijk,
    )


def _woz(row: models.Beschikking, call: Call, nummer: str) -> WozWaarde:
    return WozWaarde(
        ref=call.ref("wozwaarde", f"{nummer}/{row.sleutel_beschikkingsregel}"),
        woz_objectnummer=row.woz_objectnummer,
        adres=adres_regels(row.adres),
        waarde=bedrag(row.vastgestelde_waarde),
        bezwaar_mogelijk=row.bezwaar_mogelijk,
    )


def _bezwaar(row: models.Biljet) -> Termijn | None:
    """Six weeks, counted from the day after the dagtekening (Awb 6:7, AWR 22j)."""
    if not row.bezwaar_mogelijk:
        return None
    return termijn(bezwaar_tot(row), Datumduiding.WETTELIJK, _BEZWAAR)


def bezwaar_tot(row: models.Biljet) -> date:
    """The last day to object."""
    return row.dagtekening + timedelta(days=BEZWAAR_DAGEN)


def _betaling(row: models.Biljet) -> Betaling | None:
    """The payment, when the bron tells its state."""
    if row.betaalstatus is None:
        return None
    due = row.vervaldatum
    return Betaling(
        status=_STATUS.get(row.betaalstatus, Betaalstatus.ONBEKEND),
        status_bronwaarde=row.betaalstatus,
        bedrag=euro(row.totaalbedrag_aanslag),
        openstaand=euro(row.openstaand_bedrag) if row.openstaand_bedrag is not None else None,
        deadline=termijn(due, Datumduiding.WETTELIJK, _BETALEN) if due is not None else None,
        termijnen=[_termijn(one) for one in row.termijnen],
        automatische_incasso=row.automatische_incasso,
        betalingskenmerk=row.betaalkenmerk or None,
    )


def _termijn(row: models.Termijn) -> Betaaltermijn:
    return Betaaltermijn(
        nummer=row.volgnr, bedrag=euro(row.bedrag), vervaldatum=row.vervaldatum, betaaldatum=row.betaald_op
    )


def _status(row: models.Biljet, betaling: Betaling | None, today: date) -> Productstatus:
    """Done when it is paid and its year is over; otherwise it still counts."""
    end = _einde(row)
    is_over = end is not None and end < today
    return Productstatus.VERLOPEN if is_over and betaling and betaling.status in _KLAAR else Productstatus.ACTIEF


def _einde(row: models.Biljet) -> date | None:
    return max((regel.einddatum for regel in row.aanslagregels if regel.einddatum), default=None)


def _kenmerken(row: models.Biljet, totaal: Bedrag) -> list[Kenmerk]:
    lines = [
        kenmerk_bedrag(f"regel.{place}", regel.omschrijving_belastingsoort, euro(regel.bedrag), groep="Opbouw")
        for place, regel in enumerate(row.aanslagregels)
    ]
    return [
        kenmerk_tekst("belastingjaar", "Belastingjaar", row.belasting_jaar),
        kenmerk_bedrag("totaal", "Totaal", totaal),
        *lines,
    ]
