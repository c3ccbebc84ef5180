"""How a view lies in bytes: its fields in order, without names, and what many views share only once.

msgspec cannot decode the classes of the schema: their computed fields have no annotation. So for each class two functions
are written, once at start, from the fields its constructor takes: from a view to plain tuples and back. Dates, enums and
amounts inside the tuples are msgspec's own business.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from itertools import count
from sys import intern
from types import NoneType, UnionType
from typing import Any, NamedTuple, NewType, Union, get_args, get_origin, get_type_hints

import msgspec

from gateway.domain.bron import Bron, Herkomst, Organisatie
from gateway.domain.product import Producttype
from gateway.domain.ref import Ref
from gateway.domain.zaak import Zaaktype

Plain = Any  # what msgspec reads and writes: tuples, lists and scalars, checked against `Layout.wire` when decoded
Tagged = tuple[str, msgspec.Raw]
Share = Callable[[object], int]

SHARED = (Organisatie, Bron, Zaaktype, Producttype, list[Herkomst])
"""Types whose values recur in the views of one answer: they are written once, and read as one object again."""

_LIST: Plain = list  # not followed by mypy, which knows no types made at run time
_TUPLE: Plain = tuple
_SCALARS = (str, int, bool, float, date, Decimal, NoneType)


@dataclasses.dataclass(frozen=True)
class Layout:
    """How values of one class are written: `wire` is the type msgspec reads, `source` how we got there."""

    of: type
    wire: Plain
    pack: Callable[[Plain, Share], Plain]
    unpack: Callable[[Plain, list[object]], object]
    source: str
    one: msgspec.msgpack.Decoder[Plain]
    many: msgspec.msgpack.Decoder[list[Plain]]


class _Part(NamedTuple):
    """How one field goes: its type on the wire, and expressions in which @ is the value."""

    wire: Plain
    pack: str = "@"
    unpack: str = "@"

    @property
    def is_same(self) -> bool:
        """Is the value written as it is?"""
        return self.pack == "@" == self.unpack


class Layouts:
    """The layouts of these classes and all that stand in their fields, by the name of the class.

    Raises TypeError for a field that cannot be kept, such as one that can hold any class of an interface.
    """

    def __init__(self, classes: tuple[type, ...]) -> None:
        self.by_tag: dict[str, Layout] = {}
        for scalar in (str, int, bool, NoneType):
            self._add(scalar, scalar, lambda value, _: value, lambda value, _: value, "")
        for cls in (*classes, *SHARED[:-1], Herkomst):
            self._layout(cls)

    def _layout(self, cls: type) -> Layout:
        """The layout of a class, made when it is first met; a class never holds itself."""
        known = self.by_tag.get(cls.__name__)
        if known is not None and known.of is cls:
            return known
        if known is not None:
            raise TypeError(f"two classes are called {cls.__name__}")
        names = count()
        hints = get_type_hints(cls)
        fields = {field.name: self._part(hints[field.name], names) for field in _given(cls)}
        wire = _TUPLE[tuple(part.wire for part in fields.values())]
        source = _source(cls, fields)
        space: dict[str, Any] = {  # Any: a namespace for exec
            cls.__name__: cls, "new": object.__new__, "Ref": Ref, "intern": intern,
            **{f"pack_{tag}": layout.pack for tag, layout in self.by_tag.items()},
            **{f"unpack_{tag}": layout.unpack for tag, layout in self.by_tag.items()},
        }  # fmt: skip
        exec(source, space)  # noqa: S102  # written above from names of our own classes and fields, nothing else
        return self._add(cls, wire, space["pack"], space["unpack"], source)

    def _add(
        self, cls: type, wire: Plain, pack: Callable[[Plain, Share], Plain],
        unpack: Callable[[Plain, list[object]], object], source: str,
    ) -> Layout:  # fmt: skip
        one, many = msgspec.msgpack.Decoder(wire), msgspec.msgpack.Decoder(_LIST[wire])
        self.by_tag[cls.__name__] = Layout(cls, wire, pack, unpack, source, one, many)
        return self.by_tag[cls.__name__]

    def _part(self, kind: Plain, names: Iterator[int]) -> _Part:
        """How a value of this type goes."""
        while isinstance(kind, NewType):
            kind = kind.__supertype__
        if kind in SHARED:
            return _Part(int, "share(@)", "shared[@]")
        origin: Plain = get_origin(kind)
        if origin in (Union, UnionType):
            return self._optional(kind, names)
        if origin in (list, tuple):
            return self._several(kind, names)
        return self._single(kind)

    def _single(self, kind: Plain) -> _Part:
        if kind is datetime:
            # As text: msgpack's own timestamp would lose the offset, which a person sees.
            return _Part(datetime, "@.isoformat()")
        if kind is object:
            return _Part(Any)
        if kind in _SCALARS or (isinstance(kind, type) and issubclass(kind, Enum)):
            return _Part(kind)
        if kind is Ref:
            return _Part(tuple[str, str, str], "(@.soort, @.bron, @.native)", "Ref(intern(@[0]), intern(@[1]), @[2])")
        if not (isinstance(kind, type) and dataclasses.is_dataclass(kind)) or _is_interface(kind):
            raise TypeError(f"no layout for {kind}")
        tag = kind.__name__
        return _Part(self._layout(kind).wire, f"pack_{tag}(@, share)", f"unpack_{tag}(@, shared)")

    def _optional(self, kind: Plain, names: Iterator[int]) -> _Part:
        inner, *more = (self._part(one, names) for one in get_args(kind) if one is not NoneType)
        if more:
            raise TypeError(f"no layout for {kind}")
        each = (how if how == "@" else f"(None if @ is None else {how})" for how in (inner.pack, inner.unpack))
        return _Part(inner.wire | None, *each)

    def _several(self, kind: Plain, names: Iterator[int]) -> _Part:
        inner, is_list = self._part(get_args(kind)[0], names), kind.__origin__ is list
        wire = _LIST[inner.wire] if is_list else _TUPLE[inner.wire, ...]
        if inner.is_same:
            return _Part(wire)
        name = f"x{next(names)}"
        begin, end, none = ("[", "]", "[]") if is_list else ("tuple([", "])", "()")
        each = (how.replace("@", name) for how in (inner.pack, inner.unpack))
        return _Part(wire, *(f"({begin}{how} for {name} in @{end} if @ else {none})" for how in each))


def _given(cls: Plain) -> list[dataclasses.Field[object]]:
    """The fields a constructor takes; those that ask a bron or are computed are not kept."""
    return [field for field in dataclasses.fields(cls) if field.init]


def _is_interface(cls: Plain) -> bool:
    definition = getattr(cls, "__strawberry_definition__", None)
    return definition is not None and definition.is_interface


def _source(cls: Plain, fields: Mapping[str, _Part]) -> str:
    """The two functions of a class, as Python.

    A view is filled without its constructor, which with this many keywords takes ten times as long and does no more.
    """
    places = {name: f"a{place}" for place, name in enumerate(fields)}
    these, read = (
        "".join(f"{one}, " for one in some) for some in (places.values(), (f"view.{name}" for name in fields))
    )
    packed = "".join(f"{part.pack.replace('@', places[name])}, " for name, part in fields.items())
    unpacked = {name: part.unpack.replace("@", places[name]) for name, part in fields.items()}
    if cls.__dataclass_params__.frozen or hasattr(cls, "__post_init__"):
        made = f"view = {cls.__name__}({', '.join(f'{name}={how}' for name, how in unpacked.items())})"
    else:
        made = "; ".join([f"view = new({cls.__name__})", *(f"view.{name} = {how}" for name, how in unpacked.items())])
    return (
        f"def pack(view, share):\n    {these}= {read}\n    return ({packed})\n"
        f"def unpack(plain, shared):\n    {these}= plain\n    {made}\n    return view\n"
    )
