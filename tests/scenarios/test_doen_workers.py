"""Two workers and one Valkey: whatever is sent twenty times at once with one key happens once, and survives a worker."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from gateway.config import Geheim
from gateway.config.instellingen import CacheInstellingen
from sandbox.server import Zandbak
from tests.l2.world import Valkey, valkey
from tests.scenarios.conftest import Json, Portal, serving
from tests.scenarios.doen import (
    BERICHT,
    BETALEN,
    BEZWAAR,
    CONTACT,
    OPZEGGEN,
    REGELING,
    TAAK,
    VERLENGEN,
    VERZOEK,
    VRAAG,
    doe,
    item,
)

pytestmark = pytest.mark.scenario
SECRET = "een-geheim-van-genoeg-tekens-hiervoor"
TERUG = "http://localhost:3000/terug"
INKOMEN = {"inkomen_partner": "1250", "datumIngang": "2026-11-01"}
SLEUTEL = "twintig-keer-dezelfde"
Workers = tuple[Portal, Portal]


@pytest.fixture(scope="module")
def server() -> Iterator[Valkey]:
    """One Valkey for the tests here."""
    with valkey() as made:
        yield made


@pytest.fixture
async def workers(tmp_path: Path, server: Valkey) -> AsyncIterator[Workers]:
    """Two gateways with the same settings on one sandbox and one Valkey."""
    server.raw.flushall()
    cache = CacheInstellingen(url=server.url, sleutel=Geheim(SECRET))
    async with (
        Zandbak() as zandbak,
        serving(zandbak, tmp_path, cache=cache) as one,
        serving(zandbak, tmp_path, cache=cache) as two,
    ):
        yield one, two


async def twenty(workers: Workers, mutatie: str, person: str = "inwoner", **invoer: object) -> tuple[Json, int]:
    """The one outcome of twenty at once, ten at each worker, and how many changes reached a bron."""
    workers[0].zandbak.wis_aanroepen()
    asked = [worker.of(person) for _ in range(10) for worker in workers]
    found = await asyncio.gather(*(doe(one, mutatie, sleutel=SLEUTEL, **invoer) for one in asked))
    assert all(one == found[0] for one in found), found
    return found[0], len(changes(workers[0].zandbak))


def changes(zandbak: Zandbak) -> Sequence[str]:
    """The calls that changed something."""
    reading = ("_zoek", "search", "token", "client_product_details", "active_permit_request")
    return [
        f"{one.methode} {one.pad}"
        for one in zandbak.aanroepen()
        if one.methode != "GET" and not one.pad.endswith(reading)
    ]


async def test_twenty_at_once_change_it_once(workers: Workers) -> None:
    """Every mutation, with the same key, ten times at each of two workers at the same moment."""
    one = workers[0]
    taak = await item(one, "taken", "Vul uw inkomen aan")
    bericht = await item(one, "berichten", "Uw parkeervergunning loopt bijna af")
    aanslag = await item(one, "producten", "Gemeentelijke belastingen 2026", ONDERDELEN)
    hers = await item(one.of("bijstand"), "producten", "Gemeentelijke belastingen 2026")
    hulp = await item(one, "producten", "Hulp bij het huishouden")
    urgentie = await item(one.of("fatima"), "producten", "Urgentieverklaring")
    typen = await one.ask('{ verzoektypen(zoek: "parkeervergunning") { nodes { id } } }')
    soort = typen["verzoektypen"]["nodes"][0]["id"]  # type: ignore[index]
    onderdeel = aanslag["betaling"]["keuzes"]["bezwaar"]["onderdelen"][0]["id"]  # type: ignore[index]
    pay = {"doelId": aanslag["id"], "getoondBedrag": "541.63", "terugkeerUrl": TERUG}
    object_ = {
        "doelId": aanslag["id"],
        "gehoordWorden": True,
        "bezwaren": [{"onderdeelId": onderdeel, "reden": "te hoog"}],
    }
    tries: tuple[tuple[str, str, str, dict[str, object]], ...] = (
        ("Ingediend", TAAK, "inwoner", {"taakId": taak["id"], "gegevens": INKOMEN}),
        ("Bericht", BERICHT, "inwoner", {"berichtId": bericht["id"], "gelezen": True}),
        ("BetalingGestart", BETALEN, "inwoner", pay),
        ("Ingediend", BEZWAAR, "inwoner", object_),
        ("Ingediend", VERZOEK, "inwoner", {"verzoektypeId": soort, "versie": 1, "gegevens": {"kenteken": "XX-123-Y"}}),
        ("Ingediend", VERLENGEN, "fatima", {"productId": urgentie["id"]}),
        ("Ingediend", OPZEGGEN, "inwoner", {"productId": hulp["id"]}),
        ("Ingediend", VRAAG, "inwoner", {"overId": bericht["id"], "titel": "Hoi", "vraag": "Hoe?"}),
        ("Contactgegevens", CONTACT, "inwoner", {"email": "nieuw@voorbeeld.nl"}),
        ("Ingediend", REGELING, "bijstand", {"doelId": hers["id"], "aantalTermijnen": 4}),
    )
    for typename, mutatie, person, invoer in tries:
        outcome, sent = await twenty(workers, mutatie, person, **invoer)
        assert (outcome["__typename"], sent) == (typename, 1)


@pytest.mark.faults
async def test_a_worker_that_is_killed_halfway_is_followed_up(tmp_path: Path, server: Valkey) -> None:
    """Killed between sending and answering: the repeat at another worker ends in the right state, and sends nothing."""
    server.raw.flushall()
    cache = CacheInstellingen(url=server.url, sleutel=Geheim(SECRET))
    async with (
        Zandbak() as zandbak,
        serving(zandbak, tmp_path, cache=cache) as two,
        victim(tmp_path, server.url) as one,
    ):
        taak = await item(two, "taken", "Vul uw inkomen aan")
        aanslag = await item(two, "producten", "Gemeentelijke belastingen 2026")
        pay = {"doelId": aanslag["id"], "getoondBedrag": "541.63", "terugkeerUrl": TERUG}
        tries = ((TAAK, {"taakId": taak["id"], "gegevens": INKOMEN}, "PATCH"), (BETALEN, pay, "POST"))
        zandbak.wis_aanroepen()
        for code, methode in (("havenstad-vtb", "PATCH"), ("belastingen", "POST")):
            await zandbak.slow(code, 2_000, methode)
        body = [{"query": m, "variables": {"invoer": {"idempotentiesleutel": SLEUTEL, **v}}} for m, v, _ in tries]
        token = {"Authorization": f"Bearer {zandbak.token('inwoner')}"}
        async with httpx.AsyncClient(base_url=one.url, headers=token, timeout=30) as client:
            asking = [asyncio.ensure_future(client.post("/graphql", json=each)) for each in body]
            async with asyncio.timeout(30):
                while len(changes(zandbak)) < len(tries):
                    await asyncio.sleep(0.01)
            one.process.send_signal(signal.SIGKILL)
            await asyncio.gather(*asking, return_exceptions=True)
        for code in ("havenstad-vtb", "belastingen"):
            await zandbak.mend(code)
        zandbak.wis_aanroepen()
        for mutatie, invoer, _ in tries:
            assert (await followed(two, mutatie, **invoer))["__typename"] in ("Ingediend", "BetalingGestart")
        assert changes(zandbak) == []


async def followed(portal: Portal, mutatie: str, **invoer: object) -> Json:
    """The outcome, asked again with the same key while nobody knows it: what the dead worker held comes free by itself."""
    async with asyncio.timeout(40):
        while (outcome := await doe(portal, mutatie, sleutel=SLEUTEL, **invoer))["__typename"] == "UitkomstOnbekend":
            await asyncio.sleep(0.1)
    return outcome


@dataclass(frozen=True)
class Victim:
    """A gateway in a process of its own, with its address."""

    process: asyncio.subprocess.Process
    url: str


@asynccontextmanager
async def victim(folder: Path, valkey_url: str) -> AsyncIterator[Victim]:
    """A gateway that may be killed, on the configuration in this folder and this Valkey."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    given = {"GATEWAY_HTTP__PORT": str(port), "GATEWAY_CACHE__URL": valkey_url, "GATEWAY_CACHE__SLEUTEL_ENV": "GEHEIM"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway.cli", "serve", "--config", str(folder / "bronnen.toml"),
        env={**os.environ, **given, "GEHEIM": SECRET}, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        made = Victim(process, f"http://127.0.0.1:{port}")
        async with asyncio.timeout(30), httpx.AsyncClient(base_url=made.url) as client:
            while not await _ready(client):
                await asyncio.sleep(0.05)
        yield made
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/readyz")).status_code == 200
    except httpx.TransportError:
        return False


ONDERDELEN = "id ... on Belastingaanslag { betaling { keuzes { bezwaar { onderdelen { id } } } } }"
