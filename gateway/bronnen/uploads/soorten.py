"""The kinds of file that a person may send, and how each begins. It is a closed list: what is not here is not taken.

A library that guesses what a file is answers another question. Here a client says what it sends, and it must be that. What
a browser could run (HTML, SVG) or an office opens with macros is never on the list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

HEAD_BYTES = 512
"""So many bytes of a file are looked at."""
Begin = Callable[[bytes], bool]


@dataclass(frozen=True, slots=True)
class Bestandssoort:
    """How files of a kind end (in their name) and begin (in their bytes)."""

    uitgangen: tuple[str, ...]
    begint: Begin


def _met(*signatures: bytes) -> Begin:
    return lambda head: head.startswith(signatures)


def _pdf(head: bytes) -> bool:
    return b"%PDF-" in head[:8]  # some writers put a byte order mark before it


def _heic(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1")


def _ooxml(head: bytes) -> bool:
    """A zip whose first entry is of an office document (ECMA-376, part 2)."""
    return head.startswith(b"PK\x03\x04") and any(
        name in head[:64] for name in (b"[Content_Types].xml", b"_rels/.rels", b"docProps/")
    )


def _odf(kind: bytes) -> Begin:
    """A zip whose first entry is its media type, not packed (OpenDocument 1.3, part 2, 3.3)."""
    return lambda head: head.startswith(b"PK\x03\x04") and b"mimetype" + kind in head[:160]


def _text(head: bytes) -> bool:
    """Text in UTF-8 without control signs; a sign may be cut off at the end of what we look at."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return False
        text = head[: error.start].decode("utf-8")
    return all(sign.isprintable() or sign in "\r\n\t\ufeff" for sign in text)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
BESTANDSSOORTEN: Mapping[str, Bestandssoort] = {
    "application/pdf": Bestandssoort((".pdf",), _pdf),
    "image/jpeg": Bestandssoort((".jpg", ".jpeg"), _met(b"\xff\xd8\xff")),
    "image/png": Bestandssoort((".png",), _met(b"\x89PNG\r\n\x1a\n")),
    "image/heic": Bestandssoort((".heic", ".heif"), _heic),
    "image/tiff": Bestandssoort((".tif", ".tiff"), _met(b"II*\0", b"MM\0*")),
    "text/plain": Bestandssoort((".txt",), _text),
    f"{_OFFICE}wordprocessingml.document": Bestandssoort((".docx",), _ooxml),
    f"{_OFFICE}spreadsheetml.sheet": Bestandssoort((".xlsx",), _ooxml),
    f"{_OPEN}text": Bestandssoort((".odt",), _odf(b"application/vnd.oasis.opendocument.text")),
    f"{_OPEN}spreadsheet": Bestandssoort((".ods",), _odf(b"application/vnd.oasis.opendocument.spreadsheet")),
}
GEWOON = ("application/pdf", "image/jpeg", "image/png", "image/heic")
"""What is taken when the settings say nothing."""
