"""What a connector says about itself: which sources it has, what they cost and how long their answers keep."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from gateway.domain.bron import Betrouwbaarheidsniveau, Dienst
from gateway.domain.persoon import Bsn, Kvk, Rsin, Vestiging
from gateway.domain.ref import Ref

if TYPE_CHECKING:
    from gateway.bronnen.call import Call
    from gateway.bronnen.schrijven.opdracht import Schrijfcall, Stand

T = TypeVar("T")
Nummer = Bsn | Kvk | Rsin | Vestiging
SourceFunction = Callable[["Call"], Awaitable[object]]
F = TypeVar("F", bound=SourceFunction)
ZGW_SEARCHES = ("/_zoek",)
WriteFunction = Callable[["Schrijfcall"], Awaitable["Stand"]]
W = TypeVar("W", bound=WriteFunction)


@dataclass(slots=True)
class Page(Generic[T]):
    """All a bron has of one kind for one person, at most `MAX_ITEMS`.

    `aantal`: how many the bron counts, None when it does not count. `afgekapt`: there are more than we read.
    Records left out because they broke the contract or named another owner are counted on the call (`Call.drop`).
    """

    items: list[T]
    aantal: int | None = None
    afgekapt: bool = False


class Named(Protocol):
    """Anything with a native reference."""

    ref: Ref


V = TypeVar("V", bound=Named)


def unique(views: Iterable[V]) -> list[V]:
    """Each item once, as it was found first: pages that overlap and lists that repeat a row show nobody two."""
    found: dict[tuple[str, str, str], V] = {}
    for view in views:
        found.setdefault(view.ref.key(), view)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Source:
    """One question a connector can ask its bron.

    `needs`: selected fields (dotted, from the item on) that change what is fetched, and so part of the cache key.
    `versheid_s`: seconds an answer is fresh; `verouderd_s`: seconds it may still be shown, marked old, when asking fails.
    `proof`: the answer proves ownership, so it is never served stale.
    `once`: the answer is for the question that was asked and is kept nowhere, for it needs consent each time.
    `verwijst`: which kinds of things its items can name (`zaak`, `product`, ...), so that nobody asks it for what belongs to
    another kind; None when they may name anything.
    """

    naam: str
    dienst: Dienst
    function: SourceFunction
    needs: tuple[str, ...] = ()
    calls: int = 1
    versheid_s: float = 15
    verouderd_s: float = 600
    proof: bool = False
    verwijst: tuple[str, ...] | None = None
    once: bool = False

    def can_name(self, kind: str) -> bool:
        """Can an item of this source name a thing of this kind?"""
        return self.verwijst is None or kind in self.verwijst


@dataclass(frozen=True, slots=True)
class Write:
    """One change a connector can make at its bron.

    Its function looks afresh how the change stands: done, to do (and then how it is sent), or nothing of this person.
    `herhaalbaar`: sending it twice leaves the same as once. `minimaal_niveau`: weaker logins may not.
    `bestand`: it takes a file, which has places of its own.
    """

    naam: str
    dienst: Dienst
    function: WriteFunction
    herhaalbaar: bool = False
    minimaal_niveau: Betrouwbaarheidsniveau = Betrouwbaarheidsniveau.BASIS
    bestand: bool = False


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose an item is, as its bron tells our application: every number that stands at it. Goes no further than hashes.

    `soort`: the kind of item, for messages that do not tell.
    """

    nummers: tuple[Nummer, ...] = ()
    soort: str = ""

    @classmethod
    def of(cls, *given: tuple[type[Nummer], str | None], soort: str = "") -> Whose:
        """The owners with these numbers. What is empty or no number of its kind is left out: it is nobody's."""
        found: list[Nummer] = []
        for kind, text in given:
            with contextlib.suppress(ValueError):
                found.append(kind(text or ""))
        return cls(tuple(dict.fromkeys(found)), soort)


OwnersFunction = Callable[["Call", Mapping[str, object]], Awaitable[Whose]]
"""Asks whose the item of `call.native` is. The mapping is what the message told beside it; `call.subject` is nobody."""


@dataclass(frozen=True, slots=True)
class Event:
    """What a message of a bron is about.

    `soort`: the kind of item, as in `Ref`; empty when the message does not tell, or when it is about shared types.
    `diensten`: the lists in which such an item may be. `owners`: given when somebody may have the item now who had not
    before. `gone`: what was known before may not even be shown as old. `is_shared`: about what is the same for everybody.
    """

    soort: str
    diensten: tuple[Dienst, ...] = ()
    owners: OwnersFunction | None = None
    gone: bool = False
    is_shared: bool = False


FaultsFunction = Callable[[Mapping[str, object]], Iterable[tuple[tuple[str, ...], str]]]
"""What is not right in the `instellingen` of a bron: each time the place in that table, and what is wrong there."""


@dataclass(slots=True)
class Manifest:
    """A connector: its name, the sources and writes it supplies by name, and the kinds of credentials its systems take.

    List sources are named after their dienst in lower case (`zaken`, `taken`, ...); a source for one item or its details
    gets the native id in `call.native`. `searches` ends the paths of a POST that only reads, so that it may be asked
    again when nothing came back. `events` holds the messages the system may send, by their kind. `warm` (optional) fills
    shared catalogues at start; `faults_in` (optional) checks the `instellingen` of a bron.
    """

    naam: str
    auth: tuple[str, ...]
    sources: dict[str, Source] = field(default_factory=dict)
    searches: tuple[str, ...] = ZGW_SEARCHES
    writes: dict[str, Write] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    warm: SourceFunction | None = None
    faults_in: FaultsFunction | None = None

    def source(
        self, naam: str, dienst: Dienst, *, needs: tuple[str, ...] = (), calls: int = 1,
        versheid_s: float = 15, verouderd_s: float = 600, proof: bool = False,
        verwijst: tuple[str, ...] | None = None, once: bool = False,
    ) -> Callable[[F], F]:  # fmt: skip
        """Register a source function under a name; the function stays callable as it was."""

        def register(function: F) -> F:
            self.sources[naam] = Source(
                naam, dienst, function, needs, calls, versheid_s, verouderd_s, proof or once, verwijst, once
            )  # fmt: skip
            return function

        return register

    def write(
        self, naam: str, dienst: Dienst, *, herhaalbaar: bool = False,
        minimaal_niveau: Betrouwbaarheidsniveau = Betrouwbaarheidsniveau.BASIS, bestand: bool = False,
    ) -> Callable[[W], W]:  # fmt: skip
        """Register a write under the name of its mutation; the function stays callable as it was."""

        def register(function: W) -> W:
            self.writes[naam] = Write(naam, dienst, function, herhaalbaar, minimaal_niveau, bestand)
            return function

        return register

    def event(
        self, *kinds: str, soort: str = "", diensten: tuple[Dienst, ...] = (), owners: OwnersFunction | None = None,
        gone: bool = False, is_shared: bool = False,
    ) -> None:  # fmt: skip
        """Declare messages that mean the same: see `Event`.

        A kind is `kanaal/resource/actie` or `kanaal/resource` (Notificaties API 1.0), of which the longer goes first, or
        the `type` of a CloudEvent.
        """
        self.events.update(dict.fromkeys(kinds, Event(soort, diensten, owners, gone, is_shared)))

    @property
    def kanalen(self) -> list[str]:
        """The kanalen of the Notificaties API to be subscribed to."""
        return sorted({kind.partition("/")[0] for kind in self.events if "/" in kind})

    @property
    def cloudevents(self) -> list[str]:
        """The CloudEvents to be subscribed to: none where kanalen tell the same."""
        return [] if self.kanalen else sorted(self.events)

    @property
    def diensten(self) -> frozenset[Dienst]:
        """The diensten this connector has a list for."""
        return frozenset(
            source.dienst for source in self.sources.values() if source.naam == source.dienst.value.lower()
        )
