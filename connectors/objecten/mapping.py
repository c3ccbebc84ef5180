"""From objects to views. Pure: the same input gives the same view."""

from __future__ import annotations

from datetime import date

from connectors.objecten import models
from connectors.objecten.taakinhoud import Taakinhoud
from connectors.objecten.tekst import plain
from gateway.bronnen.call import Call
from gateway.domain.bericht import Bericht
from gateway.domain.betaling import Betaalstatus, Betaling
from gateway.domain.bron import GevondenVia, Herkomst
from gateway.domain.datum import Datumduiding, Termijn, termijn
from gateway.domain.document import Document, Inhoud, gelinkt_document
from gateway.domain.status import Taaksoort, Taakstatus, Verwerking
from gateway.domain.taak import Taak
from gateway.domain.urn import join_key, uuid_in

# Version 1 says `ingediend` where version 2 says `afgerond`; objects of one version hold words of the other too.
_STATUS = {
    "open": (Taakstatus.OPEN, Verwerking.NOG_ACTIE_NODIG),
    "ingediend": (Taakstatus.AFGEROND, Verwerking.WORDT_VERWERKT),
    "afgerond": (Taakstatus.AFGEROND, Verwerking.WORDT_VERWERKT),
    "verwerkt": (Taakstatus.AFGEROND, Verwerking.VERWERKT),
    "gesloten": (Taakstatus.AFGEROND, Verwerking.VERVALLEN),
}
_DEADLINE = "Doe dit uiterlijk op deze dag."


def map_taak(row: models.Object, inhoud: Taakinhoud, call: Call, via: GevondenVia) -> Taak:
    """The view of a taak."""
    status, verwerking = _STATUS.get(inhoud.status, (Taakstatus.ONBEKEND, Verwerking.ONBEKEND))
    return Taak(
        ref=call.ref("taak", row.uuid),
        sleutels=(f"taak/uuid/{row.uuid}",),
        verwijst=inhoud.verwijst,
        titel=inhoud.titel,
        organisatie=call.bron.organisatie,
        herkomst=call.herkomst(via),
        urn=None,
        laatst_gewijzigd_op=None,
        afscherming=None,
        toelichting=None,
        status=status,
        verwerking=verwerking,
        status_bronwaarde=inhoud.status,
        soort=inhoud.soort,
        soort_bronwaarde=inhoud.soort_bronwaarde,
        startdatum=_begin(row.record),
        deadline=_termijn(inhoud.verloopdatum),
        betaling=_betaling(inhoud, status) if inhoud.soort is Taaksoort.BETALING else None,
    )


def map_bericht(row: models.Object, data: models.Bericht, call: Call, via: GevondenVia) -> Bericht:
    """The view of a message; its text came with the list."""
    herkomst = call.herkomst(via)
    published = models.moment(data.publicatiedatum) if data.publicatiedatum else None
    key = join_key(data.referentie) if data.referentie else None
    return Bericht(
        ref=call.ref("bericht", row.uuid),
        sleutels=(f"bericht/uuid/{row.uuid}",),
        verwijst=(key,) if key is not None else (),
        titel=data.onderwerp,
        organisatie=call.bron.organisatie,
        herkomst=herkomst,
        urn=None,
        laatst_gewijzigd_op=published,
        afscherming=None,
        gepubliceerd_op=published,
        gelezen=data.geopend,
        gelezen_op=None,
        soort_bronwaarde=data.bericht_type or None,
        deadline=_termijn(models.day(data.einddatum_handelingstermijn)),
        aantal_bijlagen=len(data.bijlagen),
        inhoud=plain(data.bericht_tekst),
        stukken=[_document(url, row.uuid, call, herkomst, number) for number, url in enumerate(data.bijlagen, 1)],
    )


def _begin(record: models.Record) -> date | None:
    """The day the taak was given. Each change is a new record with its own first day, so only the first one tells."""
    return record.start_at if record.index == 1 else None


def _betaling(inhoud: Taakinhoud, status: Taakstatus) -> Betaling | None:
    if inhoud.bedrag is None:
        return None
    is_open = status is Taakstatus.OPEN
    return Betaling(
        status=Betaalstatus.OPEN if is_open else Betaalstatus.ONBEKEND,
        status_bronwaarde=inhoud.status,
        bedrag=inhoud.bedrag,
        openstaand=inhoud.bedrag if is_open else None,
        deadline=_termijn(inhoud.verloopdatum),
        termijnen=[],
        automatische_incasso=None,
        betalingskenmerk=inhoud.betaalkenmerk,
    )


def _document(url: str, bericht: str, call: Call, herkomst: list[Herkomst], number: int) -> Document:
    key = join_key(url)
    ref = call.ref("document", f"{bericht}/{uuid_in(key) if key else number}")
    return gelinkt_document(ref, f"Bijlage {number}", herkomst, Inhoud.ELDERS if key else Inhoud.NERGENS)


def _termijn(day: date | None) -> Termijn | None:
    return termijn(day, Datumduiding.GEPLAND, _DEADLINE) if day is not None else None
