"""Views to ask actions about: as a mapper would make them, with what a test cares about given by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from gateway.acties import MEEGELEVERD, Regelboek, laad
from gateway.domain.actie import Actie, Actiesoort
from gateway.domain.bericht import Bericht
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalstatus, Betaaltermijn, Betaling
from gateway.domain.bron import (
    Belemmering,
    Belemmeringcode,
    Betrouwbaarheidsniveau,
    Bron,
    GevondenVia,
    Herkomst,
    Organisatie,
)
from gateway.domain.datum import Datumduiding, GeduideDatum, termijn
from gateway.domain.kenmerk import kenmerk_tekst
from gateway.domain.product import (
    Aanslagregel,
    Belastingaanslag,
    GeneriekProduct,
    Parkeerdoelgroep,
    Parkeervergunning,
    Producttype,
    WozWaarde,
)
from gateway.domain.ref import Ref
from gateway.domain.status import Productsoort, Productstatus, Taaksoort, Taakstatus, Verwerking
from gateway.domain.taak import Taak
from gateway.domain.waarden import bedrag
from gateway.domain.zaak import LEEG_DOSSIER, Zaak, Zaaktype

HAVENSTAD = Organisatie(naam="Gemeente Havenstad", oin="00000001002306608000", website=None)
ELDERS = Organisatie(naam="Gemeente Elders", oin="00000001002306609000", website=None)
VANDAAG = date(2026, 3, 14)
NU = datetime(2026, 3, 14, 11, 30, tzinfo=UTC)
MIDDEN = Betrouwbaarheidsniveau.MIDDEN
HOOG = Betrouwbaarheidsniveau.HOOG
REGELBOEK = laad(MEEGELEVERD)
_BRON = Bron(code="bron", naam="Bron", organisatie=HAVENSTAD, diensten=[], minimaal_niveau=MIDDEN)
SCHERM = Belemmering(
    code=Belemmeringcode.NIVEAU_TE_LAAG, melding="Log sterker in.", vanaf=None, niveau=HOOG, acr_waarden=[]
)


def herkomst(*, verouderd: bool = False) -> list[Herkomst]:
    """Where it was found; `verouderd` when refreshing just failed."""
    return [Herkomst(bron=_BRON, peilmoment=NU, verouderd=verouderd, formeel=True, gevonden_via=GevondenVia.BSN)]


def _item(soort: str, native: str, verouderd: bool = False) -> dict[str, object]:
    return {
        "ref": Ref(soort, "bron", native), "titel": f"{soort} {native}", "organisatie": HAVENSTAD,
        "herkomst": herkomst(verouderd=verouderd), "urn": None, "laatst_gewijzigd_op": None, "afscherming": None,
        "sleutels": (f"{soort}/nummer/{native}",), "verwijst": (),
    }  # fmt: skip


def betaling(
    openstaand: str | None = "100.00",
    status: Betaalstatus = Betaalstatus.OPEN,
    tot: date | None = date(2026, 4, 30),
    *,
    incasso: bool | None = None,
    delen: int = 0,
    kenmerk: str | None = None,
) -> Betaling:
    """A payment of 100 euro in all."""
    return Betaling(
        status=status, status_bronwaarde=None, bedrag=bedrag("100.00"),
        openstaand=bedrag(openstaand) if openstaand is not None else None,
        deadline=termijn(tot, Datumduiding.WETTELIJK) if tot is not None else None,
        termijnen=[Betaaltermijn(nummer=n, bedrag=bedrag(10), vervaldatum=VANDAAG, betaaldatum=None) for n in range(delen)],
        automatische_incasso=incasso, betalingskenmerk=kenmerk,
    )  # fmt: skip


def taak(soort: Taaksoort, native: str = "1", *, verouderd: bool = False, **rest: object) -> Taak:
    """An open taak without a deadline."""
    own: dict[str, object] = {
        "toelichting": None, "status": Taakstatus.OPEN, "verwerking": Verwerking.NOG_ACTIE_NODIG,
        "status_bronwaarde": None, "soort": soort, "soort_bronwaarde": None, "startdatum": None, "deadline": None,
        "betaling": None,
    }  # fmt: skip
    return Taak(**{**_item("taak", native, verouderd), **own, **rest})  # type: ignore[arg-type]  # a table of examples


def _product(native: str, soort: Productsoort, verouderd: bool = False) -> dict[str, object]:
    return {
        **_item("product", native, verouderd), "soort": soort, "nummer": native, "producttype": None,
        "status": Productstatus.ACTIEF, "status_bronwaarde": None, "startdatum": date(2025, 1, 1), "einddatum": None,
        "prijs": None, "prijsfrequentie": None, "prijsfrequentie_bronwaarde": None, "gedeeld": None,
        "kenmerken": [kenmerk_tekst("zone", "Zone", "A")],
    }  # fmt: skip


def vergunning(native: str = "1", **rest: object) -> Parkeervergunning:
    """A parking permit without an end."""
    own: dict[str, object] = {
        "doelgroep": Parkeerdoelgroep.BEWONER, "doelgroep_bronwaarde": None, "zone": "Binnenstad", "zonecode": "A",
        "kentekens": ["XX123Y"], "saldo": None,
    }  # fmt: skip
    return Parkeervergunning(**{**_product(native, Productsoort.PARKEERVERGUNNING), **own, **rest})  # type: ignore[arg-type]  # a table of examples


def aanslag(native: str = "1", *, tot: date | None = None, verouderd: bool = False, **rest: object) -> Belastingaanslag:
    """An assessment with two lines, the second without objection, and a WOZ value. `tot`: the last day to object."""
    own: dict[str, object] = {
        "belastingjaar": 2026, "dagtekening": date(2026, 2, 28), "totaal": bedrag(100),
        "regels": [
            Aanslagregel(omschrijving=naam, bedrag=bedrag(50), grondslag=None, adres=[], bezwaar_mogelijk=kan,
                         ref=Ref("aanslagregel", "bron", f"{native}/{naam}"))
            for naam, kan in (("OZB eigenaar", True), ("Rioolheffing", False))
        ],
        "woz_waarden": [
            WozWaarde(woz_objectnummer=None, adres=["Kade 1", "1234 AB Havenstad"], waarde=bedrag(300_000),
                      bezwaar_mogelijk=True, ref=Ref("wozwaarde", "bron", native))
        ],
        "bezwaartermijn": termijn(tot, Datumduiding.WETTELIJK) if tot is not None else None,
        "betaling": betaling(),
    }  # fmt: skip
    return Belastingaanslag(**{**_product(native, Productsoort.BELASTINGAANSLAG, verouderd), **own, **rest})  # type: ignore[arg-type]  # a table of examples


def product(code: str, native: str = "1", **rest: object) -> GeneriekProduct:
    """A product of a type of this code."""
    type_ = Producttype(code=code, naam=code, taal="nl", themas=["Wonen"], ref=Ref("producttype", "bron", code))
    return GeneriekProduct(**{**_product(native, Productsoort.OVERIG), "producttype": type_, **rest})  # type: ignore[arg-type]  # a table of examples


def zaak(native: str = "1", *, klaar_op: date | None = None, **rest: object) -> Zaak:
    """A running zaak; `klaar_op` is the day on which the organisation must be done."""
    own: dict[str, object] = {
        "identificatie": native, "omschrijving": None, "toelichting": None, "status": None, "lopend": True,
        "zaaktype": Zaaktype(identificatie="ZT1", naam="Zaaktype", doel=None, doorlooptijd=None, thema=None),
        "volgende_stap": None, "startdatum": date(2026, 1, 2), "einddatum": None, "einddatum_gepland": None,
        "uiterlijke_einddatum_afdoening":
            GeduideDatum(datum=klaar_op, duiding=Datumduiding.WETTELIJK, uitleg=None) if klaar_op else None,
        "uitstel": None, "betrokkenheid": None, "dossier": LEEG_DOSSIER,
    }  # fmt: skip
    return Zaak(**{**_item("zaak", native), **own, **rest})  # type: ignore[arg-type]  # a table of examples


def besluit(native: str = "1", *, datum: date = date(2026, 2, 1), tot: date | None = None) -> Besluit:
    """A besluit; `tot` is the last day to object."""
    return Besluit(
        ref=Ref("besluit", "bron", native), titel="Toekenning", identificatie=None, toelichting=None, datum=datum,
        ingangsdatum=None, vervaldatum=None, organisatie=HAVENSTAD, sleutels=(), verwijst=(),
        bezwaartermijn=termijn(tot, Datumduiding.WETTELIJK) if tot is not None else None,
    )  # fmt: skip


def bericht(native: str = "1", *, gelezen: bool | None = False, tot: date | None = None, **rest: object) -> Bericht:
    """A message that came yesterday; `tot` is the last day to react."""
    own: dict[str, object] = {
        "gepubliceerd_op": datetime(2026, 3, 13, 9, 0, tzinfo=UTC), "gelezen": gelezen, "gelezen_op": None,
        "soort_bronwaarde": None, "deadline": termijn(tot, Datumduiding.GEPLAND) if tot else None,
        "aantal_bijlagen": 0, "inhoud": None, "stukken": None,
    }  # fmt: skip
    return Bericht(**{**_item("bericht", native), **own, **rest})  # type: ignore[arg-type]  # a table of examples


def acties(item: object, nu: datetime = NU, regelboek: Regelboek = REGELBOEK, **rest: object) -> list[Actie]:
    """What a person at level MIDDEN can do."""
    return regelboek.acties(item, nu, MIDDEN, **rest)  # type: ignore[arg-type]  # any view, as a test wants it


def van_soort(found: Sequence[Actie], soort: Actiesoort) -> Actie:
    """The one action of this soort."""
    (one,) = (actie for actie in found if actie.soort is soort)
    return one


def schrijf(map_: Path, tekst: str, naam: str = "regel.toml") -> Path:
    """A file with a rule, in a folder that may not exist yet."""
    map_.mkdir(parents=True, exist_ok=True)
    path = map_ / naam
    path.write_text(tekst, "utf-8")
    return path
