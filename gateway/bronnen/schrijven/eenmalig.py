"""Once: a change with the same key of the same person is made at most once in a day, however often and where it is asked.

What is remembered is a fingerprint of what was asked, when it was sent, and what the bron confirmed. Never what was sent.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

import msgspec

from gateway.bronnen.schrijven.bewaring import Bewaring
from gateway.context import Deadline
from gateway.domain.persoon import Subject

R = TypeVar("R")
KEEP_S = 24 * 3_600.0
LEAST_KEY, LONGEST_KEY = 8, 128


class SleutelHergebruikt(Exception):
    """The same key came with something else to do."""


class _Herinnering(msgspec.Struct, array_like=True, omit_defaults=True):
    """What is remembered of a change: of what, when it was sent (seconds since 1970), and how it ended."""

    afdruk: bytes
    verzonden_s: float
    uitkomst: bytes = b""


@dataclass(slots=True)
class Poging(Generic[R]):
    """One attempt at a change, while nobody else makes the same one. `verzonden_s`: when an attempt was sent, if one was.

    `uitkomst`: how it ended before; then there is nothing left to do.
    """

    bewaring: Bewaring
    naam: bytes
    afdruk: bytes
    verzonden_s: float | None = None
    uitkomst: R | None = None

    async def begin(self) -> None:
        """Remember that it is sent from now on. Raises BewaringOnbereikbaar; then nothing may be sent."""
        self.verzonden_s = time.time()
        await self._keep(_Herinnering(self.afdruk, self.verzonden_s))

    async def finish(self, uitkomst: R) -> None:
        """Remember how it ended. Raises BewaringOnbereikbaar; then a repeat looks at the bron."""
        self.uitkomst = uitkomst
        kept = msgspec.msgpack.encode(uitkomst)
        await self._keep(_Herinnering(self.afdruk, self.verzonden_s or time.time(), kept))

    async def withdraw(self) -> None:
        """Forget it: it is certain that nothing was done. Raises BewaringOnbereikbaar."""
        self.verzonden_s = None
        await self.bewaring.drop(self.naam)

    async def _keep(self, herinnering: _Herinnering) -> None:
        await self.bewaring.write(self.naam, msgspec.msgpack.encode(herinnering), keep_s=KEEP_S)


class Eenmalig:
    """Makes sure of it. `bewaring` is shared by all workers, or there is one worker."""

    def __init__(self, bewaring: Bewaring) -> None:
        self.bewaring = bewaring

    @asynccontextmanager
    async def poging(
        self, naam: str, subject: Subject, sleutel: str, gevraagd: object, *, uitkomst: type[R], deadline: Deadline
    ) -> AsyncIterator[Poging[R]]:
        """The attempt at the change `naam` with this key. Who comes while another is under way waits for that one.

        `gevraagd` is all that the change depends on, as data. Raises SleutelHergebruikt, Bezet and BewaringOnbereikbaar.
        """
        name = b"\0".join((subject.id_sleutel, naam.encode(), sleutel.encode()))
        afdruk = fingerprint(subject, gevraagd)
        async with self.bewaring.hold(name, deadline):
            kept = await self.bewaring.read(name)
            poging: Poging[R] = Poging(self.bewaring, name, afdruk)
            if kept is not None:
                known = msgspec.msgpack.decode(kept, type=_Herinnering)
                if known.afdruk != afdruk:
                    raise SleutelHergebruikt
                poging.verzonden_s = known.verzonden_s
                if known.uitkomst:
                    poging.uitkomst = msgspec.msgpack.decode(known.uitkomst, type=uitkomst)
            yield poging


def fingerprint(subject: Subject, gevraagd: object) -> bytes:
    """A keyed hash of what is asked: equal for equal input, and no way back."""
    text = msgspec.json.encode(gevraagd, order="deterministic", enc_hook=_written)
    return hashlib.blake2b(text, key=subject.id_sleutel, digest_size=16, person=b"afdruk").digest()


def _written(value: object) -> object:
    """Left out and null mean the same in an input."""
    if repr(value) == "UNSET":
        return None
    raise TypeError(type(value).__name__)
