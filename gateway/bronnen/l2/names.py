"""The names under which views are kept outside the process: they say nothing about a person, and no two are alike."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from gateway.bronnen.cache import Key
from gateway.bronnen.seal import SealKey

PREFIX = "v1"


def name_of(key: Key, seal: SealKey, layout: bytes) -> str:
    """`v1:<tenant>:<bron>:<source>:<hash of the person>:<hash of native id, shape and layout>`.

    `layout` is the form of what is kept, so that two releases of the gateway never read each other's values.
    """
    rest = seal.hash(layout, key.native.encode(), *(path.encode() for path in sorted(key.shape)))
    return f"{_place(key.tenant, key.bron, key.source)}:{seal.hash(key.person)}:{rest}"


def index_of(tenant: str, bron: str, person: bytes, seal: SealKey) -> str:
    """`v1:<tenant>:<bron>::<hash of the person>`: where the names of all that a person has at a bron stand."""
    return f"{_place(tenant, bron, '')}:{seal.hash(person)}"


@lru_cache(maxsize=4_096)  # names from the configuration and manifests: nothing about a person
def _place(tenant: str, bron: str, source: str) -> str:
    """The readable part, with no separator inside any of the names."""
    return ":".join((PREFIX, *(quote(part, safe="") for part in (tenant, bron, source))))
