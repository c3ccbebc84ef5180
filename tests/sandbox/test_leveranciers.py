"""The manners of other suppliers of ZGW, each as their customers met them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx

from sandbox.bron import Bron
from sandbox.openzaak import bouw
from tests.sandbox.test_openzaak import BASE, BSN, CATALOGI, EIO, GEHEIM, SANNE, ZAKEN, ZOEK, client, url

DAKKAPEL = "sanne-dakkapel"
Json = dict[str, Any]  # Any: an answer, read by what was asked


@asynccontextmanager
async def supplier(naam: str) -> AsyncIterator[httpx.AsyncClient]:
    """The register of one gemeente as this supplier has it."""
    async with client(
        bouw(Bron("zaken", "openzaak", "9901", ("ZAKEN",), GEHEIM, leverancier=naam), lambda: BASE)
    ) as found:
        yield found


async def rows(asked: httpx.AsyncClient, path: str) -> list[Json]:
    """The rows of the first page of a list."""
    response = await asked.get(path)
    assert response.status_code == 200, response.text
    found: list[Json] = response.json()["results"]
    return found


async def test_e_suite() -> None:
    """No moments, no numbers of steps, words cut short, and `expand` as if nobody said it."""
    async with supplier("e-suite") as found:
        zaak = (await found.get(url(DAKKAPEL), params={"expand": "status"})).json()
        history = await rows(found, f"{ZAKEN}/statussen?zaak={url(DAKKAPEL)}")
        steps = await rows(found, f"{CATALOGI}/statustypen?zaaktype={zaak['zaaktype']}")
        kinds = await rows(found, f"{CATALOGI}/resultaattypen")
        catalogues = await found.get(f"{CATALOGI}/catalogussen")
        combined = await found.get(f"{ZAKEN}/rollen?zaak={url(DAKKAPEL)}&betrokkeneType=natuurlijk_persoon")

    assert zaak["_expand"] == {}
    assert zaak["identificatie"].startswith("0014ESUITE")
    assert {row["datumStatusGezet"] for row in history} == {None}
    assert not any("volgnummer" in row for row in steps)
    assert steps[0]["omschrijving"] == "Ontvangen"
    assert all(row["omschrijving"] == row["naam"][:20] for row in kinds)
    assert catalogues.status_code == 500
    assert combined.status_code == 400


async def test_octopus() -> None:
    """Texts among the kenmerken, twenty rows a page, steps to come in the history, and no besluiten."""
    own = url(DAKKAPEL).replace(ZAKEN, "/zgw/v1")
    uuid = own.rpartition("/")[2]
    async with supplier("octopus") as found:
        zaak = (await found.get(own)).json()
        page = (await found.post("/zgw/v1/zaken/_zoek?page=1", json={BSN: SANNE})).json()
        history = await rows(found, f"/zgw/v1/statussen?zaak={own}")
        documents = await rows(found, f"/zgw/v1/enkelvoudiginformatieobjecten?identifier={uuid}")
        absent = [await found.get(path) for path in (f"{ZAKEN}/zaken", "/zgw/v1/besluiten")]
        sized = await found.post("/zgw/v1/zaken/_zoek?pageSize=50", json={BSN: SANNE})

    kenmerken = {row["kenmerk"]: row["bron"] for row in zaak["kenmerken"]}
    assert zaak["status"] is None
    assert kenmerken["statustekst"]
    assert len(page["results"]) == 20
    assert history[0]["uuid"] == "00000000-0000-0000-0000-000000000000"
    assert history[-1]["statustoelichting"] == "Ontvangen"
    assert len(documents) == 3
    assert [one.status_code for one in absent] == [404, 404]
    assert sized.status_code == 400


async def test_zgw_1_0() -> None:
    """No search with a body, parameters of later versions refused, and 404 for nothing found."""
    async with supplier("zgw-1.0") as found:
        zaak = (await found.get(url(DAKKAPEL))).json()
        mine = await rows(found, f"{ZAKEN}/zaken?rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn={SANNE}")
        searches = [await found.post(path, json={BSN: SANNE}) for path in (ZOEK, f"{EIO}/_zoek")]
        later = [
            await found.get(f"{ZAKEN}/zaken", params=params)
            for params in ({"expand": "status"}, {"pageSize": "5"}, {f"{BSN[:30]}vestiging__kvkNummer": "1"})
        ]
        empty = await found.get(f"{ZAKEN}/resultaten?zaak={url(DAKKAPEL)}")

    assert "laatstGemuteerd" not in zaak
    assert mine
    assert [one.status_code for one in searches] == [404, 404]
    assert [one.status_code for one in later] == [400, 400, 400]
    assert empty.status_code == 404
