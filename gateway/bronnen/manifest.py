"""What a connector says about itself: which sources it has, what they cost and how long their answers keep."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from gateway.domain.bron import Betrouwbaarheidsniveau, Dienst
from gateway.domain.ref import Ref

if TYPE_CHECKING:
    from gateway.bronnen.call import Call
    from gateway.bronnen.schrijven.opdracht import Schrijfcall, Stand

T = TypeVar("T")
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

    def can_name(self, kind: str) -> bool:
        """Can an item of this source name a thing of this kind?"""
        return self.verwijst is None or kind in self.verwijst


@dataclass(frozen=True, slots=True)
class Write:
    """One change a connector can make at its bron.

    Its function looks afresh how the change stands: done, to do (and then how it is sent), or nothing of this person.
    `herhaalbaar`: sending it twice leaves the same as once. `minimaal_niveau`: weaker logins may not.
    """

    naam: str
    dienst: Dienst
    function: WriteFunction
    herhaalbaar: bool = False
    minimaal_niveau: Betrouwbaarheidsniveau = Betrouwbaarheidsniveau.BASIS


@dataclass(slots=True)
class Manifest:
    """A connector: its name, the sources and writes it supplies by name, and the kinds of credentials its systems take.

    List sources are named after their dienst in lower case (`zaken`, `taken`, ...); a source for one item or its details
    gets the native id in `call.native`. `searches` ends the paths of a POST that only reads, so that it may be asked
    again when nothing came back. `warm` (optional) fills shared catalogues at start; `urn` maps names a bron may use.
    """

    naam: str
    auth: tuple[str, ...]
    sources: dict[str, Source] = field(default_factory=dict)
    searches: tuple[str, ...] = ZGW_SEARCHES
    writes: dict[str, Write] = field(default_factory=dict)
    warm: SourceFunction | None = None

    def source(
        self, naam: str, dienst: Dienst, *, needs: tuple[str, ...] = (), calls: int = 1,
        versheid_s: float = 15, verouderd_s: float = 600, proof: bool = False,
        verwijst: tuple[str, ...] | None = None,
    ) -> Callable[[F], F]:  # fmt: skip
        """Register a source function under a name; the function stays callable as it was."""

        def register(function: F) -> F:
            self.sources[naam] = Source(
                naam, dienst, function, needs, calls, versheid_s, verouderd_s, proof, verwijst
            )  # fmt: skip
            return function

        return register

    def write(
        self, naam: str, dienst: Dienst, *, herhaalbaar: bool = False,
        minimaal_niveau: Betrouwbaarheidsniveau = Betrouwbaarheidsniveau.BASIS,
    ) -> Callable[[W], W]:  # fmt: skip
        """Register a write under the name of its mutation; the function stays callable as it was."""

        def register(function: W) -> W:
            self.writes[naam] = Write(naam, dienst, function, herhaalbaar, minimaal_niveau)
            return function

        return register

    @property
    def diensten(self) -> frozenset[Dienst]:
        """The diensten this connector has a list for."""
        return frozenset(
            source.dienst for source in self.sources.values() if source.naam == source.dienst.value.lower()
        )
