"""What a compiled operation is made of: selections by type, the fields in them, and where each value comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from graphql import FieldNode, GraphQLOutputType, OperationType
from graphql.execution.values import VariableValues

from gateway.context import Needs
from gateway.domain.source import SourceSpec

if TYPE_CHECKING:
    from gateway.plan.limits.price import Pricer

Arguments = Mapping[str, object]
BuildArguments = Callable[[VariableValues], Arguments]
Erbij = Callable[[str, Needs, Arguments], tuple[str, ...]]
"""The fetches that come along with a source of this key when this is selected of its items, by name.

Arguments that wait for a variable are not among those given.
"""


def niets_erbij(_key: str, _needs: Needs, _args: Arguments) -> tuple[str, ...]:
    """Nothing comes along."""
    return ()


class Kind(Enum):
    """Where a field's value comes from."""

    TYPENAME = "typename"
    ATTRIBUTE = "attribute"
    COMPUTED = "computed"
    LOCAL = "local"
    FETCH = "fetch"


@dataclass(slots=True)
class Field:
    """One response key: its value's origin, its type, and what is selected below it for each possible class.

    `slot` numbers the fields whose values are kept apart from their parent: LOCAL (a computed object) and FETCH.
    `page` is how many items a list field gives at most. `fixed` holds the arguments when no variable takes part; otherwise
    `arguments` builds them for each request. `erbij` are the fetches that rules need beside the field's own.
    """

    key: str
    kind: Kind
    gql_type: GraphQLOutputType
    nodes: tuple[FieldNode, ...]
    attribute: str = ""
    function: Callable[..., object] | None = None
    source: SourceSpec | None = None
    fixed: Arguments | None = None
    arguments: BuildArguments | None = None
    needs: Needs = field(default_factory=Needs)
    slot: int = -1
    below: dict[type, Selection] = field(default_factory=dict)
    coordinate: str = ""
    page: int = 1
    erbij: tuple[str, ...] = ()


@dataclass(slots=True)
class Selection:
    """What is selected on one concrete type.

    `local` and `fetches` have values of their own; `deep` are attributes below which such fields are found.
    """

    typename: str
    fields: tuple[Field, ...]
    local: tuple[Field, ...] = ()
    fetches: tuple[Field, ...] = ()
    deep: tuple[Field, ...] = ()

    @property
    def moves(self) -> bool:
        """Is there anything to work out before this selection can be printed?"""
        return bool(self.local or self.fetches or self.deep)


@dataclass(slots=True)
class Plan:
    """An operation, compiled. `project` prints it fast from values that are all right; it raises when one is not.

    `is_memorable`: its answer follows from views, the person and the day alone; see `memo`.
    """

    operation: OperationType
    name: str | None
    root: Selection
    slots: int
    variable_fields: tuple[Field, ...]
    project: Callable[..., dict[str, object]]
    pricer: Pricer
    is_memorable: bool = False

    @property
    def is_query(self) -> bool:
        """Does it change nothing?"""
        return self.operation is OperationType.QUERY

    def fetches(self) -> Sequence[Field]:
        """Every fetch of the plan, parents before children."""
        found: list[Field] = []
        _walk(self.root, found)
        return found


def _walk(selection: Selection, found: list[Field]) -> None:
    found.extend(selection.fetches)
    for child in (*selection.fetches, *selection.local, *selection.deep):
        for below in child.below.values():
            _walk(below, found)
