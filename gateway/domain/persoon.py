"""Who a request is about: numbers that prove themselves, and the Subject that every fetch and cache key carries."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from enum import Enum

from gateway.elfproef import passes_elfproef


class Betrouwbaarheidsniveau(Enum):
    """How strongly someone logged in, from weak to strong (value equals name)."""

    BASIS = "BASIS"
    MIDDEN = "MIDDEN"
    SUBSTANTIEEL = "SUBSTANTIEEL"
    HOOG = "HOOG"

    def reaches(self, minimum: Betrouwbaarheidsniveau) -> bool:
        """Is this level at least `minimum`?"""
        return _ORDER[self] >= _ORDER[minimum]


_ORDER = {niveau: rank for rank, niveau in enumerate(Betrouwbaarheidsniveau)}


class _Number:
    """A person's or organisation's number. Its repr hides the digits, so that no log shows them by accident."""

    __slots__ = ("waarde",)
    pattern = ""
    elfproef = False

    def __init__(self, waarde: str) -> None:
        if not re.fullmatch(self.pattern, waarde) or (self.elfproef and not passes_elfproef(waarde)):
            raise ValueError(f"not a valid {type(self).__name__}")
        self.waarde = waarde

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, _Number) and other.waarde == self.waarde

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.waarde))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(***)"


class Bsn(_Number):
    """Burgerservicenummer: 9 digits, leading zeros kept, 11-proef."""

    __slots__ = ()
    pattern = r"[0-9]{9}"
    elfproef = True


class Rsin(_Number):
    """RSIN of a legal person: 9 digits, 11-proef."""

    __slots__ = ()
    pattern = r"[0-9]{9}"
    elfproef = True


class Kvk(_Number):
    """KvK-nummer: 8 digits."""

    __slots__ = ()
    pattern = r"[0-9]{8}"


class Vestiging(_Number):
    """Vestigingsnummer of the handelsregister: 12 digits."""

    __slots__ = ()
    pattern = r"[0-9]{12}"


@dataclass(frozen=True, slots=True)
class Subject:
    """The person or business a request is about, as the token proved it. Nothing else may name a person to a bron.

    `sleutel` is a keyed hash over everything that separates one identity from another: it stands for the person in cache
    keys and flights, and says nothing about the number itself. `id_sleutel` leaves the login level out, so that ids and
    cursors stay the same when somebody logs in more strongly. `nummers` holds the keyed hash of each number alone, whoever
    logs in with it: what a bron tells about a number is found by it.
    """

    tenant: str
    niveau: Betrouwbaarheidsniveau
    bsn: Bsn | None = None
    kvk: Kvk | None = None
    rsin: Rsin | None = None
    vestiging: Vestiging | None = None
    naam: str | None = field(default=None, repr=False)
    gemeenten: tuple[str, ...] = ()
    handelend: str = field(default="", repr=False)
    sleutel: bytes = field(default=b"", repr=False)
    id_sleutel: bytes = field(default=b"", repr=False)
    nummers: tuple[bytes, ...] = field(default=(), repr=False)

    @property
    def is_ondernemer(self) -> bool:
        """A business, known by its KvK-nummer or RSIN, not a person."""
        return self.bsn is None

    def with_keys(self, secret: bytes) -> Subject:
        """The same subject with its keyed hashes (BLAKE2b, 16 bytes) filled in."""
        numbers = (self.bsn, self.kvk, self.rsin, self.vestiging)
        who = _text(self.tenant, self.bsn, self.kvk, self.rsin, self.vestiging, self.handelend)
        level = _text(self.niveau.name)
        return replace(
            self,
            sleutel=_hash(secret, who + level),
            id_sleutel=_hash(secret, who),
            nummers=tuple(number_key(number, secret) for number in numbers if number is not None),
        )


def number_key(number: Bsn | Rsin | Kvk | Vestiging, secret: bytes) -> bytes:
    """The keyed hash (BLAKE2b, 16 bytes) that stands for a number; see `Subject.nummers`."""
    return _hash(secret, _text(number))


def _text(*parts: object) -> bytes:
    """The parts, each with its kind and length, so that no two identities can meet in one key."""
    texts = [f"{type(part).__name__}={getattr(part, 'waarde', part)}".encode() for part in parts]
    return b"".join([b"%d:%b" % (len(text), text) for text in texts])


def _hash(secret: bytes, text: bytes) -> bytes:
    return hashlib.blake2b(text, key=secret[:64], digest_size=16).digest()
