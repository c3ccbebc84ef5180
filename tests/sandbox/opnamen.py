"""Recorded answers of the real systems, when they lie beside the repository, and what it means to have their form."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

import pytest

RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "recordings"


def recorded(system: str, name: str) -> object:
    """An answer of the real system; without recordings the test is skipped."""
    path = RECORDINGS / system / f"{name}.json"
    if not path.exists():
        pytest.skip("geen opnamen naast de repository (../shared/recordings)")
    found: object = json.loads(path.read_text())
    return found


def check_shape(ours: object, theirs: object, *, free: Collection[str], path: str = "") -> None:
    """The same names in the same order at every depth, and the same types where both have a value.

    What stands under a name in `free` differs from row to row, so only the name itself counts.
    """
    if isinstance(ours, dict) and isinstance(theirs, dict):
        assert list(ours) == list(theirs), path
        for name in ours:
            if name not in free:
                check_shape(ours[name], theirs[name], free=free, path=f"{path}.{name}")
    elif isinstance(ours, list) and isinstance(theirs, list):
        for one in ours[:1]:
            for other in theirs[:1]:
                check_shape(one, other, free=free, path=f"{path}[]")
    elif ours is not None and theirs is not None:
        assert type(ours) is type(theirs), path
