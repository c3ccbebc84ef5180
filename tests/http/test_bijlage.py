"""Names and types of downloaded files: whatever a bron calls them, they fit a header and are only saved."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.http.bijlage import MAX_LENGTH, OCTETS, disposition, file_name, media_type


@given(st.text(max_size=300))
def test_any_name_fits_one_header(naam: str) -> None:
    """No name ends the header, adds a parameter, or says where to save; every client gets a name."""
    text = disposition(naam)
    text.encode("latin-1")
    assert text.startswith('attachment; filename="')
    assert text.count('"') == 2
    assert not set(text) & set("\r\n\0")
    plain = text.split('"')[1]
    assert plain
    assert all(" " <= one <= "~" for one in plain)


@given(st.text(max_size=300))
def test_a_file_name_is_a_name_and_no_place(naam: str) -> None:
    """Nothing of a path is left, nothing hides or turns around, and it is never endless or empty."""
    found = file_name(naam)
    assert 0 < len(found) <= MAX_LENGTH
    assert not set(found) & set('/\\<>:"|?*\u202e\u200f')
    assert found not in (".", "..")


@pytest.mark.parametrize(
    ("naam", "shown"),
    [
        ("besluit.pdf", "besluit.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\brief.docx", "brief.docx"),
        ("Besluit\r\nSet-Cookie: x=1.pdf", "BesluitSet-Cookie_ x=1.pdf"),
        ("rekening\u202efdp.exe", "rekeningfdp.exe"),
        ("  . ", "document"),
        ("a" * 200 + ".pdf", "a" * (MAX_LENGTH - 4) + ".pdf"),
    ],
)
def test_names_people_try(naam: str, shown: str) -> None:
    """Paths, line ends, turned text and long names; the ending stays."""
    assert file_name(naam) == shown


def test_a_name_with_accents_is_told_twice() -> None:
    """Once plainly, once in full for clients that read RFC 6266."""
    assert disposition("Beschikking café.pdf") == (
        "attachment; filename=\"Beschikking caf_.pdf\"; filename*=UTF-8''Beschikking%20caf%C3%A9.pdf"
    )


@pytest.mark.parametrize(
    ("told", "given"),
    [
        ("application/pdf", "application/pdf"),
        ("Application/PDF; version=1.7", "application/pdf"),
        ("text/html", OCTETS),
        ("image/svg+xml", OCTETS),
        ("application/xhtml+xml", OCTETS),
        ("text/javascript", OCTETS),
        ("pdf", OCTETS),
        ("", OCTETS),
        (None, OCTETS),
        ("a/b\r\nX: y", OCTETS),
    ],
)
def test_what_a_browser_would_run_is_plain_bytes(told: str | None, given: str) -> None:
    """A document of a stranger never runs in our name."""
    assert media_type(told) == given
