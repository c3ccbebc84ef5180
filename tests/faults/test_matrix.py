"""The fault matrix over real sockets: what a person sees when a bron fails who has nothing, something fresh or something old.

Always 200 and no `errors`; the bron that fails is reported with its code, and with its age when something old is shown; the
others are complete; and the answer is there when the client stops waiting.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import time
from pathlib import Path
from typing import Any

import pytest
import trustme

from sandbox.verhalen.personen import is_elfproef
from tests.client.foutserver import Peer, answer, serving
from tests.faults.storingen import DEELS, LATE, STORINGEN, UNREACHABLE, Behaviour, Storing
from tests.faults.wereld import happy, page, row, world

pytestmark = pytest.mark.faults
ANNA, BRAM = "999993653", "999990032"
DEADLINE_MS = 600
PATIENCE_S = 1.0
"""Far more than the 0.1 s that are promised after the deadline; what it really is stands in the bench."""


def reports(taken: dict[str, Any]) -> dict[str, tuple[str, str | None]]:
    return {one["bron"]["code"]: (one["status"], one["code"]) for one in taken["bronnen"]}


def report(taken: dict[str, Any], code: str) -> dict[str, Any]:
    (found,) = [one for one in taken["bronnen"] if one["bron"]["code"] == code]
    return dict(found)


@pytest.mark.parametrize("storing", STORINGEN.values(), ids=STORINGEN.keys())
async def test_a_bron_that_fails(tmp_path: Path, storing: Storing, caplog: pytest.LogCaptureFixture) -> None:
    """Anna was answered before, Bram never."""
    async with world(tmp_path) as made:
        before = await made.ask(ANNA)
        assert reports(before) == {"goed": ("OK", None), "vers": ("OK", None), "oud": ("OK", None)}

        made.bad.behaviour = storing.behaviour
        started = time.monotonic()
        known, cold = await asyncio.gather(made.ask(ANNA, DEADLINE_MS), made.ask(BRAM, DEADLINE_MS))
        assert time.monotonic() - started < DEADLINE_MS / 1000 + PATIENCE_S

        assert reports(cold) == {"goed": ("OK", None), "vers": storing.expected, "oud": storing.expected}
        assert [one["titel"] for one in cold["nodes"]] == ["Taak van 032"]
        assert (cold["volledig"], report(cold, "oud")["opgehaaldOp"]) == (False, None)

        assert reports(known) == {"goed": ("OK", None), "vers": ("OK", None), "oud": ("VEROUDERD", storing.expected[1])}
        assert {one["titel"] for one in known["nodes"]} == {"Taak van 653"}
        assert report(known, "oud")["opgehaaldOp"] == report(before, "oud")["opgehaaldOp"]
        assert known["volledig"] is False
        assert all(one["melding"] for one in cold["bronnen"] if one["status"] != "OK")

        made.bad.behaviour = happy
        assert (await made.ask(ANNA))["nodes"] == before["nodes"]
    assert ANNA not in caplog.text
    assert BRAM not in caplog.text


@pytest.mark.parametrize(("behaviour", "left_out"), DEELS.values(), ids=DEELS.keys())
async def test_an_answer_that_is_partly_wrong(tmp_path: Path, behaviour: Behaviour, left_out: int) -> None:
    """What is right is shown, what is wrong is counted, and nothing of another person appears."""
    async with world(tmp_path) as made:
        made.bad.behaviour = behaviour
        taken = await made.ask(ANNA)
        assert reports(taken)["oud"] == ("OK", None)
        assert report(taken, "oud")["aantalOngeldig"] == left_out
        assert taken["volledig"] is (left_out == 0)
        assert {one["titel"] for one in taken["nodes"]} == {"Taak van 653"}


@pytest.mark.parametrize("link", ["http://169.254.169.254/taken?page=2", "/taken?page=1", "file:///etc/passwd"])
async def test_pages_without_end_are_cut(tmp_path: Path, link: str) -> None:
    """A server that always has a next page is left after a while, and the report says so. No link is ever followed."""

    async def endless(peer: Peer, bsn: str) -> None:
        rows = [row(bsn, uuid=f"t-{made.bad.asked}-{number}") for number in range(100)]
        await peer.send(answer(200, page(*rows, next=link, count=10**6)))

    async with world(tmp_path) as made:
        made.bad.behaviour = endless
        taken = await made.ask(ANNA)
        assert made.bad.asked <= 2 * 20
        assert report(taken, "oud")["afgekapt"] is True
        assert taken["volledig"] is False


async def test_connections_that_are_refused_or_dropped(tmp_path: Path) -> None:
    """Nobody listens, or the connection goes at once: told at once, to who has something old too."""
    async with world(tmp_path) as made:
        await made.ask(ANNA)

        async def drop(peer: Peer) -> None:
            peer.reset()

        made.bad.at_accept = drop
        made.bad.behaviour = STORINGEN["reset"].behaviour
        await made.ask(ANNA)  # ends the connection that was open
        assert reports(await made.ask(BRAM))["oud"] == UNREACHABLE
        assert reports(await made.ask(ANNA))["oud"] == ("VEROUDERD", UNREACHABLE[1])


@pytest.mark.parametrize("base", ["http://127.0.0.1:{closed}", "https://bestaat-niet.invalid"])
async def test_a_bron_that_is_not_there_at_all(tmp_path: Path, base: str) -> None:
    """Not even for its first probe: said as unreachable, and the gateway serves the others."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        async with world(tmp_path, base.format(closed=free.getsockname()[1])) as made:
            taken = await made.ask(ANNA)
    assert reports(taken) == {"goed": ("OK", None), "vers": UNREACHABLE, "oud": UNREACHABLE}


@pytest.mark.parametrize("wrong", ["another name", "another authority", "no TLS at all"])
async def test_a_certificate_that_is_wrong(tmp_path: Path, wrong: str) -> None:
    """Nothing is asked of a server that cannot prove who it is."""
    own, other = trustme.CA(), trustme.CA()
    trusted = tmp_path / "ca.pem"
    (other if wrong == "another authority" else own).cert_pem.write_to_path(trusted)
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.issue_cert("elders.example" if wrong == "another name" else "127.0.0.1").configure_cert(tls)

    async def script(peer: Peer) -> None:
        await peer.request()

    async with serving(script, None if wrong == "no TLS at all" else tls) as server:
        base = server.url.replace("http://", "https://")
        async with world(tmp_path, base, str(trusted)) as made:
            taken = await made.ask(ANNA)
    assert reports(taken)["oud"] == UNREACHABLE
    assert server.heads == []


async def test_a_bron_that_stays_away_is_left_alone(tmp_path: Path) -> None:
    """Retries add a tenth at most, and after some faults the breaker opens: nobody waits for that bron any more."""
    async with world(tmp_path) as made:
        made.bad.behaviour = STORINGEN["500"].behaviour
        for number in range(60):
            await made.ask(_person(number))
        assert made.bad.asked <= 2 * 20 * 1.1
        assert reports(await made.ask(ANNA))["oud"] == ("ONBEREIKBAAR", "BRON_STROOM_UIT")


async def test_a_bron_that_hangs_costs_nobody_else_anything(tmp_path: Path) -> None:
    """Many who ask at once: the good bron answers all, the hanging one is late for all, none waits past the deadline."""
    async with world(tmp_path) as made:
        made.bad.behaviour = STORINGEN["hangs before headers"].behaviour
        started = time.monotonic()
        answers = await asyncio.gather(*(made.ask(_person(number), DEADLINE_MS) for number in range(20)))
        assert time.monotonic() - started < DEADLINE_MS / 1000 + 2 * PATIENCE_S
    assert {reports(one)["goed"] for one in answers} == {("OK", None)}
    assert {reports(one)["oud"] for one in answers} <= {
        LATE, ("TE_LAAT", "BRON_DRUK"), ("ONBEREIKBAAR", "BRON_STROOM_UIT"),
    }  # fmt: skip


def _person(number: int) -> str:
    """A BSN for each number (11-proef)."""
    found = [text for text in (f"{candidate:09}" for candidate in range(999_000_000, 999_001_000)) if is_elfproef(text)]
    return found[number]
