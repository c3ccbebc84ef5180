"""What a question costs: what the schema declares, the same for everybody, and refused before anybody is asked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from graphql import parse
from graphql.execution.values import VariableValues, get_variable_values

from gateway.config import RUIM, Grenzen
from gateway.plan.explain import upstream_calls
from gateway.plan.fanout.merge import MAX_FIRST
from gateway.plan.limits.price import MAX_PAGE, Price, check_price
from gateway.plan.limits.refusal import LimitExceeded, Regel
from gateway.plan.limits.shape import check_shape
from gateway.plan.limits.text import parse_within
from gateway.plan.store import PlanStore
from resolvers.schema import maak_schema

pytestmark = pytest.mark.attacks
SCHEMA = maak_schema()
STANDAARD = Grenzen()
NO_VALUES = VariableValues({}, {})
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").rglob("*.graphql"))


def price(text: str, variables: Mapping[str, object] | None = None) -> Price:
    """The price of the one operation in a valid document."""
    store = PlanStore(SCHEMA, grenzen=RUIM)
    document = store.document(text)
    assert document.errors == []
    (operation,) = document.operations.values()
    values = NO_VALUES
    if variables is not None:
        found = get_variable_values(SCHEMA._schema, operation.variable_definitions or (), dict(variables))
        assert isinstance(found, VariableValues)
        values = found
    return store.plan(document, operation, values).pricer.price(values)


def too_dear(text: str, variables: Mapping[str, object] | None = None) -> LimitExceeded:
    with pytest.raises(LimitExceeded) as found:
        check_price(price(text, variables), STANDAARD)
    return found.value


def variables_of(text: str) -> Mapping[str, object] | None:
    """What a screen needs to be priced; an input of a change has no part in its price."""
    return None if "$invoer" in text else {"id": "x"} if "$id" in text else {}


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_every_screen_fits_with_room(path: Path) -> None:
    """What a portal asks takes at most three quarters of any limit, so that it can grow."""
    text = path.read_text(encoding="utf-8")
    found, costs = check_shape(parse(text), STANDAARD), price(text, variables_of(text))

    assert parse_within(text, Grenzen(tokens=700))
    assert found.depth <= 6
    assert found.roots <= 7
    assert found.aliases <= 7
    assert found.directives == 0
    assert found.fragments <= 20
    assert found.fields <= 700
    assert costs.upstream <= 12
    assert costs.points <= 600
    assert costs.values <= 5_000


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_calls_are_those_that_explain_tells(path: Path) -> None:
    """The price of a screen and its explanation count the same calls."""
    text = path.read_text(encoding="utf-8")
    store = PlanStore(SCHEMA)
    document = store.document(text)
    for operation in document.operations.values():
        plan = store.plan(document, operation, NO_VALUES)
        assert plan.pricer.price(NO_VALUES).upstream == upstream_calls(plan)


def test_an_overview_costs_the_same_for_everybody() -> None:
    """The price knows no person: a business with vestigingen in many municipalities is never refused its overview.

    Everything it would ask, for three vestigingen and the business itself in two municipalities, is far above the limit
    on calls; what is counted is one bron and one way to know the person.
    """
    text = (Path(__file__).parents[2] / "examples" / "overzicht.graphql").read_text(encoding="utf-8")
    costs = price(text)
    check_price(costs, STANDAARD)

    assert costs.upstream == 4
    identities, gemeenten = 4, 2
    assert costs.upstream * identities * gemeenten > STANDAARD.aanroepen


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("{ zaken { nodes { stappen { tekst } } } }", 21),
        ("{ zaken { edges { node { stappen { tekst } } } } }", 21),
        ("{ zaken { nodes { ...F } } } fragment F on Zaak { ... on Item { ... on Zaak { stappen { tekst } } } }", 21),
        ("{ taken { nodes { uitvoering { trede } } } }", 21),
        ("{ zaken { nodes { hoofdzaak { titel } } } }", 41),
        ("{ zaken(first: 10) { nodes { stappen { tekst } documenten { titel } } } }", 21),
        ('{ zaak(id: "a") { besluiten { documenten { titel } acties { uitvoering { trede } } } } }', 38),
        ("{ " + " ".join(f'a{n}: zaak(id: "{n}") {{ kenmerken {{ label }} }}' for n in range(10)) + " }", 20),
        ('{ a: zaak(id: "a") { ...F } b: zaak(id: "b") { ...F } c: zaak(id: "c") { ...F } d: zaak(id: "d") { ...F } }'
         "fragment F on Zaak { stappen { tekst } documenten { titel } besluiten { titel } mijnRol }", 20),
    ],
)  # fmt: skip
def test_details_of_a_whole_page_are_refused(text: str, calls: int) -> None:
    """What is asked per item counts for each item of the page, wherever it hides; different ids are different calls."""
    costs = price(text)
    assert costs.upstream == calls
    assert too_dear(text).regel in (Regel.KOSTEN, Regel.AANROEPEN)


@pytest.mark.parametrize(
    "text",
    [
        "{ zaken(first: 10) { nodes { stappen { tekst } } } }",
        "{ zaken(first: 5) { nodes { stappen { tekst } documenten { titel } besluiten { titel } } } }",
        '{ zaak(id: "a") { besluiten { documenten { titel } } deelzaken { titel } hoofdzaak { titel } } }',
        '{ taak(id: "a") { acties { uitvoering { trede } } zaak { id } } }',
        "{ a: zaken(filter: {lopend: true}) { aantal } b: zaken(filter: {lopend: false}) { aantal } }",
        "{ zaken(first: 100) { nodes { titel } } taken(first: 100) { nodes { titel } } berichten(first: 100) { aantal } }",
        "{ zaken { nodes { taken { nodes { titel } } berichten { nodes { titel } } } } }",
    ],
)
def test_reasonable_details_are_not(text: str) -> None:
    """Details of a small page, of one item, or lists that share their calls, pass."""
    check_price(price(text), STANDAARD)


def test_pages_within_pages_multiply() -> None:
    """Two calls can stand for ten thousand items."""
    text = "{ zaken(first: 100) { nodes { taken(first: 100) { nodes { titel } } } } }"
    assert price(text).items == 100 + 100 * 100
    assert too_dear(text).extensions == {"regel": "KOSTEN"}


def test_the_size_of_a_page_may_be_a_variable() -> None:
    """The value that is sent counts: not the default, not what was sent before, and no more than a page can hold."""
    text = "query ($n: Int! = 5, $na: String) { zaken(first: $n, after: $na) { nodes { stappen { tekst } } } }"
    assert [price(text, {"n": n}).calls for n in (1, 10, 100, 2_000_000_000, -5)] == [1, 10, 100, MAX_PAGE, 0]
    assert price(text, {}).calls == 5
    check_price(price(text, {"n": 10}), STANDAARD)
    assert too_dear(text, {"n": 20}).regel is Regel.KOSTEN
    assert MAX_PAGE == MAX_FIRST


def test_prices_of_one_plan_are_kept_apart() -> None:
    """One plan serves all page sizes, and each gets its own price."""
    store = PlanStore(SCHEMA)
    document = store.document("query ($n: Int!) { zaken(first: $n) { nodes { stappen { tekst } } } }")
    (operation,) = document.operations.values()
    plans = []
    for n in (10, 100, 10):
        values = get_variable_values(SCHEMA._schema, operation.variable_definitions or (), {"n": n})
        assert isinstance(values, VariableValues)
        plans.append(store.plan(document, operation, values))
        assert plans[-1].pricer.price(values).upstream == n + 1
    assert plans[0] is plans[1] is plans[2]


def test_a_page_that_is_written_down_counts_beside_a_variable() -> None:
    """A cursor in a variable does not hide the size next to it."""
    assert (
        price("query ($na: String) { zaken(first: 100, after: $na) { nodes { stappen { tekst } } } }", {}).calls == 100
    )


def test_what_is_left_out_costs_nothing() -> None:
    """@skip and @include are decided before the price."""
    text = "query ($alles: Boolean!) { zaken { nodes { titel stappen @include(if: $alles) { tekst } } } }"
    assert price(text, {"alles": False}).upstream == 1
    assert price(text, {"alles": True}).upstream == 21


def test_an_interface_costs_its_dearest_type() -> None:
    """A value is of one type only, so the types of an interface are not added up."""
    one = price("{ producten { nodes { documenten { titel } } } }")
    assert (one.calls, one.shared) == (20, {"producten": 1})
    assert (
        price('{ node(id: "a") { ... on Zaak { stappen { tekst } } ... on Taak { uitvoering { trede } } } }').calls == 1
    )


def test_values_in_an_answer_are_limited() -> None:
    """An answer that would be huge is refused, even when it asks few bronnen."""
    leaves = "titel herkomst { bron { naam code } peilmoment } acties { titel soort waarom doelId }"
    text = f"{{ producten(first: 100) {{ nodes {{ {leaves} gerelateerd {{ {leaves} }} }} }} }}"
    costs = price(text)
    assert costs.points <= STANDAARD.kosten
    assert too_dear(text).regel is Regel.WAARDEN


@pytest.mark.parametrize(
    ("within", "beyond", "regel"),
    [
        (Price(calls=25), Price(calls=26), Regel.AANROEPEN),
        (Price({"zaken": 20}, 5), Price({"zaken": 20}, 6), Regel.AANROEPEN),
        (Price({"zaken": 2}, 18), Price({"zaken": 2}, 19), Regel.KOSTEN),
        (Price(calls=10, items=500), Price(calls=10, items=501), Regel.KOSTEN),
        (Price(values=20_000), Price(values=20_001), Regel.WAARDEN),
    ],
)
def test_each_price_has_its_limit(within: Price, beyond: Price, regel: Regel) -> None:
    """Calls, points and values each have a ceiling of their own."""
    alone = Grenzen(kosten=100_000) if regel is Regel.AANROEPEN else STANDAARD
    check_price(within, alone)
    with pytest.raises(LimitExceeded) as found:
        check_price(beyond, alone)
    assert found.value.extensions == {"regel": regel.value}
