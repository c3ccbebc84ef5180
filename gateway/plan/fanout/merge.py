"""One list out of many bronnen: sorted together, cut into pages, with a cursor that keeps a position for each bron.

A bron that fails keeps its old position, so what it has comes on a later page rather than never: the order then holds
within a page. A cursor belongs to one person, one dienst, one order and one filter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.bronnen.rapport import failed, is_cut, is_whole
from gateway.errors import InputInvalid
from gateway.plan.fanout.order import Order, View
from gateway.plan.ids import Ids, Positions

MAX_FIRST = 100
Keeps = Callable[[View], bool]


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of a list. `scope` names the list (and the item it hangs below)."""

    scope: str
    first: int
    after: str | None
    order: Order
    wanted: object = None

    @property
    def digest(self) -> bytes:
        """A hash of scope, order and filter: cursors of another question do not open."""
        text = repr((self.scope, self.order.name, self.wanted))
        return hashlib.blake2b(text.encode(), digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Makes the cursors of a page when they are selected."""

    nodes: Sequence[View]
    before: Positions
    question: Question
    ids: Ids
    person: bytes

    def cursor(self, index: int) -> str | None:
        """The cursor of the item at `index` on this page (-1: the last); None on an empty page."""
        if not self.nodes:
            return None
        shown = self.nodes if index == -1 else self.nodes[: index + 1]
        order = self.question.order
        latest = {item.ref.bron: (order.key(item), item.ref.native) for item in shown}
        return self.ids.cursor({**self.before, **latest}, self.question.digest, self.person)


@dataclass(frozen=True, slots=True)
class Merged:
    """A page over all bronnen. `aantal` is None as soon as one bron failed, cannot count or was cut off."""

    nodes: list[View]
    aantal: int | None
    has_next: bool
    has_previous: bool
    volledig: bool
    bookmark: Bookmark


@dataclass(slots=True)
class Merger:
    """Merges outcomes into pages for one person."""

    ids: Ids
    person: bytes

    def page(self, outcomes: Sequence[Outcome], question: Question, keeps: Keeps | None = None) -> Merged:
        """One page. Raises InputInvalid for a size out of range and CursorInvalid for a foreign cursor."""
        if not 1 <= question.first <= MAX_FIRST:
            raise InputInvalid("first", melding=f"Vraag 1 tot en met {MAX_FIRST} items tegelijk.")
        positions = self._positions(question)
        found = _items(outcomes, keeps)
        ahead = [item for item in found if _is_ahead(item, positions, question.order)]
        nodes = question.order.sort(ahead)[: question.first]
        complete = not any(failed(one) for one in outcomes)
        counted = complete and not any(is_cut(one) for one in outcomes)
        return Merged(
            nodes,
            len(found) if counted else None,
            len(ahead) > len(nodes),
            False,
            all(is_whole(one) for one in outcomes),
            Bookmark(nodes, positions, question, self.ids, self.person),
        )

    def _positions(self, question: Question) -> Positions:
        if not question.after:
            return {}
        return self.ids.read_cursor(question.after, question.digest, self.person)


def _items(outcomes: Sequence[Outcome], keeps: Keeps | None) -> list[View]:
    items = [item for one in outcomes if isinstance(one.value, Page) for item in one.value.items]
    return items if keeps is None else [item for item in items if keeps(item)]


def _is_ahead(item: View, positions: Positions, order: Order) -> bool:
    position = positions.get(item.ref.bron)
    return position is None or order.is_after((order.key(item), item.ref.native), position)
