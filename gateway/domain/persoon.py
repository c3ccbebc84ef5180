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

    @property
    def kenmerk(self) -> str:
        """What tells this number apart from every other of its kind."""
        return self.waarde

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and isinstance(other, _Number) and other.kenmerk == self.kenmerk

    def __hash__(self) -> int:
        return hash((type(self).__name__, self.kenmerk))

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


class Oin(_Number):
    """Organisatie-identificatienummer: 20 digits. Says which organisation, so it is no secret."""

    __slots__ = ()
    pattern = r"[0-9]{20}"


class Pseudoniem(_Number):
    """The name under which one issuer knows somebody (eIDAS, eHerkenning); an equal name of another issuer is another.

    1 to 512 printable ASCII characters without spaces.
    """

    __slots__ = ("uitgever",)
    pattern = r"[\x21-\x7e]{1,512}"

    def __init__(self, waarde: str, uitgever: str) -> None:
        super().__init__(waarde)
        self.uitgever = uitgever

    @property
    def kenmerk(self) -> str:
        return f"{len(self.uitgever)}:{self.uitgever}{self.waarde}"


Nummer = Bsn | Rsin | Kvk | Vestiging | Pseudoniem


@dataclass(frozen=True, slots=True)
class Handelend:
    """The one who acts, where that is not the Subject itself: an employee of a business, or somebody with a mandate.

    `nummers`: who acts, under every number the token gave. `via`: the parties in between in a chain of mandates. `diensten`:
    the ids of the services that the mandate names (ServiceUUID, ServiceID); None when no mandate limits what may be seen.
    `namens_ander`: acts for somebody else, not for the own business.
    """

    nummers: tuple[Nummer, ...]
    namens_ander: bool
    diensten: frozenset[str] | None = None
    via: tuple[Nummer, ...] = ()
    naam: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Subject:
    """The person or business a request is about, as the token proved it. Nothing else may name a person to a bron.

    With a mandate this is the one who is represented; `handelend` is who acts. `sleutel` is a keyed hash over everything
    that separates one identity from another, both of them included: it stands for the person in cache keys and flights, and
    says nothing about the number itself. `id_sleutel` leaves out the login level and the services of a mandate, so that ids
    and cursors stay the same when somebody logs in more strongly. `nummers` holds the keyed hash of each number alone,
    whoever logs in with it: what a bron tells about a number is found by it. `spoor` stands for the one who acts alone, for
    the audit trails of bronnen. `sub` is the pseudonym that the issuer gave whoever logged in (OpenID Connect Core, 2), which
    other organisations call klantId. `token` is there only when a bron exchanges it for one of its own.
    """

    tenant: str
    niveau: Betrouwbaarheidsniveau
    bsn: Bsn | None = None
    kvk: Kvk | None = None
    rsin: Rsin | None = None
    vestiging: Vestiging | None = None
    pseudoniem: Pseudoniem | None = None
    naam: str | None = field(default=None, repr=False)
    gemeenten: tuple[str, ...] = ()
    handelend: Handelend | None = None
    sleutel: bytes = field(default=b"", repr=False)
    id_sleutel: bytes = field(default=b"", repr=False)
    nummers: tuple[bytes, ...] = field(default=(), repr=False)
    spoor: bytes = field(default=b"", repr=False)
    sub: str = field(default="", repr=False, compare=False)
    token: str | None = field(default=None, repr=False, compare=False)

    @property
    def is_ondernemer(self) -> bool:
        """A business, known by its KvK-nummer or RSIN, not a person."""
        return self.kvk is not None or self.rsin is not None

    @property
    def eigen_nummers(self) -> tuple[Nummer, ...]:
        """Every number the token gave of the Subject itself."""
        every = (self.bsn, self.kvk, self.rsin, self.vestiging, self.pseudoniem)
        return tuple(number for number in every if number is not None)

    def with_keys(self, secret: bytes) -> Subject:
        """The same subject with its keyed hashes (BLAKE2b, 16 bytes) filled in."""
        handelend = self.handelend
        own = [_text(number) for number in self.eigen_nummers]
        nummers = tuple([_hash(secret, text) for text in own])  # as of `number_key`
        who, level, spoor = [_text(self.tenant), *own], [_text(self.niveau.name)], nummers[0] if nummers else b""
        if handelend is not None:
            acts, via = ([_text(number) for number in some] for some in (handelend.nummers, handelend.via))
            who += [b"door", *acts, b"via", *via]
            level += [b"diensten", *map(_text, sorted(handelend.diensten))] if handelend.diensten is not None else []
            spoor = _hash(secret, b"".join(acts))
        id_text = b"".join(who)
        return replace(
            self,
            sleutel=_hash(secret, id_text + b"niveau" + b"".join(level)),
            id_sleutel=_hash(secret, id_text),
            nummers=nummers,
            spoor=spoor,
        )


NIEMAND = Subject("", Betrouwbaarheidsniveau.HOOG)
"""The gateway itself: for what is the same for everybody, such as a catalogue."""


def number_key(number: Nummer, secret: bytes) -> bytes:
    """The keyed hash (BLAKE2b, 16 bytes) that stands for a number; see `Subject.nummers`."""
    return _hash(secret, _text(number))


def _text(part: object) -> bytes:
    """A part with its kind and length, so that no two identities can meet in one key."""
    text = f"{type(part).__name__}={part.kenmerk if isinstance(part, _Number) else part}".encode()
    return b"%d:%b" % (len(text), text)


def _hash(secret: bytes, text: bytes) -> bytes:
    return hashlib.blake2b(text, key=secret[:64], digest_size=16).digest()
