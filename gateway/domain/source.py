"""How a field says where its value comes from: `source` asks a bron, `computed` derives it, all else is an attribute.

Only a `source` field does I/O; a `stream` is a root that answers more than once. Its stub has no body: the decorator makes
the resolver that asks `info.context.fetch`, and
the plan calls that same function with all parents at once. A `computed` field is sync, pure and short.
"""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any, overload  # Any: Strawberry's own signatures are typed with it

import strawberry
from graphql import GraphQLResolveInfo
from strawberry.schema_directive import Location
from strawberry.types import Info
from strawberry.types.field import StrawberryField

from gateway.context import Fetches, Listens, Needs
from gateway.domain.selection import needed_paths


@strawberry.schema_directive(locations=[Location.FIELD_DEFINITION], name="semanticNonNull")
class SemanticNonNull:
    """Dit veld is alleen leeg als er een fout bij staat in `errors`. Zonder fout is er altijd een waarde."""

    levels: list[int] = strawberry.field(default_factory=lambda: [0])


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """What a source field costs: `calls` upstream calls for one bron and a cold cache, per item when `per_item`.

    Fields with the same `fetch` share their calls: it defaults to the key.
    """

    key: str
    calls: int = 1
    per_item: bool = False
    fetch: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """The pure function behind a computed field, called as `function(parent, context, **args)`."""

    function: Callable[..., object]


def source(
    key: str,
    *,
    calls: int = 1,
    per_item: bool = False,
    fetch: str = "",
    empty: bool = False,
    deprecation: str | None = None,
) -> Callable[[Callable[..., object]], Any]:  # Any: a field takes the type of its annotation for mypy
    """Declare a field that asks a bron; the stub's docstring becomes its description.

    `empty=True` says that null has a meaning of its own (not there, or not yours), so `@semanticNonNull` is left out.
    """

    def declare(stub: Callable[..., object]) -> StrawberryField:
        return _field(
            resolver=_asking(key, stub),
            description=inspect.getdoc(stub),
            directives=[] if empty else [SemanticNonNull()],
            deprecation_reason=deprecation,
            metadata={"source": SourceSpec(key, calls, per_item, fetch or key)},
        )

    return declare


def stream(key: str, *, calls: int = 1) -> Callable[[Callable[..., object]], Any]:  # Any: as for source
    """Declare a root of Subscription; the stub's docstring becomes its description. `calls`: what opening it costs.

    Whoever runs the operation makes the events and prints each as an answer of its own; Strawberry's way to them is
    `info.context.listen`.
    """

    def declare(stub: Callable[..., object]) -> StrawberryField:
        spec = SourceSpec(key, calls, False, key)
        return _field(
            resolver=_listening(key, stub),
            description=inspect.getdoc(stub),
            metadata={"source": spec},
            is_subscription=True,
        )

    return declare


@overload
def computed(function: Callable[..., object], /) -> Any: ...  # Any: as for source
@overload
def computed(*, directives: Sequence[object]) -> Callable[[Callable[..., object]], Any]: ...
def computed(function: Callable[..., object] | None = None, /, *, directives: Sequence[object] = ()) -> Any:
    """Declare a field whose value is derived from its parent: `def field(self, context, **args)`; sync and pure."""

    def declare(derive: Callable[..., object]) -> StrawberryField:
        resolver = _with_info(derive, lambda parent, info, args: derive(parent, info.context, **args), skip=2)
        described = inspect.getdoc(derive)
        return _field(
            resolver=resolver, description=described, directives=directives, metadata={"computed": Computed(derive)}
        )

    return declare if function is None else declare(function)


def _field(**declaration: Any) -> StrawberryField:  # Any: passed on to Strawberry as it is
    """`strawberry.field` with the type it has at run time; its own annotations follow the resolver's answer."""
    field: StrawberryField = strawberry.field(**declaration)
    return field


def _asking(key: str, stub: Callable[..., object]) -> Callable[..., object]:
    async def ask(parent: object, info: Info, args: dict[str, object]) -> object:
        context: Fetches = info.context
        (answer,) = await context.fetch(key, [parent], args, SelectedNeeds(info._raw_info))
        if isinstance(answer, Exception):
            raise answer
        return answer

    return _with_info(stub, ask, skip=1)


def _listening(key: str, stub: Callable[..., object]) -> Callable[..., object]:
    async def listen(parent: object, info: Info, args: dict[str, object]) -> AsyncIterator[object]:
        context: Listens = info.context
        async for event in context.listen(key, args):
            yield event

    return _with_info(stub, listen, skip=1)


def _with_info(stub: Callable[..., object], run: Callable[..., object], *, skip: int) -> Callable[..., object]:
    """A function with the stub's name and signature, plus `info`, that hands parent, info and arguments to `run`."""

    def resolver(self: object, info: Info, **args: object) -> object:
        return run(self, info, args)

    signature = inspect.signature(stub)
    own = list(signature.parameters.values())[skip:]
    info = inspect.Parameter("info", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Info)
    me = inspect.Parameter("self", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    own = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    resolver.__signature__ = signature.replace(parameters=[me, info, *own])  # type: ignore[attr-defined]  # read by inspect
    resolver.__annotations__ = {**stub.__annotations__, "info": Info}
    resolver.__name__, resolver.__qualname__, resolver.__module__ = stub.__name__, stub.__qualname__, stub.__module__
    return resolver


class SelectedNeeds(Needs):
    """Needs read from Strawberry's resolve info, only when somebody looks: the plan works them out beforehand."""

    __slots__ = ("_info", "_paths")

    def __init__(self, info: GraphQLResolveInfo[Any]) -> None:
        self._info = info
        self._paths: frozenset[str] | None = None

    @property
    def paths(self) -> frozenset[str]:  # type: ignore[override]  # a slot in the parent, worked out late here
        if self._paths is None:
            info = self._info
            values: Any = info.variable_values  # Any: a plain dict when Strawberry itself executes
            given = getattr(values, "coerced", values)
            self._paths = needed_paths(info.schema, info.fragments, info.field_nodes, info.return_type, given)
        return self._paths


def field_kind(field: StrawberryField) -> SourceSpec | Computed | None:
    """The source or computed declaration of a field; None for a plain attribute."""
    kind = field.metadata.get("source") or field.metadata.get("computed")
    return kind if isinstance(kind, SourceSpec | Computed) else None
