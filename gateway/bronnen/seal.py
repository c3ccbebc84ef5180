"""Sealing what leaves the process: only who holds the key reads it, and only under the name it was sealed for.

AES-256-GCM (NIST SP 800-38D). The header tells which key was used, and header and name are authenticated with the value,
so that a value that was changed, or put under another name, does not open.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
ID_BYTES = 4
NONCE_BYTES = 12
HEADER_BYTES = len(VERSION) + ID_BYTES
LEAST_SECRET_BYTES = 32
MAX_KEYS = 2


class SealBroken(Exception):
    """A value does not open under this name: changed, moved, or sealed with a key we do not hold."""


class SealKey:
    """One secret, and what is derived from it: an id to tell keys apart, a key for values and a key for names.

    Values are sealed with a random nonce of 96 bits: replace a secret before it has sealed 2**32 of them.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) < LEAST_SECRET_BYTES:
            raise ValueError(f"a secret of at least {LEAST_SECRET_BYTES} bytes is needed")
        self.header = VERSION + _derive(secret, b"id", ID_BYTES)
        self._aead = AESGCM(_derive(secret, b"values", 32))
        self._name_key = _derive(secret, b"names", 32)

    def __repr__(self) -> str:
        return f"SealKey({self.header[len(VERSION) :].hex()})"

    def hash(self, *parts: bytes) -> str:
        """A keyed hash of the parts in hex (BLAKE2b, 128 bits), each with its length so that no two lists meet."""
        digest = hashlib.blake2b(key=self._name_key, digest_size=16)
        for part in parts:
            digest.update(len(part).to_bytes(4, "big") + part)
        return digest.hexdigest()

    def seal(self, plain: bytes, name: str) -> bytes:
        """The value, to be kept under this name alone."""
        nonce = os.urandom(NONCE_BYTES)
        return self.header + nonce + self._aead.encrypt(nonce, plain, self.header + name.encode())

    def open(self, sealed: bytes, name: str) -> bytes:
        """The value that was sealed for this name. Raises SealBroken."""
        if sealed[:HEADER_BYTES] != self.header:
            raise SealBroken("other key or form")
        nonce = sealed[HEADER_BYTES : HEADER_BYTES + NONCE_BYTES]
        body = sealed[HEADER_BYTES + NONCE_BYTES :]
        try:
            return self._aead.decrypt(nonce, body, self.header + name.encode())
        except (InvalidTag, ValueError):  # ValueError: cut so short that there is no nonce
            raise SealBroken("changed or moved") from None


def seal_keys(secrets: Sequence[bytes]) -> tuple[SealKey, ...]:
    """The keys of one or two secrets, the first for what is written, both for what is read.

    To replace a secret without losing what is kept: put the new one first everywhere, and drop the old one when what it
    sealed has run out. Raises ValueError for none, too many, equal or short ones.
    """
    keys = tuple(SealKey(secret) for secret in secrets)
    if not 1 <= len(keys) <= MAX_KEYS or len({key.header for key in keys}) != len(keys):
        raise ValueError(f"give one to {MAX_KEYS} different secrets")
    return keys


def _derive(secret: bytes, purpose: bytes, size: int) -> bytes:
    """A key for one purpose (HKDF, RFC 5869)."""
    return HKDF(SHA256(), size, salt=None, info=b"gateway l2 " + purpose).derive(secret)
