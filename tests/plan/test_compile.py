"""Compiling: which plans a document has, what their fetches need, and what stays out of the plan."""

from __future__ import annotations

import pytest

from gateway.config import RUIM
from gateway.plan.engine import Engine, Question, RequestError
from gateway.plan.tree import Plan
from tests.plan.wereld import SCHEMA, Boek, Shelf, ask, boeken


def compiled(engine: Engine, text: str, name: str | None = None, **variables: object) -> Plan:
    """The plan of a question, made or found."""
    document, operation, values = engine.prepare(Question(text, name, variables))
    return engine.store.plan(document, operation, values)


async def test_needs_are_dotted_paths() -> None:
    """A source hears which fields are selected below it, with schema names and not with aliases."""
    shelf = Shelf({"boek": Boek(titel="a"), "boek.auteur": None})
    await ask(shelf, "{ b: boek { kop: titel auteur { naam boeken { nodes { prijs } } } __typename } }")
    assert shelf.needs["boek"] == {"titel", "auteur", "auteur.naam", "auteur.boeken", "auteur.boeken.prijs"}
    assert shelf.needs["boek.auteur"] == {"naam", "boeken", "boeken.prijs"}


async def test_needs_leave_out_the_wrapping_of_a_list() -> None:
    """`nodes` and `edges.node` read the same to a source, which never hears of cursors."""
    shelf = Shelf({"boeken": boeken(), "boek": Boek(titel="a")})
    await ask(shelf, "{ boeken { nodes { titel } } }")
    by_nodes = shelf.needs["boeken"]
    await ask(shelf, "{ boeken { edges { cursor node { titel } } } }")
    assert by_nodes == {"titel"}
    assert shelf.needs["boeken"] == {"titel"}


async def test_needs_come_from_all_that_is_merged() -> None:
    """Fragments and repeated fields add up; what is skipped does not count."""
    shelf = Shelf({"boek": Boek(titel="a")})
    await ask(
        shelf,
        "query ($nee: Boolean!) { boek { ...F prijs @include(if: $nee) } boek { ... { trefwoorden } } }"
        "fragment F on Boek { titel soort @skip(if: true) }",
        nee=False,
    )
    assert shelf.needs["boek"] == {"titel", "trefwoorden"}


def test_a_question_is_compiled_once() -> None:
    """The same document with other values has the same plan, and spaces make another document."""
    engine = Engine(SCHEMA, grenzen=RUIM, demo=True)
    text = "query ($n: Int) { boek(nummer: $n) { titel } }"
    assert compiled(engine, text, n=1) is compiled(engine, text, n=2)
    assert compiled(engine, text) is not compiled(engine, text + " ")


def test_each_choice_of_skip_and_include_has_a_plan() -> None:
    """Values of @skip and @include make plans of their own, which hold only what is asked."""
    engine = Engine(SCHEMA, grenzen=RUIM, demo=True)
    text = "query ($auteur: Boolean!) { boek { titel auteur @include(if: $auteur) { naam } } }"
    with_, without = compiled(engine, text, auteur=True), compiled(engine, text, auteur=False)
    assert [field.coordinate for field in with_.fetches()] == ["Query.boek", "Boek.auteur"]
    assert [field.coordinate for field in without.fetches()] == ["Query.boek"]
    assert compiled(engine, text, auteur=True) is with_


def test_each_operation_of_a_document_has_a_plan() -> None:
    """operationName chooses between plans of one document."""
    engine = Engine(SCHEMA, grenzen=RUIM, demo=True)
    text = "query A { boek { titel } } query B { boeken { nodes { titel } } }"
    assert [field.coordinate for field in compiled(engine, text, "A").fetches()] == ["Query.boek"]
    assert [field.coordinate for field in compiled(engine, text, "B").fetches()] == ["Query.boeken"]


async def test_null_in_a_condition_is_not_true() -> None:
    """A condition may be null when its variable has a default; it skips nothing and includes nothing (6.3.2)."""
    text = "query ($ja: Boolean = true) { boek { a: titel @skip(if: $ja) b: titel @include(if: $ja) } }"
    answer = await ask(Shelf({"boek": Boek(titel="x")}), text, ja=None)
    assert answer.data == {"boek": {"a": "x"}}


async def test_too_large_a_question_is_refused() -> None:
    """A short text that grows beyond what any screen shows is refused as a whole, before anybody is asked."""
    links = [f"fragment F{n} on Auteur {{ boeken {{ nodes {{ {_double(n)} }} }} }}" for n in range(8)]
    text = "{ boek { auteur { ...F0 } } }" + "".join(links) + "fragment F8 on Auteur { naam }"
    shelf = Shelf({})
    with pytest.raises(RequestError) as refused:
        await ask(shelf, text)
    assert "te veel" in refused.value.errors[0].message
    assert shelf.asked == []


def _double(number: int) -> str:
    return f"a{number}: auteur {{ ...F{number + 1} }} b{number}: auteur {{ ...F{number + 1} }}"


@pytest.mark.parametrize(
    ("text", "fallbacks"),
    [
        ("{ boek { titel } }", {}),
        ("{ __typename }", {}),
        ('mutation { koop(titel: "x") { __typename } }', {}),
        ("{ __schema { queryType { name } } }", {"introspectie": 1}),
        ('{ __type(name: "Boek") { name } }', {"introspectie": 1}),
        ('{ ...F } fragment F on Query { t: __type(name: "Boek") { name } }', {"introspectie": 1}),
    ],
)
async def test_only_the_schema_itself_leaves_the_plan(text: str, fallbacks: dict[str, int]) -> None:
    """Nothing but `__schema` and `__type` is answered by graphql-core, and every time is counted."""
    engine = Engine(SCHEMA, grenzen=RUIM, demo=True)
    answer = await engine.answer(Question(text), Shelf({"boek": Boek(titel="x"), "koop": Boek(titel="x")}))
    assert answer.data
    assert not answer.errors
    assert engine.fallbacks == fallbacks
