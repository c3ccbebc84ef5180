"""Two gateways in a chain: what one offers, the other shows among its own, through the published contract alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from gateway.app import Gateway, find_connectors
from gateway.bronnen.client import AiohttpTransport
from gateway.bronnen.credentials import Credentials
from gateway.config import load
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronNotSupported
from gateway.serve import application
from sandbox.server import Zandbak
from tests.interactie.conftest import PAD, MijnOverheid, door
from tests.scenarios.conftest import Json

pytestmark = pytest.mark.scenario
TAKEN = """{ taken(first: 12) { volledig bronnen { status afgekapt bron { code } } nodes {
  id titel status soort deadline { uiterlijk } organisatie { naam } uitvoering { trede fallbackUrl } } } }"""
ONE = "query($id: ID!) { taak(id: $id) { titel } }"
BUREN = """
[[bron]]
code = "buren"
naam = "Taken van de buurgemeente"
connector = "interactie"
diensten = ["TAKEN"]
basis_url = "{basis}"
minimaal_niveau = "BASIS"
auth = { soort = "bearer", geheim_bestand = "geheimen/brp" }
organisatie = { oin = "00000001999990010000", naam = "Gemeente Havenstad" }
"""


class Ingewisseld(Credentials):
    """A token of the person, made for the portal of the first gateway: what exchanging theirs gives (RFC 8693)."""

    def __init__(self, zandbak: Zandbak, person: str) -> None:
        self._zandbak, self._person = zandbak, person

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        if subject.sub != sub_of(self._zandbak, self._person):
            raise BronNotSupported("no token to exchange")
        token = self._zandbak.token(self._person, client_id="mijnoverheid", sub=subject.sub)
        return {"Authorization": f"Bearer {token}"}


@dataclass(frozen=True)
class Keten:
    """A portal at the first gateway, which shows what the second offers."""

    buren: MijnOverheid
    client: httpx.AsyncClient

    async def ask(self, query: str, **variables: object) -> Json:
        """The data of an answer that has no errors."""
        zandbak = self.buren.portal.zandbak
        headers = {"Authorization": f"Bearer {zandbak.token(self.buren.person)}"}
        answer = (
            await self.client.post("/graphql", json={"query": query, "variables": variables}, headers=headers)
        ).json()
        assert "errors" not in answer, answer["errors"]
        data: Json = answer["data"]
        return data


def sub_of(zandbak: Zandbak, person: str) -> str:
    """The pseudonym of a person at our own portal."""
    return zandbak.uitgever.inlog(person).sub("sandbox")


@asynccontextmanager
async def chain(folder: Path, person: str) -> AsyncIterator[Keten]:
    """The second gateway with its bronnen, and before it one that has nothing but the second."""
    async with door(folder) as buren:
        zandbak = buren.portal.zandbak
        text = (folder / "bronnen.toml").read_text("utf-8").partition("[[consument]]")[0]
        bron = BUREN.replace("{basis}", f"{str(buren.portal.client.base_url).rstrip('/')}{PAD}")
        (folder / "geheimen" / "brp").write_text("ongebruikt")
        (folder / "keten.toml").write_text(text + bron.replace('"geheimen/brp"', f'"{folder}/geheimen/brp"'))
        first = Gateway(load(folder / "keten.toml", connectors=find_connectors()), find_connectors())
        transport = first.registry.bronnen["buren"].client
        assert isinstance(transport, AiohttpTransport)
        transport._credentials = Ingewisseld(zandbak, person)
        async with first.running():
            await first.settled()
            app = httpx.ASGITransport(application(first))
            async with httpx.AsyncClient(transport=app, base_url="http://eerste.test") as client:
                yield Keten(buren.of(person), client)


async def test_taken_of_the_neighbours_stand_among_our_own(tmp_path: Path) -> None:
    """Everything the second gateway has of this person comes through, with its moment, and leads to its portal."""
    async with chain(tmp_path, "inwoner") as keten:
        data = await keten.ask(TAKEN)
        own = {one["titel"]["nl"]: one for one in await keten.buren.taken()}  # type: ignore[index]
        shown = {one["titel"]: one for one in data["taken"]["nodes"]}  # type: ignore[index]
        assert shown.keys() == own.keys()
        assert data["taken"]["bronnen"] == [{"status": "OK", "afgekapt": False, "bron": {"code": "buren"}}]  # type: ignore[index]
        for titel, one in shown.items():
            assert one["status"].lower() == own[titel]["status"]
            assert (one["deadline"] or {}).get("uiterlijk") == own[titel].get("deadline")
        opened = [one for one in shown.values() if one["status"] == "OPEN"]
        assert {one["uitvoering"]["trede"] for one in opened} <= {"GERICHTE_LINK", "PORTAALWISSEL"}
        assert (await keten.ask(ONE, id=opened[0]["id"]))["taak"] == {"titel": opened[0]["titel"]}


async def test_what_is_missing_at_the_neighbours_is_missing_here(tmp_path: Path) -> None:
    """The second gateway could not ask one of its bronnen: the first says that there may be more, and never that it is all."""
    async with chain(tmp_path, "verhuisd") as keten:
        await keten.buren.portal.zandbak.stop("duindorp-vtb")
        found = (await keten.ask(TAKEN))["taken"]
        assert (found["volledig"], found["bronnen"][0]["afgekapt"]) == (False, True)  # type: ignore[index]


async def test_nothing_at_the_neighbours_is_nothing_and_away_is_away(tmp_path: Path) -> None:
    """LEEG when the second has nothing of this person; when none of its bronnen answers the first could not ask."""
    async with chain(tmp_path, "niets") as keten:
        assert (await keten.ask(TAKEN))["taken"]["bronnen"][0]["status"] == "LEEG"  # type: ignore[index]
    async with chain(tmp_path, "fatima") as keten:
        await keten.buren.portal.zandbak.stop("havenstad-vtb")
        found = (await keten.ask(TAKEN))["taken"]
        assert (found["volledig"], found["bronnen"][0]["status"]) == (False, "ONBEREIKBAAR")  # type: ignore[index]
