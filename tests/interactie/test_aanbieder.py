"""Our taken at the portal of others: to the published contract, to the right person alone, and honest about what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from gateway.app import find_connectors
from gateway.config import load
from gateway.interactie.consumenten import Consumenten
from sandbox.server import Zandbak
from sandbox.verhalen.personen import PERSONEN
from tests.interactie.conftest import MijnOverheid, door
from tests.interactie.contract import needs_spec, valid

pytestmark = [pytest.mark.scenario, pytest.mark.asyncio(loop_scope="module")]
RANDOM = "550e8400-e29b-41d4-a716-446655440000"
OWN = "{ taken(first: 100) { nodes { id titel status soort } } }"


async def test_the_taken_of_the_person_in_the_form_of_the_contract(mijnoverheid: MijnOverheid) -> None:
    """The same taken as in our own portal, with a title in Dutch, a moment, a context and an address there."""
    answer = await mijnoverheid.search(include=["taken"])
    assert (answer.status_code, answer.headers["API-Version"]) == (200, "0.1.0")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json().keys() == {"taken"}
    taken = answer.json()["taken"]
    # What our rules propose follows from what a consument may see, so a portal of our own has more of that.
    every = (await mijnoverheid.portal.ask(OWN))["taken"]["nodes"]  # type: ignore[index]
    own = {one["id"]: one for one in every if one["soort"] != "VOORSTEL"}
    given = {one["uitvoering"]["fallbackUrl"].rpartition("/")[2]: one for one in taken if one["status"] == "open"}
    asked = {id: one for id, one in given.items() if one["uitvoering"]["type"] != "voorstel"}
    assert asked.keys() == {id for id, one in own.items() if one["status"] == "OPEN"}
    assert all(one["titel"]["nl"] == own[id]["titel"] for id, one in asked.items())
    assert sum(one["status"] == "afgerond" for one in taken) == sum(one["status"] == "AFGEROND" for one in own.values())
    dated = [one for one in taken if "deadline" in one]
    assert all(datetime.fromisoformat(one["deadline"]).strftime("%H:%M:%S") == "23:59:59" for one in dated)
    assert dated
    assert any(one.get("context", {}).get("urn", "").startswith("urn:") for one in taken)


@needs_spec
async def test_answers_follow_the_published_contract(mijnoverheid: MijnOverheid) -> None:
    """Every search, every taak and every refusal validates against VNG's own description."""
    for person in ("inwoner", "ondernemer", "niets", "verhuisd"):
        klant = mijnoverheid.of(person)
        found = (await klant.search()).json()
        valid(found, "ContextResultaat")
        for one in found["taken"]:
            valid((await klant.one(one["uuid"])).json(), "Taak")
    for refused in (await mijnoverheid.search(klantId=7), await mijnoverheid.one(RANDOM)):
        valid(refused.json(), "Probleem")
        assert refused.headers["Content-Type"] == "application/problem+json"


async def test_one_taak_has_the_best_address_to_do_it(mijnoverheid: MijnOverheid) -> None:
    """A link of the bron where there is one, a payment as such, and else our own portal; what is done has none."""
    taken = {one["titel"]["nl"]: one for one in await mijnoverheid.taken()}  # type: ignore[index]
    ways = {title: (await mijnoverheid.one(one["uuid"])).json().get("uitvoering") for title, one in taken.items()}
    done = {title for title, one in taken.items() if one["status"] in ("afgerond", "geannuleerd")}
    assert {title for title, way in ways.items() if way is None} == done
    kinds = {way["type"] for way in ways.values() if way is not None}
    assert kinds == {"link", "betaling"}
    assert all(way["fallbackUrl"].startswith(("https://", "http://127.0.0.1:")) for way in ways.values() if way)


@pytest.mark.isolation
async def test_a_taak_is_only_of_its_owner(mijnoverheid: MijnOverheid) -> None:
    """Another's uuid answers just as one that does not exist, and so does anything else in its place."""
    fatima = mijnoverheid.of("fatima")
    (first, *_) = await mijnoverheid.taken()
    foreign, invented = await fatima.one(first["uuid"]), await fatima.one(RANDOM)
    assert (foreign.status_code, foreign.content) == (404, invented.content)
    assert (await mijnoverheid.one(str(first["uuid"]).upper())).status_code == 200
    for text in ("x", "..%2f..%2fgraphql", "550e8400"):
        assert (await mijnoverheid.one(text)).status_code == 404


@pytest.mark.isolation
async def test_the_klant_is_the_person_of_the_token(mijnoverheid: MijnOverheid) -> None:
    """Somebody else's klantId, with a token of one's own, opens nothing; nor does a number of a person."""
    for other in (mijnoverheid.of("fatima").klant_id, PERSONEN["fatima"].bsn, "", "é"):
        answer = await mijnoverheid.search(klantId=other)
        assert (answer.status_code, answer.json()["code"]) == (400, "VRAAG_ONGELDIG")


async def test_only_a_consument_comes_in_and_only_here(mijnoverheid: MijnOverheid) -> None:
    """No token, a spoilt one and that of our own portal are 401; the token of a consument does not open GraphQL."""
    client = mijnoverheid.portal.client
    url, body = "/interactie/v0/context/zoek", {"klantId": mijnoverheid.klant_id}
    own = replace(mijnoverheid, client_id="sandbox")
    for headers in ({}, {"Authorization": "Bearer x"}, own.headers):
        answer = await client.post(url, json=body, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "NIET_INGELOGD")
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    graphql = await client.post("/graphql", json={"query": "{ ik { niveau } }"}, headers=mijnoverheid.headers)
    assert graphql.status_code == 403


async def test_what_cannot_be_read_is_refused(mijnoverheid: MijnOverheid) -> None:
    """No JSON, another type, too much; another method, another address."""
    client, headers = mijnoverheid.portal.client, mijnoverheid.headers
    url = "/interactie/v0/context/zoek"
    as_json = headers | {"Content-Type": "application/json"}
    assert (await client.post(url, content=b"{", headers=as_json)).status_code == 400
    assert (await client.post(url, data={"klantId": "a"}, headers=headers)).status_code == 400
    assert (await client.post(url, content=b" " * 20_000, headers=as_json)).status_code == 413
    assert (await client.get(url, headers=headers)).status_code == 405
    assert (await client.get("/interactie/v0/gesprekken", headers=headers)).status_code == 404


async def test_kinds_that_we_do_not_have_are_absent(mijnoverheid: MijnOverheid) -> None:
    """Not asked for, or unknown: the key is not there, which is not an empty list, and no bron is asked."""
    mijnoverheid.portal.zandbak.wis_aanroepen()
    assert (await mijnoverheid.search(include=["contactmomenten"])).json() == {}
    assert mijnoverheid.portal.zandbak.aanroepen() == []
    assert (await mijnoverheid.of("niets").search(include=[])).json() == {"taken": []}


async def test_a_context_narrows_the_list_by_every_name_it_has(mijnoverheid: MijnOverheid) -> None:
    """A zaak by its number, in either dialect, or by its uuid; what nobody knows has no taken."""
    query = "{ taken(first: 100) { nodes { titel zaak { identificatie } } } }"
    own = (await mijnoverheid.portal.ask(query))["taken"]["nodes"]  # type: ignore[index]
    number = next(one["zaak"]["identificatie"] for one in own if one["zaak"])
    titles = sorted(one["titel"] for one in own if one["zaak"] and one["zaak"]["identificatie"] == number)
    for urn in (f"urn:nl:gemeenten:zaak:{number}", f"urn:nld:gemeentehavenstad:zaak:zaaknummer:{number}"):
        found = await mijnoverheid.taken(contextId=urn)
        assert sorted(one["titel"]["nl"] for one in found) == titles  # type: ignore[index]
    (urn,) = {one["context"]["urn"] for one in found}  # type: ignore[index]
    assert await mijnoverheid.taken(contextId=urn) == found
    for nobody in ("urn:nl:gemeenten:zaak:ZAAK-0", "urn:iets:anders", "urn:"):
        assert await mijnoverheid.taken(contextId=nobody) == []


async def test_what_is_missing_is_said_within_the_contract(tmp_path: Path) -> None:
    """One of her bronnen is away: the others' taken, with the organisation that is missing and a sentence for the person.

    When all are away there is no list at all, for nobody may read a failure as nothing.
    """
    async with door(tmp_path) as mijnoverheid:
        moved = mijnoverheid.of("verhuisd")
        await mijnoverheid.portal.zandbak.stop("duindorp-vtb")
        answer = (await moved.search()).json()
        assert (answer["volledig"], isinstance(answer["taken"], list)) == (False, True)
        (told,) = answer["meldingen"]
        assert (told["organisatie"], told["status"]) == ("Gemeente Duindorp", "ONBEREIKBAAR")
        assert told["melding"].startswith("Deze bron is nu niet bereikbaar")
        assert (await moved.one(RANDOM)).status_code == 503  # it may be at the bron that is away
        await mijnoverheid.portal.zandbak.stop("havenstad-vtb")
        for refused in (await mijnoverheid.search(), await mijnoverheid.one(RANDOM)):
            assert (refused.status_code, refused.json()["code"]) == (503, "BRONNEN_ONBEREIKBAAR")
            assert refused.headers["Retry-After"] == "5"


async def test_taken_of_others_are_not_ours_to_pass_on(mijnoverheid: MijnOverheid) -> None:
    """What we show of another organisation stays in our own portal, so two gateways never ask in circles."""
    tim = mijnoverheid.of("student")
    mijnoverheid.portal.zandbak.wis_aanroepen()
    titles = {one["titel"]["nl"] for one in await tim.taken()}  # type: ignore[index]
    assert "Kentekenbewijs sturen" not in titles
    assert "voertuigdienst" not in {one.bron for one in mijnoverheid.portal.zandbak.aanroepen()}


async def test_a_consument_sees_its_own_scope(mijnoverheid: MijnOverheid, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the gemeenten and diensten of its table: nothing else is even asked."""
    gateway = mijnoverheid.portal.gateway
    (config,) = gateway.config.consumenten
    narrow = config.model_copy(update={"gemeenten": ["9902"], "diensten": ["TAKEN"]})
    monkeypatch.setattr(gateway, "consumenten", Consumenten([narrow], gateway.registry))
    mijnoverheid.portal.zandbak.wis_aanroepen()
    await mijnoverheid.of("vader").search(contextId="urn:nl:gemeenten:zaak:ZAAK-1")
    assert {one.bron for one in mijnoverheid.portal.zandbak.aanroepen()} <= {"duindorp-vtb", "duindorp-objecten"}
    assert mijnoverheid.portal.zandbak.aanroepen()


async def test_without_consumenten_the_api_is_not_there(tmp_path: Path) -> None:
    """An address that nobody configured does not exist, and its clients have no special place."""
    async with Zandbak() as zandbak:
        path = zandbak.schrijf_configuratie(tmp_path)
        text = path.read_text("utf-8")
        head, _, rest = text.partition("[[consument]]")
        path.write_text(head + "[[bron]]" + rest.partition("[[bron]]")[2])
        config = load(path, connectors=find_connectors())
    assert config.consumenten == []


async def test_its_description_is_there_for_anybody(mijnoverheid: MijnOverheid) -> None:
    """OpenAPI 3.1, without a token."""
    answer = await mijnoverheid.portal.client.get("/interactie/v0/openapi.json")
    assert (answer.status_code, answer.json()["openapi"]) == (200, "3.1.0")
    assert answer.json()["paths"].keys() == {"/context/zoek", "/taken/{uuid}"}


async def test_no_number_of_a_person_leaves(mijnoverheid: MijnOverheid) -> None:
    """Not in an answer, not in an address in it."""
    bsn = PERSONEN["inwoner"].bsn or "?"
    said = (await mijnoverheid.search()).text
    for one in await mijnoverheid.taken():
        said += (await mijnoverheid.one(one["uuid"])).text
    assert bsn not in said
