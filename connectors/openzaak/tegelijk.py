"""Several small questions where a supplier has no single one for them: side by side, but only a few at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

AT_ONCE = 8
T = TypeVar("T")
S = TypeVar("S")


async def each(ask: Callable[[S], Awaitable[T]], items: Sequence[S]) -> list[T]:
    """The answers about all items, in order."""
    answers: list[T] = []
    for at in range(0, len(items), AT_ONCE):
        answers += await asyncio.gather(*(ask(item) for item in items[at : at + AT_ONCE]))
    return answers
