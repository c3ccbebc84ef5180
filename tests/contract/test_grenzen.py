"""Bronnen that never end: slow drips, pages without end, and links that lead somewhere else."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace

import pytest

from gateway.bronnen.call import MAX_ITEMS, MAX_PAGES
from gateway.domain.bron import Bronstatus
from tests.client.foutserver import Peer
from tests.contract.breuken import elsewhere
from tests.contract.bron import Spoil, ask, send, trap
from tests.contract.opname import Antwoord, Opname

pytestmark = pytest.mark.contract
SHORT_MS = 60


async def drip(peer: Peer, answer: Antwoord, whole: bytes) -> None:
    """A byte now and then, each sooner than a timeout between two bytes would be."""
    await peer.send(f"HTTP/1.1 200 OK\r\nContent-Type: {answer.type}\r\nContent-Length: {len(whole)}\r\n\r\n".encode())
    for byte in whole:
        await peer.send(bytes([byte]))
        await asyncio.sleep(0.01)


async def test_a_slow_drip_is_too_late(opname: Opname) -> None:
    """However lively the connection is, the whole answer has one deadline."""
    used = sorted((await ask(opname)).used)
    found = await asyncio.gather(*(ask(opname, spoil={number: drip}, ms=SHORT_MS) for number in used))
    assert {one.status for one in found} == {Bronstatus.TE_LAAT}
    assert not any(one.items for one in found)


def endless(link: str) -> Spoil:
    """The same page again and again, each time with one more to come."""

    async def spoil(peer: Peer, answer: Antwoord, whole: bytes) -> None:
        body = json.loads(whole)
        body |= {"next": link} if "next" in body else {"_links": {**body.get("_links", {}), "next": {"href": link}}}
        await send(peer, 200, json.dumps(body).encode(), answer.type)

    return spoil


def is_paged(answer: Antwoord) -> bool:
    """Is it a list with a link to more?"""
    return isinstance(answer.json, dict) and answer.rows is not None and bool({"next", "_links"} & answer.json.keys())


async def test_pages_without_end_end(opname: Opname) -> None:
    """A list that always has a next page is read so far, and the report says that there is more."""
    happy = await ask(opname)
    for number in sorted(happy.used):
        if is_paged(opname.antwoorden[number]):
            found = await ask(opname, spoil={number: endless("https://elders.example/?page=2")})
            assert len(found.asked) <= len(happy.asked) + MAX_PAGES
            assert sum(found.items.values()) <= MAX_ITEMS
            assert found.items == happy.items
            assert found.cut or not opname.is_list or opname.antwoorden[number].gedeeld


async def test_a_next_page_at_a_foreign_host_is_never_followed(opname: Opname) -> None:
    """Pages are asked by number at the bron itself, wherever the link leads."""
    async with trap() as (host, called):
        for number in sorted((await ask(opname)).used):
            if is_paged(opname.antwoorden[number]):
                await ask(opname, spoil={number: endless(f"{host}/elders?page=2")})
        assert called == []


async def test_no_address_out_of_data_is_ever_called(opname: Opname) -> None:
    """Every link in every answer at a foreign host: types are known by their uuid, and nobody goes there."""
    async with trap() as (host, called):
        moved = opname
        for number, answer in enumerate(opname.antwoorden):
            moved = moved.with_answer(number, json=elsewhere(answer.json, host))
        found = await ask(moved)
        assert called == []
        assert found.items <= (await ask(opname)).items


@pytest.mark.parametrize("wrong", [7, "tekst", ["x"], {"x": 1}, True, None], ids=repr)
async def test_the_settings_of_a_bron_may_be_anything(opname: Opname, wrong: object) -> None:
    """`instellingen` is a free table: what has another type than the connector reads keeps its default, or is refused."""
    settings = dict.fromkeys(opname.settings, wrong)
    found = await ask(replace(opname, instellingen=settings))
    assert found.status in (Bronstatus.OK, Bronstatus.LEEG, Bronstatus.NIET_ONDERSTEUND)
