"""The Notificaties API of the sandbox, against what the real one did, and messages that look like those of the real systems."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.luisteraar import Luisteraar
from sandbox.notificaties.melding import CLOUDEVENT
from sandbox.server import Zandbak
from tests.sandbox.opnamen import check_shape, recorded
from tests.sandbox.test_server import zgw_token

AUTH = "Bearer een-geheim"


class Callback:
    """A subscriber that remembers what it took; `strict` refuses who does not show the secret."""

    def __init__(self, *, strict: bool = True) -> None:
        self.strict = strict
        self.taken: list[dict[str, object]] = []
        self.kinds: list[str] = []
        self.busy = 0
        self.listener = Luisteraar()
        self.listener.app = Starlette(routes=[Route("/hier", self._take, methods=["POST"])])

    async def _take(self, request: Request) -> Response:
        if self.strict and request.headers.get("authorization") != AUTH:
            return Response(status_code=403)
        if self.busy:
            self.busy -= 1
            return Response(status_code=500)
        body = await request.json()
        if body.get("kanaal") != "test":
            self.taken.append(body)
            self.kinds.append(request.headers["content-type"])
        return Response(status_code=204)


class World:
    def __init__(self, zandbak: Zandbak, client: httpx.AsyncClient, callback: Callback) -> None:
        self.zandbak, self.client, self.callback = zandbak, client, callback

    async def subscribe(self, *kanalen: str, typen: tuple[str, ...] = (), auth: str = AUTH) -> httpx.Response:
        body = {
            "callbackUrl": f"{self.callback.listener.url}/hier", "auth": auth,
            "kanalen": [{"filters": {}, "naam": naam} for naam in kanalen],
            "cloudeventFilters": [{"typeSubstring": soort} for soort in typen],
        }  # fmt: skip
        return await self.client.post("/abonnement", json=body)

    async def happens(self, code: str, soort: str, persoon: str = "inwoner") -> list[dict[str, object]]:
        """What the subscriber got of it."""
        self.callback.taken.clear()
        self.zandbak.gebeurtenis(code, soort, persoon)
        await self.zandbak.notificaties.bezorger.klaar()
        return self.callback.taken


@asynccontextmanager
async def running(*, strict: bool = True) -> AsyncIterator[World]:
    callback = Callback(strict=strict)
    await callback.listener.start()
    async with Zandbak() as zandbak:
        nrc = zandbak.notificaties
        headers = {"Authorization": f"Bearer {zgw_token(nrc.geheim)}"}
        base = f"{zandbak._luisteraar_nrc.url}/api/v1"
        async with httpx.AsyncClient(base_url=base, headers=headers, timeout=10) as client:
            yield World(zandbak, client, callback)
    await callback.listener.close()


@pytest.fixture
async def world() -> AsyncIterator[World]:
    async with running() as world:
        yield world


@pytest.mark.contract
async def test_a_subscription_looks_like_a_real_one(world: World) -> None:
    """Made with 201 and its address, listed in a bare array, and the secret is never shown."""
    made = await world.subscribe("zaken")
    listed = (await world.client.get("/abonnement")).json()
    assert made.status_code == 201
    assert made.headers["location"] == made.json()["url"]
    assert listed == [made.json()]
    assert AUTH not in made.text
    check_shape(made.json(), recorded("opennotificaties", "abonnement-create-201"), free=("filters",))


@pytest.mark.contract
async def test_a_callback_that_lets_anybody_in_is_refused() -> None:
    """It is tried without the secret first; one that is not there is refused in the same words."""
    async with running(strict=False) as world:
        refused = await world.subscribe("zaken")
        assert refused.status_code == 400
        assert refused.json()["invalidParams"][0]["code"] == "invalid-callback-url"
        check_shape(refused.json(), recorded("opennotificaties", "abonnement-create-insecure-callback"), free=("type",))


async def test_who_may_not_subscribe_is_refused(world: World) -> None:
    """As all systems of this maker: 403."""
    assert (await world.client.get("/abonnement", headers={"Authorization": "Bearer x.y.z"})).status_code == 403
    assert (await world.subscribe("bestaat-niet")).status_code == 400


@pytest.mark.contract
@pytest.mark.parametrize(
    ("code", "soort", "index", "recording"),
    [
        ("havenstad-zaken", "zaak", 0, "001-zaken-zaak-create"),
        ("havenstad-zaken", "zaak", 1, "002-zaken-rol-create"),
        ("havenstad-zaken", "zaak", 3, "003-nl.overheid.zaken.zaak-gemuteerd--"),
        ("havenstad-zaken", "status", 0, "004-zaken-status-create"),
        ("havenstad-vtb", "taak", 0, "009-nl.overheid.taken.externetaak-geregistreerd--"),
        ("havenstad-vtb", "bericht", 0, "011-nl.overheid.berichten.bericht-geregistreerd--"),
    ],
)
async def test_messages_look_like_those_of_the_real_systems(
    world: World, code: str, soort: str, index: int, recording: str
) -> None:
    """The same names with the same kinds of values."""
    await world.subscribe("zaken", typen=("nl.overheid",))
    found = (await world.happens(code, soort))[index]
    theirs = recorded("notificaties", recording)
    assert isinstance(theirs, dict)
    ours = {name: found[name] for name in theirs if name in found}
    assert set(theirs) - set(ours) <= {"source"}
    check_shape(ours, {name: theirs[name] for name in ours}, free=("kenmerken", "data"))
    assert (world.callback.kinds[index] == CLOUDEVENT) == ("type" in found)


async def test_one_new_zaak_gives_a_handful_of_messages(world: World) -> None:
    """Each write tells of itself; the register has it before the first of them comes."""
    await world.subscribe("zaken")
    found = await world.happens("havenstad-zaken", "zaak")
    assert [one["resource"] for one in found] == ["zaak", "rol", "status", "zaakinformatieobject"]
    assert len({one["hoofdObject"] for one in found}) == 1


async def test_messages_can_come_late_twice_and_mixed_up(world: World) -> None:
    """As the control API says, until it says otherwise; a callback that fails is tried again."""
    await world.subscribe("zaken")
    async with httpx.AsyncClient(base_url=world.zandbak.bediening_url) as control:
        manner = {"keer": 3, "door_elkaar": "ja", "wacht_ms": 1}
        assert (await control.post("/notificaties", params=manner)).status_code == 204
        world.callback.busy = 2
        assert len(await world.happens("havenstad-zaken", "zaak")) == 12
        assert (await control.post("/notificaties")).status_code == 204
        assert len(await world.happens("havenstad-zaken", "status")) == 1
        asked = await control.post("/bronnen/havenstad-vtb/gebeurtenis", params={"soort": "taak", "persoon": "fatima"})
        assert asked.status_code == 204


@pytest.mark.parametrize(
    ("code", "query", "status"),
    [
        ("bestaat-niet", {"soort": "zaak"}, 404),
        ("havenstad-zaken", {"soort": "aardbeving"}, 404),
        ("havenstad-parkeren", {"soort": "zaak"}, 404),
        ("havenstad-zaken", {"soort": "zaak", "persoon": "niemand"}, 404),
        ("duindorp-zaken", {"soort": "status", "persoon": "niets"}, 404),
    ],
)
async def test_what_cannot_happen_is_said(world: World, code: str, query: dict[str, str], status: int) -> None:
    """With a sentence that names what can."""
    async with httpx.AsyncClient(base_url=world.zandbak.bediening_url) as control:
        response = await control.post(f"/bronnen/{code}/gebeurtenis", params=query)
    assert response.status_code == status
    assert response.json()["fout"]


async def test_what_portals_write_is_told_too(world: World) -> None:
    """A taak that is done has its event; other changes of a taak have none."""
    await world.subscribe(typen=("nl.overheid.taken",))
    (new,) = await world.happens("havenstad-vtb", "taak")
    vtb = next(bron for bron in world.zandbak.bronnen if bron.code == "havenstad-vtb")
    secret = next(one.bron.geheim for one in world.zandbak._systemen if one.bron.code == "havenstad-vtb")
    world.callback.taken.clear()
    async with httpx.AsyncClient(base_url=vtb.url, headers={"Authorization": f"Token {secret}"}) as client:
        path = f"/taken/api/v1/externetaken/{new['subject']}"
        for change in ({"toelichting": "Bijna klaar"}, {"status": "uitgevoerd"}, {"status": "uitgevoerd"}):
            assert (await client.patch(path, json=change)).status_code == 200
    await world.zandbak.notificaties.bezorger.klaar()
    assert [one["type"] for one in world.callback.taken] == ["nl.overheid.taken.externetaak-uitgevoerd"]
