"""The resources of the Objects API with the names and the order of fields in which it publishes them."""

from __future__ import annotations

import msgspec

JsonObject = dict[str, object]


class Record(msgspec.Struct, rename="camel", kw_only=True):
    """A version of an object: it holds from `start_at` up to and including `end_at`."""

    index: int = 1
    type_version: int = 1
    data: JsonObject
    geometry: JsonObject | None = None
    references: list[JsonObject] = []
    start_at: str
    end_at: str | None = None
    registration_at: str
    correction_for: int | None = None
    corrected_by: int | None = None


class Object(msgspec.Struct, kw_only=True):
    """An object with its last record."""

    url: str = ""
    uuid: str
    type: str = ""
    record: Record
    soort: str

    def body(self) -> JsonObject:
        """As it is published: our own name for its type stays behind."""
        found: JsonObject = msgspec.to_builtins(self)
        del found["soort"]
        return found


class Objecttype(msgspec.Struct, frozen=True):
    """A kind of object, with the JSON Schema its data must obey."""

    naam: str
    uuid: str
    schema: JsonObject
