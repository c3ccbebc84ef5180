"""Answers that are no answer: each is told as what it is, and never as "there is nothing"."""

from __future__ import annotations

import json

import pytest

from gateway.domain.bron import Bronstatus
from gateway.errors import Foutcode
from tests.client.foutserver import Peer
from tests.contract.bron import Spoil, ask, send
from tests.contract.opname import Antwoord, Opname

pytestmark = pytest.mark.contract
HTML = b"<!DOCTYPE html><html><body><h1>Er ging iets mis</h1></body></html>"
OK, LEEG, ONGELDIG = Bronstatus.OK, Bronstatus.LEEG, Bronstatus.ONGELDIG
ONBEREIKBAAR, GEWEIGERD, NIET_ONDERSTEUND = Bronstatus.ONBEREIKBAAR, Bronstatus.GEWEIGERD, Bronstatus.NIET_ONDERSTEUND


def problem(status: int, code: str = "", *more: str) -> Spoil:
    """An error in the form the systems have: problem details, called application/json."""
    body = json.dumps({"type": "about:blank", "code": code, "title": "Fout", "status": status, "detail": "Fout"})

    async def spoil(peer: Peer, answer: Antwoord, whole: bytes) -> None:
        await send(peer, status, body.encode(), "application/json", *more)

    return spoil


def legacy(status: int) -> Spoil:
    """An error as older versions write it, under the name that the standard has for problems."""

    async def spoil(peer: Peer, answer: Antwoord, whole: bytes) -> None:
        await send(peer, status, b'{"detail": "Fout"}', "application/problem+json")

    return spoil


def page(status: int) -> Spoil:
    """A page for people where data should be."""

    async def spoil(peer: Peer, answer: Antwoord, whole: bytes) -> None:
        await send(peer, status, HTML, "text/html; charset=utf-8")

    return spoil


async def truncated(peer: Peer, answer: Antwoord, whole: bytes) -> None:
    """Half of it, as if that were all."""
    await send(peer, 200, whole[: len(whole) // 2], answer.type)


async def cut_off(peer: Peer, answer: Antwoord, whole: bytes) -> None:
    """Half of it, and then the connection is gone."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {answer.type}\r\nContent-Length: {len(whole)}\r\n\r\n"
    await peer.send(head.encode() + whole[: len(whole) // 2])
    peer.reset()


async def nothing(peer: Peer, answer: Antwoord, whole: bytes) -> None:
    """No body at all."""
    await send(peer, 200, b"", answer.type)


async def no_content(peer: Peer, answer: Antwoord, whole: bytes) -> None:
    """204, which is no answer to a question."""
    await peer.send(b"HTTP/1.1 204 No Content\r\n\r\n")


async def other_type(peer: Peer, answer: Antwoord, whole: bytes) -> None:
    """The right body under a wrong name."""
    await send(peer, 200, whole, "text/html")


async def gone(peer: Peer, answer: Antwoord, whole: bytes) -> None:
    """The connection is reset before any answer."""
    peer.reset()


BROKEN = {
    "truncated": (truncated, {ONGELDIG}),
    "cut off": (cut_off, {ONGELDIG, ONBEREIKBAAR}),
    "empty body": (nothing, {ONGELDIG}),
    "204": (no_content, {ONGELDIG}),
    "wrong content type": (other_type, {ONGELDIG}),
    "html": (page(200), {ONGELDIG}),
    "html 404": (page(404), {ONGELDIG}),
    "html 400": (page(400), {ONGELDIG}),
    "html 502": (page(502), {ONBEREIKBAAR}),
    "304": (problem(304), {ONGELDIG}),
    "301": (problem(301, "", "Location: https://elders.example/"), {ONGELDIG}),
    "400": (problem(400, "unknown-parameters"), {ONGELDIG}),
    "401": (problem(401, "not_authenticated"), {GEWEIGERD}),
    "401 legacy": (legacy(401), {GEWEIGERD}),
    "400 legacy": (legacy(400), {ONGELDIG}),
    "403 legacy": (legacy(403), {GEWEIGERD, LEEG}),
    "403 credentials": (problem(403, "invalid-jwt-signature"), {GEWEIGERD}),
    "412": (problem(412, "precondition_failed"), {ONGELDIG}),
    "429": (problem(429, "throttled", "Retry-After: 7"), {ONBEREIKBAAR}),
    "500": (problem(500, "error"), {ONBEREIKBAAR}),
    "503": (problem(503, "error"), {ONBEREIKBAAR}),
    "reset": (gone, {ONBEREIKBAAR}),
}


async def asked(opname: Opname) -> list[tuple[int, Antwoord]]:
    """The recorded answers that the source asks for, with their numbers."""
    return [(number, opname.antwoorden[number]) for number in sorted((await ask(opname)).used)]


@pytest.mark.parametrize("naam", BROKEN)
async def test_a_broken_answer_is_told_as_what_it_is(opname: Opname, naam: str) -> None:
    """Whichever of its answers breaks, there is no value, and the report says why."""
    spoil, expected = BROKEN[naam]
    for number, answer in await asked(opname):
        found = await ask(opname, spoil={number: spoil})
        assert found.status in expected, f"{answer.vraag}: {found.status.value}"
        assert not found.items


async def test_a_pause_is_told_with_its_length(opname: Opname) -> None:
    """429 says when to come back, and the report passes that on as a pause."""
    found = await ask(opname, spoil={0: problem(429, "throttled", "Retry-After: 7")})
    assert found.code is Foutcode.BRON_PAUZE


async def test_what_our_application_may_not_read(opname: Opname) -> None:
    """403 on a list says that our own rights are short, which is an alarm; one item that we may not read is not there."""
    for number, answer in await asked(opname):
        found = await ask(opname, spoil={number: problem(403, "permission_denied")})
        is_absent = found.status is LEEG and not opname.is_list and opname.source.proof
        assert is_absent or found.status is GEWEIGERD, answer.vraag
        assert not found.items


async def test_what_is_not_there(opname: Opname) -> None:
    """404 on one item says that it is not there; on a list only where the author says that it means nothing."""
    for number, answer in await asked(opname):
        found = await ask(opname, spoil={number: problem(404, "not_found")})
        may_be_empty = opname.leeg_bij_404 if opname.is_list else not answer.gedeeld
        assert found.status is ONGELDIG or (found.status is LEEG and may_be_empty), answer.vraag
        assert not found.items
        if opname.leeg_bij_404 and not answer.gedeeld:
            assert found.status is LEEG


async def test_an_empty_list_is_nothing_and_that_is_an_answer(opname: Opname) -> None:
    """No rows at all: the bron answered, and has nothing."""
    lists = [number for number, one in enumerate(opname.antwoorden) if not one.gedeeld and one.rows is not None]
    for number in lists:
        empty = opname.antwoorden[number].with_rows(lambda _: [])
        found = await ask(opname.with_answer(number, json={**empty, "count": 0} if "count" in empty else empty))
        assert found.dropped == 0
        if opname.nooit_leeg:
            assert found.status is ONGELDIG
        else:
            assert found.status is LEEG or (not opname.is_list and found.status is NIET_ONDERSTEUND)
    assert lists or opname.leeg_bij_404 or not opname.is_list


async def test_a_row_found_twice_is_shown_once(lijst: Opname) -> None:
    """Pages that overlap, or an answer that repeats a row, give nobody two of the same."""
    happy = await ask(lijst)
    for number, answer in enumerate(lijst.antwoorden):
        if answer.rows is not None:
            found = await ask(lijst.with_answer(number, json=answer.with_rows(lambda all_: [*all_, *all_])))
            assert found.items == happy.items, answer.vraag
