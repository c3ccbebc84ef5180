"""What the parking system says about a permit and about a request for one."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec


class ClientProduct(msgspec.Struct, kw_only=True):
    """A permit someone has; it has no name, only a zone. `vrns` are licence plates in one text."""

    client_product_id: int
    object: str = "client_product"
    client_id: int
    status: str
    started_at: str
    ended_at: str
    zone: str
    link: str
    vrns: str


class PermitRequest(msgspec.Struct, kw_only=True):
    """A permit someone asked for."""

    link: str
    id: int
    client_id: int
    status: str
    permit_name: str
    permit_zone: str


@dataclass(frozen=True)
class Klant:
    """One client with a `bsn` (private) or a `kvk_number` (company)."""

    claim: str
    number: str
    products: tuple[ClientProduct, ...] = ()
    requests: tuple[PermitRequest, ...] = ()
