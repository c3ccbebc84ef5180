"""From how asking went to what a person is told: the report of one bron under a list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.domain.bron import Belemmering, Belemmeringcode, BronRapport, Bronstatus, Dienst
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.waarden import duration
from gateway.errors import (
    BronError,
    BronInvalid,
    BronNotSupported,
    BronRefused,
    BronSwitchedOff,
    BronTimeout,
    Denied,
    LevelTooLow,
    MandateTooNarrow,
)

Acr = Mapping[Betrouwbaarheidsniveau, list[str]]
_STATUS: tuple[tuple[type[Exception], Bronstatus], ...] = (
    (LevelTooLow, Bronstatus.NIVEAU_TE_LAAG),
    (Denied, Bronstatus.GEWEIGERD),
    (BronTimeout, Bronstatus.TE_LAAT),
    (BronInvalid, Bronstatus.ONGELDIG),
    (BronRefused, Bronstatus.GEWEIGERD),
    (BronNotSupported, Bronstatus.NIET_ONDERSTEUND),
    (BronSwitchedOff, Bronstatus.UITGESCHAKELD),
    (BronError, Bronstatus.ONBEREIKBAAR),
)
_OUD = "Deze bron antwoordt nu niet. U ziet gegevens die wij eerder ophaalden."


def rapport(outcome: Outcome, dienst: Dienst, acr: Acr) -> BronRapport:
    """The report of one bron for one dienst. `acr`: per level, the acr_values that reach it (RFC 9470)."""
    kept, fault = outcome.kept, outcome.fault
    page = kept.value if kept is not None and isinstance(kept.value, Page) else None
    return BronRapport(
        bron=outcome.live.bron,
        dienst=dienst,
        status=_status(outcome, page),
        melding=_melding(outcome),
        aantal=page.aantal if page is not None else None,
        aantal_ongeldig=kept.dropped if kept is not None else 0,
        afgekapt=page.afgekapt if page is not None else False,
        opgehaald_op=kept.fetched_at if kept is not None else None,
        duur=duration(timedelta(seconds=round(kept.duur_s, 3))) if kept is not None else None,
        code=fault.code if fault is not None else None,
        opnieuw_na=_opnieuw_na(fault),
        belemmering=_belemmering(outcome, acr),
    )


def failed(outcome: Outcome) -> bool:
    """Is there no answer at all, not even an old one?"""
    return outcome.kept is None


def is_cut(outcome: Outcome) -> bool:
    """Has the bron more than was read?"""
    return isinstance(outcome.value, Page) and outcome.value.afgekapt


def is_whole(outcome: Outcome) -> bool:
    """Is this all that the bron has now: nothing failed, nothing old, nothing left out, nothing cut off?"""
    return outcome.fault is None and outcome.kept is not None and not outcome.kept.dropped and not is_cut(outcome)


def _status(outcome: Outcome, page: Page[object] | None) -> Bronstatus:
    if outcome.fault is not None:
        if outcome.kept is not None:
            return Bronstatus.VEROUDERD
        return next(status for kind, status in _STATUS if isinstance(outcome.fault, kind))
    return Bronstatus.OK if page is not None and page.items else Bronstatus.LEEG


def _melding(outcome: Outcome) -> str | None:
    if outcome.fault is None:
        return None
    return _OUD if outcome.kept is not None else outcome.fault.melding


def _opnieuw_na(fault: BronError | Denied | None) -> datetime | None:
    if isinstance(fault, BronError) and fault.wacht_s is not None:
        return datetime.now(UTC) + timedelta(seconds=fault.wacht_s)
    return None


def _belemmering(outcome: Outcome, acr: Acr) -> Belemmering | None:
    match outcome.fault:
        case LevelTooLow() as fault:
            niveau = outcome.live.bron.minimaal_niveau
            return level_needed(fault, niveau, acr)
        case MandateTooNarrow() as fault:
            code = Belemmeringcode.BUITEN_MACHTIGING
            return Belemmering(code=code, melding=fault.melding, vanaf=None, niveau=None, acr_waarden=[])
    return None


def level_needed(fault: LevelTooLow, niveau: Betrouwbaarheidsniveau, acr: Acr) -> Belemmering:
    """What a person must do who is not logged in strongly enough: the level, and the acr values that reach it (RFC 9470)."""
    return Belemmering(
        code=Belemmeringcode.NIVEAU_TE_LAAG,
        melding=fault.melding,
        vanaf=None,
        niveau=niveau,
        acr_waarden=acr.get(niveau, []),
    )
