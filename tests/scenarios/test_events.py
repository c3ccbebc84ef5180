"""Something happens at a bron, the Notificaties API passes it on, and the next question of that person sees it, anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sized
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from gateway.app import find_connectors
from gateway.config import Geheim
from gateway.config.instellingen import CacheInstellingen
from gateway.events.abonneren import subscribe
from sandbox.notificaties.bezorger import Manier
from sandbox.server import Zandbak
from tests.events.world import until
from tests.l2.world import valkey
from tests.scenarios.conftest import Portal, serving

pytestmark = pytest.mark.scenario
SECRET = "een-geheim-van-genoeg-tekens-hiervoor"
ZAKEN = "{ zaken(first: 50) { nodes { titel status { tekst } } bronnen { status } } }"
Workers = tuple[Portal, Portal]


@pytest.fixture
async def workers(tmp_path: Path) -> AsyncIterator[Workers]:
    """Two gateways with the same secrets and a Valkey between them; the bronnen tell the first."""
    with valkey() as server:
        cache = CacheInstellingen(url=server.url, sleutel=Geheim(SECRET))
        async with Zandbak() as zandbak, serving(zandbak, tmp_path, cache=cache) as one:
            for bron in one.gateway.config.bronnen:
                if bron.notificaties is not None:
                    await subscribe(bron, find_connectors()[bron.connector])
            async with serving(zandbak, tmp_path, cache=cache) as two:
                yield one, two


async def titels(portal: Portal) -> list[str]:
    data = await portal.ask(ZAKEN)
    return [node["titel"] for node in data["zaken"]["nodes"]]  # type: ignore[index]


def searches(portal: Portal) -> int:
    """How often the list of zaken was asked at a bron."""
    return sum(one.pad.endswith("/_zoek") and "zaken" in one.pad for one in portal.zandbak.aanroepen())


@asynccontextmanager
async def heard(*portals: Portal) -> AsyncIterator[None]:
    """What happens inside has come through at these workers, and nothing more comes."""
    before = [len(one.gateway.events.hub._history) for one in portals]
    yield
    await portals[0].zandbak.notificaties.bezorger.klaar()
    for portal, known in zip(portals, before, strict=True):
        history = portal.gateway.events.hub._history
        await until(partial(_longer, history, known))
    count = -1
    while count != len(portals[0].gateway.events.hub._history):
        count = len(portals[0].gateway.events.hub._history)
        await asyncio.sleep(0.5)


def _longer(history: Sized, known: int) -> bool:
    return len(history) > known


async def test_a_new_zaak_shows_at_both_workers_after_one_question(workers: Workers) -> None:
    """Five messages, of which one worker heard: each worker asks once for that person, and for nobody else."""
    one, two = workers
    before = await titels(one)
    fatima = await titels(two.of("fatima"))
    assert await titels(two) == before
    async with heard(one, two):
        one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
    one.zandbak.wis_aanroepen()
    for _ in range(3):
        for worker in workers:
            assert len(await titels(worker)) == len(before) + 1
        assert await titels(two.of("fatima")) == fatima
    assert searches(one) in (1, 2)  # the answer of one worker may serve the other
    assert len(one.gateway.events.hub._history) == len(two.gateway.events.hub._history) == 1


async def test_a_status_shows_without_asking_whose_the_zaak_is(workers: Workers) -> None:
    """The person has the zaak in an answer that is kept, which is now old."""
    one, two = workers
    async with heard(one, two):
        one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
    before = await two.ask(ZAKEN)
    one.zandbak.wis_aanroepen()
    async with heard(one, two):
        one.zandbak.gebeurtenis("havenstad-zaken", "status", "inwoner")
    assert await two.ask(ZAKEN) != before
    assert not [call for call in one.zandbak.aanroepen() if call.pad.endswith("/rollen")]


@pytest.mark.isolation
async def test_who_loses_a_rol_sees_the_zaak_no_more(workers: Workers) -> None:
    """Also when the bron falls away just then: what was known before is not shown as old."""
    one, two = workers
    async with heard(one, two):
        one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
    lost = (await titels(two))[0]
    await one.zandbak.slow("havenstad-zaken", 20)
    async with heard(one, two):
        one.zandbak.gebeurtenis("havenstad-zaken", "rol-weg", "inwoner")
    await one.zandbak.stop("havenstad-zaken")
    for worker in workers:
        assert lost not in await titels(worker)
    await one.zandbak.mend("havenstad-zaken")


@pytest.mark.faults
async def test_messages_twice_late_and_mixed_up_come_to_the_same(workers: Workers) -> None:
    """The end is what the bron has, whatever order it was told in."""
    one, two = workers
    before = await titels(two)
    one.zandbak.notificaties.bezorger.manier = Manier(keer=20, door_elkaar=True, wacht_ms=50)
    async with heard(one, two):
        for _ in range(3):
            one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
            one.zandbak.gebeurtenis("havenstad-zaken", "status", "inwoner")
            one.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
    assert len(await titels(two)) == len(before) + 3


async def test_subscribing_once_more_leaves_one_subscription(workers: Workers) -> None:
    """Each message comes once, also after a double subscription that somebody else made."""
    one, _ = workers
    nrc = one.zandbak.notificaties
    bron = next(bron for bron in one.gateway.config.bronnen if bron.code == "havenstad-zaken")
    abonnementen = nrc._abonnementen
    known = {key: value for key, value in abonnementen.items() if value[1].callback_url.endswith("/havenstad-zaken")}
    ((uuid, value),) = known.items()
    abonnementen["dubbel"] = ({**value[0], "url": str(value[0]["url"]).replace(uuid, "dubbel")}, value[1])
    said = await subscribe(bron, find_connectors()["openzaak"])
    assert "bijgewerkt" in said
    assert list(abonnementen).count(uuid) == 1
    assert "dubbel" not in abonnementen
