"""The processing log as the endpoint sees it: nothing leaves before its lines are kept."""

from __future__ import annotations

from typing import Protocol, TypeVar

from gateway.context import Fetches
from gateway.http.problem import LOGBOEK_VOL, Problem
from gateway.verwerkingen.spool import SpoolFull

Who = TypeVar("Who", contravariant=True)


class Logboek(Protocol[Who]):
    """Keeps whose data was processed."""

    @property
    def has_room(self) -> bool:
        """Can the lines of another question be kept?"""
        ...

    def record(self, who: Who, context: Fetches, *, ok: bool) -> None:
        """Keep the lines of a question that was executed. Raises SpoolFull."""
        ...


class Unrecorded:
    """Keeps nothing: the processing log is not configured."""

    has_room = True

    def record(self, who: object, context: Fetches, *, ok: bool) -> None:
        """Nothing to keep."""


def keep(logboek: Logboek[Who], who: Who, context: Fetches, *, ok: bool) -> None:
    """Record a question. Raises Problem when its lines cannot be kept."""
    try:
        logboek.record(who, context, ok=ok)
    except SpoolFull:
        raise full() from None


def full() -> Problem:
    """The problem of a processing log without room: nothing may be processed then."""
    return Problem(LOGBOEK_VOL, headers={"Retry-After": "30"})
