"""Any operation can be asked as an event stream: one result, then the end; and what is wrong is told in the stream."""

from __future__ import annotations

import asyncio

import httpx
import pytest

from tests.http.world import BEARER, World, serving, settings

EVENTS = {**BEARER, "Accept": "text/event-stream"}
VRAAG = "{ dingen { naam } }"
ANTWOORD = '{"data":{"dingen":[{"naam":"ding 0"},{"naam":"ding 1"}]}}'


def blocks(text: str) -> list[dict[str, str]]:
    """The blocks of an event stream, comments left out."""
    found = []
    for block in text.split("\n\n"):
        lines = [line.partition(":") for line in block.split("\n") if line and not line.startswith(":")]
        if lines:
            found.append({name: value.removeprefix(" ") for name, _, value in lines})
    return found


async def post(client: httpx.AsyncClient, body: object, **headers: str) -> httpx.Response:
    return await client.post("/graphql", json=body, headers={**EVENTS, **headers})


@pytest.mark.parametrize("accept", ["text/event-stream", "application/json;q=0.5, Text/Event-Stream;q=1"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
async def test_a_query_is_one_result_and_the_end(accept: str, encoding: str):
    """Not packed, not kept by a cache or a proxy, and complete."""
    async with serving(World()) as client:
        response = await post(client, {"query": VRAAG}, Accept=accept, **{"Accept-Encoding": encoding})
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert response.headers["x-accel-buffering"] == "no"
    assert response.headers["cache-control"] == "no-store"
    assert "content-encoding" not in response.headers
    assert blocks(response.text) == [{"event": "next", "data": ANTWOORD}, {"event": "complete", "data": ""}]


async def test_a_mutation_too():
    """As over plain HTTP."""
    async with serving(World()) as client:
        response = await post(client, {"query": "mutation { doe }"})
    assert blocks(response.text)[0] == {"event": "next", "data": '{"data":{"doe":true}}'}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"query": "{ bestaatNiet }"}, "bestaatNiet"),
        ({"query": "{ dingen"}, "Syntax Error"),
        ({"query": 1}, "geen GraphQL-vraag"),
        ({"query": "query($n: Int!) { dingen(first: $n) { naam } }"}, "$n"),
    ],
)
async def test_what_is_wrong_with_a_question_is_told_in_the_stream(body: object, said: str):
    """A status would tell a browser nothing (GraphQL over SSE)."""
    async with serving(World()) as client:
        response = await post(client, body)
    first, last = blocks(response.text)
    assert response.status_code == 200
    assert said in first["data"]
    assert '"errors"' in first["data"]
    assert last["event"] == "complete"


async def test_who_is_not_logged_in_gets_no_stream():
    """What is wrong with the request itself has a status."""
    async with serving(World()) as client:
        without = await client.post("/graphql", json={"query": VRAAG}, headers={"Accept": "text/event-stream"})
        form = await client.post("/graphql", content=b"query=1", headers={**EVENTS, "Content-Type": "text/plain"})
        gone = await client.get("/graphql", params={"query": VRAAG}, headers=EVENTS)
    assert (without.status_code, form.status_code, gone.status_code) == (401, 415, 405)
    assert without.headers["content-type"] == "application/problem+json"


async def test_get_asks_but_changes_nothing():
    """Where GET is allowed, a browser's own EventSource can ask a query."""
    async with serving(World(), settings(get=True)) as client:
        asked = await client.get("/graphql", params={"query": VRAAG}, headers=EVENTS)
        changed = await client.get("/graphql", params={"query": "mutation { doe }"}, headers=EVENTS)
    assert blocks(asked.text)[0]["data"] == ANTWOORD
    assert changed.status_code == 405


async def test_a_client_that_hangs_up_takes_its_question_along():
    """As over plain HTTP."""
    world = World()
    async with serving(world) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post("/graphql", json={"query": "{ traag }"}, headers=EVENTS, timeout=0.3)
        async with asyncio.timeout(5):
            await world.cancelled.wait()
