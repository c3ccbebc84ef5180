"""Two workers and one Valkey: what one fetched the other need not ask, and nothing breaks when Valkey goes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gateway.config import Geheim
from gateway.config.instellingen import CacheInstellingen
from sandbox.server import Zandbak
from sandbox.verhalen.personen import PERSONEN
from tests.l2.world import Valkey, valkey
from tests.scenarios.conftest import Portal, serving

pytestmark = pytest.mark.scenario
SECRET = "een-geheim-van-genoeg-tekens-hiervoor"
KEEPING_S = 0.2
Workers = tuple[Portal, Portal, Valkey]


@pytest.fixture
async def workers(tmp_path: Path) -> AsyncIterator[Workers]:
    """Two gateways with the same settings, a sandbox, and a Valkey between them."""
    with valkey() as server:
        cache = CacheInstellingen(url=server.url, sleutel=Geheim(SECRET))
        async with (
            Zandbak() as zandbak,
            serving(zandbak, tmp_path, cache=cache) as one,
            serving(zandbak, tmp_path, cache=cache) as two,
        ):
            yield one, two, server


async def test_what_one_worker_fetched_the_other_need_not(workers: Workers) -> None:
    """The same question of the same person at another worker asks no bron; another person's does."""
    one, two, _ = workers
    first = await one.screen("overzicht")
    await asyncio.sleep(KEEPING_S)
    one.zandbak.wis_aanroepen()
    second = await two.screen("overzicht")
    assert second == first
    assert one.zandbak.aanroepen() == []
    await two.of("fatima").screen("overzicht")
    assert one.zandbak.aanroepen()


@pytest.mark.canary
async def test_nothing_of_a_person_can_be_read_in_valkey(workers: Workers) -> None:
    """Neither keys nor values hold a number or a title of anybody."""
    one, _, server = workers
    await one.screen("overzicht")
    await asyncio.sleep(KEEPING_S)
    keys: list[bytes] = server.raw.keys("*")
    kept = b"".join([*keys, *(server.raw.get(key) for key in keys if server.raw.type(key) == b"string")])
    assert len(keys) >= 7
    for text in ("Sanne", "Rijbewijs", *(person.bsn for person in PERSONEN.values() if person.bsn)):
        assert text.encode() not in kept


@pytest.mark.faults
async def test_without_valkey_everything_still_answers(workers: Workers) -> None:
    """Valkey gone: answers as before, from memory and the bronnen, and the status says so."""
    one, two, server = workers
    await one.screen("overzicht")
    server.kill()
    for worker in (one, two):
        for person in ("fatima", "ouder"):
            data = await worker.of(person).screen("overzicht")
            assert all(part["volledig"] for part in data.values())  # type: ignore[index]
    assert two.gateway.status()["cache"] == "onbereikbaar"
