"""A login that is too weak: the portal of others is told so, and never reads it as "there is nothing"."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest

from gateway.domain.persoon import Betrouwbaarheidsniveau
from sandbox.bron import demo_bronnen
from sandbox.server import Zandbak
from tests.interactie.conftest import BRONNEN, PAD
from tests.scenarios.conftest import Portal, serving

pytestmark = [pytest.mark.scenario, pytest.mark.isolation]
WEAK, MIDDLE, STRONG = (
    f"urn:oasis:names:tc:SAML:2.0:ac:classes:{name}"
    for name in ("MobileTwoFactorContract", "Smartcard", "SmartcardPKI")
)
RANDOM = "550e8400-e29b-41d4-a716-446655440000"


@asynccontextmanager
async def door(folder: Path, **niveaus: str) -> AsyncIterator[Portal]:
    """A gateway on a fresh sandbox, with levels for parts of the schema."""
    chosen = [bron for bron in demo_bronnen() if bron.code in BRONNEN]
    async with Zandbak(bronnen=chosen) as zandbak, serving(zandbak, folder, niveaus=niveaus) as portal:
        yield portal


async def search(portal: Portal, acr: str, person: str = "inwoner", **body: object) -> httpx.Response:
    """A search by MijnOverheid for a person who logged in like this."""
    klant_id = portal.zandbak.uitgever.inlog(person).sub("mijnoverheid")
    return await portal.client.post(
        f"{PAD}/context/zoek", json={"klantId": klant_id, **body}, headers=headers(portal, acr, person)
    )


def headers(portal: Portal, acr: str, person: str = "inwoner") -> dict[str, str]:
    """The token of such a login, made for MijnOverheid."""
    return {"Authorization": f"Bearer {portal.zandbak.token(person, client_id='mijnoverheid', acr=acr)}"}


async def test_bronnen_that_want_more(tmp_path: Path) -> None:
    """All of them: 401 with what to log in with, and nobody is asked. A part: the others' taken, and whose are missing."""
    async with door(tmp_path) as portal:
        levels = {"havenstad-vtb": "HOOG", "duindorp-vtb": "SUBSTANTIEEL"}
        for live in portal.gateway.registry.bronnen.values():
            live.bron.minimaal_niveau = Betrouwbaarheidsniveau[levels.get(live.code, "BASIS")]
        moved = "verhuisd"
        part = (await search(portal, WEAK, moved)).json()
        assert part["volledig"] is False
        assert {one["status"] for one in part["meldingen"]} == {"NIVEAU_TE_LAAG"}
        for live in portal.gateway.registry.bronnen.values():
            live.bron.minimaal_niveau = Betrouwbaarheidsniveau[levels.get(live.code, "HOOG")]
        portal.zandbak.wis_aanroepen()
        one = await portal.client.get(f"{PAD}/taken/{RANDOM}", headers=headers(portal, WEAK, moved))
        for refused in (await search(portal, WEAK, moved), one):
            assert (refused.status_code, refused.json()["code"]) == (401, "NIVEAU_TE_LAAG")
            assert "insufficient_user_authentication" in refused.headers["WWW-Authenticate"]
            assert MIDDLE in refused.headers["WWW-Authenticate"]  # the least that opens something
        assert portal.zandbak.aanroepen() == []
        assert (await search(portal, STRONG, moved)).json().keys() == {"taken"}


async def test_taken_that_show_only_a_title(tmp_path: Path) -> None:
    """With an address in our portal, where the person logs in again. What they belong to is not known, and that is said."""
    async with door(tmp_path, Taak="HOOG") as portal:
        whole, weak = (await search(portal, STRONG)).json(), (await search(portal, WEAK)).json()
        titles = [{one["uuid"]: one["titel"] for one in found["taken"]} for found in (whole, weak)]
        assert titles[0] == titles[1]
        hidden = [one for one in weak["taken"] if one["uitvoering"]["type"] != "voorstel"]  # those are our own idea
        assert all(one.keys() == {"uuid", "titel", "status", "uitvoering"} for one in hidden)
        assert {one["status"] for one in hidden} == {"onbekend"}
        (urn, *_) = [one["context"]["urn"] for one in whole["taken"] if "context" in one and one["status"] == "open"]
        found = (await search(portal, WEAK, contextId=urn)).json()
        assert (found["taken"], found["volledig"]) == ([], False)
        assert {one["status"] for one in found["meldingen"]} == {"NIVEAU_TE_LAAG"}
        assert (await search(portal, STRONG, contextId=urn)).json()["taken"]
        for one in hidden:
            alone = await portal.client.get(f"{PAD}/taken/{one['uuid']}", headers=headers(portal, WEAK))
            assert alone.json() == one | {"uitvoering": {**one["uitvoering"], "type": "link"}}
