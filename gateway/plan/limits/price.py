"""What a compiled question costs at most: calls at bronnen, items on pages, and values in the answer.

It is what the schema declares, and no more than that: cold caches, one bron a dienst and one way to know the person. So
the price of a question is the same for everybody, and a business with many vestigingen in many municipalities is never
refused for what it is. Calls are counted as `explain` does, and stricter where one fetch is asked about different things:
by different ids, or below different parents.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graphql import (
    FieldNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLSchema,
    IntValueNode,
    VariableNode,
    is_interface_type,
    is_object_type,
    is_required_argument,
    print_ast,
)
from graphql.execution.values import VariableValues

from gateway.config import Grenzen
from gateway.plan.limits.refusal import LimitExceeded, Regel
from gateway.plan.tree import Field, Kind, Selection

CALL_POINTS = 50
"""A call is some 20 to 100 ms of work at a bron that serves a whole town; an item that came along is printed at once."""

UNPAGED = 5
"""How many items a list without `first` is taken for: the documents of a zaak, the steps, the things one can do."""

MAX_PAGE = 100
"""The largest page there is. A list refuses a larger one at its own place, without asking anybody."""

MAX_REMEMBERED = 128
_ITEMS = ("nodes", "edges")


@dataclass(slots=True)
class Price:
    """`shared` are the calls that are made once whoever asks, `calls` those made per item; `dearest` asks most of them."""

    shared: dict[str, int] = field(default_factory=dict)
    calls: int = 0
    items: int = 0
    values: int = 0
    dearest: tuple[int, FieldNode | None] = (0, None)

    @property
    def upstream(self) -> int:
        """Upstream calls in all."""
        return self.calls + sum(self.shared.values())

    @property
    def points(self) -> int:
        """What `kosten` limits."""
        return CALL_POINTS * self.upstream + self.items

    def add(self, other: Price) -> None:
        """Add what is asked beside it."""
        self._share(other)
        self.calls += other.calls
        self.items += other.items
        self.values += other.values

    def widen(self, other: Price) -> None:
        """Make room for what is asked instead of it: a value of an interface is of one type only."""
        self._share(other)
        self.calls = max(self.calls, other.calls)
        self.items = max(self.items, other.items)
        self.values = max(self.values, other.values)

    def _share(self, other: Price) -> None:
        for fetch, calls in other.shared.items():
            self.shared[fetch] = max(self.shared.get(fetch, 0), calls)
        self.dearest = max(self.dearest, other.dearest, key=lambda one: one[0])


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a selection stands: how often it is printed, the page still to be spread out, what was read of its parent."""

    times: int
    page: int | None = None
    known: str = ""


class Pricer:
    """Prices one plan. Only the sizes of pages can differ between requests; prices are kept for those seen."""

    def __init__(self, schema: GraphQLSchema, root: Selection) -> None:
        self._schema = schema
        self._root = root
        self._sizes = sorted(_size_variables(root))
        self._known: dict[tuple[object, ...], Price] = {}

    def price(self, values: VariableValues) -> Price:
        """The price for the page sizes in these variables."""
        sizes = tuple(values.coerced.get(name) for name in self._sizes)
        price = self._known.get(sizes)
        if price is None:
            bill = _Bill(self._schema, dict(zip(self._sizes, sizes, strict=True)))
            price = bill.selection(self._root, _Place(1))
            if len(self._known) < MAX_REMEMBERED:
                self._known[sizes] = price
        return price


def check_price(price: Price, grenzen: Grenzen) -> None:
    """Raises LimitExceeded when a question costs more than it may."""
    place = [price.dearest[1]] if price.dearest[1] is not None else []
    if price.upstream > grenzen.aanroepen:
        raise LimitExceeded(Regel.AANROEPEN, _sentence("aanroepen", price.upstream, grenzen.aanroepen), place)
    if price.points > grenzen.kosten:
        raise LimitExceeded(Regel.KOSTEN, _sentence("punten", price.points, grenzen.kosten), place)
    if price.values > grenzen.waarden:
        raise LimitExceeded(Regel.WAARDEN, _sentence("waarden", price.values, grenzen.waarden), place)


def _sentence(unit: str, asked: int, allowed: int) -> str:
    return f"De vraag kost te veel: {asked} {unit}, en hier passen er {allowed}. Vraag minder items of velden tegelijk."


class _Bill:
    def __init__(self, schema: GraphQLSchema, sizes: Mapping[str, object]) -> None:
        self.schema = schema
        self.sizes = sizes

    def selection(self, selection: Selection, place: _Place) -> Price:
        price = Price()
        own: dict[str, int] = {}
        for one in selection.fields:
            self._calls(one, place, price, own)
            price.add(self._below(one, place))
        price.calls += sum(own.values())
        return price

    def _calls(self, one: Field, place: _Place, price: Price, own: dict[str, int]) -> None:
        """Count the calls of a field itself. Fields of one parent with the same fetch share them."""
        source = one.source
        if source is None:
            return
        for fetch in one.erbij:
            price.shared[fetch] = max(price.shared.get(fetch, 0), 1)
        if source.fetch == place.known:
            return
        calls = source.calls * (place.times if source.per_item else 1)
        price.dearest = max(price.dearest, (calls, one.nodes[0]), key=lambda found: found[0])
        if source.per_item:
            own[source.fetch] = max(own.get(source.fetch, 0), calls)
        else:
            told = self._told(one)
            price.shared[told] = max(price.shared.get(told, 0), calls)

    def _told(self, one: Field) -> str:
        """What a fetch is about: its name, with what it is told by required arguments (an id, a URN)."""
        assert one.source is not None
        declared = self._declared(one)
        given = [found for found in one.nodes[0].arguments or () if is_required_argument(declared[found.name.value])]
        return " ".join([one.source.fetch, *sorted(print_ast(found) for found in given)])

    def _below(self, one: Field, place: _Place) -> Price:
        """The price of what is selected below a field, with the values or items of the field itself."""
        size, is_list = self._size(one), _is_list(one)
        is_page = place.page is not None and one.nodes[0].name.value in _ITEMS
        times, page = place.times, None if is_list else size
        if is_list:
            times *= size if size is not None else place.page if is_page and place.page is not None else UNPAGED
        price = Price()
        known = one.source.fetch if one.source is not None and not is_list else ""
        for below in one.below.values():
            price.widen(self.selection(below, _Place(times, page, known)))
        price.values += times
        price.items += times if is_list and (is_page or one.kind is Kind.FETCH) else 0
        return price

    def _size(self, one: Field) -> int | None:
        """The page that a field is asked for; None for a field without pages."""
        declared = self._declared(one).get("first")
        if declared is None:
            return None
        given = written_first(one)
        if isinstance(given, IntValueNode):
            return min(max(0, int(given.value)), MAX_PAGE)
        chosen = self.sizes.get(given.name.value) if isinstance(given, VariableNode) else None
        size = next((found for found in (chosen, declared.default_value) if isinstance(found, int)), UNPAGED)
        return min(max(0, size), MAX_PAGE)

    def _declared(self, one: Field) -> Mapping[str, GraphQLArgument]:
        """The arguments that the schema declares for a field."""
        type_ = self.schema.get_type(one.coordinate.partition(".")[0])
        if not (is_object_type(type_) or is_interface_type(type_)):  # __typename
            return {}
        fields: Mapping[str, GraphQLField] = type_.fields
        return fields[one.nodes[0].name.value].args


def _is_list(one: Field) -> bool:
    type_ = one.gql_type.of_type if isinstance(one.gql_type, GraphQLNonNull) else one.gql_type
    return isinstance(type_, GraphQLList)


def written_first(one: Field) -> object:
    """What is written for `first`, if anything."""
    return next((found.value for found in one.nodes[0].arguments or () if found.name.value == "first"), None)


def _size_variables(selection: Selection) -> set[str]:
    """The variables that decide how large a page is."""
    found: set[str] = set()
    for one in selection.fields:
        given = written_first(one)
        if isinstance(given, VariableNode):
            found.add(given.name.value)
        for below in one.below.values():
            found |= _size_variables(below)
    return found
