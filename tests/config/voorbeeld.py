"""A small configuration that is right, to change in one place, and how its faults read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from gateway.config import load
from gateway.domain.bron import Dienst
from gateway.errors import ConfigInvalid

KEY = "ab" * 64
GATEWAY = '[gateway]\nomgeving = "demo"\n[gateway.ids]\nkey_bestand = "ids.key"\n'
ISSUER = """
[[issuer]]
url = "https://login.havenstad.nl/realms/mijn"
audience = "gateway"
tenant = "havenstad"
clients = ["portaal"]
"""
BRON = """
[[bron]]
code = "zaken"
naam = "Zaaksysteem"
connector = "openzaak"
diensten = ["ZAKEN"]
basis_url = "https://zaken.havenstad.nl/"
organisatie = { oin = "00000001999990010000", naam = "Havenstad" }
auth = { soort = "zgw_jwt", client_id = "gateway", geheim_bestand = "zaken.geheim" }
"""
ALL = GATEWAY + ISSUER + BRON
Write = Callable[..., Path]


@dataclass
class Connector:
    """A connector's manifest, as far as the configuration looks at it."""

    auth: tuple[str, ...] = ("zgw_jwt", "geen")
    diensten: frozenset[Dienst] = frozenset({Dienst.ZAKEN})
    faults_in: Callable[[Mapping[str, object]], Iterable[tuple[tuple[str, ...], str]]] | None = None


def public_pem(key: Ed25519PrivateKey) -> bytes:
    """The public half of a signer's key, as an operator has it in a file."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def faults_of(path: Path, connectors: dict[str, Connector] | None = None) -> list[str]:
    """The faults, with the folder taken off."""
    with pytest.raises(ConfigInvalid) as caught:
        load(path, connectors)
    folder = path if path.is_dir() else path.parent
    return [fault.replace(f"{folder}/", "") for fault in caught.value.faults]
