"""One question, four services, all bronnen: what a person sees, and what they are told when something is missing."""

from __future__ import annotations

import json
import time
from pathlib import Path

import msgspec
import pytest

from sandbox.verhalen.personen import PERSONEN
from tests.scenarios.conftest import EXAMPLES, Json, Portal, running

pytestmark = pytest.mark.scenario
SERVICES = ("zaken", "taken", "berichten", "producten")
REPORTS = " ".join(
    f"{naam} {{ volledig bronnen {{ status code melding bron {{ code }} }} nodes {{ id titel }} }}" for naam in SERVICES
)
QUERY = f"{{ {REPORTS} }}"
BY_ID = """query($id: ID!) {
  node(id: $id) { id } zaak(id: $id) { id } taak(id: $id) { id } bericht(id: $id) { id } product(id: $id) { id }
}"""
MAX_CALLS = 8


def statuses(data: Json, service: str) -> dict[str, str]:
    """The status of each bron of a service."""
    return {one["bron"]["code"]: one["status"] for one in data[service]["bronnen"]}  # type: ignore[index]


def nodes(data: Json, service: str) -> list[Json]:
    """The items of a service."""
    found: list[Json] = data[service]["nodes"]  # type: ignore[index]
    return found


def leaves(value: object) -> int:
    """How many values an answer has."""
    if isinstance(value, dict):
        return sum(leaves(one) for one in value.values())
    return sum(leaves(one) for one in value) if isinstance(value, list) else 1


async def test_everything_of_a_person_in_one_answer(portal: Portal) -> None:
    """Zaken, taken, berichten and producten from every bron of the person's gemeente, each with its report."""
    data = await portal.screen("overzicht")
    assert 400 <= leaves(data) <= 650
    data = await portal.ask(QUERY)
    assert statuses(data, "zaken") == {"havenstad-zaken": "OK"}
    assert statuses(data, "taken") == {"havenstad-vtb": "OK"}
    assert statuses(data, "berichten") == {"havenstad-vtb": "OK", "mijnoverheid": "OK"}
    assert statuses(data, "producten") == {"havenstad-producten": "OK", "havenstad-parkeren": "OK", "belastingen": "OK"}
    assert all(data[service]["volledig"] for service in SERVICES)  # type: ignore[index]


async def test_calls_are_few_and_only_for_what_was_selected(portal: Portal) -> None:
    """The overview costs at most eight calls; a service that was not selected costs none."""
    await portal.screen("overzicht")
    asked = portal.zandbak.aanroepen()
    assert len(asked) <= MAX_CALLS, asked
    portal.zandbak.wis_aanroepen()
    await portal.of("fatima").ask("{ taken(filter: { soort: [FORMULIER] }) { nodes { titel } } }")
    assert [one.pad for one in portal.zandbak.aanroepen()] == ["/taken/api/v1/externetaken"]


async def test_a_person_with_nothing_gets_leeg_everywhere(portal: Portal) -> None:
    """Nothing is said as nothing, at every bron, without an error."""
    data = await portal.of("niets").ask(QUERY)
    for service in SERVICES:
        assert set(statuses(data, service).values()) == {"LEEG"}
        assert nodes(data, service) == []
        assert data[service]["volledig"] is True  # type: ignore[index]


@pytest.mark.faults
@pytest.mark.parametrize(
    "code", ["havenstad-zaken", "havenstad-vtb", "mijnoverheid", "belastingen", "havenstad-parkeren"]
)
async def test_a_stopped_bron_is_named_and_the_rest_is_there(portal: Portal, code: str) -> None:
    """The same question answers, in time, and says which bron is missing; a dead bron is never LEEG."""
    await portal.zandbak.stop(code)
    started = time.monotonic()
    data = await portal.ask(QUERY)
    assert time.monotonic() - started < 3.1
    told = {bron: status for service in SERVICES for bron, status in statuses(data, service).items()}
    assert told.pop(code) == "ONBEREIKBAAR"
    assert set(told.values()) == {"OK"}


@pytest.mark.faults
@pytest.mark.parametrize(
    ("soort", "status"),
    [
        ("500", "ONBEREIKBAAR"),
        ("503", "ONBEREIKBAAR"),
        ("429", "ONBEREIKBAAR"),
        ("html", "ONGELDIG"),
        ("truncated", "ONGELDIG"),
        ("malformed", "ONGELDIG"),
        ("wrong-type", "ONGELDIG"),
        ("reset", "ONBEREIKBAAR"),
        ("hang", "TE_LAAT"),
        ("drip", "TE_LAAT"),
    ],
)
async def test_every_way_to_break_has_its_word(portal: Portal, soort: str, status: str) -> None:
    """Each fault of one bron is a report of that bron, within the deadline; the others are complete."""
    await portal.zandbak.break_("havenstad-producten", soort)
    started = time.monotonic()
    data = await portal.ask(QUERY)
    assert time.monotonic() - started < 3.1
    told = statuses(data, "producten")
    assert told.pop("havenstad-producten") == status
    assert set(told.values()) == {"OK"}
    assert nodes(data, "producten")


@pytest.mark.faults
async def test_a_mended_bron_is_back(portal: Portal) -> None:
    """After a bron was mended the next question has it again."""
    await portal.zandbak.stop("belastingen")
    assert statuses(await portal.ask(QUERY), "producten")["belastingen"] == "ONBEREIKBAAR"
    await portal.zandbak.mend("belastingen")
    assert statuses(await portal.ask(QUERY), "producten")["belastingen"] == "OK"


async def test_screens_run_with_data(portal: Portal) -> None:
    """The operations of eight screens run without an error, for items that the lists gave."""
    await portal.screen("schermen/01-overzicht")
    zaken = nodes(await portal.screen("schermen/02-zaken"), "zaken")
    taken = nodes(await portal.screen("schermen/04-taken"), "taken")
    berichten = nodes(await portal.screen("schermen/06-berichten"), "berichten")
    assert nodes(await portal.screen("schermen/08-producten"), "producten")
    for zaak in zaken:
        data = await portal.screen("schermen/03-zaak", id=zaak["id"])
        assert data["zaak"]["titel"] == zaak["titel"]  # type: ignore[index]
    for taak in taken:
        opened: Json = (await portal.screen("schermen/05-taak", id=taak["id"]))["taak"]  # type: ignore[assignment]
        assert opened["uitvoering"] if taak["soort"] != "VOORSTEL" else opened["acties"]
    for bericht in berichten:
        assert (await portal.screen("schermen/07-bericht", id=bericht["id"]))["bericht"]["tekst"]  # type: ignore[index]


async def test_a_contact_leads_to_its_zaak_and_back(portal: Portal) -> None:
    """A contactmoment of the list opens by its id, stands at its zaak, and is nothing to somebody else."""
    contacts = nodes(await portal.ask("{ contactmomenten { nodes { id titel zaak { id } } } }"), "contactmomenten")
    assert contacts
    opens = "query($id: ID!) { node(id: $id) { id } }"
    for one in contacts:
        assert (await portal.ask(opens, id=one["id"]))["node"] == {"id": one["id"]}
        assert (await portal.of("fatima").ask(opens, id=one["id"]))["node"] is None
    zaak, contact = next((one["zaak"], one["id"]) for one in contacts if one["zaak"])
    back = "query($id: ID!) { zaak(id: $id) { contactmomenten { nodes { id } } } }"
    data = await portal.ask(back, id=zaak["id"])  # type: ignore[index]
    assert {"id": contact} in nodes(data["zaak"], "contactmomenten")  # type: ignore[arg-type]


@pytest.mark.isolation
async def test_an_id_of_one_person_is_nothing_to_another(portal: Portal) -> None:
    """Ids that Sanne got open nothing for Fatima, nor for a parent; an invented id answers the same."""
    data = await portal.ask(QUERY)
    ids = [one["id"] for service in SERVICES for one in nodes(data, service)]
    for person in ("fatima", "ouder", "ondernemer"):
        for stolen in [*ids[::7], "verzonnen", ids[0][:-2] + "xx"]:  # type: ignore[index]
            answer = await portal.of(person).ask(
                BY_ID,
                id=stolen,
            )
            assert answer == {"node": None, "zaak": None, "taak": None, "bericht": None, "product": None}


@pytest.mark.canary
async def test_no_persons_number_is_in_any_answer(portal: Portal, capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever asks whatever: no BSN of anybody is in an answer, and none in what the gateway logs."""
    query = (EXAMPLES / "overzicht.graphql").read_text("utf-8")
    said = [json.dumps(await portal.of(person).answer(query)) for person in PERSONEN]
    said.append(json.dumps(await portal.screen("schermen/01-overzicht")))
    said.append("".join(capfd.readouterr()))
    for person in PERSONEN.values():
        assert person.bsn is None or not any(person.bsn in text for text in said), person.sleutel


async def test_a_business_sees_all_its_branches(portal: Portal) -> None:
    """One login finds what is stored under KvK, RSIN and vestiging, in both gemeenten, each once."""
    data = await portal.of("ondernemer").ask(
        "{ zaken(first: 100) { nodes { id titel herkomst { gevondenVia bron { code } } } bronnen { status bron { code } } } }"
    )
    found = nodes(data, "zaken")
    assert statuses(data, "zaken") == {"havenstad-zaken": "OK", "duindorp-zaken": "OK"}
    assert len({one["id"] for one in found}) == len(found)
    via = {one["herkomst"][0]["gevondenVia"] for one in found}  # type: ignore[index]
    assert {"KVK", "RSIN"} <= via


async def test_what_belongs_together_is_linked(portal: Portal) -> None:
    """An application that became a zaak, with a taak, a besluit, a product and a bericht: each leads to the zaak."""
    data = await portal.of("fatima").ask(
        """{ zaken(first: 5) { nodes { id titel besluiten { titel bezwaartermijn { datum } }
             taken { nodes { titel } } berichten { nodes { titel } } producten { nodes { titel zaak { titel } } } } } }"""
    )
    linked = [one for one in nodes(data, "zaken") if one["producten"]["nodes"]]  # type: ignore[index]
    assert linked
    zaak = linked[0]
    assert zaak["besluiten"]
    assert zaak["taken"]["nodes"]  # type: ignore[index]
    assert zaak["berichten"]["nodes"]  # type: ignore[index]
    assert zaak["producten"]["nodes"][0]["zaak"]["titel"] == zaak["titel"]  # type: ignore[index]


async def test_pages_hold_everything_once(portal: Portal) -> None:
    """Walking the zaken page by page gives every zaak once."""
    query = "query($na: String) { zaken(first: 4, after: $na) { nodes { id } pageInfo { hasNextPage endCursor } } }"
    seen: list[object] = []
    after: object = None
    while True:
        page = (await portal.ask(query, na=after))["zaken"]
        seen += [one["id"] for one in page["nodes"]]  # type: ignore[index]
        after = page["pageInfo"]["endCursor"]  # type: ignore[index]
        if not page["pageInfo"]["hasNextPage"]:  # type: ignore[index]
            break
    whole = await portal.ask("{ zaken(first: 100) { nodes { id } aantal } }")
    assert sorted(map(str, seen)) == sorted(str(one["id"]) for one in nodes(whole, "zaken"))
    assert len(seen) == len(set(map(str, seen))) == whole["zaken"]["aantal"]  # type: ignore[index]


async def test_plan_and_strawberry_answer_the_same(portal: Portal) -> None:
    """With the plan switched off the same operations over the same bronnen give the same answer."""
    operations = [EXAMPLES / "overzicht.graphql", *sorted((EXAMPLES / "schermen").glob("0[12468]*.graphql"))]
    with_plan = [await portal.answer(path.read_text("utf-8")) for path in operations]
    portal.gateway.engine.use_plan = False
    without = [await portal.answer(path.read_text("utf-8")) for path in operations]
    assert [msgspec.json.encode(_timeless(one)) for one in with_plan] == [
        msgspec.json.encode(_timeless(one)) for one in without
    ]
    assert portal.gateway.engine.fallbacks == {"plan uit": len(operations)}


def _timeless(value: object) -> object:
    """An answer without the moments at which bronnen were asked, for what was asked anew in between."""
    if isinstance(value, dict):
        return {key: _timeless(one) for key, one in value.items() if key not in ("opgehaaldOp", "duur", "peilmoment")}
    return [_timeless(one) for one in value] if isinstance(value, list) else value


async def test_the_off_switch_is_a_setting(tmp_path: Path) -> None:
    """`plan = false` in the configuration runs everything through Strawberry."""
    async with running(tmp_path, plan=False) as portal:
        await portal.screen("overzicht")
        assert portal.gateway.engine.fallbacks == {"plan uit": 1}
