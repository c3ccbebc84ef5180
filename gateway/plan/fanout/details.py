"""What the list of a bron does not tell: details of one item, asked at its own bron, for all items side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence

from gateway.bronnen.fetch import Outcome
from gateway.context import Needs
from gateway.domain.item import Node
from gateway.domain.ref import Ref
from gateway.errors import BronNotSupported
from gateway.plan.fanout.request import Request, SourceAnswer

Pick = Callable[[object], object]
MANY = 1_000


def own_ref(parent: object) -> Ref | None:
    """The native reference of a node; details are asked with it."""
    return parent.ref if isinstance(parent, Node) else None


def detail(
    source: str, *, ref: Callable[[object], Ref | None], pick: Pick | None = None, known: Pick | None = None,
    absent: object = None, optional: bool = False, at_once: int = MANY,
) -> SourceAnswer:  # fmt: skip
    """The answer of a field that asks `source` for each parent.

    `ref` gives the native reference to ask with (None: there is nothing to ask); `pick` takes the field's part of the
    answer; `known` may give the value from the parent itself, so that nothing is asked; `absent` stands for an empty
    answer. A bron that cannot tell is a fault, so that nobody reads it as "there is nothing", unless `optional`. `at_once` is
    how many parents are asked about side by side.
    """

    async def one(request: Request, parent: object, needs: Needs) -> object:
        value = known(parent) if known is not None else None
        reference = ref(parent) if value is None else None
        if reference is None:
            return absent if value is None else value
        live = request.registry.find(reference.bron, request.subject)
        if live is None or live.source(source) is None:
            return absent if optional else BronNotSupported(f"no source {source}")
        return _value(await request.ask(live, source, native=reference.native, needs=needs), pick, absent)

    async def answer(
        request: Request, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        answers: list[object] = []
        for at in range(0, len(parents), at_once):
            answers += await asyncio.gather(*(one(request, parent, needs) for parent in parents[at : at + at_once]))
        return answers

    return answer


def _value(outcome: Outcome, pick: Pick | None, absent: object) -> object:
    if outcome.kept is None:
        return outcome.fault
    if outcome.value is None:
        return absent
    return pick(outcome.value) if pick is not None else outcome.value
