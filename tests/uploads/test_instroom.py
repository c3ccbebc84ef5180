"""A file on its way in: what was said is what comes, the scanner sees all, and the end is let go last."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.bronnen.schrijven.opdracht import Geweigerd
from gateway.bronnen.uploads.clamd import Clamd, ScannerOnbereikbaar
from gateway.bronnen.uploads.instroom import Afgebroken, Instroom
from gateway.domain.fout import OngeldigeInvoer
from tests.uploads.clamserver import EICAR, clamserver

PDF = b"%PDF-1.7\n"


class Looks:
    """A scan that remembers, and says what it was told to say."""

    def __init__(self, *, clean: bool = True, fails: bool = False) -> None:
        self.seen = b""
        self.asked = False
        self._clean, self._fails = clean, fails

    async def feed(self, piece: bytes) -> None:
        self.seen += piece
        if self._fails:
            raise ScannerOnbereikbaar("gone")

    async def is_clean(self) -> bool:
        self.asked = True
        return self._clean


async def coming(pieces: Sequence[bytes], *, stops: bool = False) -> AsyncIterator[bytes]:
    for piece in pieces:
        yield piece
    if stops:
        raise Afgebroken


async def taken(instroom: Instroom, *parts: int) -> list[bytes]:
    return [b"".join([piece async for piece in instroom.neem(part)]) for part in parts]


async def refusal(instroom: Instroom, omvang: int) -> tuple[str, bytes]:
    """Why it was refused, and what was let go before."""
    got = bytearray()
    with pytest.raises(Geweigerd) as refused:
        await _all(instroom, omvang, got)
    assert instroom.weigering is refused.value
    fout = refused.value.fout
    assert isinstance(fout, OngeldigeInvoer)
    return fout.problemen[0].code, bytes(got)


async def _all(instroom: Instroom, omvang: int, into: bytearray) -> None:
    async for piece in instroom.neem(omvang):
        into += piece


@given(
    pieces=st.lists(st.binary(min_size=1, max_size=40), max_size=8),
    cuts=st.lists(st.integers(0, 200), max_size=3),
)
async def test_every_byte_comes_through_in_parts(pieces: list[bytes], cuts: list[int]) -> None:
    """However the file comes and however it is cut: the same bytes, all seen, and the verdict before the last."""
    pieces = [PDF, *pieces]
    whole = b"".join(pieces)
    edges = [0, *sorted(min(cut, len(whole)) for cut in cuts), len(whole)]
    parts = [end - start for start, end in pairwise(edges)]
    scan = Looks()
    got = await taken(Instroom(coming(pieces), mediatype="application/pdf", omvang=len(whole), scan=scan), *parts)
    assert (b"".join(got), scan.seen, scan.asked) == (whole, whole, True)
    assert [len(one) for one in got] == parts


@pytest.mark.parametrize(
    ("pieces", "omvang", "code"),
    [
        ([PDF, b"x"], len(PDF), "OMVANG"),
        ([PDF], len(PDF) + 1, "OMVANG"),
        ([], 5, "SOORT"),
        ([b"<html>"], 6, "SOORT"),
        ([b"%", b"P", b"DF-"], 5, ""),
    ],
)
async def test_what_is_not_as_it_was_said(pieces: list[bytes], omvang: int, code: str) -> None:
    """Longer, shorter, nothing, or another kind; the first bytes may come one by one."""
    instroom = Instroom(coming(pieces), mediatype="application/pdf", omvang=omvang, scan=Looks())
    if not code:
        assert await taken(instroom, omvang) == [b"".join(pieces)]
        return
    found, got = await refusal(instroom, omvang)
    assert (found, len(got) < omvang) == (code, True)


@pytest.mark.parametrize(("scan", "code"), [(Looks(clean=False), "VIRUS"), (Looks(fails=True), "SCANNER_ONBEREIKBAAR")])
async def test_the_end_is_kept_back_from_what_is_not_clean(scan: Looks, code: str) -> None:
    """So nobody has the whole of it."""
    whole = PDF + b"x" * 2000
    pieces = [whole[:1000], whole[1000:]]
    instroom = Instroom(coming(pieces), mediatype="application/pdf", omvang=len(whole), scan=scan)
    found, got = await refusal(instroom, len(whole))
    assert (found, len(got) < len(whole)) == (code, True)


async def test_who_stops_sending() -> None:
    """It did not come whole."""
    instroom = Instroom(coming([PDF, b"x"], stops=True), mediatype="application/pdf", omvang=999, scan=Looks())
    assert (await refusal(instroom, 999))[0] == "AFGEBROKEN"


async def test_a_real_scanner_stops_a_real_virus() -> None:
    """With the protocol of clamd in between."""
    async with clamserver() as server, Clamd(server.adres).scan() as scan:
        whole = PDF + EICAR
        instroom = Instroom(coming([whole]), mediatype="application/pdf", omvang=len(whole), scan=scan)
        assert (await refusal(instroom, len(whole)))[0] == "VIRUS"
