"""Stable identifiers from story names, so that every simulated system points at the same things."""

from __future__ import annotations

import hashlib
from uuid import NAMESPACE_URL, UUID, uuid5

RUIMTE: UUID = uuid5(NAMESPACE_URL, "https://mijnservices.example/sandbox")
JAAR = 2026


def uuid(soort: str, naam: str) -> str:
    """The UUID of a thing in the stories, e.g. `uuid("zaak", "sanne-dakkapel")`.

    The same kind and name always give the same UUID (version 5, RFC 9562), on every machine.
    """
    return str(uuid5(RUIMTE, f"{soort}:{naam}"))


def zaaknummer(naam: str) -> str:
    """The `identificatie` of the zaak with this story name, e.g. `ZAAK-2026-0000012345`."""
    return f"ZAAK-{JAAR}-{volgnummer('zaak', naam):010d}"


def volgnummer(soort: str, naam: str, tot: int = 1_000_000) -> int:
    """A stable whole number from 1 up to and including `tot`, for things that carry a number."""
    digest = hashlib.sha256(f"{soort}:{naam}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % tot + 1
