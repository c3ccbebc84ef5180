"""The rules of one or more folders together: checked as a whole, and replaced or switched off by their code.

A folder holds a rule a file, in folders of its own choice; ours has one a domein. A folder whose name is an OIN (20 digits)
holds the rules of that organisation: they count for its items alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from gateway.acties.lezen import Regelbestand, lees
from gateway.acties.regel import Regel
from gateway.acties.regelboek import Regelboek
from gateway.config.bestand import Fault
from gateway.errors import ConfigInvalid

MEEGELEVERD = Path(__file__).parent / "regels"
_Laatste = Mapping[tuple[str | None, str], Regelbestand]


def laad(*mappen: Path) -> Regelboek:
    """The rules of these folders; a later folder replaces rules of an earlier one by their code.

    Raises ConfigInvalid with every fault, each as `file:line: key: text`.
    """
    bestanden = lees(mappen)
    fouten = fouten_van(bestanden)
    if fouten:
        raise ConfigInvalid([str(fault) for fault in fouten])
    laatste = {(one.oin, one.code): one for one in bestanden}
    algemeen = _van(laatste, None)
    own = {oin: {**algemeen, **_van(laatste, oin)} for oin, _ in laatste if oin is not None}
    return Regelboek(_aan(algemeen), {oin: _aan(regels) for oin, regels in own.items()})


def fouten_van(bestanden: Sequence[Regelbestand]) -> list[Fault]:
    """All faults of these files, in order of file and line: in each by itself, and between them."""
    fouten = [fault for one in bestanden for fault in one.bestand.faults]
    gezien: dict[tuple[Path, str | None, str], Regelbestand] = {}
    for one in bestanden:
        earlier = gezien.setdefault((one.map, one.oin, one.code), one)
        if earlier is not one and one.code:
            fouten.append(one.bestand.fault(f"deze code staat ook in {earlier.bestand.name}", "code"))
    codes = {one.code for one in bestanden}
    for one in bestanden:
        for place, code in enumerate(one.vorm.gaat_voor if one.vorm is not None else ()):
            if code not in codes:
                fouten.append(one.bestand.fault("er is geen regel met deze code", "gaat_voor", place))
    return sorted(fouten, key=lambda fault: (fault.place, fault.line))


def _van(laatste: _Laatste, oin: str | None) -> dict[str, Regel | None]:
    """The rules of one organisation, or of everybody, by code; None for one that is switched off."""
    return {code: one.regel for (whose, code), one in laatste.items() if whose == oin}


def _aan(regels: Mapping[str, Regel | None]) -> list[Regel]:
    return [regel for regel in regels.values() if regel is not None]
