"""The address where bronnen tell: 204 for what is right, whatever it means, and a clear refusal for what is not."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import msgspec
import pytest

from gateway.bronnen.fetch import FetchPath
from gateway.bronnen.registry import Registry
from gateway.config import BronConfig, Geen, Geheim, NotificatiesConfig, OrganisatieConfig
from gateway.events.events import Events
from gateway.events.message import CLOUDEVENT, NOTIFICATION
from gateway.http.events import event_routes
from gateway.metrics import EVENTS
from tests.bronnen.world import ANNA, SECRET
from tests.events.world import Telling, cloudevent, notification, until
from tests.http.world import World, serving

GEHEIM = "een-geheim-dat-lang-genoeg-is-hiervoor"
GOED = {"Authorization": f"Bearer {GEHEIM}"}
PAD = "/events/bron"


def config(code: str, notificaties: NotificatiesConfig | None) -> BronConfig:
    return BronConfig(
        code=code, naam=code, connector="test", diensten=["ZAKEN"], basis_url="https://bron.example",
        organisatie=OrganisatieConfig(oin="0" * 20, naam="Gemeente"), auth=Geen(soort="geen"), notificaties=notificaties,
    )  # fmt: skip


class Served:
    """The address on a real server, with one bron that may tell and one that may not."""

    def __init__(self, client: httpx.AsyncClient, telling: Telling, events: Events) -> None:
        self.client, self.telling, self.events = client, telling, events

    async def post(self, body: object, *, path: str = PAD, **headers: str) -> httpx.Response:
        kind = CLOUDEVENT if isinstance(body, dict) and "specversion" in body else NOTIFICATION
        raw = body if isinstance(body, bytes) else msgspec.json.encode(body)
        return await self.client.post(path, content=raw, headers={"Content-Type": kind, **GOED, **headers})


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    telling, path = Telling(), FetchPath()
    bronnen = [config("bron", NotificatiesConfig(geheim=Geheim(GEHEIM))), config("stil", None)]
    events = Events(lambda: Registry([telling.live]), path, bronnen, SECRET)
    async with serving(World(), more=event_routes(events)) as client:
        yield Served(client, telling, events)
    await events.close()


def counted(uitkomst: str, bron: str = "bron") -> float:
    return EVENTS.labels(bron, uitkomst)._value.get()


@pytest.mark.parametrize(
    ("body", "uitkomst"),
    [
        (notification(), "verwerkt"),
        (cloudevent(), "verwerkt"),
        (notification("some_resource", kanaal="test"), "onbekend"),
        (cloudevent("nl.overheid.iets.nieuws"), "onbekend"),
    ],
)
async def test_a_message_is_taken_in(served: Served, body: dict[str, object], uitkomst: str) -> None:
    """204 without a body, also for a kind we do not know, which is counted."""
    before = counted(uitkomst)
    response = await served.post(body)
    assert (response.status_code, response.content) == (204, b"")
    assert counted(uitkomst) == before + 1


async def test_the_same_message_twice_does_nothing_more(served: Served) -> None:
    """Both are taken in well; whose it is was asked once."""
    for _ in range(3):
        assert (await served.post(notification())).status_code == 204
    await until(lambda: bool(served.telling.asked))
    assert len(served.telling.asked) == 1


@pytest.mark.attacks
@pytest.mark.parametrize(
    ("path", "headers"),
    [
        (PAD, {"Authorization": "Bearer fout"}),
        (PAD, {"Authorization": ""}),
        ("/events/stil", {}),
        ("/events/bestaat-niet", {}),
        (PAD, {"Authorization": f"Bearer {ANNA}"}),
    ],
)
async def test_who_does_not_prove_it_learns_nothing(served: Served, path: str, headers: dict[str, str]) -> None:
    """A wrong secret, none, a bron that tells nothing and one that is not there: all the same 401."""
    response = await served.post(notification(), path=path, **headers)
    assert response.status_code == 401
    assert response.json()["code"] == "MELDING_GEWEIGERD"
    await served.events.close()
    assert served.telling.asked == []


@pytest.mark.attacks
async def test_two_proofs_are_none(served: Served) -> None:
    """A proxy and we might look at different ones."""
    raw = msgspec.json.encode(notification())
    headers = [("Content-Type", NOTIFICATION), ("Authorization", "Bearer x"), *GOED.items()]
    assert (await served.client.post(PAD, content=raw, headers=headers)).status_code == 401


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"x" * (64 * 1024 + 1), {}, 413),
        (b" " * (64 * 1024), {}, 400),
        (b"{}", {}, 400),
        (b"{}", {"Content-Type": "text/plain"}, 415),
        (b"{}", {"Content-Type": "application/cloudevents-batch+json"}, 415),
        (b"{}", {"Content-Encoding": "gzip"}, 415),
        (msgspec.json.encode(notification()), {"Content-Type": CLOUDEVENT}, 400),
    ],
    ids=["over 64 KiB", "64 KiB of nothing", "empty", "text", "batch", "packed", "other form"],
)
async def test_what_is_no_message(served: Served, body: bytes, headers: dict[str, str], status: int) -> None:
    """Refused with a problem document, never with a crash."""
    response = await served.post(body, **headers)
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"


async def test_it_answers_to_nothing_but_post(served: Served) -> None:
    """There is nothing to read here."""
    assert (await served.client.get(PAD, headers=GOED)).status_code == 405
