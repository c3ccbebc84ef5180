"""Print an answer to the letter of the specification: null propagation, error paths, one error a place.

GraphQL September 2025, 6.4.3 (value completion) and 6.4.4 (errors). Slow, plain, and only used when the fast projector
met something it does not expect.
"""

from __future__ import annotations

from graphql import GraphQLError, GraphQLLeafType, GraphQLList, GraphQLNonNull, GraphQLOutputType, is_leaf_type

from gateway.plan.run import Run
from gateway.plan.tree import Field, Kind, Selection

Path = tuple[str | int, ...]


class _Nulled(Exception):
    """A value that may not be null is; carries the located error up to the nearest place that may be null."""

    def __init__(self, error: GraphQLError) -> None:
        super().__init__(error.message)
        self.error = error


def complete(run: Run) -> tuple[dict[str, object] | None, list[GraphQLError]]:
    """The data and errors of a run whose fetches are done."""
    printer = _Printer(run)
    try:
        return printer.selection(run.plan.root, run.root, ()), printer.errors
    except _Nulled as nulled:
        return None, [*printer.errors, nulled.error]


def holds(run: Run, selection: Selection) -> bool:
    """Can this part of the root be printed? False when its null goes all the way up."""
    try:
        _Printer(run).selection(selection, run.root, ())
    except _Nulled:
        return False
    return True


class _Printer:
    def __init__(self, run: Run) -> None:
        self.run = run
        self.errors: list[GraphQLError] = []

    def selection(self, selection: Selection, parent: object, path: Path) -> dict[str, object]:
        return {field.key: self._field(selection, field, parent, (*path, field.key)) for field in selection.fields}

    def _field(self, selection: Selection, field: Field, parent: object, path: Path) -> object:
        if field.kind is Kind.TYPENAME:
            return selection.typename
        try:
            value = self._origin(field, parent)
        except Exception as fault:  # a field's fault is an error at its path, whatever it is
            value = fault
        return self._place(field.gql_type, value, field, path)

    def _origin(self, field: Field, parent: object) -> object:
        if field.kind is Kind.ATTRIBUTE:
            return getattr(parent, field.attribute)
        if field.kind is not Kind.COMPUTED:
            return self.run.results[field.slot][id(parent)]
        arguments = field.fixed if field.fixed is not None else self.run.arguments[field.slot]
        if isinstance(arguments, GraphQLError):
            raise arguments
        assert field.function is not None
        return field.function(parent, self.run.context, **(arguments or {}))

    def _place(self, type_: GraphQLOutputType, value: object, field: Field, path: Path) -> object:
        """A value at a place in the answer: its error stops here when the place may be null, else it goes up."""
        if isinstance(type_, GraphQLNonNull):
            printed = self._value(type_.of_type, value, field, path)
            if printed is None:
                raise _Nulled(self._located(ValueError("null where none may be"), field, path))
            return printed
        try:
            return self._value(type_, value, field, path)
        except _Nulled as nulled:
            self.errors.append(nulled.error)
            return None

    def _value(self, type_: GraphQLOutputType, value: object, field: Field, path: Path) -> object:
        if isinstance(value, Exception):
            raise _Nulled(self._located(value, field, path))
        if value is None:
            return None
        if isinstance(type_, GraphQLList):
            return self._list(type_, value, field, path)
        if is_leaf_type(type_):
            return self._leaf(type_, value, field, path)
        below = field.below.get(type(value))
        if below is None:
            raise _Nulled(self._located(TypeError("a value of an unexpected type"), field, path))
        return self.selection(below, value, path)

    def _list(self, type_: GraphQLList[GraphQLOutputType], value: object, field: Field, path: Path) -> object:
        if not isinstance(value, list | tuple):
            raise _Nulled(self._located(TypeError("not a list"), field, path))
        return [self._place(type_.of_type, item, field, (*path, index)) for index, item in enumerate(value)]

    def _leaf(self, type_: GraphQLLeafType, value: object, field: Field, path: Path) -> object:
        try:
            return type_.serialize(value)
        except Exception as fault:  # a scalar may raise anything; it is an error at this place, and never the client's
            raise _Nulled(self._located(TypeError(str(fault)), field, path)) from None

    def _located(self, fault: Exception, field: Field, path: Path) -> GraphQLError:
        if isinstance(fault, GraphQLError) and fault.path is not None:
            return fault
        original = None if isinstance(fault, GraphQLError) else fault
        return GraphQLError(str(fault), list(field.nodes), path=list(path), original_error=original)
