"""Consent, as it was given: for which check and which facts, until when, and whether it was withdrawn.

It lies where changes are remembered: in Valkey for all workers, sealed and under a keyed hash of the person, or in the
process. No fact is ever part of it, and no number of a person.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from gateway.bronnen.schrijven.bewaring import Bewaring
from gateway.bronnen.schrijven.eenmalig import SleutelHergebruikt
from gateway.context import Deadline
from gateway.domain.persoon import Subject

BEWAARD = timedelta(days=365)
"""So long after it ended somebody can still see that they gave it."""
MAX_BEWAARD = 200


class Gegeven(msgspec.Struct, frozen=True, array_like=True):
    """One consent. `regeling`: OIN and code; `gegevens`: the sources it is about. Moments are seconds since 1970; 0: never."""

    kenmerk: str
    regeling: tuple[str, str]
    gegevens: tuple[str, ...]
    gegeven_s: float
    geldig_s: float
    ingetrokken_s: float = 0.0
    ingetrokken_met: str = ""

    @property
    def gegeven_op(self) -> datetime:
        """When it was given."""
        return datetime.fromtimestamp(self.gegeven_s, UTC)

    @property
    def geldig_tot(self) -> datetime:
        """When it ends by itself."""
        return datetime.fromtimestamp(self.geldig_s, UTC)

    @property
    def ingetrokken_op(self) -> datetime | None:
        """When it was withdrawn; None when it was not."""
        return datetime.fromtimestamp(self.ingetrokken_s, UTC) if self.ingetrokken_s else None

    def telt(self, nu: datetime) -> bool:
        """May something be asked on the ground of it now?"""
        return not self.ingetrokken_s and nu < self.geldig_tot


@dataclass(frozen=True, slots=True)
class Vraag:
    """What consent is given to: the check (OIN and code), the sources, and for how many days."""

    regeling: tuple[str, str]
    gegevens: tuple[str, ...]
    dagen: int


class Toestemmingen:
    """The consents of everybody. All of it raises BewaringOnbereikbaar when what workers share cannot be reached."""

    def __init__(self, bewaring: Bewaring) -> None:
        self._bewaring = bewaring

    async def van(self, subject: Subject) -> list[Gegeven]:
        """All consents of a person, the latest first."""
        return sorted(await self._read(subject), key=lambda one: one.gegeven_s, reverse=True)

    async def geef(self, subject: Subject, vraag: Vraag, sleutel: str, nu: datetime, deadline: Deadline) -> Gegeven:
        """Record a consent; the same key gives the consent that it recorded before, as it stands now.

        Raises SleutelHergebruikt when the key was used for something else, and Bezet.
        """
        kenmerk = _kenmerk(subject, sleutel)
        async with self._bewaring.hold(_name(subject), deadline):
            found = await self._read(subject)
            known = next((one for one in found if one.kenmerk == kenmerk), None)
            if known is not None:
                if (known.regeling, known.gegevens) != (vraag.regeling, vraag.gegevens):
                    raise SleutelHergebruikt
                return known
            until = nu + timedelta(days=vraag.dagen)
            made = Gegeven(kenmerk, vraag.regeling, vraag.gegevens, nu.timestamp(), until.timestamp())
            await self._write(subject, [*found, made], nu)
            return made

    async def trek_in(
        self, subject: Subject, kenmerk: str, sleutel: str, nu: datetime, deadline: Deadline
    ) -> tuple[Gegeven, bool] | None:
        """Withdraw a consent: the consent, and whether it was this key that did it. None when there is none. Raises Bezet."""
        met = _kenmerk(subject, sleutel)
        async with self._bewaring.hold(_name(subject), deadline):
            found = await self._read(subject)
            known = next((one for one in found if one.kenmerk == kenmerk), None)
            if known is None:
                return None
            if known.ingetrokken_s:
                return known, known.ingetrokken_met == met
            ended = msgspec.structs.replace(known, ingetrokken_s=nu.timestamp(), ingetrokken_met=met)
            await self._write(subject, [ended if one is known else one for one in found], nu)
            return ended, True

    async def _read(self, subject: Subject) -> list[Gegeven]:
        kept = await self._bewaring.read(_name(subject))
        return msgspec.msgpack.decode(kept, type=list[Gegeven]) if kept is not None else []

    async def _write(self, subject: Subject, found: list[Gegeven], nu: datetime) -> None:
        """Keep what may still be seen, and for as long as that."""
        kept = [one for one in found if one.geldig_tot + BEWAARD > nu]
        kept = sorted(kept, key=lambda one: one.gegeven_s)[-MAX_BEWAARD:]
        until_s = max(one.geldig_s for one in kept) - nu.timestamp() + BEWAARD.total_seconds()
        await self._bewaring.write(_name(subject), msgspec.msgpack.encode(kept), keep_s=until_s)


def _name(subject: Subject) -> bytes:
    return b"toestemmingen\0" + subject.id_sleutel


def _kenmerk(subject: Subject, sleutel: str) -> str:
    """A name for what was done with this key: the same for a repeat, and it tells nothing."""
    digest = hashlib.blake2b(sleutel.encode(), key=subject.id_sleutel, digest_size=16, person=b"toestemming")
    return digest.hexdigest()
