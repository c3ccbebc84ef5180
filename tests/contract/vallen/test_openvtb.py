"""The traps of Open VTB."""

from __future__ import annotations

import copy
import json
from typing import Any  # Any: recorded JSON

import pytest

from tests.client.foutserver import Peer
from tests.contract.bron import ask, send
from tests.contract.opname import Antwoord, every, find, subject_of

pytestmark = pytest.mark.contract
TAKEN, BERICHTEN, UITVOERING = find("openvtb.taken"), find("openvtb.berichten"), find("openvtb.uitvoering")
LISTS = [one for one in every() if one.manifest.naam == "openvtb" and one.is_list]
URN = f"urn:nld:brp:bsn:{TAKEN.persoon['bsn']}"


@pytest.mark.parametrize("lijst_", LISTS, ids=str)
async def test_the_person_is_named_letter_by_letter(lijst_: Any) -> None:
    """The server matches a whole URN and ignores what it does not know: one parameter, exactly the URN, never a number."""
    for one in (await ask(lijst_)).asked:
        named = [value for value in one.params.values() if TAKEN.persoon["bsn"] in value]
        assert named == [URN] or "verzoektypen" in one.path


@pytest.mark.parametrize("lijst_", LISTS, ids=str)
async def test_one_page_holds_all_and_a_page_that_overlaps_doubles_nothing(lijst_: Any) -> None:
    """There is no order, so a second page may repeat a row: as few pages as can be, and no row twice."""

    async def overlapping(peer: Peer, answer: Antwoord, whole: bytes) -> None:
        body = json.loads(whole)
        is_first = "page=1&" in peer.heads[-1]
        rows = body["results"] if is_first else body["results"][-1:]
        await send(peer, 200, json.dumps({**body, "results": rows, "next": "x" if is_first else None}).encode())

    happy = await ask(lijst_)
    found = await ask(lijst_, spoil={0: overlapping})
    assert found.items == happy.items
    assert next(one.params["pageSize"] for one in happy.asked if "page" in one.params) == "500"
    assert [one.params["page"] for one in found.asked if one.vraag == lijst_.antwoorden[0].vraag] == ["1", "2"]


async def test_every_soort_of_taak_comes_from_one_list() -> None:
    """There is one list with all soorten; those of one soort are views of it."""
    assert {one.path for one in (await ask(TAKEN)).asked} == {"/taken/api/v1/externetaken"}


async def test_free_objects_keep_their_own_keys() -> None:
    """Inside a form keys stay as its maker wrote them, in snake and in camel case."""
    known = {"in_snake": 1, "inCamel": {"diep_erin": True}, "Met Spatie": "x"}
    whole = copy.deepcopy(UITVOERING.antwoorden[0].json)
    whole["details"]["voorinvullenGegevens"] = known
    found = await ask(UITVOERING.with_answer(0, json=whole))
    assert found.look["voorinvulling"] == known


@pytest.mark.parametrize("bedrag", ["42.50", 42.5])
async def test_an_amount_is_text_or_a_number(bedrag: object) -> None:
    """The server takes both and gives back what it took."""
    whole = copy.deepcopy(TAKEN.antwoorden[0].json)
    taak = next(row for row in whole["results"] if row["taakSoort"] == "betaaltaak")
    taak["details"]["bedrag"] = bedrag
    found = await ask(TAKEN.with_answer(0, json=whole))
    assert "42.50" in json.dumps(found.look) or "42.5" in json.dumps(found.look)


async def test_markup_of_the_sender_never_reaches_a_screen() -> None:
    """Text is what the sender typed, scripts and all."""
    text = "Dag **Sanne** <script>alert(1)</script> [klik](javascript:alert(2)) [hier](https://goed.example)"
    whole = copy.deepcopy(BERICHTEN.antwoorden[0].json)
    whole["results"][0]["berichtTekst"] = text
    shown = json.dumps((await ask(BERICHTEN.with_answer(0, json=whole))).look)
    assert "Dag Sanne" in shown
    assert "https://goed.example" in shown
    assert not any(bad in shown for bad in ("script", "alert"))


async def test_a_business_is_asked_by_each_of_its_urns() -> None:
    """KvK and RSIN each have a URN, and the server takes one a question."""
    found = await ask(TAKEN, subject=subject_of({"kvk": "99001001", "rsin": "009900007"}))
    assert sorted(one.params["isToegewezenAan"] for one in found.asked) == [
        "urn:nld:hr:kvknummer:99001001",
        "urn:nld:hr:rsin:009900007",
    ]
