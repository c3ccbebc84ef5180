"""Asking by the id of a document over HTTP: every way clients send it, and what a gateway refuses."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from gateway.http.graphql import GraphQLEndpoint
from gateway.http.server import bouw
from gateway.plan.engine import Engine
from gateway.plan.trusted.manifest import id_of
from tests.http.world import BEARER, NEW, SCHEMA, World, settings

TEXT = "query Dingen($n: Int!) { dingen(first: $n) { naam } }"
KEY = id_of(TEXT)
HEX = KEY.removeprefix("sha256:")
FREE = "{ dingen { naam } }"
ANSWER = {"data": {"dingen": [{"naam": "ding 0"}]}}


@pytest.fixture(params=[False, True], ids=["alleen vertrouwd", "vrij"])
def engine(request: pytest.FixtureRequest) -> Engine:
    made = Engine(SCHEMA, free=request.param)
    made.store.trust({KEY: TEXT})
    return made


@pytest.fixture
async def client(engine: Engine) -> AsyncIterator[httpx.AsyncClient]:
    world, chosen = World(), settings(get=True)
    app = bouw(GraphQLEndpoint(engine, world.verify, world.context, chosen), world, chosen)
    transport = httpx.ASGITransport(app)
    headers = {**BEARER, "Accept": NEW}
    async with httpx.AsyncClient(transport=transport, base_url="http://gateway", headers=headers) as made:
        yield made


@pytest.mark.parametrize(
    "ask",
    [
        {"documentId": KEY},
        {"documentId": HEX},
        {"doc_id": HEX},
        {"id": HEX},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": HEX}}},
        {"query": TEXT, "documentId": KEY},
    ],
)
async def test_every_client_reaches_the_same_document(client: httpx.AsyncClient, ask: dict[str, Any]) -> None:
    answer = await client.post("/graphql", json={**ask, "variables": {"n": 1}})
    assert (answer.status_code, answer.json()) == (200, ANSWER)


async def test_get_takes_an_id_too(client: httpx.AsyncClient) -> None:
    answer = await client.get("/graphql", params={"documentId": KEY, "variables": '{"n": 1}'})
    assert (answer.status_code, answer.json()) == (200, ANSWER)


async def test_an_unknown_id_is_not_found_and_not_learned(client: httpx.AsyncClient) -> None:
    """Asked with its text in a free gateway, a document is answered; it is not trusted from then on."""
    for _ in range(2):
        answer = await client.post("/graphql", json={"documentId": id_of(FREE)})
        assert answer.status_code == 404
        assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["DOCUMENT_ONBEKEND"]
        await client.post("/graphql", json={"query": FREE, "documentId": id_of(FREE)})


async def test_only_a_free_gateway_answers_a_text(client: httpx.AsyncClient, engine: Engine) -> None:
    answer = await client.post("/graphql", json={"query": FREE})
    if engine.free:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 400
        assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["DOCUMENT_VEREIST"]


@pytest.mark.parametrize(
    "ask",
    [
        {"documentId": "sha256:x"},
        {"documentId": ""},
        {"extensions": {"persistedQuery": {"sha256Hash": 1}}},
        {"query": FREE, "documentId": KEY},
        {},
    ],
)
async def test_what_is_no_question_is_refused(client: httpx.AsyncClient, ask: dict[str, Any]) -> None:
    answer = await client.post("/graphql", json=ask)
    assert answer.status_code == 400
    assert [error["extensions"]["code"] for error in answer.json()["errors"]] == ["ONGELDIGE_INVOER"]


async def test_variables_are_checked_as_ever(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"documentId": KEY, "variables": {"n": "een"}})
    assert answer.status_code == 400
