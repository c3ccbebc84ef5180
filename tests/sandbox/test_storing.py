"""Faults on the wire: each kind looks to a client as the real thing does."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

import aiohttp
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.server import Zandbak
from sandbox.storing import SOORTEN, OnbekendeStoring

BRON = Bron("vtb", "openvtb", "9901", ("TAKEN",), "geheim")
OWN = [{"titel": "Betaal", "open": True}, {"titel": "Lever in", "open": False}]
ROWS = {"count": 2, "next": None, "results": OWN}
EVERYONE = {"count": 3, "next": None, "results": [*OWN, {"titel": "Van een ander", "open": True}]}


def build(bron: Bron, basis: Callable[[], str]) -> Starlette:
    varianten = {"filter_genegeerd": False}

    async def taken(request: Request) -> Response:
        return JSONResponse(EVERYONE if varianten["filter_genegeerd"] else ROWS)

    async def echo(request: Request) -> Response:
        return JSONResponse({"ontvangen": (await request.json())["status"]})

    async def file(request: Request) -> Response:
        return Response(b"%PDF-1.7", media_type="application/pdf")

    app = Starlette(routes=[Route("/taken", taken), Route("/taken", echo, methods=["PATCH"]), Route("/bestand", file)])
    app.state.varianten = varianten
    return app


@pytest.fixture
async def zandbak() -> AsyncIterator[Zandbak]:
    async with Zandbak(bronnen=[BRON], bouwers={"openvtb": build}) as zandbak:
        yield zandbak


@pytest.fixture
async def http(zandbak: Zandbak) -> AsyncIterator[aiohttp.ClientSession]:
    timeout = aiohttp.ClientTimeout(total=5)
    async with aiohttp.ClientSession(zandbak.bronnen[0].url, timeout=timeout) as session:
        yield session


@pytest.mark.parametrize(("soort", "status"), [("500", 500), ("503", 503), ("429", 429)])
async def test_a_status_fault_is_a_problem_body(
    zandbak: Zandbak, http: aiohttp.ClientSession, soort: str, status: int
) -> None:
    """500, 503 and 429 come as JSON problem details; the last two say when to come back."""
    await zandbak.break_("vtb", soort)

    async with http.get("/taken") as answer:
        assert answer.status == status
        assert (await answer.json())["status"] == status
        assert answer.headers.get("Retry-After") == (None if soort == "500" else "30")


async def test_html_is_a_page_with_status_200(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """A login page in place of data: status 200, text/html."""
    await zandbak.break_("vtb", "html")

    async with http.get("/taken") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        assert (await answer.text()).startswith("<!doctype html>")


async def test_truncated_ends_before_its_content_length(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """The head is fine, the connection closes half-way through the body."""
    await zandbak.break_("vtb", "truncated")

    async with http.get("/taken") as answer:
        assert answer.status == 200
        with pytest.raises(aiohttp.ClientPayloadError):
            await answer.read()


@pytest.mark.parametrize("path", ["/taken", "/bestand"])
async def test_malformed_is_complete_but_no_json(zandbak: Zandbak, http: aiohttp.ClientSession, path: str) -> None:
    """The body arrives whole, and cannot be parsed."""
    await zandbak.break_("vtb", "malformed")

    async with http.get(path) as answer:
        body = await answer.read()
        assert (answer.status, answer.content_type) == (200, "application/json")
    with pytest.raises(json.JSONDecodeError):
        json.loads(body)


async def test_wrong_type_is_json_of_another_shape(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """Lists became objects and values lists, at every depth; the keys and nulls are the real ones."""
    await zandbak.break_("vtb", "wrong-type")

    async with http.get("/taken") as answer:
        assert await answer.json() == {
            "count": [2],
            "next": None,
            "results": {
                "0": {"titel": ["Betaal"], "open": [True]},
                "1": {"titel": ["Lever in"], "open": [False]},
            },
        }


async def test_reset_closes_without_an_answer(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """The connection is reset before a single byte of answer."""
    await zandbak.break_("vtb", "reset")

    with pytest.raises((aiohttp.ServerDisconnectedError, ConnectionResetError, aiohttp.ClientOSError)):
        await http.get("/taken")


async def test_reset_is_a_tcp_reset(zandbak: Zandbak) -> None:
    """It is RST, not an orderly end: reading raises."""
    await zandbak.break_("vtb", "reset")
    port = int(zandbak.bronnen[0].url.rsplit(":", 1)[1])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /taken HTTP/1.1\r\nHost: vtb\r\n\r\n")

    with pytest.raises(ConnectionResetError):
        await reader.read()
    writer.close()


async def test_hang_never_answers(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """The call is accepted and counted, and then there is silence."""
    await zandbak.break_("vtb", "hang")

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await http.get("/taken")
    assert len(zandbak.aanroepen()) == 1
    assert zandbak.verkeer()[0].status == 0


async def test_drip_keeps_sending_and_gets_nowhere(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """The head comes at once, the body a byte at a time."""
    await zandbak.break_("vtb", "drip")

    async with http.get("/taken") as answer:
        assert answer.status == 200
        assert await answer.content.read(1) == b"{"
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.25):
                await answer.read()


async def test_slow_answers_in_full_after_the_delay(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """A slow system gives its real answer, so many milliseconds later."""
    await zandbak.slow("vtb", 80)
    begin = asyncio.get_running_loop().time()

    async with http.get("/taken") as answer:
        assert await answer.json() == ROWS
    assert asyncio.get_running_loop().time() - begin >= 0.078


async def test_slow_and_broken_go_together(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """A system in trouble is often both; mend ends both."""
    await zandbak.slow("vtb", 30)
    await zandbak.break_("vtb", "500")
    begin = asyncio.get_running_loop().time()

    async with http.get("/taken") as answer:
        assert answer.status == 500
    assert asyncio.get_running_loop().time() - begin >= 0.028
    assert zandbak.bronnen[0].stand == "stuk (500)"

    await zandbak.mend("vtb")
    async with http.get("/taken") as answer:
        assert await answer.json() == ROWS
    assert zandbak.bronnen[0].stand == "aan"


async def test_a_slow_write_reaches_the_system_with_its_body(zandbak: Zandbak, http: aiohttp.ClientSession) -> None:
    """A delayed write is still carried out, on what was really sent."""
    await zandbak.slow("vtb", 10)

    async with http.patch("/taken", json={"status": "uitgevoerd"}) as answer:
        assert await answer.json() == {"ontvangen": "uitgevoerd"}


@pytest.mark.parametrize("soort", SOORTEN)
async def test_every_kind_can_be_switched_on_and_mended(
    zandbak: Zandbak, http: aiohttp.ClientSession, soort: str, caplog: pytest.LogCaptureFixture
) -> None:
    """No kind of fault leaves a trace after mend, nor a complaint of the server itself."""
    await zandbak.break_("vtb", soort)
    with_fault: object
    try:
        async with asyncio.timeout(0.15), http.get("/taken") as answer:
            with_fault = (answer.status, json.loads(await answer.read()))
    except (TimeoutError, aiohttp.ClientError, ValueError) as error:
        with_fault = error
    assert with_fault != (200, ROWS)

    await zandbak.mend("vtb")
    async with http.get("/taken") as answer:
        assert await answer.json() == ROWS
    assert [record.message for record in caplog.records if record.name.startswith("uvicorn")] == []


async def test_a_variant_of_the_system_itself_is_a_kind_of_fault_too(
    zandbak: Zandbak, http: aiohttp.ClientSession
) -> None:
    """A filter that is ignored only the system can play; another fault takes its place, mend ends it."""
    await zandbak.break_("vtb", "filter_genegeerd")
    async with http.get("/taken") as answer:
        assert await answer.json() == EVERYONE
    assert zandbak.bronnen[0].stand == "stuk (filter_genegeerd)"

    await zandbak.break_("vtb", "500")
    await zandbak.mend("vtb")
    async with http.get("/taken") as answer:
        assert await answer.json() == ROWS


async def test_an_unknown_kind_is_answered_with_the_list(zandbak: Zandbak) -> None:
    """A typing mistake does not break the bron; the message lists the kinds."""
    with pytest.raises(OnbekendeStoring, match=r"truncated, malformed.*filter_genegeerd"):
        await zandbak.break_("vtb", "kapot")
    assert zandbak.bronnen[0].stand == "aan"
