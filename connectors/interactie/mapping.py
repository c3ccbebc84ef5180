"""From taken of another organisation to views. Pure: the same input gives the same view."""

from __future__ import annotations

from datetime import datetime

from connectors.interactie.models import TaakInfo, Taalteksten
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.datum import NEDERLAND, Datumduiding, Termijn
from gateway.domain.status import Taaksoort, Taakstatus, Verwerking
from gateway.domain.taak import Taak
from gateway.domain.urn import join_key, uuid_key

TAAL = "nl"
_STATUS = {
    "open": (Taakstatus.OPEN, Verwerking.NOG_ACTIE_NODIG),
    "afgerond": (Taakstatus.AFGEROND, Verwerking.ONBEKEND),
    "geannuleerd": (Taakstatus.GEANNULEERD, Verwerking.VERVALLEN),
}
_SOORT = {"upload": Taaksoort.UPLOAD, "formulier": Taaksoort.FORMULIER, "betaling": Taaksoort.BETALING}
_NAAMLOOS = "Taak"
_DEADLINE = "Doe dit uiterlijk op dit moment."


def map_taak(row: TaakInfo, call: Call) -> Taak:
    """The view of a taak. A word that the contract does not have yet is ONBEKEND, with the word beside it."""
    status, verwerking = _STATUS.get(row.status, (Taakstatus.ONBEKEND, Verwerking.ONBEKEND))
    soort = row.uitvoering.type if row.uitvoering is not None else ""
    key = join_key(row.context.urn) if row.context is not None else None
    return Taak(
        ref=call.ref("taak", row.uuid),
        sleutels=tuple(key for key in (uuid_key("taak", row.uuid),) if key is not None),
        verwijst=(key,) if key is not None else (),
        titel=_tekst(row.titel) or _NAAMLOOS,
        organisatie=call.bron.organisatie,
        herkomst=call.herkomst(GevondenVia.PSEUDONIEM),
        urn=None,
        laatst_gewijzigd_op=None,
        afscherming=None,
        toelichting=_tekst(row.toelichting or {}) or None,
        status=status,
        verwerking=verwerking,
        status_bronwaarde=row.status,
        soort=_SOORT.get(soort, Taaksoort.ONBEKEND),
        soort_bronwaarde=soort or None,
        startdatum=None,
        deadline=_termijn(row.deadline) if row.deadline is not None else None,
        betaling=None,
    )


def _tekst(talen: Taalteksten) -> str:
    """The text in Dutch, which the contract promises; else in the first language that has one."""
    found = (talen.get(TAAL), *talen.values())
    return next((text for text in found if isinstance(text, str) and text), "")


def _termijn(moment: datetime) -> Termijn:
    """The last moment that is still in time, which need not be the end of a day. Without a zone it is Dutch time."""
    local = moment.replace(tzinfo=NEDERLAND) if moment.tzinfo is None else moment.astimezone(NEDERLAND)
    return Termijn(datum=local.date(), uiterlijk=local, duiding=Datumduiding.GEPLAND, uitleg=_DEADLINE)
