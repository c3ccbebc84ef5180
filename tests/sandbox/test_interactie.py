"""The executing organisation of the sandbox: it knows people by pseudonym, and trusts whoever shows its token."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.interactie import bouw
from sandbox.interactie.app import PAD
from sandbox.uitgever.identiteit import inloggen
from sandbox.verhalen.personen import PERSONEN
from tests.interactie.contract import needs_spec, valid

TIM = inloggen(PERSONEN)["student"].sub("sandbox")
JAN = inloggen(PERSONEN)["mantelzorger"].sub("sandbox")


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("lvd", "interactie", "LVD", ("TAKEN",), "geheim"), lambda: "http://lvd.test")


@pytest.fixture
async def lvd(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    headers, transport = {"Authorization": "Bearer geheim"}, httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://lvd.test" + PAD, headers=headers) as client:
        yield client


async def taken(client: httpx.AsyncClient, klant_id: str, **more: object) -> list[dict[str, object]]:
    answer = await client.post("/context/zoek", json={"klantId": klant_id, **more})
    found: list[dict[str, object]] = answer.json()["taken"]
    return found


async def test_a_pseudonym_gives_the_taken_of_one_person(lvd: httpx.AsyncClient) -> None:
    """Each his own, nobody for an unknown pseudonym, and a context narrows the list."""
    mine = await taken(lvd, TIM)
    assert len(mine) == 5
    assert {str(one["uuid"]) for one in mine}.isdisjoint(str(one["uuid"]) for one in await taken(lvd, JAN))
    assert await taken(lvd, "niemand") == []
    assert len(await taken(lvd, TIM, contextId=mine[0]["context"]["urn"])) == 1  # type: ignore[index]


async def test_a_list_leaves_out_what_belongs_to_a_type(lvd: httpx.AsyncClient) -> None:
    """What an upload may hold is only in the answer for that taak, which anybody with the token gets."""
    (upload,) = [one for one in await taken(lvd, TIM) if one["uitvoering"].get("type") == "upload"]  # type: ignore[attr-defined]
    assert "maxBestanden" not in upload["uitvoering"]  # type: ignore[operator]
    whole = (await lvd.get(f"/taken/{upload['uuid']}")).json()
    assert whole["uitvoering"]["maxBestanden"] == 2
    assert (await lvd.get("/taken/00000000-0000-4000-8000-000000000000")).status_code == 404


async def test_refusals_and_what_is_not_supported(lvd: httpx.AsyncClient, app: Starlette) -> None:
    """No klantId is 400, no token 401; other kinds are simply not in the answer."""
    assert (await lvd.post("/context/zoek", json={})).status_code == 400
    assert (await lvd.post("/context/zoek", json={"klantId": TIM}, headers={"Authorization": ""})).status_code == 401
    assert (await lvd.post("/context/zoek", json={"klantId": TIM, "include": ["contactmomenten"]})).json() == {}
    app.state.varianten["geen_taken"] = True
    assert (await lvd.post("/context/zoek", json={"klantId": TIM})).json() == {}


@needs_spec
async def test_answers_follow_the_published_contract(lvd: httpx.AsyncClient) -> None:
    """Every answer validates against VNG's own description."""
    answer = (await lvd.post("/context/zoek", json={"klantId": TIM})).json()
    valid(answer, "ContextResultaat")
    for one in answer["taken"]:
        valid((await lvd.get(f"/taken/{one['uuid']}")).json(), "Taak")
