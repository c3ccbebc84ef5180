"""The counters of the start page: counted in the person's own lists, with the report of every bron beside the number."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.bronnen.rapport import failed, is_whole
from gateway.context import Needs
from gateway.domain.bron import Dienst
from gateway.domain.tellers import Teller
from gateway.plan.fanout.request import Request, SourceAnswer
from gateway.plan.fanout.scherm import hiding
from gateway.plan.fanout.voorstellen import ask_all, rapporten

Counts = Callable[[object], bool]


def teller(dienst: Dienst, counts: Counts) -> SourceAnswer:
    """A counter of the items that `counts` holds for; its number is None when no bron answered."""

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        outcomes = await ask_all(request, dienst, Needs())
        return [_teller(request, outcomes, dienst, counts)] * len(parents)

    return answer


def total(dienst: Dienst, counts: Counts) -> SourceAnswer:
    """A number over all bronnen; None as soon as one bron failed or was cut off, never a guess."""

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        outcomes = await ask_all(request, dienst, Needs())
        known = hiding(outcomes) is None and all(
            isinstance(one.value, Page) and not one.value.afgekapt for one in outcomes
        )
        return [_count(outcomes, counts) if known else None] * len(parents)

    return answer


def _teller(request: Request, outcomes: Sequence[Outcome], dienst: Dienst, counts: Counts) -> Teller:
    answered, hidden = [one for one in outcomes if not failed(one)], hiding(outcomes)
    return Teller(
        aantal=_count(answered, counts) if (answered or not outcomes) and hidden is None else None,
        volledig=hidden is None and all(is_whole(one) for one in outcomes),
        bronnen=rapporten(outcomes, dienst, request.acr),
    )


def _count(outcomes: Sequence[Outcome], counts: Counts) -> int:
    return sum(counts(item) for one in outcomes if isinstance(one.value, Page) for item in one.value.items)
