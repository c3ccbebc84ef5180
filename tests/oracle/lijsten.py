"""A nasty schema: lists of lists of every kind of value, in each combination of null and non-null."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Annotated

import strawberry

from gateway.domain.source import source
from tests.oracle.waarden import CONFIG, Gulden, Kleur, Vrij, Woord


@strawberry.type
class Blad:
    """The leaf of a tree of lists, with a source of its own."""

    nr: strawberry.Private[int]
    tekst: str
    gulden: Gulden | None

    @source("blad.keer")
    def keer(self) -> int: ...


@strawberry.type
class Tak:
    """The other member of a union of lists."""

    nr: strawberry.Private[int]
    tekst: str
    bladen: list[list[Blad | None] | None] | None


Groei = Annotated[Blad | Tak, strawberry.union("Groei")]
LEAVES = {
    "tekst": str, "heel": int, "half": float, "kleur": Kleur, "woord": Woord, "gulden": Gulden, "vrij": Vrij, "blad": Blad,
    "groei": Groei,
}  # fmt: skip


def _shapes(name: str, type_: object, depth: int) -> dict[str, object]:
    """A type wrapped in 0 to `depth` lists, each level nullable (n) or not (v)."""
    made: dict[str, object] = {}
    for deep in range(depth + 1):
        for marks in product("nv", repeat=deep + 1):
            wrapped = type_ if marks[0] == "v" else type_ | None  # type: ignore[operator]  # a type or a union of types
            for mark in marks[1:]:
                wrapped = list[wrapped] if mark == "v" else list[wrapped] | None  # type: ignore[valid-type]
            made[f"{name}_{''.join(marks)}"] = wrapped
    return made


def _fields(prefix: str, depth: int, names: Sequence[str]) -> dict[str, object]:
    return {key: type_ for name in names for key, type_ in _shapes(f"{prefix}{name}", LEAVES[name], depth).items()}


def _asked(name: str, type_: object) -> object:
    def stub(self: object) -> object: ...

    stub.__annotations__ = {"return": type_}
    stub.__name__ = name
    return source(f"bron.{name}")(stub)


def _declare(name: str, attributes: Mapping[str, object], sources: Mapping[str, object]) -> type:
    """A type with these attributes, and a source field for each of these types."""
    annotations = {"nr": strawberry.Private[int], **attributes}
    body = {key: _asked(key, type_) for key, type_ in sources.items()}
    return strawberry.type(type(name, (), {"__annotations__": annotations, "__module__": __name__, **body}))


Lijsten = _declare("Lijsten", _fields("", 2, list(LEAVES)), _fields("b_", 1, list(LEAVES)))


@strawberry.type
class LijstenQuery:
    """One tree of lists, nullable and not, alone and in lists."""

    @source("lijsten")
    def lijsten(self) -> Lijsten | None: ...  # type: ignore[valid-type]  # made above

    @source("streng")
    def streng(self) -> Lijsten: ...  # type: ignore[valid-type]  # made above

    @source("diep")
    def diep(self) -> list[list[list[Lijsten | None] | None] | None]: ...  # type: ignore[valid-type]  # made above


def maak_lijsten() -> strawberry.Schema:
    """The schema, made anew."""
    return strawberry.Schema(query=LijstenQuery, config=CONFIG)
