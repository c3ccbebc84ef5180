"""`expand` (ZGW Zaken 1.5): related objects copied into `_expand`, absent where there is nothing to relate to.

It checks no rights on what it pulls in: a zaak too secret to read comes along whole through `hoofdzaak` or `deelzaken`,
its rollen included. That is what the real system was seen to do.
"""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.register import Register
from sandbox.openzaak.rolfilters import keuze

_EIGEN = (
    "zaaktype",
    "eigenschappen",
    "eigenschappen.eigenschap",
    "status",
    "status.statustype",
    "resultaat",
    "resultaat.resultaattype",
    "rollen",
    "rollen.roltype",
    "zaakinformatieobjecten",
    "zaakobjecten",
)
_FAMILIE = ("hoofdzaak", "deelzaken")
PADEN = frozenset((*_EIGEN, *_FAMILIE, *(f"{familie}.{pad}" for familie in _FAMILIE for pad in _EIGEN)))

Boom = dict[str, "Boom"]
"""What to expand, as a tree: `{"status": {"statustype": {}}}`."""


def boom(paths: Iterable[str], offered: Iterable[str] = PADEN) -> Boom:
    """The tree of paths; a path implies those above it. Raises Fout (400) for one that cannot be expanded."""
    root: Boom = {}
    for path in paths:
        node = root
        for part in keuze("expand", path, offered).split("."):
            node = node.setdefault(part, {})
    return root


def zaak(dossier: Dossier, tree: Boom, register: Register) -> Rij:
    """The zaak with what the tree asks for; the row itself stays as it is."""
    if not tree:
        return dossier.zaak
    found = ((naam, _relatie(naam, dossier, below, register)) for naam, below in tree.items())
    return dossier.zaak | {"_expand": {naam: value for naam, value in found if value}}


def _relatie(naam: str, dossier: Dossier, below: Boom, register: Register) -> Rij | list[Rij] | None:
    match naam:
        case "zaaktype":
            return register.typen[str(dossier.zaak["zaaktype"])]
        case "status":
            return _met_type(dossier.statussen[0], below, register) if dossier.statussen else None
        case "resultaat":
            return _met_type(dossier.resultaat, below, register) if dossier.resultaat else None
        case "rollen":
            return [_met_type(row, below, register) for row in dossier.rollen]
        case "eigenschappen":
            return [_met_type(row, below, register) for row in dossier.eigenschappen]
        case "zaakinformatieobjecten":
            return dossier.zaakinformatieobjecten
        case "hoofdzaak":
            above = register.hoofdzaak(dossier)
            return None if above is None else zaak(above, below, register)
        case "deelzaken":
            return [zaak(part, below, register) for part in register.deelzaken(dossier)]
        case _:
            return None


def _met_type(row: Rij, below: Boom, register: Register) -> Rij:
    """A row with its statustype, resultaattype, roltype or eigenschap in `_expand`."""
    if not below:
        return row
    return row | {"_expand": {naam: register.typen[str(row[naam])] for naam in below}}
