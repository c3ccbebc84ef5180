"""The bytes of a file on their way in: counted, held against the kind that was said, and seen by the scanner.

The last bytes are let go only when the scanner has seen all and found nothing, so a bron never has the whole of a file
that is wrong.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

from gateway.bronnen.schrijven.opdracht import Geweigerd
from gateway.bronnen.uploads.clamd import Scan, ScannerOnbereikbaar
from gateway.bronnen.uploads.soorten import BESTANDSSOORTEN, HEAD_BYTES
from gateway.domain.fout import ongeldig, probleem

PAD = "/bestand"
VIRUS, SOORT, OMVANG, AFGEBROKEN, SCANNER = "VIRUS", "SOORT", "OMVANG", "AFGEBROKEN", "SCANNER_ONBEREIKBAAR"
_ZINNEN = {
    VIRUS: "In dit bestand zit een virus. Wij hebben het niet bewaard.",
    SOORT: "Dit bestand is van een andere soort dan u opgaf.",
    OMVANG: "Dit bestand is groter of kleiner dan u opgaf.",
    AFGEBROKEN: "Het bestand kwam niet helemaal aan. Stuur het nog eens.",
    SCANNER: "Wij kunnen het bestand nu niet op virussen nakijken. Probeer het later opnieuw.",
}


class Afgebroken(Exception):
    """Who sent the file stopped; raised by the pieces themselves."""


class Instroom:
    """The pieces of a file, once. `weigering` says afterwards why they stopped, if they did."""

    def __init__(self, brokken: AsyncIterator[bytes], *, mediatype: str, omvang: int, scan: Scan) -> None:
        self._brokken = brokken
        self._soort = BESTANDSSOORTEN[mediatype]
        self._omvang = omvang
        self._scan = scan
        self._kept = b""
        self._left = b""
        self._seen = 0
        self._is_begun = False
        self.weigering: Geweigerd | None = None

    async def neem(self, omvang: int) -> AsyncIterator[bytes]:
        """The next so many bytes. Raises Geweigerd when the file is not what was said, or holds a virus."""
        while omvang:
            piece = self._left or await self._next()
            now, self._left = piece[:omvang], piece[omvang:]
            omvang -= len(now)
            yield now

    async def _next(self) -> bytes:
        """The next piece that may go. One piece is always behind: it goes when the next was fine, or the verdict is."""
        while True:
            piece = await self._read()
            self._seen += len(piece)
            if self._seen > self._omvang or (not piece and self._seen < self._omvang):
                raise self._weiger(OMVANG)
            await self._look(piece)
            if not piece and not self._kept:
                raise self._weiger(OMVANG)
            ready, self._kept = self._kept, piece
            if ready:
                return ready

    async def _read(self) -> bytes:
        """The next piece as it came; the first one is long enough to know a file by. Empty at the end."""
        try:
            piece = await anext(self._brokken, b"")
            while not self._is_begun and len(piece) < min(HEAD_BYTES, self._omvang):
                more = await anext(self._brokken, b"")
                if not more:
                    break
                piece += more
        except Afgebroken:
            raise self._weiger(AFGEBROKEN) from None
        if not self._is_begun and not self._soort.begint(piece[:HEAD_BYTES]):
            raise self._weiger(SOORT)
        self._is_begun = True
        return piece

    async def _look(self, piece: bytes) -> None:
        try:
            if piece:
                await self._scan.feed(piece)
            elif not await self._scan.is_clean():
                raise self._weiger(VIRUS)
        except ScannerOnbereikbaar:
            raise self._weiger(SCANNER) from None

    def _weiger(self, code: str) -> Geweigerd:
        self.weigering = Geweigerd(ongeldig(probleem(PAD, code, _ZINNEN[code])))
        return self.weigering
