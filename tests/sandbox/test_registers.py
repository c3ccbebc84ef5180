"""The BRP and the Handelsregister of the sandbox: strict about what is asked, and no more than that in the answer."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from sandbox import handelsregister
from sandbox.bron import Bron
from sandbox.haalcentraal import bouw
from sandbox.verhalen.personen import PERSONEN

SANNE = PERSONEN["inwoner"].bsn or ""
MIRIAM = PERSONEN["bijstand"].bsn or ""
PAD = "/haalcentraal/api/brp/personen"


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("brp", "haalcentraal", "RVIG", ("PERSOONSGEGEVENS",), "geheim"), lambda: "http://brp.test")


@pytest.fixture
async def brp(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport, headers = httpx.ASGITransport(app), {"X-API-KEY": "geheim"}
    async with httpx.AsyncClient(transport=transport, base_url="http://brp.test", headers=headers) as client:
        yield client


def question(*fields: str, bsn: str = SANNE, **more: object) -> dict[str, object]:
    return {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn], "fields": list(fields), **more}


async def test_only_the_asked_fields_come_back(brp: httpx.AsyncClient) -> None:
    """Without the number in `fields` it is not in the answer either; what is secret says so unasked."""
    answer = (await brp.post(PAD, json=question("adressering.adresregel2"))).json()
    assert answer == {
        "type": "RaadpleegMetBurgerservicenummer",
        "personen": [{"adressering": {"adresregel2": "1234 AB  HAVENSTAD"}}],
    }
    (miriam,) = (await brp.post(PAD, json=question("burgerservicenummer", bsn=MIRIAM))).json()["personen"]
    assert miriam == {"burgerservicenummer": MIRIAM, "geheimhoudingPersoonsgegevens": True}
    assert (await brp.post(PAD, json=question("naam", bsn="999990019"))).json()["personen"] == []


@pytest.mark.parametrize(
    ("body", "name", "code"),
    [
        (question("burgerservicenummer", "geheimhoudingPersoonsgegevens"), "fields[1]", "fields"),
        (question("anummer"), "fields[0]", "fields"),
        (question(), "fields", "minItems"),
        (question("naam", bsn="12345678"), "burgerservicenummer[0]", "pattern"),
        (question("naam", voornamen="Piet"), "voornamen", "unknownParam"),
        ({**question("naam"), "fields": "naam"}, "fields", "array"),
        ({"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [SANNE]}, "fields", "required"),
        ({**question("naam"), "type": "ZoekMetPostcodeEnHuisnummer"}, "type", "value"),
    ],
)
async def test_anything_unknown_is_refused(brp: httpx.AsyncClient, body: object, name: str, code: str) -> None:
    """A typing error never widens the question."""
    answer = await brp.post(PAD, json=body)
    assert answer.status_code == 400
    assert [(one["name"], one["code"]) for one in answer.json()["invalidParams"]] == [(name, code)]


async def test_who_may_ask(brp: httpx.AsyncClient, app: Starlette) -> None:
    """Without the key 401; with a key that may not have these fields 403."""
    assert (await brp.post(PAD, json=question("naam"), headers={"X-API-KEY": "raar"})).status_code == 401
    app.state.varianten["niet_geautoriseerd"] = True
    assert (await brp.post(PAD, json=question("naam"))).status_code == 403


async def test_a_profile_by_its_number() -> None:
    """A business with its hoofdvestiging, a vestiging, and 404 with a list of faults for no number."""
    bron = Bron("hr", "handelsregister", "KVK", ("PERSOONSGEGEVENS",), "geheim")
    transport = httpx.ASGITransport(handelsregister.bouw(bron, lambda: "http://hr"))
    async with httpx.AsyncClient(transport=transport, base_url="http://hr", headers={"apikey": "geheim"}) as client:
        whole = (await client.get("/api/v1/basisprofielen/99990001")).json()
        part = (await client.get("/api/v1/vestigingsprofielen/000099990012")).json()
        gone = await client.get("/api/v1/basisprofielen/12345678")
        refused = await client.get("/api/v1/basisprofielen/99990001", headers={"apikey": ""})
    assert whole["_embedded"]["hoofdvestiging"]["adressen"][1]["plaats"] == "Havenstad"
    assert (part["eersteHandelsnaam"], part["kvkNummer"]) == ("De Korenaar Lunchroom", "99990001")
    assert (gone.status_code, gone.json()["fout"][0]["code"], refused.status_code) == (404, "IPD0005", 401)
