"""The running sandbox: real sockets, a call count and a control API."""

from __future__ import annotations

import asyncio
import json
import stat
import time
import tomllib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import OctKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gateway.config import load
from sandbox.bron import Bron, OnbekendeBron, demo_bronnen
from sandbox.latentie import Latentie, Ritme, latency_ms
from sandbox.server import Zandbak
from sandbox.telling import path_template

ZAKEN = Bron("havenstad-zaken", "openzaak", "9901", ("ZAKEN",), "geheim-van-havenstad", "Zaaksysteem Havenstad")
DUINDORP = Bron("duindorp-zaken", "openzaak", "9902", ("ZAKEN",), "geheim-van-duindorp", "Zaaksysteem Duindorp")
TAKEN = Bron("havenstad-vtb", "openvtb", "9901", ("TAKEN", "BERICHTEN"), "geheim-van-vtb", "Taken Havenstad")


def build(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """A system that lists one row, with a link to itself."""

    async def zaken(request: Request) -> Response:
        return JSONResponse({"count": 1, "results": [{"url": f"{basis()}/zaken/1", "bron": bron.code}]})

    async def token(request: Request) -> Response:
        return JSONResponse({"access_token": bron.geheim})

    return Starlette(
        routes=[
            Route("/zaken", zaken),
            Route("/zaken/{uuid}", zaken),
            Route("/persoon/{bsn}/zaken", zaken),
            Route("/oauth/token", token, methods=["POST"]),
        ]
    )


def zgw_token(secret: str) -> str:
    """What an application shows to Open Zaak (ZGW): a JWT over its shared secret."""
    claims = {"iss": "gateway", "client_id": "gateway", "iat": int(time.time())}
    return jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(secret))


@pytest.fixture
async def zandbak() -> AsyncIterator[Zandbak]:
    async with Zandbak(bronnen=[ZAKEN, DUINDORP], bouwers={"openzaak": build}) as zandbak:
        yield zandbak


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
        yield client


def url(zandbak: Zandbak, code: str) -> str:
    return next(bron.url for bron in zandbak.bronnen if bron.code == code)


async def test_every_bron_answers_at_its_own_address_and_links_to_itself(
    zandbak: Zandbak, http: httpx.AsyncClient
) -> None:
    """A bron has a port of its own, and the links in its answers carry that address."""
    havenstad, duindorp = url(zandbak, "havenstad-zaken"), url(zandbak, "duindorp-zaken")

    row = (await http.get(f"{havenstad}/zaken")).json()["results"][0]

    assert havenstad != duindorp
    assert row == {"url": f"{havenstad}/zaken/1", "bron": "havenstad-zaken"}
    assert (await http.get(f"{duindorp}/zaken")).json()["results"][0]["bron"] == "duindorp-zaken"


async def test_a_stopped_bron_refuses_connections_and_comes_back_on_its_port(
    zandbak: Zandbak, http: httpx.AsyncClient
) -> None:
    """Stop closes the listening socket and open connections; mend opens the same port; the others never notice."""
    address = url(zandbak, "havenstad-zaken")
    await http.get(f"{address}/zaken")

    await zandbak.stop("havenstad-zaken")

    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", int(address.rsplit(":", 1)[1]))
    with pytest.raises(httpx.ConnectError):
        await http.get(f"{address}/zaken")
    assert [bron.stand for bron in zandbak.bronnen] == ["gestopt", "aan"]
    assert (await http.get(f"{url(zandbak, 'duindorp-zaken')}/zaken")).status_code == 200

    await zandbak.mend("havenstad-zaken")

    assert url(zandbak, "havenstad-zaken") == address
    assert (await http.get(f"{address}/zaken")).status_code == 200


async def test_stopping_and_mending_twice_is_harmless(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """Each command says how it should be, not what should change."""
    for _ in range(2):
        await zandbak.stop("havenstad-zaken")
    for _ in range(2):
        await zandbak.mend("havenstad-zaken")

    assert (await http.get(f"{url(zandbak, 'havenstad-zaken')}/zaken")).status_code == 200


async def test_stop_breaks_a_call_that_is_under_way(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """A caller that is waiting for an answer loses its connection at once, as when a system crashes."""
    await zandbak.slow("havenstad-zaken", 60_000)
    waiting = asyncio.create_task(http.get(f"{url(zandbak, 'havenstad-zaken')}/zaken"))
    while not zandbak.aanroepen():
        await asyncio.sleep(0.005)

    async with asyncio.timeout(2):
        await zandbak.stop("havenstad-zaken")
        with pytest.raises(httpx.TransportError):
            await waiting


async def test_an_unknown_bron_is_named_with_the_ones_there_are(zandbak: Zandbak) -> None:
    """A typing mistake is answered with the valid codes."""
    with pytest.raises(OnbekendeBron, match="havenstad-zaken, duindorp-zaken, uitgever"):
        await zandbak.stop("haven")


async def test_every_call_is_counted_without_any_number_of_a_person(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """The count has bron, method and path; identifiers and the query string are left out, credentials are marked."""
    address = url(zandbak, "havenstad-zaken")
    await http.get(f"{address}/zaken?bsn=999990019")
    await http.get(f"{address}/persoon/999990019/zaken")
    await http.get(f"{address}/zaken/3f2b1c9e-52f4-4a0f-8f6e-0d4c1f0a9b11")
    await http.post(f"{address}/oauth/token")

    assert zandbak.aanroepen() == [
        ("havenstad-zaken", "GET", "/zaken"),
        ("havenstad-zaken", "GET", "/persoon/{id}/zaken"),
        ("havenstad-zaken", "GET", "/zaken/{uuid}"),
        ("havenstad-zaken", "POST", "/oauth/token"),
    ]
    assert [call.soort for call in zandbak.aanroepen()] == ["data", "data", "data", "token"]
    assert [entry.status for entry in zandbak.verkeer()] == [200, 200, 200, 200]
    assert all(entry.eind is not None and entry.eind >= entry.begin for entry in zandbak.verkeer())

    zandbak.wis_aanroepen()
    assert zandbak.aanroepen() == []


async def test_a_spoiled_call_counts_too(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """Retries on a broken bron are visible in the count."""
    await zandbak.break_("havenstad-zaken", "500")
    for _ in range(2):
        await http.get(f"{url(zandbak, 'havenstad-zaken')}/zaken")

    assert [entry.status for entry in zandbak.verkeer()] == [500, 500]


@pytest.mark.parametrize(
    ("path", "template"),
    [
        ("/v1/aanslagen", "/v1/aanslagen"),
        ("/v1/private/client_product_details", "/v1/private/client_product_details"),
        ("/x/BSN:999990019", "/x/{id}"),
        ("/x/99-99-90", "/x/{id}"),
        ("/x/3f2b1c9e-52f4-4a0f-8f6e-0d4c1f0a9b11/download", "/x/{uuid}/download"),
    ],
)
def test_a_path_template_keeps_words_and_drops_numbers(path: str, template: str) -> None:
    """What looks like a number of someone or something does not reach the count."""
    assert path_template(path) == template


async def test_answers_take_the_measured_time_only_when_asked(http: httpx.AsyncClient) -> None:
    """With latency a list of zaken takes about what Open Zaak took; `factor` scales it."""
    ritme = Ritme(factor=0.5, jitter=0.0)
    async with Zandbak(ritme, [ZAKEN], bouwers={"openzaak": build}) as zandbak:
        await http.get(f"{url(zandbak, 'havenstad-zaken')}/zaken")
        entry = zandbak.verkeer()[0]

    assert entry.eind is not None
    assert 0.018 <= entry.eind - entry.begin < 1


def test_a_large_answer_on_a_kept_connection_stalls_as_uwsgi_does() -> None:
    """Above about 4 kB uWSGI adds a delayed-ACK stall of over 40 ms; a refusal and a 304 are quick."""
    scope = {"method": "GET", "path": "/taken/api/v1/externetaken", "query_string": b""}

    small, large = (latency_ms("openvtb", scope, 200, b"x" * size) for size in (2_000, 6_315))

    assert large - small > 40
    assert large == pytest.approx(55.9, abs=2)
    assert latency_ms("openvtb", scope, 401, b"") == 3.0
    assert latency_ms("openvtb", scope, 304, b"") == 7.3


async def test_expand_costs_open_zaak_time_for_every_row(http: httpx.AsyncClient) -> None:
    """A list with its statussen expanded takes longer than the plain one, by about 2.3 ms a zaak."""
    async with Zandbak(Ritme(jitter=0.0), [ZAKEN]) as zandbak:
        for expand in ({}, {"expand": "status,zaaktype"}):
            answer = await http.get(
                f"{url(zandbak, 'havenstad-zaken')}/zaken/api/v1/zaken",
                params={"pageSize": "10", **expand},
                headers={"Accept-Crs": "EPSG:4326", "Authorization": f"Bearer {zgw_token(ZAKEN.geheim)}"},
            )
            assert len(answer.json()["results"]) == 10
        plain, expanded = (entry.eind - entry.begin for entry in zandbak.verkeer() if entry.eind is not None)

    assert expanded - plain > 10 * 0.015


def test_jitter_is_the_same_every_run() -> None:
    """The same seed gives the same waiting times, so that a measurement can be repeated."""
    first, again, other = (Latentie(build(TAKEN, str), "x", "openvtb", Ritme(seed=seed)) for seed in (7, 7, 8))
    scope = {"method": "GET", "path": "/externetaken", "query_string": b""}
    series = [[round(latentie.next_ms(scope, 200, b""), 6) for _ in range(5)] for latentie in (first, again, other)]

    assert series[0] == series[1] != series[2]
    assert all(9.9 <= ms <= 12.1 for ms in series[0])


async def test_the_configuration_names_every_bron_and_points_at_its_secret(tmp_path: Path) -> None:
    """bronnen.toml is strict TOML; secrets stand beside it in files that only the owner can read."""
    async with Zandbak(bronnen=[ZAKEN, TAKEN], bouwers={"openzaak": build, "openvtb": build}) as zandbak:
        path = zandbak.schrijf_configuratie(tmp_path / ".demo", 8123)
        addresses = [bron.url for bron in zandbak.bronnen]
        issuer = zandbak.uitgever_url

    text = path.read_text("utf-8")
    content = tomllib.loads(text)
    assert [bron["code"] for bron in content["bron"]] == ["havenstad-zaken", "havenstad-vtb"]
    assert [bron["basis_url"] for bron in content["bron"]] == addresses
    assert content["bron"][1]["diensten"] == ["TAKEN", "BERICHTEN"]
    assert content["bron"][0]["organisatie"] == {
        "oin": "00000001999990010000", "naam": "Gemeente Havenstad", "website": "https://www.havenstad.example",
    }  # fmt: skip
    assert content["gateway"]["http"]["port"] == 8123
    assert content["issuer"][0]["url"] == issuer
    assert content["issuer"][0]["acr"]["urn:etoegang:core:assurance-class:loa3"] == "SUBSTANTIEEL"
    assert ZAKEN.geheim not in text

    secret = path.parent / content["bron"][0]["auth"]["geheim_bestand"]
    key = path.parent / content["gateway"]["ids"]["key_bestand"]
    assert secret.read_text().strip() == ZAKEN.geheim
    assert len(bytes.fromhex(key.read_text().strip())) == 64
    assert {stat.S_IMODE(file.stat().st_mode) for file in (secret, key)} == {0o600}


async def test_the_gateway_accepts_the_configuration(tmp_path: Path) -> None:
    """What the demo writes loads without a fault: every key is known, every secret found."""
    bouwers = {bron.connector: build for bron in demo_bronnen()}
    async with Zandbak(bouwers=bouwers) as zandbak:
        configuratie = load(zandbak.schrijf_configuratie(tmp_path, 8123))

    assert [bron.code for bron in configuratie.bronnen] == [bron.code for bron in demo_bronnen()]
    assert len(configuratie.issuers) == 1


async def test_a_restart_keeps_the_key_for_ids(tmp_path: Path) -> None:
    """Ids that a browser still holds stay good after a restart of the demo."""
    keys = []
    for _ in range(2):
        async with Zandbak(bronnen=[ZAKEN], bouwers={"openzaak": build}) as zandbak:
            zandbak.schrijf_configuratie(tmp_path)
        keys.append((tmp_path / "geheimen" / "ids.key").read_text())

    assert keys[0] == keys[1]


async def test_the_control_api_does_what_the_sandbox_can(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """Over HTTP: list, spoil and mend bronnen, read and wipe the count, get a token."""
    control, address = zandbak.bediening_url, url(zandbak, "havenstad-zaken")

    assert (await http.post(f"{control}/bronnen/havenstad-zaken/break?soort=503")).status_code == 204
    assert (await http.get(f"{address}/zaken")).status_code == 503
    assert (await http.get(f"{control}/bronnen")).json()[0] == {
        "code": "havenstad-zaken",
        "naam": "Zaaksysteem Havenstad",
        "diensten": ["ZAKEN"],
        "url": address,
        "stand": "stuk (503)",
    }
    (call,) = (await http.get(f"{control}/aanroepen")).json()
    assert call.pop("ms") >= 0
    assert call == {"bron": "havenstad-zaken", "methode": "GET", "pad": "/zaken", "soort": "data"}
    assert (await http.delete(f"{control}/aanroepen")).status_code == 204
    assert zandbak.aanroepen() == []
    assert (await http.post(f"{control}/bronnen/havenstad-zaken/mend")).status_code == 204
    assert (await http.get(f"{address}/zaken")).status_code == 200
    assert (await http.post(f"{control}/token/inwoner?geldig=60")).json()["token"].count(".") == 2


@pytest.mark.parametrize(
    ("path", "status", "part"),
    [
        ("/bronnen/nergens/stop", 404, "havenstad-zaken"),
        ("/bronnen/havenstad-zaken/break?soort=raar", 400, "wrong-type"),
        ("/bronnen/havenstad-zaken/slow?ms=veel", 400, "'ms' moet een getal zijn"),
        ("/token/niemand", 404, "inwoner"),
        ("/token/inwoner?geldig=-1", 400, "'geldig' moet een getal zijn"),
    ],
)
async def test_the_control_api_says_what_would_be_right(
    zandbak: Zandbak, http: httpx.AsyncClient, path: str, status: int, part: str
) -> None:
    """A wrong name or number gets a Dutch sentence with the valid choices."""
    answer = await http.post(f"{zandbak.bediening_url}{path}")

    assert answer.status_code == status
    assert part in answer.json()["fout"]


async def test_the_control_api_is_closed_to_other_host_names(zandbak: Zandbak, http: httpx.AsyncClient) -> None:
    """A web page that points its own name at loopback (DNS rebinding) gets nothing."""
    answer = await http.get(f"{zandbak.bediening_url}/bronnen", headers={"Host": "kwaad.example"})

    assert answer.status_code == 400


async def test_ports_are_free_again_afterwards(http: httpx.AsyncClient) -> None:
    """Leaving the sandbox closes everything it opened."""
    async with Zandbak(bronnen=[ZAKEN], bouwers={"openzaak": build}) as zandbak:
        addresses = [url(zandbak, "havenstad-zaken"), zandbak.uitgever_url, zandbak.bediening_url]

    for address in addresses:
        with pytest.raises(httpx.ConnectError):
            await http.get(address)


def test_secrets_stay_out_of_a_printed_bron() -> None:
    """A Bron in a log or traceback does not give its secret away."""
    assert ZAKEN.geheim not in repr(ZAKEN)
    assert json.dumps(ZAKEN.code) in json.dumps(repr(ZAKEN)).replace("'", '"')
