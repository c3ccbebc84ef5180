"""An item of which only the title is shown: what stands in the place of everything else."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from gateway.domain.ref import Ref
from gateway.domain.zaak import Dossier

SHOWN = frozenset({"ref", "titel", "organisatie", "herkomst", "sleutels", "afscherming"})
"""What is left of an item that is hidden: its title, whose it is, and the names by which others link to it."""
_STAYS = object()


def blanks(kind: Any) -> Mapping[str, object]:  # Any: a class that Strawberry made a dataclass
    """An empty value for each attribute of a class of items that is not shown. What sort it is stays known by its class.

    Raises TypeError for an attribute that cannot be empty.
    """
    hints = get_type_hints(kind)
    given = [one.name for one in dataclasses.fields(kind) if one.init and one.name not in SHOWN]
    return {name: blank for name in given if (blank := _blank(hints[name])) is not _STAYS}


def _blank(hint: object) -> object:
    if type(None) in get_args(hint):
        return None
    kind = get_origin(hint) or hint
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind.__members__.get("ONBEKEND", _STAYS)
    if kind is Ref:
        return _STAYS  # what it leads to is not asked for either
    if kind in (list, tuple, str, int, bool, Dossier):
        return kind()
    raise TypeError(f"no empty value for {hint}")
