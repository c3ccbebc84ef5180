"""Fields that are there too much, too little, or of another type: never an error of ours, never fewer items without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any  # Any: recorded JSON

import pytest

from gateway.domain.bron import Bronstatus
from gateway.errors import Foutcode
from tests.contract.breuken import Breuk, missing, unknown_fields, wrong
from tests.contract.bron import UNNAMED, Uitkomst, ask
from tests.contract.opname import Antwoord, Opname

pytestmark = pytest.mark.contract
Breaks = Callable[[Any], Iterator[Breuk]]
_BY_RULE = ("ontbreekt", "None")


async def test_unknown_fields_change_nothing(opname: Opname) -> None:
    """A bron may add fields: what a person sees stays the same."""
    happy = await ask(opname)
    for number, answer in enumerate(opname.antwoorden):
        if answer.tekst is None:
            more = unknown_fields(answer.json, opname.vrij)
            assert (await ask(opname.with_answer(number, json=more))).look == happy.look


@pytest.mark.parametrize("breaks", [missing, wrong], ids=["missing", "wrong type"])
async def test_a_broken_field_is_told(opname: Opname, breaks: Breaks) -> None:
    """Without a field, or with another type in it, an item is whole, or left out and counted, or the answer is refused.

    Never is it an error of our own, never somebody sees less and nobody is told, unless a rule says that it is hidden.
    """
    happy = await ask(opname)
    faults, hidden = [], set()
    for number, answer in broken(opname):
        for breuk in breaks(answer.json):
            found = await ask(opname.with_answer(number, json=breuk.json))
            is_by_rule = breuk.hoe in _BY_RULE and breuk.pad in opname.verbergt
            fault = _fault(happy, found, is_by_rule=is_by_rule)
            faults += [f"{answer.vraag} {breuk.pad} {breuk.hoe}: {fault}"] if fault else []
            hidden |= {breuk.pad} if is_by_rule and _count(found) < _count(happy) else set()
    assert not faults, "\n".join(faults)
    assert breaks is wrong or hidden == set(opname.verbergt)


def broken(opname: Opname) -> list[tuple[int, Antwoord]]:
    """The answers to break, with their numbers: what sources share is broken once, at the lists."""
    every = enumerate(opname.antwoorden)
    return [(number, one) for number, one in every if one.tekst is None and (opname.is_list or not one.gedeeld)]


def _fault(happy: Uitkomst, found: Uitkomst, *, is_by_rule: bool) -> str | None:
    """What is wrong with the outcome of a broken answer."""
    if found.code is not None:
        is_told = (found.status, found.code) == (Bronstatus.ONGELDIG, Foutcode.BRON_ONGELDIG)
        is_nothing = is_by_rule and found.status is Bronstatus.NIET_ONDERSTEUND
        return None if is_told or is_nothing else f"told as {found.status.value}"
    if any(name != UNNAMED and count > happy.items[name] for name, count in found.items.items()):
        return "something that was not there"
    is_less = _count(found) < _count(happy)
    return "fewer, and nothing is told" if is_less and not (found.dropped or found.cut or is_by_rule) else None


def _count(found: Uitkomst) -> int:
    return sum(found.items.values())
