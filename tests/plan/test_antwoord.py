"""Printing an answer: null goes up to where it may be, and every error names its exact place."""

from __future__ import annotations

from typing import Any  # a value that is not what its type promises

import pytest

from gateway.errors import BronTimeout, Foutcode
from gateway.plan.engine import error_code
from tests.plan.wereld import Auteur, Boek, BoekConnection, PerParent, Shelf, ask, boeken, places


async def test_null_goes_up_to_the_nearest_place_that_may_be_null() -> None:
    """A source that may not be null takes its boek, the list (of boeken that may not be null) and the page with it."""
    uitgever = Auteur(naam="De Steen", geboren=None)
    shelf = Shelf({"boeken": boeken("a", "b"), "boek.uitgever": PerParent([uitgever, BronTimeout()])})
    answer = await ask(shelf, "{ boeken { nodes { uitgever { naam } } } boek: __typename }")
    assert answer.data == {"boeken": None, "boek": "Query"}
    assert places(answer) == [["boeken", "nodes", 1, "uitgever"]]
    assert error_code(answer.errors[0]) is Foutcode.BRON_TE_LAAT


async def test_a_missing_attribute_is_an_error_at_its_alias() -> None:
    """The path of an error has response keys and list indices, not field names."""
    leeg: Any = None
    page = BoekConnection(nodes=[Boek(titel="a"), Boek(titel=leeg)])
    answer = await ask(Shelf({"boeken": page}), "{ lijst: boeken { edges { boek: node { kop: titel } } } }")
    assert answer.data == {"lijst": None}
    assert places(answer) == [["lijst", "edges", 1, "boek", "kop"]]


async def test_an_item_that_may_be_null_is_null_without_an_error() -> None:
    """Null in a list that allows it is just null."""
    answer = await ask(Shelf({"boek": Boek(titel="a", trefwoorden=["x", None])}), "{ boek { trefwoorden } }")
    assert answer.data == {"boek": {"trefwoorden": ["x", None]}}
    assert not answer.errors


@pytest.mark.parametrize("wrong", ["tekst", "", {}, 7])
async def test_text_is_not_a_list(wrong: Any) -> None:
    """A value that is no list is an error at the list, never a list of letters."""
    answer = await ask(Shelf({"boek": Boek(titel="a", trefwoorden=wrong)}), "{ boek { titel trefwoorden } }")
    assert answer.data == {"boek": None}
    assert places(answer) == [["boek", "trefwoorden"]]


async def test_nothing_in_a_list_is_an_error_even_if_nothing_is_read_from_it() -> None:
    """Null among items that may not be null is seen, also when only a computed field is selected."""
    niets: Any = None
    answer = await ask(Shelf({"boeken": BoekConnection(nodes=[niets])}), "{ boeken { nodes { soort } } }")
    assert answer.data == {"boeken": None}
    assert places(answer) == [["boeken", "nodes", 0]]


async def test_a_number_that_does_not_fit_is_our_fault() -> None:
    """An Int has 32 bits (3.5.1). A larger one is an error of ours at its place, and not bad input of the client."""
    shelf = Shelf({"boek": Boek(titel="a"), "boek.auteur": Auteur(naam="x", geboren=2**31)})
    answer = await ask(shelf, "{ boek { auteur { naam geboren } } }")
    assert answer.data == {"boek": {"auteur": {"naam": "x", "geboren": None}}}
    assert [error_code(error) for error in answer.errors] == [Foutcode.INTERNE_FOUT]


async def test_a_bad_argument_is_the_clients_fault() -> None:
    """Null from a variable, where no null may be, is an error of the question at its field; nobody is asked."""
    shelf = Shelf({})
    answer = await ask(shelf, "query ($n: Int = 1) { boek(nummer: $n) { titel } }", n=None)
    assert answer.data == {"boek": None}
    assert places(answer) == [["boek"]]
    assert [error_code(error) for error in answer.errors] == [Foutcode.ONGELDIGE_INVOER]
    assert shelf.asked == []


async def test_errors_do_not_stop_the_rest() -> None:
    """Two fields that fail are two errors, and what else was asked is there."""
    shelf = Shelf({"boek": BronTimeout(), "boeken": boeken("a")})
    answer = await ask(shelf, "{ een: boek { titel } boeken { nodes { titel } } twee: boek(nummer: 2) { titel } }")
    assert answer.data == {"een": None, "boeken": {"nodes": [{"titel": "a"}]}, "twee": None}
    assert places(answer) == [["een"], ["twee"]]
