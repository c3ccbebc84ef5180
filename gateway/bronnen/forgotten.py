"""What changed at the bronnen, and when: a kept answer that is about it, and older, does not count any more.

Nothing is looked up or dropped when a change is told. Who wants to use a kept answer asks whether it still counts, so an
answer that was under way at that moment counts no more than one that lay ready.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.manifest import Page
from gateway.domain.persoon import Subject

LONGEST_S = 1_800.0
"""No answer is kept for longer than this, here or in the second cache, not even to be shown as old."""
MAX_TAGS = 20_000
Tag = str | bytes | tuple[str | bytes, ...]
"""A native id, the keyed hash of a person or number, `(source,)`, or `(hash, source)`. `()` is about everything."""


class Standing(Enum):
    """What a kept answer is still good for."""

    COUNTS = "counts"
    OLD = "old"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Change:
    """That something changed at a bron, and so what an answer must be about to be out of date.

    `natives`: items, by their id at the bron. `persons`: keyed hashes, of a person (`Subject.sleutel`) or of a number
    (`Subject.nummers`); with `sources` beside them only those answers to those persons. `sources` alone: those answers to
    everybody. With none of the three: everything of the bron. `soort`: the kind of the items, where it is known. `gone`: not
    even to be shown as old. `is_shared`: what is the same for everybody changed, too.
    """

    bron: str
    natives: tuple[str, ...] = ()
    persons: tuple[bytes, ...] = ()
    sources: tuple[str, ...] = ()
    gone: bool = False
    soort: str = ""
    is_shared: bool = False

    def tags(self) -> Iterator[Tag]:
        """What stands for this change."""
        yield from self.natives
        if self.persons and self.sources:
            yield from ((person, source) for person in self.persons for source in self.sources)
        else:
            yield from self.persons
            yield from ((source,) for source in self.sources)
        if not (self.natives or self.persons or self.sources):
            yield ()


class _Moments(NamedTuple):
    changed_s: float
    gone_s: float


_NEVER = _Moments(float("-inf"), float("-inf"))


class Forgotten:
    """The changes of the last `LONGEST_S` seconds, at most `MAX_TAGS` a bron; beyond that, older answers count no more."""

    def __init__(self, *, max_tags: int = MAX_TAGS) -> None:
        self._max = max_tags
        self._bronnen: dict[str, _AtBron] = {}

    def note(self, change: Change, at_s: float | None = None) -> None:
        """Remember a change that was told at `at_s` (monotonic seconds; now when left out). May come twice, or late."""
        bron = self._bronnen.get(change.bron)
        if bron is None:
            bron = self._bronnen[change.bron] = _AtBron()
        bron.note(change, time.monotonic() if at_s is None else at_s, self._max)

    def last_s(self, bron: str) -> float:
        """When anything at all was told of this bron last (monotonic seconds)."""
        found = self._bronnen.get(bron)
        return found.last_s if found is not None else _NEVER.changed_s

    def standing(self, key: Key, subject: Subject, kept: Kept) -> Standing:
        """What an answer kept under `key` is still good for. Nearly free while nothing changed at its bron."""
        bron = self._bronnen.get(key.bron)
        if bron is None or kept.at_s > bron.last_s or kept.sound_s > bron.last_s:
            return Standing.COUNTS
        moments = bron.moments(about(key, subject, kept.value))
        if kept.at_s > moments.changed_s:
            kept.sound_s = time.monotonic()
            return Standing.COUNTS
        return Standing.OLD if kept.at_s > moments.gone_s else Standing.GONE


class _AtBron:
    """The changes at one bron, the oldest first."""

    def __init__(self) -> None:
        self.last_s = _NEVER.changed_s
        self._floor = _NEVER
        self._tags: OrderedDict[Tag, _Moments] = OrderedDict()

    def note(self, change: Change, at_s: float, most: int) -> None:
        self.last_s = max(self.last_s, at_s)
        moments = _Moments(at_s, at_s if change.gone else _NEVER.gone_s)
        for tag in change.tags():
            self._tags[tag] = _later(self._tags.pop(tag, _NEVER), moments)
        while self._tags:
            oldest = next(iter(self._tags.values()))
            is_past = oldest.changed_s < at_s - LONGEST_S
            if not is_past and len(self._tags) <= most:
                return
            self._tags.popitem(last=False)
            if not is_past:
                self._floor = _later(self._floor, oldest)

    def moments(self, tags: Iterable[Tag]) -> _Moments:
        """When anything that these tags are about changed last."""
        found = self._floor
        known = self._tags
        for tag in tags:
            if tag in known:
                found = _later(found, known[tag])
        return found


def about(key: Key, subject: Subject, value: object) -> Iterator[Tag]:
    """All that an answer is about: its source, its person under every number, and every item in it.

    The native id of a part begins with that of its whole, and a slash; it is about both.
    """
    yield ()
    yield (key.source,)
    yield from key.native.split("/")
    for person in (key.person, *subject.nummers):
        yield person
        yield (person, key.source)
    for item in value.items if isinstance(value, Page) else value if isinstance(value, list) else (value,):
        ref = getattr(item, "ref", None)
        if ref is not None:
            yield from ref.native.split("/")


def _later(one: _Moments, other: _Moments) -> _Moments:
    return _Moments(max(one.changed_s, other.changed_s), max(one.gone_s, other.gone_s))
