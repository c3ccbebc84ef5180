"""Whether a whole question came to nothing because of the level of the login: then the person is asked to log in again."""

from __future__ import annotations

from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.errors import LevelTooLow
from gateway.plan.fanout.request import Request
from gateway.plan.tree import Field, Kind, Plan, Selection

_ORDER = [niveau.name for niveau in Betrouwbaarheidsniveau]


def step_up(plan: Plan, context: Request) -> LevelTooLow | None:
    """What to ask when every bron of a question wants a stronger login: the least of what they want (RFC 9470).

    None as soon as one was asked, or the question has a part that needs no bron.
    """
    if not context.too_low or not plan.is_query or not all(_asks(one) for one in plan.root.fields):
        return None
    if not all(isinstance(outcome.fault, LevelTooLow) for _, outcome in context.used()):
        return None
    return min(context.too_low, key=lambda fault: _ORDER.index(fault.niveau))


def _asks(one: Field) -> bool:
    """Does this field come from bronnen alone?"""
    if one.kind is Kind.LOCAL:
        return all(_only_asks(selection) for selection in one.below.values())
    return one.kind in (Kind.FETCH, Kind.TYPENAME)


def _only_asks(selection: Selection) -> bool:
    return all(one.kind in (Kind.FETCH, Kind.TYPENAME) for one in selection.fields)
