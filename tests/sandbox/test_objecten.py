"""The Objects API of the sandbox answers, and leaks, as the real system was seen to do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.objecten import bouw
from sandbox.objecten.seed import seed
from sandbox.objecten.typen import OBJECTTYPEN, address, instellingen
from sandbox.verhalen.inhoud import zaken as verhalen
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN
from tests.sandbox.opnamen import check_shape, recorded

BASE = "http://objecten.test"
OBJECTS = "/api/v2/objects"
AHMED = PERSONEN["verhuisd"].bsn or ""
LEGES = uuid("object", "taak_v2-ahmed-leges")
CRS = {"Content-Crs": "EPSG:4326"}


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("objecten", "objecten", "9902", ("TAKEN", "BERICHTEN"), "sleutel"), lambda: BASE)


@pytest.fixture
async def objecten(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": "Token sleutel"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers) as found:
        yield found


async def search(objecten: httpx.AsyncClient, body: dict[str, object], **params: str) -> list[str]:
    """The uuids of the objects a search gives."""
    answer = await objecten.post(f"{OBJECTS}/search", json=body, params=params, headers=CRS)
    assert answer.status_code == 200, answer.text
    return [row["uuid"] for row in answer.json()["results"]]


def owner(nummer: str, soort: str = "bsn") -> str:
    return f"identificatie__type__exact__{soort},identificatie__value__exact__{nummer}"


async def test_every_call_needs_the_token(objecten: httpx.AsyncClient) -> None:
    """401 in English, with `Token`."""
    none = await objecten.get(OBJECTS, headers={"Authorization": ""})
    wrong = await objecten.get(OBJECTS, headers={"Authorization": "Token fout"})

    assert (none.status_code, none.json()["detail"]) == (401, "Authentication credentials were not provided.")
    assert (wrong.status_code, wrong.json()["detail"]) == (401, "Invalid token.")
    assert {none.headers["www-authenticate"], wrong.headers["www-authenticate"]} == {"Token"}


async def test_a_person_is_found_in_a_body(objecten: httpx.AsyncClient) -> None:
    """By type and owner; a taak of version 1, one of version 2 and a bericht each have their type."""
    found = {
        soort: await search(objecten, {"type": address(BASE, soort), "data_attrs": owner(AHMED)})
        for soort in ("taak_v1", "taak_v2", "bericht")
    }

    assert found["taak_v1"] == [uuid("object", "taak_v1-ahmed-afvalpas")]
    assert LEGES in found["taak_v2"]
    assert uuid("object", "bericht-ahmed-later") in found["bericht"]
    assert await search(objecten, {"data_attrs": owner("999999990")}) == []


@pytest.mark.parametrize("body", [{}, {"dataAttrs": owner(AHMED)}, {"data_attrs": ""}, {"pageSize": 1}])
async def test_an_unknown_or_empty_key_gives_everyone(objecten: httpx.AsyncClient, body: dict[str, object]) -> None:
    """The trap: 200 with the objects of all. A page size in the body is not one."""
    assert len(await search(objecten, body)) == len(await search(objecten, {})) > 20


async def test_an_empty_value_gives_nobody(objecten: httpx.AsyncClient) -> None:
    """Here the trap of the other systems is absent."""
    assert await search(objecten, {"data_attrs": "identificatie__value__exact__"}) == []


async def test_a_number_without_its_kind_matches_any(objecten: httpx.AsyncClient) -> None:
    """A foundation has an RSIN with the digits of a BSN."""
    other = uuid("object", "taak_v2-naamgenoot")

    assert other in await search(objecten, {"data_attrs": f"identificatie__value__exact__{AHMED}"})
    assert other not in await search(objecten, {"data_attrs": owner(AHMED)})


async def test_data_attr_in_a_body_makes_it_fail(objecten: httpx.AsyncClient) -> None:
    """500 with a body in JSON, where the same filter in an address works."""
    expression = f"identificatie__value__exact__{AHMED}"
    failed = await objecten.post(f"{OBJECTS}/search", json={"data_attr": expression}, headers=CRS)
    worked = await objecten.get(OBJECTS, params={"data_attr": [expression, "status__exact__open"]})

    assert (failed.status_code, failed.json()["code"]) == (500, "error")
    assert {row["record"]["data"]["status"] for row in worked.json()["results"]} == {"open"}


async def test_a_body_must_name_its_crs(objecten: httpx.AsyncClient) -> None:
    """412 without, 406 with another; a GET needs none."""
    missing = await objecten.post(f"{OBJECTS}/search", json={})
    other = await objecten.post(f"{OBJECTS}/search", json={}, headers={"Content-Crs": "EPSG:28992"})

    assert (missing.status_code, missing.json()["detail"]) == (412, "'Content-Crs' header ontbreekt")
    assert other.status_code == 406
    assert (await objecten.get(f"{OBJECTS}/{LEGES}")).status_code == 200


async def test_only_the_end_of_a_type_counts(objecten: httpx.AsyncClient) -> None:
    """The host of its address may be any."""
    own = await search(objecten, {"type": address(BASE, "bericht")})
    other = await search(objecten, {"type": f"https://elders.example/{OBJECTTYPEN['bericht'].uuid}"})

    assert own == other != []


async def test_the_list_leaves_out_what_has_ended(objecten: httpx.AsyncClient) -> None:
    """By uuid it is still there."""
    ended = uuid("object", "taak_v2-ahmed-oud")

    assert ended not in await search(objecten, {})
    assert (await objecten.get(f"{OBJECTS}/{ended}")).json()["record"]["endAt"] is not None


async def test_pages_go_by_the_address(objecten: httpx.AsyncClient) -> None:
    """`next` of a search is the address of another search; a page beyond the end is 404."""
    answer = await objecten.post(f"{OBJECTS}/search", json={}, params={"pageSize": "2"}, headers=CRS)
    beyond = await objecten.get(f"{OBJECTS}?page=99")

    assert (len(answer.json()["results"]), answer.json()["next"]) == (2, f"{BASE}{OBJECTS}/search?page=2&pageSize=2")
    assert (beyond.status_code, beyond.json()["detail"]) == (404, "Invalid page.")


async def test_a_change_is_merged_into_a_new_record_in_front(objecten: httpx.AsyncClient) -> None:
    """Only the keys that were given change; the object becomes the first of every list."""
    before = await search(objecten, {"data_attrs": owner(AHMED)})
    change = {
        "record": {"data": {"status": "afgerond", "ogonebetaling": {"pspid": None}}, "startAt": str(date.today())}
    }
    answer = await objecten.patch(f"{OBJECTS}/{LEGES}", json=change, headers=CRS)

    record = answer.json()["record"]
    assert (record["index"], record["startAt"], record["data"]["status"]) == (2, str(date.today()), "afgerond")
    assert record["data"]["ogonebetaling"] == {"bedrag": 42.5, "betaalkenmerk": "DUIN-2026-0077"}
    after = await search(objecten, {"data_attrs": owner(AHMED)})
    assert after == [LEGES, *(one for one in before if one != LEGES)]


async def test_a_change_must_obey_the_schema(objecten: httpx.AsyncClient) -> None:
    """400 with the sentence of the schema checker; without the CRS it is 412."""
    refused = await objecten.patch(f"{OBJECTS}/{LEGES}", json={"record": {"data": {"titel": 1}}}, headers=CRS)
    missing = await objecten.patch(f"{OBJECTS}/{LEGES}", json={"record": {}})

    assert refused.json()["invalid_params"][0]["reason"] == "1 is not of type 'string'"
    assert missing.status_code == 412


@pytest.mark.parametrize("soort", ["taak_v1", "taak_v2", "bericht"])
def test_what_objects_belong_to_exists_and_concerns_their_owner(soort: str) -> None:
    """A taak or bericht about a zaak is of somebody who has a rol in it, where the owner is a person."""
    zaken = {uuid("zaak", zaak.naam): zaak for zaak in verhalen("9902")}
    pointing = 0
    for row in seed("9902", date.today()):
        data = json.loads(json.dumps(row.record.data))
        link = data.get("zaak") or data.get("referentie") or data.get("koppeling", {}).get("uuid") or ""
        zaak = zaken.get(link.replace("/", ":").rpartition(":")[2])
        if row.soort == soort and zaak is not None:
            numbers = {
                n for one in zaak.betrokkenen for n in (one.persoon.bsn, one.persoon.kvk, *one.persoon.vestigingen)
            }
            assert data["identificatie"]["value"] in numbers
            pointing += 1
    assert pointing >= 2


def test_the_settings_name_every_type() -> None:
    """What the gateway is told: an address for each kind it shows, and not for what it does not."""
    found = instellingen(BASE)

    assert {soort for soort in OBJECTTYPEN if soort in found} == {"taak_v1", "taak_v2", "bericht"}
    assert found["bericht"] == [f"{BASE}/api/v2/objecttypes/{OBJECTTYPEN['bericht'].uuid}"]


async def test_a_broken_filter_answers_with_everyone(app: Starlette, objecten: httpx.AsyncClient) -> None:
    """With `filter_genegeerd` even a right filter gives the objects of all."""
    app.state.varianten["filter_genegeerd"] = True

    assert await search(objecten, {"data_attrs": owner(AHMED)}) == await search(objecten, {})


async def test_havenstad_has_none() -> None:
    """Only Duindorp keeps objects."""
    assert seed("9901", date.today()) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("object-detail", f"{OBJECTS}/{LEGES}"),
        ("object-404", f"{OBJECTS}/00000000-0000-4000-8000-000000000000"),
        ("object-bad-uuid", f"{OBJECTS}/geen-uuid"),
        ("objects-list-unknown-param", f"{OBJECTS}?bestaatNiet=1"),
        ("objects-list-invalid-attr", f"{OBJECTS}?data_attr=x"),
    ],
)
async def test_answers_have_the_form_of_the_recorded_ones(objecten: httpx.AsyncClient, name: str, path: str) -> None:
    """Names, their order and their types are those of the real system, at every depth."""
    theirs = recorded("objects", name)

    ours = (await objecten.get(path)).json()

    check_shape(ours, theirs, free={"data"})
    if isinstance(theirs, dict) and "code" in theirs:
        assert {**ours, "type": "", "instance": ""} == {**theirs, "type": "", "instance": ""}
