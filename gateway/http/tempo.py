"""Who asks too much in a minute is told to wait, before anything else is done for them (429, RFC 6585)."""

from __future__ import annotations

import math
from typing import Protocol, TypeVar

from starlette.types import Scope

from gateway.http.problem import TE_VEEL_VRAGEN, Problem

Who = TypeVar("Who", contravariant=True)


class Tempo(Protocol[Who]):
    """Counts what is asked. Each answers None, or the number of seconds to wait."""

    def arrive(self, network: str) -> float | None:
        """A question comes from this address; nobody knows yet whose it is."""
        ...

    def ask(self, who: Who) -> float | None:
        """Somebody asks a question, by their portal."""
        ...

    def pay(self, who: Who, points: int) -> float | None:
        """The question turned out to cost this much."""
        ...


class Unhurried:
    """Counts nothing."""

    def arrive(self, network: str) -> float | None:
        """Nothing to wait for."""
        return None

    def ask(self, who: object) -> float | None:
        """Nothing to wait for."""
        return None

    def pay(self, who: object, points: int) -> float | None:
        """Nothing to wait for."""
        return None


def network_of(scope: Scope) -> str:
    """The address that the connection comes from."""
    client = scope.get("client")
    return client[0] if client else ""


def admit(wait_s: float | None) -> None:
    """Raises Problem when there is something to wait for."""
    if wait_s is not None:
        raise Problem(TE_VEEL_VRAGEN, headers={"Retry-After": str(max(1, math.ceil(wait_s)))})
