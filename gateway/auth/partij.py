"""One party in a token: every number that says who it is, read at the paths of the issuer and checked by its own rule."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from gateway.domain.persoon import Bsn, Kvk, Nummer, Pseudoniem, Rsin
from gateway.errors import Unauthenticated

Claims = Mapping[str, object]
Path = Sequence[str]
_KINDS: Mapping[str, type[Bsn | Kvk | Rsin]] = {"bsn": Bsn, "kvk": Kvk, "rsin": Rsin}
MAX_NAME = 200
_SORT = re.compile(r"(?:urn:(?:nl-eid-gdi|etoegang):[\w.:-]*:)?(\w[\w-]*)")
_SORTS = {
    "bsn": "bsn", "legacy-bsn": "bsn", "kvknr": "kvk", "rsin": "rsin",
    "pseudonym": "pseudoniem", "pseudo": "pseudoniem", "pseudoid": "pseudoniem", "national_id": "pseudoniem",
}  # fmt: skip
"""The last word of a sort of identifier, as eToegang, the eID agreements, OpenID NLGov and eIDAS brokers write it."""


class Paths(Protocol):
    """Where the numbers of a party stand; see `gateway.config.PartijPaden`."""

    @property
    def nummers(self) -> Sequence[tuple[str, Path]]:
        """The path of each sort of number that has one."""
        ...

    @property
    def nummer(self) -> Path | None:
        """The path to a number whose sort stands elsewhere."""
        ...

    @property
    def nummersoort(self) -> Path | None:
        """The path to that sort."""
        ...

    @property
    def naam(self) -> Path | None:
        """The path to a name."""
        ...


@dataclass(frozen=True, slots=True)
class Partij:
    """Who a party is. A pseudonym counts when there is no number."""

    bsn: Bsn | None = None
    kvk: Kvk | None = None
    rsin: Rsin | None = None
    pseudoniem: Pseudoniem | None = None
    naam: str | None = field(default=None, repr=False)

    @property
    def nummers(self) -> tuple[Nummer, ...]:
        """Every number; the pseudonym when that is all there is."""
        numbers = tuple(number for number in (self.bsn, self.kvk, self.rsin) if number is not None)
        return numbers or ((self.pseudoniem,) if self.pseudoniem is not None else ())

    @property
    def is_mens(self) -> bool:
        """A natural person, as far as the numbers tell."""
        return self.kvk is None and self.rsin is None


def read_party(claims: Claims, paths: Paths, uitgever: str) -> Partij | None:
    """The party at these paths; None when nothing stands there. `uitgever` is who gave its pseudonym.

    Raises Unauthenticated for a number that breaks its rule, or two that contradict each other.
    """
    found: dict[str, str] = {}
    for name, path in paths.nummers:
        value = at(claims, path)
        if value is not None:
            note(found, name, value)
    if paths.nummer is not None:
        value, sort = at(claims, paths.nummer), at(claims, paths.nummersoort)
        if value is not None and (sort is not None or not found):
            note(found, sort_of(sort), value)
    return party_of(found, uitgever, naam(at(claims, paths.naam))) if found else None


def party_of(found: Mapping[str, str], uitgever: str, called: str | None) -> Partij:
    """The party with these texts as its numbers, each checked. Raises Unauthenticated."""
    numbers = {name: _number(name, text, uitgever) for name, text in found.items()}
    return Partij(numbers.get("bsn"), numbers.get("kvk"), numbers.get("rsin"), numbers.get("pseudoniem"), called)


def note(found: dict[str, str], name: str, value: object) -> None:
    """Note the text of a number. Raises Unauthenticated for what is no text, or another one than was noted before."""
    if not isinstance(value, str):
        raise Unauthenticated(f"the {name} is not text")
    if found.setdefault(name, value) != value:
        raise Unauthenticated(f"the token names two of {name} for one party")


def sort_of(value: object) -> str:
    """Which number a claim holds, by the name of its sort. Raises Unauthenticated for one that is not known."""
    known = _SORT.fullmatch(value) if isinstance(value, str) else None
    sort = _SORTS.get(known.group(1).lower()) if known is not None else None
    if sort is None:
        raise Unauthenticated("a number without a sort that this gateway knows")
    return sort


def at(claims: Claims, path: Path | None) -> object:
    """What stands at a path of names; None when it is not there."""
    if path is None:
        return None
    found: object = claims.get(path[0])
    for name in path[1:]:
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def naam(found: object) -> str | None:
    """A name to show, cut off where nobody reads on."""
    return found[:MAX_NAME] if isinstance(found, str) and found else None


def _number(name: str, text: str, uitgever: str) -> Any:  # Any: the name says which number it is
    try:
        return Pseudoniem(text, uitgever) if name == "pseudoniem" else _KINDS[name](text)
    except ValueError:
        raise Unauthenticated(f"the {name} is not valid") from None
