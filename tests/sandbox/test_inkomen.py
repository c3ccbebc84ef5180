"""The simulated source of income: strict about the question, one fact an answer, and switches for what can go wrong."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.inkomen import VARIANTEN, bouw
from sandbox.verhalen.personen import PERSONEN

MIRIAM, FATIMA = PERSONEN["bijstand"].bsn or "", PERSONEN["fatima"].bsn or ""


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("inkomensdienst", "inkomen", "LID", ("INKOMEN",), "geheim"), lambda: "http://inkomen.test")


@pytest.fixture
async def poort(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport, headers = httpx.ASGITransport(app), {"Authorization": "Token geheim"}
    async with httpx.AsyncClient(transport=transport, base_url="http://inkomen.test", headers=headers) as client:
        yield client


async def test_one_fact_of_one_person(poort: httpx.AsyncClient) -> None:
    """The amount and the number, and nothing of the other facts."""
    answer = await poort.post("/v1/vermogen", json={"burgerservicenummer": MIRIAM})
    (row,) = answer.json()["gegevens"]
    assert (row["burgerservicenummer"], row["vermogen"]) == (MIRIAM, "812.00")
    assert set(row) == {"burgerservicenummer", "peildatum", "vermogen"}


async def test_who_or_what_is_unknown_is_an_empty_list(poort: httpx.AsyncClient) -> None:
    """Nobody has this number; and nobody knows what Fatima owns."""
    for path, number in (("/v1/maandinkomen", "999999990"), ("/v1/vermogen", FATIMA)):
        answer = await poort.post(path, json={"burgerservicenummer": number})
        assert (answer.status_code, answer.json()) == (200, {"gegevens": []})


@pytest.mark.parametrize(
    "body",
    [{}, {"burgerservicenummer": 1}, {"burgerservicenummer": "12"}, {"burgerservicenummer": MIRIAM, "jaar": 2026}, []],
)
async def test_any_other_question_is_refused(poort: httpx.AsyncClient, body: object) -> None:
    """A question that is wider or narrower than the page says."""
    answer = await poort.post("/v1/maandinkomen", json=body)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


async def test_it_wants_a_token_and_a_post(poort: httpx.AsyncClient) -> None:
    """Without the token nothing is told, and a number never stands in an address."""
    body = {"burgerservicenummer": MIRIAM}
    assert (await poort.post("/v1/vermogen", json=body, headers={"Authorization": "Token x"})).status_code == 401
    assert (await poort.get("/v1/vermogen")).status_code == 405


@pytest.mark.parametrize("variant", VARIANTEN)
async def test_variants_break_the_promise(poort: httpx.AsyncClient, app: Starlette, variant: str) -> None:
    """Each gives rows of somebody else, which a caller must notice."""
    app.state.varianten[variant] = True
    rows = (await poort.post("/v1/huishouden", json={"burgerservicenummer": MIRIAM})).json()["gegevens"]
    assert any(row["burgerservicenummer"] != MIRIAM for row in rows)
