"""Whose it is: another's record never comes out, nobody is asked for without a number, and numbers stay out of addresses."""

from __future__ import annotations

import pytest

from gateway.domain.bron import Bronstatus
from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject
from tests.contract.breuken import of_another
from tests.contract.bron import ask
from tests.contract.opname import ANOTHER, SECRET, Antwoord, Opname, subject_of
from tests.contract.verteld import Verteld

pytestmark = [pytest.mark.contract, pytest.mark.isolation]
NOBODY = Subject("demo", Betrouwbaarheidsniveau.HOOG).with_keys(SECRET)


async def test_anothers_record_in_the_list_is_dropped_counted_and_alarmed(lijst: Opname, verteld: Verteld) -> None:
    """Where rows name their owner, a row of somebody else is left out, counted in the report, and an alarm in the log."""
    happy = await ask(lijst)
    for number, answer in owned(lijst):
        if answer.rows is not None:
            extra = answer.with_rows(lambda own: [*own, *of_another(own, lijst.persoon, ANOTHER)])
            found = await ask(lijst.with_answer(number, json=extra))
            assert found.items == happy.items
            assert found.dropped == len(answer.rows)
            assert verteld.of("foreign_records") != []


async def test_a_list_of_others_alone_shows_nothing(lijst: Opname) -> None:
    """A filter that is ignored gives everybody: nothing of it comes out, and what was left out is counted."""
    for number, answer in owned(lijst):
        found = await ask(lijst.with_answer(number, json=of_another(answer.json, lijst.persoon, ANOTHER)))
        assert not found.items
        assert found.dropped > 0


def test_rows_name_their_owner_or_it_is_written_why_not(lijst: Opname) -> None:
    """A list whose rows do not tell whose they are rests on its filter alone, which its author accounts for."""
    assert bool(owned(lijst)) != lijst.zonder_eigenaar


async def test_one_item_of_somebody_else_is_not_there(bewijs: Opname) -> None:
    """By id a register gives anybody's: what proves another as its owner is answered as what does not exist."""
    for number, answer in enumerate(bewijs.antwoorden):
        if names_person(bewijs, answer.json):
            found = await ask(bewijs.with_answer(number, json=of_another(answer.json, bewijs.persoon, ANOTHER)))
            assert (found.status, sum(found.items.values())) == (Bronstatus.LEEG, 0)


async def test_what_a_bron_gives_to_the_wrong_person_stops_here(persoonlijk: Opname) -> None:
    """Whoever else asks gets nothing of answers that name the person they are of."""
    stranger = subject_of({kind: ANOTHER[kind] for kind in persoonlijk.persoon})
    found = await ask(persoonlijk, subject=stranger)
    is_named = any(names_person(persoonlijk, one.json) for one in persoonlijk.antwoorden)
    assert not (is_named and found.items)


async def test_without_a_number_nobody_is_asked(persoonlijk: Opname) -> None:
    """A question about nobody is refused before the first call: an empty filter gives everybody's records."""
    found = await ask(persoonlijk, subject=NOBODY)
    assert (found.status, found.asked) == (Bronstatus.NIET_ONDERSTEUND, [])


async def test_numbers_stay_out_of_addresses(opname: Opname) -> None:
    """A number stands in an address only where the contract of the bron leaves no other way, and that is written down."""
    found = await ask(opname)
    shown = [one.line for one in found.asked if any(number in one.line for number in opname.persoon.values())]
    assert bool(shown) == (opname.in_adres)


def owned(opname: Opname) -> list[tuple[int, Antwoord]]:
    """The answers that carry the number of the person, in each of their rows when it is a list, with their numbers."""
    return [
        (number, one)
        for number, one in enumerate(opname.antwoorden)
        if all(names_person(opname, row) for row in (one.rows or [one.json]))
    ]


def names_person(opname: Opname, answer: object) -> bool:
    """Does the number of the person stand in it?"""
    return any(number in repr(answer) for number in opname.persoon.values())
