"""MijnOverheid at the door: the sandbox with its gateway, asked with the tokens of that portal."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest
import pytest_asyncio

from sandbox.bron import demo_bronnen
from sandbox.server import Zandbak
from tests.scenarios.conftest import Json, Portal, serving

PAD = "/interactie/v0"


@dataclass(frozen=True)
class MijnOverheid:
    """Asks the Interactieservices API for one person."""

    portal: Portal
    person: str = "inwoner"
    client_id: str = "mijnoverheid"

    def of(self, person: str) -> MijnOverheid:
        """The same portal, with somebody else logged in."""
        return replace(self, person=person)

    @property
    def klant_id(self) -> str:
        """The `sub` of the tokens of this person, for this portal."""
        return self.portal.zandbak.uitgever.inlog(self.person).sub(self.client_id)

    @property
    def headers(self) -> dict[str, str]:
        """The token of this person, made for this portal."""
        token = self.portal.zandbak.token(self.person, client_id=self.client_id)
        return {"Authorization": f"Bearer {token}"}

    async def search(self, **body: object) -> httpx.Response:
        """The answer to a search, whatever it is."""
        sent = {"klantId": self.klant_id, **body}
        return await self.portal.client.post(f"{PAD}/context/zoek", json=sent, headers=self.headers)

    async def taken(self, **body: object) -> list[Json]:
        """The taken found."""
        answer = await self.search(**body)
        assert answer.status_code == 200, answer.text
        found: list[Json] = answer.json()["taken"]
        return found

    async def one(self, uuid: object) -> httpx.Response:
        """The answer for one taak, whatever it is."""
        return await self.portal.client.get(f"{PAD}/taken/{uuid}", headers=self.headers)


BRONNEN = ("havenstad-zaken", "havenstad-vtb", "duindorp-zaken", "duindorp-vtb", "duindorp-objecten", "voertuigdienst")


@asynccontextmanager
async def door(folder: Path) -> AsyncIterator[MijnOverheid]:
    """The portal of MijnOverheid, on a fresh sandbox of what this API asks, and a gateway."""
    chosen = [bron for bron in demo_bronnen() if bron.code in BRONNEN]
    async with Zandbak(bronnen=chosen) as zandbak, serving(zandbak, folder) as portal:
        yield MijnOverheid(portal)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def mijnoverheid(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[MijnOverheid]:
    """One for all tests of a module, which leave the bronnen as they are."""
    async with door(tmp_path_factory.mktemp("interactie")) as found:
        yield found
