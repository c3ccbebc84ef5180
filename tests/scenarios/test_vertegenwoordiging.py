"""Acting for another: who it is about, who acts, what the mandate opens, and that switching shows nobody anything else."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gateway.config import Geheim
from gateway.config.instellingen import CacheInstellingen
from sandbox.server import Zandbak
from sandbox.verhalen.personen import PERSONEN
from tests.l2.world import valkey
from tests.scenarios.conftest import Json, Portal, serving

pytestmark = [pytest.mark.scenario, pytest.mark.isolation]
SECRET = "een-geheim-van-genoeg-tekens-hiervoor"
IK = "{ ik { soort naam kvkNummer vertegenwoordiging { namens handelend diensten } } }"
ZAKEN = """{ zaken(first: 100) { volledig nodes { id titel identificatie }
  bronnen { bron { code } status code melding belemmering { code melding acrWaarden } } } }"""
BERICHTEN = (
    "{ berichten(first: 100) { nodes { titel } bronnen { bron { code } status belemmering { code melding } } } }"
)
PRODUCTEN = "{ producten(first: 100) { nodes { titel } bronnen { bron { code } status } } }"


async def zaken(portal: Portal, person: str) -> dict[str, str]:
    """The zaaknummers of a person, with the ids they get."""
    data = await portal.of(person).ask(ZAKEN)
    return {node["identificatie"]: node["id"] for node in data["zaken"]["nodes"]}  # type: ignore[index]


def reports(answer: Json, naam: str) -> dict[str, Json]:
    return {row["bron"]["code"]: row for row in answer[naam]["bronnen"]}  # type: ignore[index]


async def test_a_parent_sees_the_zaken_of_a_child(portal: Portal) -> None:
    """And not the parent's own; `ik` says for whom, by whom and for what."""
    own, child = await zaken(portal, "ouder"), await zaken(portal, "kind")
    for_child = await zaken(portal, "ouder/namens/kind")
    told = (await portal.of("ouder/namens/kind").ask(IK))["ik"]

    assert for_child.keys() == child.keys() != own.keys()
    assert told == {
        "soort": "INWONER", "naam": "L. Jansen", "kvkNummer": None,
        "vertegenwoordiging": {
            "namens": "Lotte Jansen", "handelend": "Daan Jansen",
            "diensten": [
                "ZAKEN", "TAKEN", "BERICHTEN", "PRODUCTEN", "CONTACTMOMENTEN", "VERZOEKEN", "PERSOONSGEGEVENS",
            ],
        },
    }  # fmt: skip
    assert (await portal.of("ouder").ask(IK))["ik"]["vertegenwoordiging"] is None  # type: ignore[index]


async def test_a_bron_outside_the_mandate_says_so(portal: Portal) -> None:
    """Not left out in silence, and not asked: the report tells the person what holds them back."""
    answer = await portal.of("ouder/namens/kind").ask(BERICHTEN)
    box = reports(answer, "berichten")["mijnoverheid"]

    assert box["status"] == "GEWEIGERD"
    assert box["belemmering"] == {"code": "BUITEN_MACHTIGING", "melding": "Uw machtiging geldt hier niet voor."}
    assert reports(answer, "berichten")["havenstad-vtb"]["status"] in ("OK", "LEEG")
    assert "mijnoverheid" not in {one.bron for one in portal.zandbak.aanroepen()}


async def test_an_accountant_with_clients_and_himself(portal: Portal) -> None:
    """Three people in one browser: each sees what is theirs, and no id of one opens anything as another."""
    people = ["accountant/namens/ondernemer", "accountant/namens/vereniging", "accountant", "ondernemer"]
    bakery, club, office, own = [await zaken(portal, person) for person in people]

    assert bakery.keys() == own.keys()
    assert bakery.keys() & club.keys() == office.keys() == set()
    assert club
    found = {}
    for person in people:
        for other in (bakery, club, own):
            ids = sorted(other.values())[:3]
            data = [await portal.of(person).ask("query($id: ID!) { node(id: $id) { id } }", id=one) for one in ids]
            found[person, id(other)] = [one["node"] is not None for one in data]
    allowed = {(people[0], id(bakery)), (people[1], id(club)), (people[3], id(own))}
    assert {key for key, opened in found.items() if any(opened)} == allowed
    assert all(all(opened) for key, opened in found.items() if key in allowed)


async def test_a_bewindvoerder_sees_what_the_court_gave(portal: Portal) -> None:
    """The BSN is of the one under bewind; the office stands in between, its employee acts."""
    told = (await portal.of("bewindvoerder/namens/bijstand").ask(IK))["ik"]
    assert told["vertegenwoordiging"]["handelend"] == "Rob Zeeman"  # type: ignore[index]
    assert (await zaken(portal, "bewindvoerder/namens/bijstand")).keys() == (await zaken(portal, "bijstand")).keys()
    statuses = {code: row["status"] for code, row in reports(
        await portal.of("accountant/namens/ondernemer").ask(PRODUCTEN), "producten").items()}  # fmt: skip
    assert statuses["belastingen"] == "GEWEIGERD"
    assert statuses["havenstad-producten"] in ("OK", "LEEG")


async def test_what_is_kept_for_one_is_not_for_another(portal: Portal) -> None:
    """Each of those who may see the same zaken makes a fetch of their own; the same one a second time does not."""
    counts = []
    for person in ("ondernemer", "accountant/namens/ondernemer", "accountant/namens/ondernemer"):
        portal.zandbak.wis_aanroepen()
        await zaken(portal, person)
        counts.append(len(portal.zandbak.aanroepen()))
    assert counts[0] > 0
    assert counts[1] == counts[0]
    assert counts[2] == 0


async def test_a_mandate_that_ended_opens_nothing(portal: Portal) -> None:
    """Not from memory either: the next token, without the service, gets no zaken, fresh or old."""
    person = "accountant/namens/ondernemer"
    before = await zaken(portal, person)
    assert before
    for diensten in ([], ["iets-anders"], None):
        token = portal.zandbak.token(person, diensten=diensten)
        answer = await portal.client.post(
            "/graphql",
            json={"query": ZAKEN + "", "variables": {}},
            headers={"Authorization": f"Bearer {token}"},
        )
        data = answer.json()["data"]
        assert data["zaken"]["nodes"] == []
        assert {row["status"] for row in data["zaken"]["bronnen"]} == {"GEWEIGERD"}
        one = await portal.client.post(
            "/graphql",
            json={
                "query": "query($id: ID!) { zaak(id: $id) { titel } }",
                "variables": {"id": next(iter(before.values()))},
            },
            headers={"Authorization": f"Bearer {token}"},
        )
        assert one.json()["data"] == {"zaak": None}
        assert one.json()["errors"][0]["extensions"]["code"] == "NIET_TOEGESTAAN"


@pytest.fixture
async def workers(tmp_path: Path) -> AsyncIterator[tuple[Portal, Portal]]:
    """Two workers that share a cache."""
    with valkey() as server:
        cache = CacheInstellingen(url=server.url, sleutel=Geheim(SECRET))
        async with (
            Zandbak() as zandbak,
            serving(zandbak, tmp_path, cache=cache) as one,
            serving(zandbak, tmp_path, cache=cache) as two,
        ):
            yield one, two


async def test_switching_at_two_workers_leaks_nothing(workers: tuple[Portal, Portal]) -> None:
    """Everybody at once, again and again, at two workers with one cache: each answer is that of its own login."""
    people = ["ouder", "kind", "ouder/namens/kind", "accountant", "accountant/namens/ondernemer",
              "accountant/namens/vereniging", "ondernemer", "vereniging", "bijstand", "bewindvoerder/namens/bijstand",
              "vader", "mantelzorger/namens/vader"]  # fmt: skip
    right = {person: await zaken(workers[0], person) for person in people}
    for _ in range(3):
        asked = [(person, portal) for person in people for portal in workers]
        answers = await asyncio.gather(*(zaken(portal, person) for person, portal in asked))
        assert [answer == right[person] for (person, _), answer in zip(asked, answers, strict=True)] == [True] * len(
            asked
        )
    every = [set(found.values()) for found in right.values()]
    assert sum(map(len, every)) == len(set().union(*every))


@pytest.mark.canary
async def test_nobodys_number_is_told_to_who_acts(portal: Portal) -> None:
    """Neither in the answers nor in the log."""
    answers = [await portal.of("bewindvoerder/namens/bijstand").answer(query) for query in (IK, ZAKEN, BERICHTEN)]
    assert not any(str(person.bsn) in str(answers) for person in PERSONEN.values() if person.bsn)
