"""The road of a file over HTTP: to whom it belongs, as an attachment, whole or visibly broken, and kept by nobody."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx
import pytest

from gateway.bronnen.bestand import Bestand
from gateway.bronnen.call import Stroom
from gateway.context import Fetches
from gateway.errors import (
    BronBusy,
    BronInvalid,
    BronNotSupported,
    BronPaused,
    BronTimeout,
    BronUnreachable,
    GatewayError,
    LevelTooLow,
    MandateTooNarrow,
)
from gateway.http.documenten import DocumentEndpoint
from tests.http.world import BEARER, World, running_app, settings

PDF = b"%PDF-1.7 " + b"x" * 5_000
PIECE = b"x" * 65_536


@dataclass
class File:
    """A file as its bron would give it: its pieces, and the fault that comes at the beginning or after the last."""

    pieces: tuple[bytes, ...] = (PDF,)
    omvang: int | None = len(PDF)
    naam: str = "Besluit é.pdf"
    mediatype: str | None = "application/pdf"
    at_once: GatewayError | None = None
    at_last: GatewayError | None = None
    absent: bool = False
    taken: int = 0
    closed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def bestand(self) -> Bestand:
        return Bestand("/x", self.naam, self.mediatype, self.omvang)

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Stroom | None]:
        try:
            if self.at_once is not None:
                raise self.at_once
            yield None if self.absent else Stroom(200, self.omvang, self._brokken())
        finally:
            self.closed.set()

    async def _brokken(self) -> AsyncIterator[bytes]:
        for piece in self.pieces:
            self.taken += 1
            yield piece
        if self.at_last is not None:
            raise self.at_last


@asynccontextmanager
async def portal(
    file: File | GatewayError | None = None, world: World | None = None
) -> AsyncIterator[httpx.AsyncClient]:
    """A client of a server with one file, under the id `eigen`."""
    own = world or World()

    async def find(context: Fetches, opaque: str) -> File | None:
        if isinstance(file, GatewayError):
            raise file
        return file if opaque == "eigen" else None

    endpoint = DocumentEndpoint(own.verify, own.context, find, 3_000)
    async with running_app(own, settings(), documenten=endpoint) as client:
        client.headers.update(BEARER)
        yield client


async def test_a_file_is_an_attachment_that_nobody_keeps() -> None:
    """Its bytes, its name and type, and every header that makes a browser save it and forget it."""
    async with portal(File()) as client:
        answer = await client.get("/documenten/eigen", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-3"})
    assert (answer.status_code, answer.content) == (200, PDF)
    assert dict(answer.headers) | {
        "content-type": "application/pdf",
        "content-length": str(len(PDF)),
        "content-disposition": "attachment; filename=\"Besluit _.pdf\"; filename*=UTF-8''Besluit%20%C3%A9.pdf",
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "accept-ranges": "none",
    } == dict(answer.headers)
    assert "content-encoding" not in answer.headers


async def test_head_tells_the_same_without_the_bytes() -> None:
    """HEAD answers who may have it and what it is called, and opens nothing at the bron."""
    file = File()
    async with portal(file) as client:
        answer = await client.head("/documenten/eigen")
    assert (answer.status_code, answer.content, file.taken) == (200, b"", 0)
    assert answer.headers["content-type"] == "application/pdf"


async def test_what_is_not_yours_is_what_is_not_there() -> None:
    """Another's document, a made-up id and a file that is gone: the same answer, byte for byte."""
    async with portal(None) as client:
        others = await client.get("/documenten/eigen")
        random = await client.get("/documenten/verzonnen")
        nothing = await client.get("/documenten/")
    async with portal(File(absent=True)) as client:
        gone = await client.get("/documenten/eigen")
    assert others.status_code == 404
    assert others.json()["code"] == "NIET_GEVONDEN"
    assert {one.content for one in (others, random, nothing, gone)} == {others.content}
    shown = [{k: v for k, v in one.headers.items() if k != "date"} for one in (others, random, nothing, gone)]
    assert all(one == shown[0] for one in shown)


@pytest.mark.parametrize(("token", "status"), [(None, 401), ("Bearer x.y.z", 401), ("Bearer ander-portaal", 403)])
async def test_without_a_good_token_there_is_nothing(token: str | None, status: int) -> None:
    """No token, a wrong one, and a portal that may not ask; also when the token stands in the address."""
    async with portal(File()) as client:
        client.headers.pop("Authorization")
        answer = await client.get("/documenten/eigen", headers={"Authorization": token} if token else {})
        in_address = await client.get("/documenten/eigen?access_token=x")
    assert (answer.status_code, in_address.status_code) == (status, 401)
    assert answer.headers["content-type"] == "application/problem+json"


async def test_other_methods_are_not_known() -> None:
    """Only GET and HEAD."""
    async with portal(File()) as client:
        answer = await client.post("/documenten/eigen")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.faults
@pytest.mark.parametrize(
    ("fault", "status", "code", "wait"),
    [
        (BronUnreachable(), 502, "BRON_ONBEREIKBAAR", None),
        (BronInvalid(), 502, "BRON_ONGELDIG", None),
        (BronTimeout(), 504, "BRON_TE_LAAT", None),
        (BronBusy(), 503, "BRON_DRUK", "1"),
        (BronPaused(wacht_s=7.2), 503, "BRON_PAUZE", "7"),
        (BronNotSupported(), 404, "NIET_GEVONDEN", None),
        (MandateTooNarrow(), 403, "NIET_TOEGESTAAN", None),
        (LevelTooLow(acr=["substantieel", "hoog"]), 401, "NIVEAU_TE_LAAG", None),
    ],
)
@pytest.mark.parametrize("when", ["while proving", "at the first byte"])
async def test_a_bron_that_fails_gives_a_clear_problem(
    fault: GatewayError, status: int, code: str, wait: str | None, when: str
) -> None:
    """Before the first byte left, each fault is a problem document with its code, its sentence and when to come back."""
    async with portal(fault if when == "while proving" else File(at_once=fault)) as client:
        answer = await client.get("/documenten/eigen")
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers.get("retry-after") == wait
    assert answer.json()["detail"].endswith(".")
    if isinstance(fault, LevelTooLow):
        assert 'acr_values="substantieel hoog"' in answer.headers["www-authenticate"]


@pytest.mark.faults
async def test_a_bron_that_fails_before_its_first_piece_gives_a_problem_too() -> None:
    """A stream that opens and then gives nothing is not an empty file."""
    async with portal(File(pieces=(), at_last=BronTimeout())) as client:
        assert (await client.get("/documenten/eigen")).status_code == 504


@pytest.mark.faults
@pytest.mark.parametrize("omvang", [100_000, None], ids=["size told", "size unknown"])
async def test_half_a_file_is_never_taken_for_a_whole_one(omvang: int | None) -> None:
    """When the bron stops halfway the connection breaks, whether the size was told or not."""
    async with portal(File(pieces=(b"half",), omvang=omvang, at_last=BronUnreachable())) as client:
        with pytest.raises(httpx.RemoteProtocolError):
            await client.get("/documenten/eigen")


async def test_a_slow_client_costs_no_memory() -> None:
    """Of a file of 640 MB no more is read than the client took, but for what the sockets hold."""
    file = File(pieces=(PIECE,) * 10_000, omvang=None)
    async with portal(file) as client, client.stream("GET", "/documenten/eigen") as answer:
        assert answer.status_code == 200
        before = -1
        while file.taken != before:
            before = file.taken
            await asyncio.sleep(0.05)
        assert file.taken < 1_000


async def test_a_client_that_leaves_sets_the_bron_free() -> None:
    """Who hangs up halfway keeps no connection to the bron open."""
    file = File(pieces=(PIECE,) * 10_000, omvang=None)
    async with portal(file) as client:
        async with client.stream("GET", "/documenten/eigen") as answer:
            assert answer.status_code == 200
        async with asyncio.timeout(5):
            await file.closed.wait()
