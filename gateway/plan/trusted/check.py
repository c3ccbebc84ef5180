"""The command `gateway documenten`: is everything in a folder of lists in order, before a portal relies on it?"""

from __future__ import annotations

import sys
from pathlib import Path

import strawberry

from gateway.plan.store import PlanStore
from gateway.plan.trusted.watch import open_folder


def check_folder(schema: strawberry.Schema, path: Path, signer: Path | None) -> int:
    """Print what is in a folder and everything that is wrong with it. Returns 0, or 1 when something is."""
    if not path.is_dir():
        print(f"{path}: deze map bestaat niet", file=sys.stderr)
        return 1
    try:
        folder = open_folder(PlanStore(schema), str(path), str(signer) if signer is not None else None)
    except (ValueError, OSError):
        print(f"{signer}: dit is geen publieke Ed25519-sleutel in PEM", file=sys.stderr)
        return 1
    folder.refresh()
    for fault in folder.faults:
        print(fault, file=sys.stderr)
    print(f"{len(folder.documents)} documenten zijn in orde, {len(folder.faults)} fouten.")
    return 1 if folder.faults or not folder.documents else 0
