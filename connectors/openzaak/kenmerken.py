"""Status, resultaat and besluit as texts among the kenmerken of a zaak, where a supplier has no things of their own for them.

A kenmerk there is a pair: its name in `kenmerk`, its text in `bron`. They are made into what other suppliers have, so that
nothing after this needs to know the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from msgspec import Raw, structs

from connectors.openzaak import models
from connectors.openzaak.catalogus import Catalogus
from gateway.bronnen.call import Call, decode
from gateway.domain.datum import NEDERLAND

NOG_NIET = "00000000-0000-0000-0000-000000000000"
"""The uuid of a status that is still to come."""


def with_texts(row: models.Zaak, call: Call) -> models.Zaak:
    """The zaak with the status and resultaat that its kenmerken tell."""
    told = _texts(row, call)
    status, resultaat = told.get("statustekst"), told.get("resultaattekst")
    day = _day(told.get("statusdatum"))
    along = models.Expand(
        status=models.Status(None, day, tekst=status) if status else None,
        resultaat=models.Resultaat("", tekst=resultaat) if resultaat else None,
    )
    return structs.replace(row, status=status, resultaat=resultaat, expand=along)


def besluit_in(row: models.Zaak, call: Call) -> models.Besluit | None:
    """The besluit that its kenmerken tell: a number and a day, and no more."""
    told = _texts(row, call)
    day = _day(told.get("besluitdatum"))
    nummer = told.get("besluitnr")
    return (
        models.Besluit(url=f"/{nummer}", besluittype="", datum=day.date(), identificatie=nummer)
        if day and nummer
        else None
    )


def with_types(
    history: Sequence[models.Status], zaaktype: str, known: Catalogus
) -> tuple[list[models.Status], list[models.Statustype]]:
    """The history of a zaak, each status under the statustype of its name, and all steps there are.

    What is still to come stands in the history as well; it is left out there, and is a step like any other.
    """
    steps = list(known.steps_of(zaaktype))
    done: list[models.Status] = []
    for status in sorted(history, key=lambda one: one.uuid == NOG_NIET):
        statustype = named(status.statustoelichting or "", zaaktype, steps)
        if statustype not in steps:
            steps.append(structs.replace(statustype, volgnummer=len(steps) + 1))
        if status.uuid != NOG_NIET:
            done.append(structs.replace(status, statustype=statustype.url, statustoelichting=None))
    return done, steps


def named(tekst: str, zaaktype: str, steps: Sequence[models.Statustype]) -> models.Statustype:
    """The statustype with this name, or one made of the name alone, of which nothing else is known."""
    same = (one for one in steps if tekst in (one.omschrijving, one.statustekst))
    return next(same, models.Statustype(url=f"tekst/{tekst}", zaaktype=zaaktype, omschrijving=tekst))


def _texts(row: models.Zaak, call: Call) -> dict[str, str]:
    raw = decode(bytes(row.kenmerken), list[Raw]) if bytes(row.kenmerken) != b"null" else []
    return {one.kenmerk: one.bron for one in call.decode_rows(raw, models.Zaakkenmerk)}


def _day(text: str | None) -> datetime | None:
    try:
        return datetime.combine(date.fromisoformat(text or ""), time(), NEDERLAND)
    except ValueError:
        return None
