"""The parking system of the sandbox: two lists behind two secrets, and 404 for someone without any."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from joserfc import jwe
from joserfc.jwk import OctKey
from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.parkeren import bouw
from sandbox.verhalen.personen import PERSONEN

DETAILS = "/v1/private/client_product_details"
REQUESTS = "/v1/private/active_permit_request"
GEHEIM = "3c" * 32
SANNE = PERSONEN["inwoner"].bsn or ""


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("parkeren", "parkeren", "9901", ("PRODUCTEN",), GEHEIM), lambda: "http://parkeren.test")


@pytest.fixture
async def parkeren(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    headers = {"X-AUTH-TOKEN": GEHEIM}
    async with httpx.AsyncClient(transport=transport, base_url="http://parkeren.test", headers=headers) as client:
        yield client


def token(secret: str = GEHEIM, *, lifetime_s: int = 3600, **claims: object) -> str:
    """A token as a caller makes it."""
    now = int(time.time())
    payload = {"iat": now, "exp": now + lifetime_s, "iss": "gateway", "aud": "egis", **claims}
    key = OctKey.import_key(bytes.fromhex(secret))
    header = {"alg": "A256GCMKW", "enc": "A256CBC-HS512"}
    return jwe.encrypt_compact(header, json.dumps(payload), key, algorithms=list(header.values()))


async def test_permits_of_a_person(parkeren: httpx.AsyncClient) -> None:
    """A permit that ends within a month, with two plates in one text, a zone, no name and no count."""
    answer = await parkeren.post(DETAILS, json={"token": token(bsn=SANNE)})

    body = answer.json()
    (permit,) = body["data"]
    assert (body["result"], "count" in body) == ("success", False)
    assert len(permit["vrns"].split(", ")) == 2
    assert datetime.fromisoformat(permit["ended_at"]) - datetime.now(UTC) < timedelta(days=31)
    assert list(permit) == [
        *("client_product_id", "object", "client_id", "status", "started_at", "ended_at", "zone", "link", "vrns")
    ]


async def test_requests_of_a_person(parkeren: httpx.AsyncClient) -> None:
    """A permit someone asked for has a name and a status of its own."""
    body = (await parkeren.post(REQUESTS, json={"token": token(bsn=SANNE)})).json()

    assert body["count"] == 1
    assert body["data"][0]["status"] == "in_progress"
    assert list(body["data"][0]) == ["link", "id", "client_id", "status", "permit_name", "permit_zone"]


@pytest.mark.parametrize("path", [DETAILS, REQUESTS])
async def test_nobody_without_permits_gets_an_empty_list(
    app: Starlette, parkeren: httpx.AsyncClient, path: str
) -> None:
    """404 means no data; with `leeg_als_lijst` it is 200 with nothing in it."""
    body = {"token": token(bsn=PERSONEN["niets"].bsn)}
    usual = await parkeren.post(path, json=body)
    app.state.varianten["leeg_als_lijst"] = True

    assert usual.status_code == 404
    assert (await parkeren.post(path, json=body)).json()["data"] == []


async def test_a_company_asks_under_its_own_path(parkeren: httpx.AsyncClient) -> None:
    """The token of a company names a kvk_number, and is refused where a bsn is expected."""
    company = token(kvk_number=PERSONEN["ondernemer"].kvk)
    found = await parkeren.post("/v1/company/client_product_details", json={"token": company})
    refused = await parkeren.post(DETAILS, json={"token": company})

    assert len(found.json()["data"]) == 2
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "bad",
    [
        token("ef" * 32, bsn=SANNE),
        token(lifetime_s=-1, bsn=SANNE),
        token(bsn=SANNE, aud=None).replace(".", "", 1),
        "geen-token",
        "",
    ],
)
async def test_a_bad_token_is_refused(parkeren: httpx.AsyncClient, bad: str) -> None:
    """Another key, an expired token or no token at all is a 401 that repeats nothing of it."""
    answer = await parkeren.post(DETAILS, json={"token": bad})

    assert answer.status_code == 401
    assert SANNE not in answer.text


async def test_the_header_is_needed_as_well(parkeren: httpx.AsyncClient) -> None:
    """A good token without the right X-AUTH-TOKEN reads nothing and makes nothing."""
    headers = {"X-AUTH-TOKEN": "fout"}
    reading = await parkeren.post(DETAILS, json={"token": token(bsn=SANNE)}, headers=headers)
    making = await parkeren.post("/v1/jwe/create", files={"data[bsn]": (None, SANNE)}, headers=headers)

    assert (reading.status_code, making.status_code) == (401, 401)


async def test_the_system_makes_a_token_on_request(parkeren: httpx.AsyncClient) -> None:
    """A multipart `data[bsn]` gives a token that works; it is encrypted, so the number cannot be read from it."""
    made = await parkeren.post("/v1/jwe/create", files={"data[bsn]": (None, SANNE)})

    answer = await parkeren.post(DETAILS, data={"token": made.json()["token"]})
    assert answer.status_code == 200
    assert (await parkeren.post("/v1/jwe/create", files={"x": (None, "1")})).status_code == 422


async def test_a_status_nobody_knows_can_come(parkeren: httpx.AsyncClient) -> None:
    """The vendor publishes no list of statussen."""
    answer = await parkeren.post(DETAILS, json={"token": token(bsn=PERSONEN["ouder"].bsn)})

    assert answer.json()["data"][0]["status"] == "SUSPENDED"


async def test_a_broken_filter_answers_with_everyone(app: Starlette, parkeren: httpx.AsyncClient) -> None:
    """With `filter_genegeerd` someone without permits gets those of all."""
    app.state.varianten["filter_genegeerd"] = True

    answer = await parkeren.post(DETAILS, json={"token": token(bsn=PERSONEN["niets"].bsn)})

    assert len(answer.json()["data"]) > 2
