"""What a file begins with: each kind is known by its own bytes and by no other's."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.bronnen.uploads.soorten import BESTANDSSOORTEN, GEWOON, HEAD_BYTES

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_ODT = "application/vnd.oasis.opendocument.text"


def zipped(*entries: tuple[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for naam, inhoud in entries:
            archive.writestr(naam, inhoud)
    return made.getvalue()


EXAMPLES = {
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "image/tiff": b"II*\0\x08\0\0\0",
    "text/plain": "Beste gemeente,\r\n\tGroet, Zoë\n".encode(),
    _WORD: zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"")),
    _ODT: zipped(("mimetype", _ODT.encode()), ("content.xml", b"")),
}
DANGEROUS = (
    b"<!doctype html><script>",
    b"<svg xmlns='http://www.w3.org/2000/svg'>",
    b"MZ\x90\0",
    b"\x7fELF",
    b"#!/bin/sh\nrm -rf",
    zipped(("evil.exe", b"MZ")),
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # Word with macros, as it was before 2007
    b"",
)


@pytest.mark.parametrize("mediatype", EXAMPLES)
def test_each_kind_is_known_by_its_own_bytes(mediatype: str) -> None:
    """Its own example begins so; that of another kind does not."""
    begint = BESTANDSSOORTEN[mediatype].begint
    assert begint(EXAMPLES[mediatype][:HEAD_BYTES])
    assert [other for other, head in EXAMPLES.items() if other != mediatype and begint(head[:HEAD_BYTES])] == []


@pytest.mark.parametrize("head", DANGEROUS)
def test_what_could_run_is_no_kind(head: bytes) -> None:
    """But text, which no browser runs when it is told to be text."""
    assert [kind for kind in GEWOON if BESTANDSSOORTEN[kind].begint(head)] == []
    assert not BESTANDSSOORTEN[_WORD].begint(head)


@given(st.text(alphabet=st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_text_may_be_cut_in_the_middle_of_a_sign(text: str) -> None:
    """We look at the beginning only."""
    data = text.encode()
    assert all(BESTANDSSOORTEN["text/plain"].begint(data[:end]) for end in range(len(data) + 1))


@given(st.binary(min_size=4))
def test_bytes_that_are_no_text(data: bytes) -> None:
    """Text is what decodes, without control signs."""
    is_text = BESTANDSSOORTEN["text/plain"].begint(b"\0" + data)
    assert not is_text
