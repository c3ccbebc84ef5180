"""A folder of lists with the schema of the gateway, and a signer."""

from __future__ import annotations

import json
import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gateway.plan.trusted.manifest import id_of

GOOD = "query Ik { ik { naam } }"
OTHER = "query Zaken { zaken { aantal } }"
WRONG = "query Fout { bestaatNiet }"


def write(folder: Path, name: str, *texts: str, signer: Ed25519PrivateKey | None = None) -> Path:
    """Write a list as GraphQL Code Generator does, signed when there is a signer."""
    path = folder / name
    path.write_text(json.dumps({id_of(text): text for text in texts}))
    if signer is not None:
        (folder / f"{name}.sig").write_bytes(signer.sign(path.read_bytes()))
    return path


def later(path: Path) -> None:
    """Make a file look as if it was written after this; two writes can fall in one tick of the clock."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))
