"""Who asks too much hears how long to wait, before the question is read; others notice nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest

from gateway.auth.tempo import Tempi
from gateway.auth.verifier import Identity
from gateway.config import Tempo
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Subject
from gateway.http.graphql import GraphQLEndpoint
from gateway.http.server import bouw
from gateway.plan.engine import Engine
from tests.http.world import NEW, SCHEMA, World, settings

pytestmark = pytest.mark.attacks
ASK = {"query": "{ dingen { naam } }"}
NUMBERS = {"anna": "999990019", "bram": "999990032"}


class Portal(World):
    """Knows two persons by their token, each by their own portal."""

    async def verify(self, header: str | None) -> Identity:  # type: ignore[override]  # a world with real identities
        name = (header or "").removeprefix("Bearer ")
        subject = Subject("havenstad", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn(NUMBERS[name])).with_keys(b"s" * 32)
        return Identity(subject, 2e9, "portaal", "https://login")

    def context(self, who: object, deadline: object) -> World:
        return self


@asynccontextmanager
async def asking(**tempo: int) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a gateway with these budgets, and no others."""
    none = dict.fromkeys(Tempo.model_fields, 0)
    world, chosen = Portal(), settings()
    tempi = Tempi(Tempo.model_validate({**none, **tempo}), b"s" * 32)
    app = bouw(GraphQLEndpoint(Engine(SCHEMA), world.verify, world.context, chosen, tempi), world, chosen)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gateway") as client:
        yield client


async def ask(client: httpx.AsyncClient, name: str = "anna", **body: object) -> httpx.Response:
    return await client.post("/graphql", json=body or ASK, headers={"Authorization": f"Bearer {name}", "Accept": NEW})


async def test_a_person_who_asks_too_much_waits_and_others_do_not() -> None:
    async with asking(vragen_per_persoon=2) as client:
        assert [(await ask(client)).status_code for _ in range(3)] == [200, 200, 429]
        refused = await ask(client)
        assert refused.json()["code"] == "TE_VEEL_VRAGEN"
        assert 1 <= int(refused.headers["retry-after"]) <= 60
        assert (await ask(client, "bram")).status_code == 200


async def test_a_refused_question_is_not_read() -> None:
    """What is wrong with it is not told either: it costs nothing."""
    async with asking(vragen_per_persoon=1) as client:
        await ask(client)
        assert (await ask(client, query="{{{")).status_code == 429


@pytest.mark.parametrize("name", ["vragen_per_portaal", "vragen_per_netwerk"])
async def test_a_portal_and_a_network_have_budgets_for_all_in_them(name: str) -> None:
    async with asking(**{name: 2}) as client:
        assert [(await ask(client, who)).status_code for who in ("anna", "bram", "anna")] == [200, 200, 429]


async def test_a_question_pays_its_price_before_a_bron_is_asked() -> None:
    """Ten dear questions or a hundred cheap ones: what counts is what they cost."""
    async with asking(punten_per_persoon=200) as client:
        answers = [await ask(client) for _ in range(10)]
        assert 0 < sum(answer.status_code == 200 for answer in answers) < 10
        assert answers[-1].json()["code"] == "TE_VEEL_VRAGEN"


async def test_a_question_that_is_refused_costs_no_points() -> None:
    async with asking(punten_per_persoon=200) as client:
        for _ in range(100):
            assert (await ask(client, query="{ bestaatNiet }")).status_code == 400
        assert (await ask(client)).status_code == 200


async def test_budgets_of_nothing_count_nothing() -> None:
    async with asking() as client:
        assert {(await ask(client)).status_code for _ in range(50)} == {200}
