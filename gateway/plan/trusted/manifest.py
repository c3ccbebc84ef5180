"""Reads a list of documents as portal tools write it: three forms, and in each the id is the SHA-256 of the text.

GraphQL Code Generator writes `{"sha256:<hex>": text}`, the Relay compiler `{"<hex>": text}`, and Apollo a list of
operations with a header. A list may be signed: a file beside it, `<name>.sig`, holds the raw Ed25519 signature (RFC 8032).
"""

from __future__ import annotations

import hashlib
import re

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PREFIX = "sha256:"
APOLLO = "apollo-persisted-query-manifest"
_ID = re.compile(r"(?:sha256:)?([0-9a-f]{64})")


class ManifestInvalid(ValueError):
    """A list that cannot be used as it is; the text says why, for an operator."""


class _Operation(msgspec.Struct):
    id: str
    body: str


class _Apollo(msgspec.Struct):
    format: str
    version: int
    operations: list[_Operation]


_apollo = msgspec.json.Decoder(_Apollo)
_mapping = msgspec.json.Decoder(dict[str, str])


def id_of(text: str) -> str:
    """The id of a document: `sha256:` and the lower-case hex digest of its exact text in UTF-8."""
    return PREFIX + hashlib.sha256(text.encode()).hexdigest()


def normal_id(given: str) -> str | None:
    """An id as clients send it, with or without `sha256:`; None when it is no such id."""
    found = _ID.fullmatch(given)
    return None if found is None else PREFIX + found[1]


def read_manifest(raw: bytes) -> dict[str, str]:
    """The texts of a list by id. Raises ManifestInvalid for another form, or an id that is not the hash of its text."""
    documents = {}
    for given, text in _pairs(raw):
        expected = id_of(text)
        if normal_id(given) != expected:
            raise ManifestInvalid(f"id '{given[:80]}' is niet de SHA-256 van zijn tekst; die is {expected}")
        documents[expected] = text
    return documents


def check_signature(raw: bytes, signature: bytes | None, signer: Ed25519PublicKey) -> None:
    """Raises ManifestInvalid unless the signer signed exactly these bytes."""
    if signature is None:
        raise ManifestInvalid("de handtekening ontbreekt: zet haar in een bestand ernaast dat eindigt op .sig")
    try:
        signer.verify(signature, raw)
    except InvalidSignature:
        raise ManifestInvalid("de handtekening past niet bij deze lijst en deze ondertekenaar") from None


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    try:
        return list(_mapping.decode(raw).items())
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        pass
    try:
        manifest = _apollo.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ManifestInvalid("dit is geen lijst van GraphQL Code Generator, Relay of Apollo") from None
    if (manifest.format, manifest.version) != (APOLLO, 1):
        raise ManifestInvalid(f"van Apollo kennen wij alleen '{APOLLO}', versie 1")
    return [(one.id, one.body) for one in manifest.operations]
