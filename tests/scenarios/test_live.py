"""A portal listens: what changes is told within a moment, at any worker, to whom it concerns and to nobody else."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path

import pytest

from gateway.app import find_connectors
from gateway.bronnen.forgotten import Change
from gateway.config import Geheim, LiveInstellingen
from gateway.config.instellingen import CacheInstellingen
from gateway.domain.persoon import Subject
from gateway.events.abonneren import subscribe
from gateway.events.hub import Hub
from gateway.events.listener import Listener
from sandbox.notificaties.bezorger import Manier
from sandbox.openzaak.register import Register
from sandbox.server import Zandbak
from tests.events.world import message, notification, until
from tests.l2.world import valkey
from tests.scenarios.conftest import EXAMPLES, Portal, running, serving
from tests.scenarios.luisteren import Event, listening
from tests.scenarios.test_uitloggen import logout_token

pytestmark = pytest.mark.scenario
SECRET = "een-geheim-van-genoeg-tekens-hiervoor"
WIJZIGINGEN = "subscription { wijzigingen { dienst itemId verdwenen item { __typename titel } } }"
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


async def ready(*portals: Portal, listeners: int = 1) -> None:
    """Wait until so many listen, and know what they have."""
    for portal in portals:
        hub = portal.gateway.events.hub
        await until(partial(_listen, hub, listeners))


def _listen(hub: Hub, count: int) -> bool:
    return len(_settled(hub)) >= count


def _settled(hub: Hub) -> set[Listener]:
    waiting = {one for some in hub._listeners.values() for one in some}
    return {one for one in waiting if isinstance(one, Listener) and one._is_settled}


def told(event: Event | None) -> Event:
    """The change in an event without errors."""
    assert event is not None
    assert "errors" not in event, event
    found = event["data"]["wijzigingen"]
    assert isinstance(found, dict)
    return found


async def test_a_new_zaak_is_told_at_the_other_worker(workers: Workers) -> None:
    """The bron told the first worker, the portal listens at the second: one event, with an id that opens."""
    one, two = workers
    async with listening(two, WIJZIGINGEN) as sanne, listening(two.of("fatima"), WIJZIGINGEN) as fatima:
        await ready(two, listeners=2)
        started = time.monotonic()
        one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
        change = told(await sanne.event())
        assert time.monotonic() - started < 8
        assert (change["dienst"], change["verdwenen"]) == ("ZAKEN", False)
        assert change["item"]["__typename"] == "Zaak"
        opened: Event = await two.ask("query($id: ID!) { zaak(id: $id) { titel } }", id=change["itemId"])
        assert opened["zaak"]["titel"] == change["item"]["titel"]
        await sanne.silence(0.5)
        await fatima.silence(0.1)


async def test_the_example_works(workers: Workers) -> None:
    """What the documentation shows can be pasted."""
    one, two = workers
    async with listening(two, (EXAMPLES / "live" / "wijzigingen.graphql").read_text("utf-8")) as sanne:
        await ready(two)
        one.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
        assert told(await sanne.event())["item"]["taakstatus"] == "OPEN"


async def test_each_kind_of_change_is_told_as_what_it_is(workers: Workers) -> None:
    """A status, a taak, a bericht, and a zaak that is no longer hers."""
    one, two = workers
    async with listening(two, WIJZIGINGEN) as sanne:
        await ready(two)
        happened = [("havenstad-zaken", "status"), ("havenstad-vtb", "taak"), ("havenstad-vtb", "bericht")]
        seen = []
        for code, soort in [*happened, ("havenstad-zaken", "rol-weg")]:
            one.zandbak.gebeurtenis(code, soort, "inwoner")
            seen.append(told(await sanne.event()))
    assert [change["dienst"] for change in seen] == ["ZAKEN", "TAKEN", "BERICHTEN", "ZAKEN"]
    assert [change["verdwenen"] for change in seen] == [False, False, False, True]
    assert seen[0]["itemId"] == seen[3]["itemId"]
    assert seen[3]["item"] is None


async def test_only_the_diensten_that_were_asked(workers: Workers) -> None:
    """Who listens for taken hears nothing of zaken."""
    one, two = workers
    query = "subscription($d: [Dienst!]) { wijzigingen(diensten: $d) { dienst } }"
    async with listening(two, query, variables={"d": ["TAKEN"]}) as sanne:
        await ready(two)
        one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
        await sanne.silence(1)
        one.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
        assert told(await sanne.event()) == {"dienst": "TAKEN"}


async def test_a_write_of_the_person_is_told_in_their_other_tab(workers: Workers) -> None:
    """What somebody does in one tab shows in the other, at another worker."""
    one, two = workers
    taken: Event = await one.ask("{ taken(first: 1) { nodes { id } } }")
    async with listening(two, WIJZIGINGEN) as other:
        await ready(two)
        ref = one.gateway.ids.decode(taken["taken"]["nodes"][0]["id"], (await who(one)).id_sleutel)
        assert ref is not None
        await one.gateway.path.forget_own(ref.bron, await who(one), ref.native)
        change = told(await other.event())
    assert change["itemId"] == taken["taken"]["nodes"][0]["id"]


async def who(portal: Portal) -> Subject:
    identity = await portal.gateway.verifier.verify(f"Bearer {portal.zandbak.token(portal.person)}")
    return identity.subject


@pytest.mark.isolation
@pytest.mark.attacks
async def test_ten_thousand_messages_twice_and_mixed_up_wake_nobody_else_and_lose_nothing(workers: Workers) -> None:
    """A hundred zaken told a hundred times in any order, five of them hers: she hears each, and nobody else hears any."""
    one, two = workers
    manier = one.zandbak.notificaties.bezorger
    async with AsyncExitStack() as stack:
        sanne = await stack.enter_async_context(listening(two, WIJZIGINGEN))
        others = [
            await stack.enter_async_context(listening(portal.of(person), WIJZIGINGEN))
            for portal, person in ((two, "fatima"), (two, "ouder"), (one, "fatima"), (one, "niets"))
        ]
        await ready(two, listeners=3)
        await ready(one, listeners=2)
        manier.manier = Manier(wacht_ms=600_000)  # what really happened is told by the test itself, below
        for _ in range(5):
            one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
        own = [_newest(one, number) for number in range(5)]
        foreign = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(95)]
        base = next(bron.url for bron in one.zandbak.bronnen if bron.code == "havenstad-zaken")
        bodies = [
            {**notification(zaak=zaak, at=str(number)), "hoofdObject": f"{base}/zaken/api/v1/zaken/{zaak}"}
            for zaak in (*own, *foreign)
            for number in range(10)
        ] * 10
        random.Random(7).shuffle(bodies)
        assert len(bodies) == 10_000
        for number, body in enumerate(bodies):
            worker = workers[number % 2]
            worker.gateway.events.take("havenstad-zaken", message(body))
        seen: Event = {}
        while len(seen) < 5:  # two workers may each tell of a zaak, when they are very busy
            change = told(await sanne.event())
            seen[change["itemId"]] = change["item"]
        assert all(item["titel"].startswith("Nieuwe aanvraag") for item in seen.values())
        for other in others:
            await other.silence(0.3)


def _newest(portal: Portal, number: int) -> str:
    """The uuid of the zaak that was registered so many before the last."""
    happens = portal.zandbak._systemen[0].gebeurtenissen["zaak"]
    register: Register = happens.__self__._register()  # type: ignore[attr-defined]  # a method of Gebeurtenissen
    return register.dossiers[number].uuid


async def test_a_client_goes_on_where_it_was_at_another_worker(workers: Workers) -> None:
    """What changed while it was away is told first, once; then it hears the rest."""
    one, two = workers
    async with listening(one, WIJZIGINGEN) as sanne:
        await ready(one)
        one.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
        event = await sanne.event()
        last_id = sanne.last_id
    assert event is not None
    assert event["extensions"] == {"id": last_id}
    one.zandbak.gebeurtenis("havenstad-vtb", "bericht", "inwoner")
    await until(lambda: len(two.gateway.events.hub._history) >= 2)
    async with listening(two, WIJZIGINGEN, last_id=last_id) as sanne:
        assert told(await sanne.event())["dienst"] == "BERICHTEN"
        one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
        assert told(await sanne.event())["dienst"] == "ZAKEN"
        await sanne.silence(0.3)


async def test_a_client_that_heard_nothing_yet_can_go_on_too(workers: Workers) -> None:
    """It got an id when it began."""
    one, two = workers
    async with listening(two, WIJZIGINGEN) as sanne:
        await ready(two)
        await until(lambda: bool(sanne.last_id))
    assert sanne.last_id
    one.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
    await until(lambda: len(one.gateway.events.hub._history) >= 1)
    async with listening(one, WIJZIGINGEN, last_id=sanne.last_id) as again:
        assert told(await again.event())["dienst"] == "TAKEN"


async def test_who_was_away_for_too_long_is_told_so_and_hears_the_rest(workers: Workers) -> None:
    """Nobody can say what was missed; the portal reads its lists again, and listens on."""
    one, two = workers
    async with listening(two, WIJZIGINGEN, last_id="1700000000000-0") as sanne:
        missed = await sanne.event()
        assert missed is not None
        assert missed["data"] is None
        assert missed["errors"][0]["extensions"]["code"] == "GEMIST"
        await ready(two)
        one.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
        assert told(await sanne.event())["dienst"] == "TAKEN"


@pytest.mark.isolation
async def test_who_lost_a_zaak_while_away_may_have_missed_something(workers: Workers) -> None:
    """It is gone from her lists, so it cannot be told which it was; another person who was away misses nothing."""
    one, two = workers
    one.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
    await until(lambda: len(two.gateway.events.hub._history) >= 1)
    mark = two.gateway.events.hub.last
    one.zandbak.gebeurtenis("havenstad-zaken", "rol-weg", "inwoner")
    await until(lambda: len(two.gateway.events.hub._history) >= 2)
    async with listening(two, WIJZIGINGEN, last_id=f"{mark[0]}-{mark[1]}") as sanne:
        missed = await sanne.event()
    assert missed is not None
    assert missed["errors"][0]["extensions"]["code"] == "GEMIST"


# ── one worker, without Valkey ──


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncIterator[Portal]:
    """One gateway, with signs of life that a test can wait for, and little room."""
    live = LiveInstellingen(hartslag_s=0.1, per_persoon=2, verbindingen=3)
    async with running(tmp_path, live=live) as portal:
        for bron in portal.gateway.config.bronnen:
            if bron.notificaties is not None:
                await subscribe(bron, find_connectors()[bron.connector])
        yield portal


async def test_without_valkey_one_worker_does_it_all(portal: Portal) -> None:
    """Its own memory is the stream."""
    async with listening(portal, WIJZIGINGEN) as sanne:
        await ready(portal)
        portal.zandbak.gebeurtenis("havenstad-zaken", "zaak", "inwoner")
        assert told(await sanne.event())["dienst"] == "ZAKEN"
        last_id = sanne.last_id
    portal.zandbak.gebeurtenis("havenstad-vtb", "taak", "inwoner")
    async with listening(portal, WIJZIGINGEN, last_id=last_id) as sanne:
        assert told(await sanne.event())["dienst"] == "TAKEN"


async def test_there_are_signs_of_life(portal: Portal) -> None:
    """A proxy that closes quiet connections leaves this one."""
    async with listening(portal, WIJZIGINGEN) as sanne:
        await sanne.silence(1)
        assert sanne.pulses >= 3
        assert not sanne.completed


async def test_when_the_token_ends_so_does_the_stream(portal: Portal) -> None:
    """With words, and completed: trying again with the same token would not help."""
    token = portal.zandbak.token("inwoner", geldig_s=2)
    async with listening(portal, WIJZIGINGEN, token=token) as sanne:
        end = await sanne.event()
        assert end is not None
        assert end["errors"][0]["extensions"]["code"] == "SESSIE_VERLOPEN"
        assert await sanne.event() is None
        assert sanne.completed


async def test_who_logs_out_is_told_nothing_more(portal: Portal) -> None:
    """At the moment their issuer says so, and completed."""
    token = portal.zandbak.token("inwoner")
    async with listening(portal, WIJZIGINGEN, token=token) as sanne:
        await ready(portal)
        done = await portal.client.post("/uitloggen", data={"logout_token": logout_token(portal, token)})
        assert done.status_code == 200
        end = await sanne.event()
        assert end is not None
        assert end["errors"][0]["extensions"]["code"] == "SESSIE_VERLOPEN"
        assert await sanne.event() is None


async def test_one_person_and_one_worker_have_so_many_connections(portal: Portal) -> None:
    """The next is refused, before anything is asked for it."""
    async with AsyncExitStack() as stack:
        for person in ("inwoner", "inwoner", "fatima"):
            stream = await stack.enter_async_context(listening(portal.of(person), WIJZIGINGEN))
            assert stream.response.status_code == 200
            await stream.silence(0.15)
        for person in ("inwoner", "ouder"):
            refused = await stack.enter_async_context(listening(portal.of(person), WIJZIGINGEN))
            assert refused.response.status_code == 429
            assert b"TE_VEEL_LUISTEREN" in await refused.response.aread()
    await until(lambda: not portal.gateway.events.hub._listeners)
    async with listening(portal, WIJZIGINGEN) as again:
        assert again.response.status_code == 200


@pytest.mark.faults
async def test_a_client_that_leaves_leaves_nothing_behind(portal: Portal) -> None:
    """No listener, no task, no place taken; also when a bron is still being asked for it."""
    await portal.screen("overzicht")
    before = len(asyncio.all_tasks())
    for _ in range(2):
        async with listening(portal, WIJZIGINGEN):
            await ready(portal)
    await portal.zandbak.slow("havenstad-zaken", 5_000)
    async with listening(portal.of("fatima"), WIJZIGINGEN) as busy:
        await busy.silence(0.2)
    await until(lambda: not portal.gateway.events.hub._listeners)
    await until(lambda: len(asyncio.all_tasks()) <= before + 2)  # connections of the client that are kept
    await portal.zandbak.mend("havenstad-zaken")


@pytest.mark.faults
async def test_a_bron_that_cannot_be_read_is_told_as_that(portal: Portal) -> None:
    """Something changed in a zaak of hers, and its bron falls away: she hears it, with an error instead of the zaak."""
    async with listening(portal, WIJZIGINGEN) as sanne:
        await ready(portal)
        await portal.zandbak.break_("havenstad-zaken", "500")
        zaak = next(
            native for bron, native in _settled(portal.gateway.events.hub).pop()._known if bron == "havenstad-zaken"
        )
        await portal.gateway.path.forget(Change("havenstad-zaken", (zaak,), soort="zaak"))
        event = await sanne.event()
        assert event is not None
        assert event["errors"][0]["extensions"]["code"].startswith("BRON_")
        assert event["data"]["wijzigingen"]["verdwenen"] is False
        assert event["data"]["wijzigingen"]["item"] is None
    await portal.zandbak.mend("havenstad-zaken")


@pytest.mark.parametrize("last_id", ["gisteren", "1-2-3", "-1-0", "9" * 40 + "-0"])
async def test_an_id_that_is_none_of_ours_is_refused(portal: Portal, last_id: str) -> None:
    """Before the stream is open, so with a status of its own."""
    async with listening(portal, WIJZIGINGEN, last_id=last_id) as stream:
        assert stream.response.status_code == 400
        assert b"KOPREGEL_ONGELDIG" in await stream.response.aread()
