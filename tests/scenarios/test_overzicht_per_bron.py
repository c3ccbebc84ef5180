"""An overview in parts: each bron's as it comes, and all of it together is what the lists would have said."""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from gateway.bronnen.forgotten import Change
from tests.events.world import until
from tests.scenarios.conftest import Portal, serving
from tests.scenarios.luisteren import Event, listening
from tests.scenarios.test_live import who

pytestmark = pytest.mark.scenario
LISTS = ("zaken", "taken", "berichten", "producten", "contactmomenten", "verzoeken")
ITEM = "... on Node { id } ... on Item { titel }"
PARTS = f"""subscription($diensten: [Dienst!]) {{ overzichtPerBron(first: 100, diensten: $diensten) {{
    stap dienst bron {{ code }} rapport {{ status code melding aantal }} items {{ {ITEM} }} }} }}"""


def parts(events: list[Event]) -> list[Event]:
    assert not [event for event in events if "errors" in event]
    return [event["data"]["overzichtPerBron"] for event in events]


async def overview(portal: Portal, **variables: object) -> list[Event]:
    """All parts, of a stream that was completed."""
    async with listening(portal, PARTS, variables=variables) as stream:
        found = parts(await stream.all())
        assert stream.completed
    return found


def steps(found: list[Event]) -> dict[tuple[str, str], list[str]]:
    """The steps of each part, by dienst and bron."""
    seen = defaultdict(list)
    for part in found:
        if part["bron"] is not None:
            seen[part["dienst"], part["bron"]["code"]].append(part["stap"])
    return seen


@pytest.mark.parametrize("person", ["inwoner", "ondernemer", "niets"])
async def test_all_parts_together_are_what_the_lists_say(portal: Portal, person: str) -> None:
    """The same items with the same fields, and the same reports, for a person, a business and somebody with nothing."""
    portal = portal.of(person)
    plain: Event = {}
    for naam in LISTS:  # together they would cost more than one question may
        reports = "bronnen { bron { code } status code melding aantal }"
        plain |= await portal.ask(f"{{ {naam}(first: 100) {{ nodes {{ {_below(naam)} }} {reports} }} }}")
    found = []
    for dienst in LISTS:
        query = PARTS.replace(ITEM, _below(dienst))
        async with listening(portal, query, variables={"diensten": [dienst.upper()]}) as stream:
            found += parts(await stream.all())
    for naam in LISTS:
        own = [part for part in found if part["dienst"] == naam.upper() and part["stap"] != "GESTART"]
        items = {item["id"]: item for part in own for item in part["items"]}
        assert items == {item["id"]: item for item in plain[naam]["nodes"]}, naam
        ours = {part["bron"]["code"]: part["rapport"] for part in own if part["rapport"] is not None}
        assert ours == {one.pop("bron")["code"]: one for one in plain[naam]["bronnen"]}, naam
    if person == "inwoner":
        own = [part for part in found if part["dienst"] == "ZAKEN" and part["stap"] == "BINNEN"]
        assert own[0]["items"] == plain["zaken"]["nodes"]  # one bron: also in the same order


def _below(naam: str) -> str:
    """What is asked of an item: of a zaak also what its bron is asked about apart."""
    more = "... on Zaak { identificatie status { tekst } }" if naam == "zaken" else ""
    return (
        f"... on Node {{ id }} ... on Item {{ titel urn organisatie {{ naam }} herkomst {{ bron {{ code }} }} }} {more}"
    )


async def test_every_bron_is_told_to_be_asked_and_then_to_be_in(portal: Portal) -> None:
    """GESTART for all, then BINNEN for each, then what rules propose, then KLAAR."""
    found = await overview(portal)
    proposed = [part for part in found if part["stap"] == "BINNEN" and part["rapport"] is None]
    asked = [part for part in found if part not in proposed]
    assert proposed == found[-1 - len(proposed) : -1]
    assert {part["dienst"] for part in proposed} == {"TAKEN"}
    assert all(seen == ["GESTART", "BINNEN"] for seen in steps(asked).values())
    assert ("TAKEN", "havenstad-vtb") in steps(asked)
    half = len(steps(asked))
    assert [part["stap"] for part in asked] == ["GESTART"] * half + ["BINNEN"] * half + ["KLAAR"]
    assert [part["rapport"] is None for part in asked] == [True] * half + [False] * half + [True]


@pytest.mark.faults
async def test_a_slow_bron_comes_last_and_a_broken_one_is_said_to_be(portal: Portal) -> None:
    """Nobody waits for the slow one but its own part; the broken one has a report and a reason."""
    await portal.zandbak.slow("havenstad-producten", 600)
    await portal.zandbak.stop("havenstad-zaken")
    found = await overview(portal)
    last = [part for part in found if part["rapport"] is not None and part["dienst"] != "TAKEN"][-1]
    assert (last["dienst"], last["bron"]) == ("PRODUCTEN", {"code": "havenstad-producten"})
    assert steps(found)["ZAKEN", "havenstad-zaken"] == ["GESTART", "MISLUKT"]
    broken = next(part for part in found if part["stap"] == "MISLUKT")
    assert broken["rapport"]["status"] == "ONBEREIKBAAR"
    assert broken["items"] == []
    assert found[-1]["stap"] == "KLAAR"
    await portal.zandbak.mend("havenstad-zaken")
    await portal.zandbak.mend("havenstad-producten")


@pytest.mark.faults
async def test_who_leaves_halfway_cancels_what_nobody_else_waits_for(portal: Portal) -> None:
    """The bron that was being asked sees its caller hang up."""
    await portal.zandbak.slow("havenstad-zaken", 30_000)
    live = portal.gateway.registry.bronnen["havenstad-zaken"]
    free = live.places._value
    async with listening(portal, PARTS, variables={"diensten": ["ZAKEN"]}) as stream:
        assert parts([await stream.event() or {}])[0]["stap"] == "GESTART"
        await until(lambda: live.places._value < free)
    await until(lambda: live.places._value == free)
    assert len(portal.gateway.path._flights) == 0
    await portal.zandbak.mend("havenstad-zaken")


@pytest.mark.parametrize("first", [0, 101, -1])
async def test_a_page_that_is_none_is_refused(portal: Portal, first: int) -> None:
    """In the stream, with the words that a list has for it."""
    async with listening(portal, f"subscription {{ overzichtPerBron(first: {first}) {{ stap }} }}") as stream:
        (refused,) = await stream.all()
        assert refused["errors"][0]["message"] == "Vraag 1 tot en met 100 items tegelijk."
        assert stream.completed


async def test_a_small_page_is_the_head_of_the_list(portal: Portal) -> None:
    """`first` counts for each bron."""
    query = "subscription { overzichtPerBron(first: 2, diensten: [ZAKEN]) { stap items { titel } } }"
    async with listening(portal, query) as stream:
        found = parts(await stream.all())
    plain: Event = await portal.ask("{ zaken(first: 2) { nodes { titel } } }")
    assert found[1]["items"] == plain["zaken"]["nodes"]


async def test_both_executors_print_the_same_parts(portal: Portal, tmp_path: Path) -> None:
    """By its plan or by Strawberry: the same values under the same names."""
    async with serving(portal.zandbak, tmp_path, plan=False) as plain:
        theirs, ours = await overview(plain), await overview(portal)
    assert len(theirs) == len(ours) > 10
    assert _sorted(theirs) == _sorted(ours)


def _sorted(found: list[Event]) -> list[str]:
    return sorted(json.dumps(part) for part in found)


@pytest.mark.isolation
async def test_what_needs_a_stronger_login_is_not_told(portal: Portal, tmp_path: Path) -> None:
    """A list that is not for this login has a report instead of items, and what changes in it is not told at all."""
    niveaus = {"Query.zaken": "HOOG", "Bericht": "HOOG"}
    async with serving(portal.zandbak, tmp_path, niveaus=niveaus) as strict:
        found = await overview(strict, diensten=["ZAKEN", "BERICHTEN"])
        zaken = [part for part in found if part["dienst"] == "ZAKEN" and part["rapport"] is not None]
        assert {part["rapport"]["status"] for part in zaken} == {"NIVEAU_TE_LAAG"}
        assert not [item for part in zaken for item in part["items"]]
        assert strict.zandbak.aanroepen()
        assert not [call for call in strict.zandbak.aanroepen() if "zaken" in call.bron]
        async with listening(
            strict, "subscription { wijzigingen { dienst item { ... on Bericht { tekst } } } }"
        ) as sanne:
            await until(lambda: any(strict.gateway.events.hub._listeners))
            await sanne.silence(0.5)
            zaak, bericht = "0a0a0a0a-0000-4000-8000-000000000000", await _bericht(strict)
            await strict.gateway.path.forget(
                Change("havenstad-zaken", (zaak,), (await who(strict)).nummers, ("zaken",), soort="zaak")
            )
            await strict.gateway.path.forget(Change("havenstad-vtb", (bericht,), soort="bericht"))
            event = await sanne.event()
            assert event is not None
            assert event["data"]["wijzigingen"] == {"dienst": "BERICHTEN", "item": {"tekst": None}}
            await sanne.silence(0.3)


async def _bericht(portal: Portal) -> str:
    """The uuid of a bericht of hers."""
    data: Event = await portal.ask("{ berichten(first: 50) { nodes { id herkomst { bron { code } } } } }")
    own = next(one for one in data["berichten"]["nodes"] if one["herkomst"][0]["bron"]["code"] == "havenstad-vtb")
    ref = portal.gateway.ids.decode(own["id"], (await who(portal)).id_sleutel)
    assert ref is not None
    return ref.native
