"""The tax system of the sandbox: the vendor's notation, its token and its limits."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.belastingen import bouw
from sandbox.bron import Bron
from sandbox.verhalen.personen import PERSONEN

AANSLAGEN = "/v1/aanslagen"
SCHEMAS = Path(__file__).resolve().parents[3] / "shared" / "domain" / "specs" / "openbelasting"
Rows = list[dict[str, Any]]  # Any: the vendor's JSON, read as a caller would


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("belastingen", "belastingen", "BSHD", ("PRODUCTEN",), "geheim"), lambda: "http://belasting.test")


@pytest.fixture
async def anonymous(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://belasting.test") as client:
        yield client


@pytest.fixture
async def belasting(anonymous: httpx.AsyncClient) -> httpx.AsyncClient:
    """A client with a token."""
    form = {"client_id": "gateway", "client_secret": "geheim"}
    answer = await anonymous.post("/v1/auth/token", data=form)
    anonymous.headers["Authorization"] = f"Bearer {answer.json()['accessToken']}"
    return anonymous


async def rows(belasting: httpx.AsyncClient, sleutel: str, **query: str) -> Rows:
    """The aanslagen of a person."""
    answer = await belasting.get(AANSLAGEN, params={"bsn": PERSONEN[sleutel].bsn or "", **query})
    assert answer.status_code == 200
    found: Rows = answer.json()["result"]["instance"]["rows"]
    return found


async def test_a_token_needs_the_secret(anonymous: httpx.AsyncClient) -> None:
    """A wrong secret or no client is a 401; without a token nothing is read."""
    wrong = await anonymous.post("/v1/auth/token", data={"client_id": "gateway", "client_secret": "fout"})
    nobody = await anonymous.post("/v1/auth/token", data={"client_secret": "geheim"})
    reading = await anonymous.get(f"{AANSLAGEN}?bsn={PERSONEN['inwoner'].bsn}")

    assert {wrong.status_code, nobody.status_code, reading.status_code} == {401}


async def test_a_token_can_be_taken_back(app: Starlette, belasting: httpx.AsyncClient) -> None:
    """After a restart of the system the old token is a 401."""
    app.state.tokens.revoke_all()

    assert (await belasting.get(f"{AANSLAGEN}?bsn={PERSONEN['inwoner'].bsn}")).status_code == 401


async def test_someone_sees_their_own_aanslagen(belasting: httpx.AsyncClient) -> None:
    """Two years for the inwoner, nothing for who owes nothing, and each row names its belastingplichtige."""
    sanne = await rows(belasting, "inwoner")

    assert [int(row["belastingJaar"]) for row in sanne] == sorted(int(row["belastingJaar"]) for row in sanne)
    assert len(sanne) == 2
    assert {row["belastingplichtige"]["burgerservicenummer"] for row in sanne} == {PERSONEN["inwoner"].bsn}
    assert await rows(belasting, "niets") == []


async def test_a_year_bounds_the_aanslagen(belasting: httpx.AsyncClient) -> None:
    """`belastingjaar-vanaf` leaves earlier years out."""
    newest = max(row["belastingJaar"] for row in await rows(belasting, "inwoner"))

    found = await rows(belasting, "inwoner", **{"belastingjaar-vanaf": newest})

    assert {row["belastingJaar"] for row in found} == {newest}


@pytest.mark.parametrize("query", ["", "bsn=", "kvk=99990001", "bsn=12345", "bsn=999990159&belastingjaar-vanaf=morgen"])
async def test_a_call_without_a_person_is_refused(belasting: httpx.AsyncClient, query: str) -> None:
    """This system knows only BSNs, and does not answer with everyone."""
    assert (await belasting.get(f"{AANSLAGEN}?{query}")).status_code == 400


def amount(text: str) -> Decimal:
    """The value of an amount with a comma."""
    assert re.fullmatch(r"[0-9]{1,13},[0-9]{2}", text)
    return Decimal(text.replace(",", "."))


async def test_amounts_have_a_comma_and_add_up(belasting: httpx.AsyncClient) -> None:
    """The lines make the total; the termijnen make the total too, and what is not paid of them is open."""
    biljetten = [row for sleutel in ("inwoner", "bijstand", "gepensioneerd") for row in await rows(belasting, sleutel)]
    for biljet in biljetten:
        assert sum(amount(regel["bedrag"]) for regel in biljet["aanslagregels"]) == amount(
            biljet["totaalbedragAanslag"]
        )
    in_termijnen = next(biljet for biljet in biljetten if "termijnen" in biljet)
    termijnen = in_termijnen["termijnen"]
    unpaid = sum(amount(termijn["bedrag"]) for termijn in termijnen if termijn["betaaldOp"] is None)

    assert sum(amount(termijn["bedrag"]) for termijn in termijnen) == amount(in_termijnen["totaalbedragAanslag"])
    assert unpaid == amount(in_termijnen["openstaandBedrag"])


async def test_numbers_keep_their_zeros(belasting: httpx.AsyncClient) -> None:
    """A number is text: thirteen digits, two for the volgnummer, twelve for a WOZ object."""
    for biljet in await rows(belasting, "inwoner"):
        assert re.fullmatch(r"0[0-9]{12}", biljet["aanslagbiljetnummer"])
        assert re.fullmatch(r"0[0-9]", biljet["aanslagbiljetvolgnummer"])
        assert isinstance(biljet["beschikkingsregels"][0]["vastgesteldeWaarde"], int)


async def test_nothing_is_said_of_payment_when_nothing_is_known(belasting: httpx.AsyncClient) -> None:
    """Absent, and neither null nor zero."""
    (biljet,) = await rows(belasting, "gepensioneerd")

    assert {"betaalstatus", "openstaandBedrag", "vervaldatum", "betaalUrl"}.isdisjoint(biljet)
    assert biljet["aanslagregels"][0]["adres"][0]["huisnumertoevoeging"] == "bis"


async def test_a_broken_filter_answers_with_everyone(app: Starlette, belasting: httpx.AsyncClient) -> None:
    """With `filter_genegeerd` one person gets the aanslagen of all."""
    app.state.varianten["filter_genegeerd"] = True

    found = await rows(belasting, "niets")

    assert len({row["belastingplichtige"]["burgerservicenummer"] for row in found}) > 2


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("aanslagbiljet", ()),
        ("aanslagregel", ("aanslagregels", 0)),
        ("beschikkingsregel", ("beschikkingsregels", 0)),
        ("belastingplichtige", ("belastingplichtige",)),
    ],
)
async def test_rows_obey_the_published_schemas(
    belasting: httpx.AsyncClient, schema: str, path: tuple[str | int, ...]
) -> None:
    """All that is required is there, in the pattern and within the length the vendor published."""
    file = SCHEMAS / f"{schema}.schema.json"
    if not file.exists():
        pytest.skip("geen schema's naast de repository (../shared/domain/specs)")
    published = json.loads(file.read_text())
    row: Any = (await rows(belasting, "inwoner"))[-1]  # Any: a path into the vendor's JSON
    for step in path:
        row = row[step]

    assert set(published.get("required", [])) <= set(row)
    for name, rule in published["properties"].items():
        if rule.get("type") == "string" and name in row:
            assert re.fullmatch(rule.get("pattern", ".*"), row[name]), name
            assert len(row[name]) <= rule.get("maxLength", 1000), name


async def test_the_current_aanslag_can_still_be_objected_to(belasting: httpx.AsyncClient) -> None:
    """Its dagtekening is less than six weeks ago."""
    current = (await rows(belasting, "inwoner"))[-1]

    assert current["bezwaarMogelijk"]
    assert 0 <= (date.today() - date.fromisoformat(current["dagtekening"])).days < 42
