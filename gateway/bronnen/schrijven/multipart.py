"""A form with one file in it, sent as the file comes (multipart/form-data, RFC 7578): its length is known before."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Mapping


class Formulier:
    """The fields first, then the file, whose name says nothing: how it is called is told elsewhere.

    `omvang`: how many bytes the whole form has.
    """

    def __init__(self, veld: str, velden: Mapping[str, str], inhoud: AsyncIterator[bytes], omvang: int) -> None:
        boundary = secrets.token_hex(16)
        parts = [_part(boundary, f'name="{naam}"') + waarde.encode() + b"\r\n" for naam, waarde in velden.items()]
        file = _part(boundary, f'name="{veld}"; filename="bestand"', "Content-Type: application/octet-stream")
        self._before = b"".join((*parts, file))
        self._after = f"\r\n--{boundary}--\r\n".encode()
        self._inhoud = inhoud
        self.omvang = len(self._before) + omvang + len(self._after)
        self.headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}

    async def brokken(self) -> AsyncIterator[bytes]:
        """The bytes of the form, as they come."""
        yield self._before
        async for piece in self._inhoud:
            yield piece
        yield self._after


def _part(boundary: str, disposition: str, *more: str) -> bytes:
    lines = (f"--{boundary}", f"Content-Disposition: form-data; {disposition}", *more, "", "")
    return "\r\n".join(lines).encode()
