"""The change to a bericht that a merge patch (RFC 7396) asks for."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from sandbox.mijnoverheid.problem import Problem

MapName = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class Changes(msgspec.Struct):
    """What may change; absent and null both mean: leave it."""

    status: Literal["gelezen", "ongelezen"] | None = None
    map: MapName | None = None


def read_changes(body: bytes) -> Changes:
    """The changes in the body.

    Raises:
        Problem: 400, no JSON object, a value that may not be, or no field at all.
    """
    try:
        fields = msgspec.json.decode(body, type=dict[str, object])
        changes = msgspec.convert(fields, Changes)
    except msgspec.DecodeError as error:
        raise Problem(400, "De wijziging is niet geldig") from error
    if not fields:
        raise Problem(400, "De wijziging is leeg")
    return changes
