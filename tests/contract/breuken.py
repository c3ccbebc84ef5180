"""The ways to break a recorded answer mechanically: each gives the broken JSON with the place that was broken."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple  # Any: recorded JSON

VREEMD = "veld-dat-wij-niet-kennen"
_WRONG: dict[type, tuple[object, ...]] = {
    str: (7, {"@null": True}),
    int: ("tekst", []),
    float: ("tekst", []),
    bool: ("misschien", 2),
    list: ({}, "tekst"),
    dict: ([], "tekst"),
    type(None): ({"@null": True},),
}


class Breuk(NamedTuple):
    """A broken answer: where (`$.results[].status`), how, and the JSON."""

    pad: str
    hoe: str
    json: Any


def missing(whole: Any) -> Iterator[Breuk]:
    """Each field left out."""
    for steps in _places(whole):
        if isinstance(steps[-1], str):
            broken, holder = _copy(whole, steps)
            del holder[steps[-1]]
            yield Breuk(_pad(steps), "ontbreekt", broken)


def wrong(whole: Any) -> Iterator[Breuk]:
    """Each value null, and of other types than it is."""
    yield from (Breuk("$", f"{value!r}", value) for value in (None, 7, "tekst", *_WRONG[type(whole)]))
    for steps in _places(whole):
        value = _at(whole, steps)
        for other in (*_WRONG[type(value)], None):
            broken, holder = _copy(whole, steps)
            holder[steps[-1]] = other
            yield Breuk(_pad(steps), f"{other!r}", broken)


def unknown_fields(whole: Any, free: Collection[str], pad: str = "$") -> Any:
    """Every object with a field more, of a shape of its own; what is free for people to fill is left alone."""
    if pad in free:
        return whole
    if isinstance(whole, list):
        return [unknown_fields(one, free, f"{pad}[]") for one in whole]
    if not isinstance(whole, dict):
        return whole
    more = {key: unknown_fields(one, free, f"{pad}.{key}") for key, one in whole.items()}
    return {**more, VREEMD: {"diep": [1, None, {"x": "y"}]}}


def of_another(value: Any, numbers: dict[str, str], others: dict[str, str]) -> Any:
    """The same with the numbers of another person."""
    if isinstance(value, dict):
        return {key: of_another(one, numbers, others) for key, one in value.items()}
    if isinstance(value, list):
        return [of_another(one, numbers, others) for one in value]
    if not isinstance(value, str):
        return value
    for kind, number in numbers.items():
        value = value.replace(number, others[kind])
    return value


def elsewhere(value: Any, host: str) -> Any:
    """Every address of the bron, and every other one, at a foreign host."""
    if isinstance(value, dict):
        return {key: elsewhere(one, host) for key, one in value.items()}
    if isinstance(value, list):
        return [elsewhere(one, host) for one in value]
    return re.sub(r"^(\{basis\}|https?://[^/]+)", host, value) if isinstance(value, str) else value


def _places(value: Any, steps: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in it; of a list only the first thing."""
    inner = (
        list(value.items()) if isinstance(value, dict) else [(0, value[0])] if isinstance(value, list) and value else []
    )
    for key, one in inner:
        yield (*steps, key)
        yield from _places(one, (*steps, key))


def _copy(whole: Any, steps: tuple[str | int, ...]) -> tuple[Any, Any]:
    broken = copy.deepcopy(whole)
    return broken, _at(broken, steps[:-1])


def _at(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        value = value[step]
    return value


def _pad(steps: tuple[str | int, ...]) -> str:
    return "$" + "".join("[]" if isinstance(step, int) else f".{step}" for step in steps)
