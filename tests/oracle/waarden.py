"""Enums and scalars that are as awkward as the standard allows, shared by the nasty schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, IntEnum
from typing import NewType

import msgspec
import strawberry
from strawberry.schema.config import StrawberryConfig

Samples = Mapping[str, Sequence[object]]
Gulden = NewType("Gulden", object)
Vrij = NewType("Vrij", object)


def _print_gulden(value: object) -> str:
    if not isinstance(value, int):
        raise ValueError("geen gulden")
    return f"f {value}"


@strawberry.enum
class Kleur(Enum):
    """The values differ from the names, and two of them are each other's."""

    ROOD = "red"
    GROEN = "BLAUW"
    BLAUW = "GROEN"


@strawberry.enum
class Maat(IntEnum):
    """Values that are numbers, one of them false."""

    KLEIN = 0
    GROOT = 1


@strawberry.enum
class Woord(Enum):
    """Values that are the names, so that they print themselves."""

    JA = "JA"
    NEE = "NEE"


SCALARS: Mapping[object, object] = {
    Gulden: strawberry.scalar(name="Gulden", serialize=_print_gulden, parse_value=int),
    Vrij: strawberry.scalar(name="Vrij", serialize=msgspec.to_builtins, parse_value=str),
}
CONFIG = StrawberryConfig(scalar_map=SCALARS)  # type: ignore[arg-type]  # a Mapping will do
SAMPLES: Samples = {"Gulden": [3, "4"], "Vrij": ["vrij"]}
GOOD: Samples = {"Gulden": [1, 25], "Vrij": [1, "a", {"b": [None, True]}, []]}
BAD: Samples = {"Gulden": ["stuk", object()]}
