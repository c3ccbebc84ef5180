"""The client that GraphQL over SSE comes with (npm package graphql-sse), against our streams: it hears all, and comes back."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from gateway.app import find_connectors
from gateway.config import LiveInstellingen
from gateway.events.abonneren import subscribe
from tests.audit import node
from tests.scenarios.conftest import Portal, running
from tests.scenarios.luisteren import Event
from tests.scenarios.test_live import WIJZIGINGEN, ready

PATIENCE_S = 20


class Client:
    """The script `luister.mjs`."""

    def __init__(self, process: Process) -> None:
        self._process = process

    async def line(self) -> Event | None:
        """The next thing it says; None when it is done."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE_S):
            line = await self._process.stdout.readline()
        if not line:
            assert self._process.stderr is not None
            assert await self._process.wait() == 0, (await self._process.stderr.read()).decode()
            return None
        found: Event = json.loads(line)
        return found


@asynccontextmanager
async def client(portal: Portal, query: str, *, count: int | None = None, token: str = "") -> AsyncIterator[Client]:
    authorization = f"Bearer {token or portal.zandbak.token(portal.person)}"
    process = await asyncio.create_subprocess_exec(
        node.NODE, node.FOLDER / "luister.mjs", f"{portal.client.base_url}/graphql", authorization, query,
        *([str(count)] if count else []), stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    try:
        yield Client(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncIterator[Portal]:
    await asyncio.to_thread(node.install)
    async with running(tmp_path, live=LiveInstellingen(hartslag_s=0.1)) as portal:
        yield portal


async def test_it_hears_every_part_and_that_it_was_the_last(portal: Portal) -> None:
    """An overview in parts, signs of life in between, and a stream that was completed."""
    await portal.zandbak.slow("havenstad-zaken", 400)
    query = "subscription { overzichtPerBron(diensten: [ZAKEN, TAKEN]) { stap dienst items { titel } } }"
    async with client(portal, query) as listener:
        lines = []
        while (line := await listener.line()) is not None:
            lines.append(line)
    assert lines[0] == {"connected": False}
    assert lines[-1] == {"complete": True}
    steps = [line["data"]["overzichtPerBron"]["stap"] for line in lines[1:-1]]
    assert steps[:4] == ["GESTART", "GESTART", "BINNEN", "BINNEN"]
    assert steps[-1] == "KLAAR"
    await portal.zandbak.mend("havenstad-zaken")


async def test_it_comes_back_by_itself_and_misses_nothing(portal: Portal) -> None:
    """The worker sends it away; it returns with the id of the last result, and hears what happened in between."""
    for bron in portal.gateway.config.bronnen:
        if bron.notificaties is not None:
            await subscribe(bron, find_connectors()[bron.connector])
    async with client(portal, WIJZIGINGEN, count=2) as listener:
        assert await listener.line() == {"connected": False}
        await ready(portal)
        portal.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
        first = await listener.line()
        assert first is not None
        assert first["data"]["wijzigingen"]["dienst"] == "TAKEN"
        portal.gateway.live.close()
        portal.zandbak.gebeurtenis("havenstad-vtb", "bericht", "inwoner")
        portal.gateway.live._closing.clear()
        assert await listener.line() == {"connected": True}
        second = await listener.line()
        assert second is not None
        assert second["data"]["wijzigingen"]["dienst"] == "BERICHTEN"
        assert await listener.line() is None


async def test_it_reports_what_cannot_be_asked(portal: Portal) -> None:
    """A fault of the question comes as a result with errors; a token that is none as an answer of the server."""
    async with client(portal, "subscription { bestaatNiet }") as listener:
        assert await listener.line() == {"connected": False}
        refused = await listener.line()
        assert refused is not None
        assert refused["errors"][0]["extensions"]["code"] == "ONGELDIGE_INVOER"
        assert await listener.line() == {"complete": True}
