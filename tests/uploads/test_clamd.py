"""Asking clamd: every byte is seen in order, a virus is found, and no answer is no leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.bronnen.uploads.clamd import Clamd, ScannerOnbereikbaar, ZonderScanner
from tests.uploads.clamserver import EICAR, clamserver


async def scanned(scanner: Clamd | ZonderScanner, *pieces: bytes) -> bool:
    async with scanner.scan() as scan:
        for piece in pieces:
            await scan.feed(piece)
        return await scan.is_clean()


async def test_what_is_clean_and_what_is_not() -> None:
    """A virus that comes in two pieces is one; an empty piece does not end the file."""
    async with clamserver() as server:
        clamd = Clamd(server.adres)
        assert await scanned(clamd, b"a" * 70_000, b"", b"b")
        assert not await scanned(clamd, EICAR[:20], EICAR[20:], b"more")
        assert [len(one) for one in server.seen] == [70_001, len(EICAR) + 4]


async def test_over_a_socket(tmp_path: Path) -> None:
    """The path of a Unix socket is an address too."""
    async with clamserver(str(tmp_path / "clamd.sock")) as server:
        assert await scanned(Clamd(server.adres), b"a")


@pytest.mark.parametrize(
    "answer", [b"", b"stream: OK\0stream: OK\0", b"stream: error ERROR\0", b"OK\0", b"UNKNOWN COMMAND\0"]
)
async def test_any_other_answer_is_none(answer: bytes) -> None:
    """Only the exact words are a verdict."""
    async with clamserver() as server:
        server.answer = answer
        with pytest.raises(ScannerOnbereikbaar):
            await scanned(Clamd(server.adres), b"a")


async def test_a_scanner_that_is_not_there_or_has_enough() -> None:
    """Nobody listens, it hangs up, or the file is larger than it takes: nobody can say."""
    with pytest.raises(ScannerOnbereikbaar):
        await scanned(Clamd("127.0.0.1:1"), b"a")
    async with clamserver() as server:
        server.limit = 10
        with pytest.raises(ScannerOnbereikbaar):
            await scanned(Clamd(server.adres), b"a" * 11)
        server.hangs_up = True
        with pytest.raises(ScannerOnbereikbaar):
            await scanned(Clamd(server.adres), b"a")


async def test_without_a_scanner_all_is_clean() -> None:
    """Only where the settings say so."""
    assert await scanned(ZonderScanner(), EICAR)
