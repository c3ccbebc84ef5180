"""Opaque ids and cursors: authenticated encryption bound to one person, so that nobody can read or use another's.

AES-SIV (RFC 5297) is deterministic: the same person gets the same id for the same item, so client caches work. The
person's keyed hash is associated data, so another person's id does not decrypt: it is simply not found. What an
organisation offers to everybody has one id for all, so that a portal can link to it.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode
from binascii import Error as Base64Error
from binascii import b2a_base64

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from strawberry import ID

from gateway.domain.ref import Ref
from gateway.errors import CursorInvalid

KEY_BYTES = 64
MAX_LENGTH = 4_096
_ID = b"id"
_FOR_ALL = b"for all"  # no person's: their keyed hashes are longer
SHARED_SOORTEN = frozenset({"verzoektype", "regeling", "gegeven"})
_URL_SAFE = bytes.maketrans(b"+/", b"-_")
Positions = dict[str, tuple[str, str]]


class Ids:
    """Makes and reads ids and cursors with the key of `ids.key` (64 bytes, AES-SIV-512)."""

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_BYTES:
            raise ValueError(f"the key for ids has {KEY_BYTES} bytes")
        self._siv = AESSIV(key)

    def encode(self, ref: Ref, person: bytes) -> ID:
        """The opaque id of an item for one person (`person`: Subject.id_sleutel)."""
        if ref.soort in SHARED_SOORTEN:
            person = _FOR_ALL
        if ref.kept_for == person:
            return ref.kept_id
        plain = f"{ref.soort}\0{ref.bron}\0{ref.native}".encode()
        return ref.keep_id(person, ID(_text(self._siv.encrypt(plain, [_ID, person]))))

    def decode(self, opaque: str, person: bytes) -> Ref | None:
        """The reference behind an id; None when it is not an id of ours for this person."""
        plain = self._open(opaque, [_ID, person]) or self._open(opaque, [_ID, _FOR_ALL])
        parts = plain.decode("utf-8", "replace").split("\0") if plain is not None else []
        return Ref(*parts) if len(parts) == 3 else None

    def cursor(self, positions: Positions, question: bytes, person: bytes) -> str:
        """A cursor: per bron the sort key and native id of the last item shown, bound to the question and the person."""
        return _text(self._siv.encrypt(msgspec.json.encode(positions), [b"cursor", question, person]))

    def read_cursor(self, opaque: str, question: bytes, person: bytes) -> Positions:
        """The positions in a cursor. Raises CursorInvalid when it belongs to another question or person."""
        plain = self._open(opaque, [b"cursor", question, person])
        if plain is None:
            raise CursorInvalid()
        return msgspec.json.decode(plain, type=Positions)

    def _open(self, opaque: str, bound: list[bytes]) -> bytes | None:
        if len(opaque) > MAX_LENGTH:
            return None
        try:
            sealed = urlsafe_b64decode(opaque.encode("ascii") + b"=" * (-len(opaque) % 4))
            return self._siv.decrypt(sealed, bound)
        except (InvalidTag, Base64Error, UnicodeEncodeError, ValueError):
            return None


def _text(sealed: bytes) -> str:
    """URL-safe base64 without padding (RFC 4648, 5), in as few steps as the many ids of an answer deserve."""
    return b2a_base64(sealed, newline=False).translate(_URL_SAFE, b"=").decode("ascii")
