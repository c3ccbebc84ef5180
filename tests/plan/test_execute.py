"""Running a plan: who is asked what, how often, and in which order."""

from __future__ import annotations

import pytest

from gateway.errors import BronTimeout, Foutcode
from gateway.plan.engine import error_code
from tests.plan.wereld import Auteur, Boek, PerParent, Shelf, ask, boeken, places

AUTEUR = Auteur(naam="Multatuli", geboren=1820)


async def test_a_source_is_asked_once_for_all_parents() -> None:
    """Ten boeken cost one question for their authors, not ten."""
    shelf = Shelf({"boeken": boeken(*"abcdefghij"), "boek.auteur": AUTEUR})
    answer = await ask(shelf, "{ boeken { nodes { auteur { naam } } } }")
    assert not answer.errors
    assert shelf.asked == [("boeken", 1, {"eerste": 10}), ("boek.auteur", 10, {})]


async def test_the_same_parent_twice_is_asked_for_once() -> None:
    """A parent that stands in a list twice gets one answer, shown twice."""
    page = boeken("a")
    page.nodes = page.nodes * 2
    shelf = Shelf({"boeken": page, "boek.auteur": AUTEUR})
    answer = await ask(shelf, "{ boeken { nodes { auteur { naam } } } }")
    assert answer.data == {"boeken": {"nodes": [{"auteur": {"naam": "Multatuli"}}] * 2}}
    assert shelf.asked[-1] == ("boek.auteur", 1, {})


async def test_below_a_computed_object_sources_are_asked_together() -> None:
    """The nodes of edges, which are made on the way, share one question too."""
    shelf = Shelf({"boeken": boeken("a", "b"), "boek.auteur": AUTEUR})
    answer = await ask(shelf, "{ boeken { edges { node { auteur { naam } } } } }")
    assert answer.data == {"boeken": {"edges": [{"node": {"auteur": {"naam": "Multatuli"}}}] * 2}}
    assert shelf.asked[-1] == ("boek.auteur", 2, {})


async def test_aliases_with_other_arguments_are_asked_apart() -> None:
    """Two aliases are two questions, each with its own arguments."""
    shelf = Shelf({"boek": Boek(titel="a")})
    await ask(shelf, "query ($n: Int!) { een: boek(nummer: 1) { titel } twee: boek(nummer: $n) { titel } }", n=2)
    assert shelf.asked == [("boek", 1, {"nummer": 1}), ("boek", 1, {"nummer": 2})]


async def test_one_parent_may_fail_alone() -> None:
    """An error for one parent is null at its place, with the code of that error; the others have their answer."""
    shelf = Shelf({"boeken": boeken("a", "b"), "boek.auteur": PerParent([BronTimeout(), AUTEUR])})
    answer = await ask(shelf, "{ boeken { nodes { auteur { naam } } } }")
    assert answer.data == {"boeken": {"nodes": [{"auteur": None}, {"auteur": {"naam": "Multatuli"}}]}}
    assert places(answer) == [["boeken", "nodes", 0, "auteur"]]
    assert error_code(answer.errors[0]) is Foutcode.BRON_TE_LAAT


@pytest.mark.parametrize("broken", [RuntimeError("stuk"), PerParent([AUTEUR]), PerParent([AUTEUR] * 3)])
async def test_a_source_that_breaks_spoils_only_its_own_field(broken: object) -> None:
    """A source function that raises, or answers for the wrong number of parents, is an error at its fields."""
    answer = await ask(
        Shelf({"boeken": boeken("a", "b"), "boek.auteur": broken}), "{ boeken { nodes { titel auteur { naam } } } }"
    )
    assert answer.data == {"boeken": {"nodes": [{"titel": "a", "auteur": None}, {"titel": "b", "auteur": None}]}}
    assert places(answer) == [["boeken", "nodes", 0, "auteur"], ["boeken", "nodes", 1, "auteur"]]
    assert {error_code(error) for error in answer.errors} == {Foutcode.INTERNE_FOUT}


async def test_mutations_keep_their_order() -> None:
    """A change, and everything below it, is done before the next begins (GraphQL September 2025, 6.2.2)."""
    shelf = Shelf({"koop": Boek(titel="x"), "verkoop": Boek(titel="y"), "boek.auteur": AUTEUR})
    await ask(
        shelf,
        'mutation { a: koop(titel: "1") { auteur { naam } } b: verkoop(titel: "2") { titel } c: koop(titel: "3") { titel } }',
    )
    assert [key for key, _, _ in shelf.asked] == ["koop", "boek.auteur", "verkoop", "koop"]


async def test_after_a_change_that_takes_the_answer_nothing_more_happens() -> None:
    """When a change that may not be null fails, the person sees no data at all; so what follows is not done."""
    shelf = Shelf({"koop": Boek(titel="x"), "verkoop": None})
    answer = await ask(
        shelf,
        'mutation { a: koop(titel: "1") { titel } b: verkoop(titel: "2") { titel } c: koop(titel: "3") { titel } }',
    )
    assert answer.data is None
    assert places(answer) == [["b"]]
    assert [args["titel"] for _, _, args in shelf.asked] == ["1", "2"]


async def test_a_change_that_may_fail_alone_does_not_stop_the_next() -> None:
    """A nullable change that fails is an error at its place, and the next one is done."""
    shelf = Shelf({"koop": BronTimeout(), "verkoop": Boek(titel="y")})
    answer = await ask(shelf, 'mutation { koop(titel: "1") { titel } verkoop(titel: "2") { titel } }')
    assert answer.data == {"koop": None, "verkoop": {"titel": "y"}}
    assert [key for key, _, _ in shelf.asked] == ["koop", "verkoop"]
