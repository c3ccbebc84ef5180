"""From statustypen to steps that mean the same everywhere: Ontvangen, In behandeling, Beslist, Afgerond."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from connectors.openzaak.adres import uuid_of
from connectors.openzaak.models import Status, Statustype, Zaaktype
from connectors.openzaak.zichtbaar import GROEPEN
from gateway.domain.datum import NEDERLAND, Datumduiding, GeduideDatum
from gateway.domain.status import Stapstand, Statusgroep, Zaakstatus

_WOORDEN: Mapping[str, tuple[str, ...]] = {
    "ONTVANGEN": ("ontvangen", "geregistreerd", "ingediend", "intake", "aangemaakt"),
    "BESLIST": ("besloten", "beslist", "besluit genomen", "besluit verzonden", "toegekend", "afgewezen"),
    "AFGEROND": ("afgehandeld", "afgerond", "afgesloten", "gereed", "voltooid"),
    "IN_BEHANDELING": (
        "in behandeling",
        "in onderzoek",
        "beoordel",
        "toets",
        "getoetst",
        "advies",
        "besluitvorming",
        "wacht",
    ),
}


def groep(statustype: Statustype, zaaktype: Zaaktype, eigen: Mapping[str, Mapping[str, str]]) -> Statusgroep:
    """The group of a step: what the municipality says first, then the end status, then words everybody uses."""
    for table in (eigen.get(zaaktype.identificatie or ""), eigen.get("*")):
        named = (table or {}).get(statustype.omschrijving)
        if named in GROEPEN:
            return Statusgroep[str(named)]
    if statustype.is_eindstatus:
        return Statusgroep.AFGEROND
    text = (statustype.omschrijving_generiek or statustype.omschrijving).casefold()
    return next(
        (Statusgroep[name] for name, words in _WOORDEN.items() if any(word in text for word in words)), _ONBEKEND
    )


def current(status: Status, statustype: Statustype, group: Statusgroep) -> Zaakstatus:
    """The status a zaak has now, with the day it was set."""
    return _stap(statustype, group, Stapstand.HUIDIG, status.statustoelichting, _day(status.datum_status_gezet))


def expected(statustype: Statustype, group: Statusgroep) -> Zaakstatus:
    """A step that may come; nobody promises it."""
    return _stap(statustype, group, Stapstand.VERWACHT, None, None)


def timeline(
    history: Sequence[Status], types: Sequence[Statustype], groups: Mapping[str, Statusgroep]
) -> list[Zaakstatus]:
    """All steps of a zaak: those set, oldest first and the last one current, then the ones that may come.

    Suppliers list the history in any order. One that tells no moments lists the newest first; equal moments keep the order
    of the steps.
    """
    by_uuid = {uuid_of(one.url): one for one in types}
    order = {uuid: number for number, uuid in enumerate(by_uuid)}
    known = [(one, uuid_of(one.statustype)) for one in history if uuid_of(one.statustype) in by_uuid]
    if any(one.datum_status_gezet for one in history):
        known.sort(key=lambda pair: (pair[0].datum_status_gezet or _LONG_AGO, order[pair[1]]))
    else:
        known.reverse()
    past = [_past(one, by_uuid[uuid], groups[uuid]) for one, uuid in known[:-1]]
    if not known:
        return [expected(one, groups[uuid]) for uuid, one in by_uuid.items()]
    last, last_uuid = known[-1]
    coming = [expected(by_uuid[uuid], groups[uuid]) for uuid, number in order.items() if number > order[last_uuid]]
    return [*past, current(last, by_uuid[last_uuid], groups[last_uuid]), *coming]


def _past(status: Status, statustype: Statustype, group: Statusgroep) -> Zaakstatus:
    return _stap(statustype, group, Stapstand.GEWEEST, status.statustoelichting, _day(status.datum_status_gezet))


def _stap(
    statustype: Statustype, group: Statusgroep, stand: Stapstand, toelichting: str | None, day: GeduideDatum | None
) -> Zaakstatus:
    return Zaakstatus(
        groep=group,
        tekst=statustype.statustekst or statustype.omschrijving,
        toelichting=toelichting or statustype.toelichting or None,
        bronwaarde=statustype.omschrijving,
        vertaald=group is not _ONBEKEND,
        stand=stand,
        datum=day,
    )


def _day(moment: datetime | None) -> GeduideDatum | None:
    if moment is None:
        return None
    day: date = moment.astimezone(NEDERLAND).date() if moment.tzinfo else moment.date()
    return GeduideDatum(datum=day, duiding=Datumduiding.FEITELIJK, uitleg=None)


_ONBEKEND = Statusgroep.ONBEKEND
_LONG_AGO = datetime(1, 1, 1, tzinfo=NEDERLAND)
