"""Answers that were written before, given again as long as everything in them still counts.

An answer to a query follows from the views it was made of, who asks, and the day. It is held by one of those views and
found by the person, so it goes when that view goes and no other person meets it; and it is used only while each of those
views is still the one kept, fresh, and unchanged at its bron. Nothing is asked to find out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import msgspec
from graphql import OperationType

from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.fetch import View
from gateway.bronnen.registry import LiveBron
from gateway.domain.klant import Ik
from gateway.plan.tree import Kind, Plan

if TYPE_CHECKING:
    from collections.abc import Mapping

FROM_BRONNEN = frozenset({
    "zaken", "taken", "berichten", "producten", "contactmomenten", "verzoeken", "verzoektypen", "tellers", "zaak", "taak",
    "bericht", "product", "verzoektype", "verzoek", "contactmoment", "besluit", "actie", "producttype", "klant", "item",
    "node", "context",
})  # fmt: skip
"""The sources that answer from views and nothing else, by the first part of their key."""
FROM_PERSON = frozenset({"ik", "tellers"})
"""The fields at the top that no bron is asked for, and that say the same while the person is the same."""

MAX_HELD = 8
"""How many answers one view holds; when there are more, all are let go and made again."""

Question = tuple[int, bytes]


@dataclass(slots=True, weakref_slot=True)
class Memo:
    """An answer as it was sent, what it was made of, and the plan, which must not be another with the same number.

    `views` has all but the one that holds it, or it would keep itself alive; of that, `holder` has where it is kept.
    """

    plan: Plan
    ik: Ik
    day: date
    holder: tuple[LiveBron, Key, float]
    views: tuple[View, ...]
    body: bytes


class Memos:
    """The answers that are held by views, by person and question."""

    def __init__(self) -> None:
        self._known: WeakValueDictionary[tuple[bytes, Question], Memo] = WeakValueDictionary()

    def find(self, person: bytes, question: Question) -> Memo | None:
        """An answer given before; whether it still counts is for who asks to see."""
        return self._known.get((person, question))

    def keep(self, person: bytes, question: Question, memo: Memo, holder: Kept) -> None:
        """Let a view hold an answer, in the place of an earlier one to the same question."""
        if holder.memos is None or len(holder.memos) >= MAX_HELD:
            holder.memos = {}
        holder.memos[question] = memo
        self._known[person, question] = memo


def question_of(plan: Plan, variables: Mapping[str, object] | None) -> Question | None:
    """What stands for a question whose answer may be kept; None for any other."""
    if not plan.is_memorable:
        return None
    return id(plan), msgspec.json.encode(variables) if variables else b""


def is_memorable(plan: Plan) -> bool:
    """Does the answer follow from views, the person and the day alone?"""
    if plan.operation is not OperationType.QUERY:
        return False
    own = [one for one in plan.root.fields if one.kind not in (Kind.FETCH, Kind.TYPENAME)]
    named = {one.nodes[0].name.value for one in own}
    keys = {one.source.key.partition(".")[0] for one in plan.fetches() if one.source is not None}
    return bool(keys) and named <= FROM_PERSON and keys <= FROM_BRONNEN
