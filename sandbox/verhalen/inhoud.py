"""All zaken of a gemeente, as its Open Zaak tells them."""

from __future__ import annotations

from sandbox.verhalen import inwoners, ondernemers, sanne, vreemden
from sandbox.verhalen.gemeenten import HAVENSTAD
from sandbox.verhalen.zaken import Zaakverhaal


def zaken(gemeente: str) -> list[Zaakverhaal]:
    """In the order they were registered, oldest first; a deelzaak comes after its hoofdzaak."""
    if gemeente == HAVENSTAD.code:
        found = [*sanne.zaken(), *inwoners.havenstad(), *ondernemers.havenstad()]
    else:
        found = [*inwoners.duindorp(), *ondernemers.duindorp()]
    return sorted([*found, *vreemden.zaken(gemeente)], key=lambda zaak: zaak.begint)
