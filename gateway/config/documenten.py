"""The settings of trusted documents: table [gateway.documenten]."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pydantic import AfterValidator, Field

from gateway.config.vorm import Bestaand, Map, Tabel, fault


def read_signer(path: str) -> Ed25519PublicKey:
    """The public key in a PEM file. Raises ValueError when it is no Ed25519 key."""
    key = load_pem_public_key(Path(path).read_bytes())
    if not isinstance(key, Ed25519PublicKey):
        raise ValueError("not an Ed25519 key")
    return key


def _check_signer(path: str) -> str:
    try:
        read_signer(path)
    except (ValueError, OSError):
        raise fault(f"bestand '{path}' is geen publieke Ed25519-sleutel in PEM") from None
    return path


class DocumentenInstellingen(Tabel):
    """Table [gateway.documenten]: which questions a portal may ask, by the hash of their text."""

    map: Map | None = Field(
        default=None,
        description="Map met lijsten van vertrouwde documenten (`*.json`). Een nieuwe lijst geldt binnen 30 seconden.",
    )
    ondertekenaar: Annotated[Bestaand, AfterValidator(_check_signer)] | None = Field(
        default=None,
        description="PEM-bestand met de publieke Ed25519-sleutel van wie de lijsten ondertekent. Verplicht in productie.",
    )
    vrij: bool = Field(
        default=False,
        description="Ook in productie vragen beantwoorden die op geen lijst staan. Buiten productie mag dat altijd.",
    )
