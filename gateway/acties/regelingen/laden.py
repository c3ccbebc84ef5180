"""The checks of one or more folders together, replaced or switched off by their code as rules are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gateway.acties.lezen import in_vorm, namen, oin_van, toml
from gateway.acties.regelingen.boek import Regelingenboek
from gateway.acties.regelingen.bouwen import Bouw
from gateway.acties.regelingen.onderzoek import Onderzoek
from gateway.acties.regelingen.vorm import Regelingvorm, Uitgezet
from gateway.config.bestand import Fault, File
from gateway.errors import ConfigInvalid

MEEGELEVERD = Path(__file__).parent / "voorbeelden"


@dataclass(frozen=True, slots=True)
class Onderzoekbestand:
    """One file. `oin`: whose check it is, None for everybody's; `onderzoek` None when it has faults or switches one off."""

    bestand: File
    oin: str | None
    vorm: Regelingvorm | None
    onderzoek: Onderzoek | None

    @property
    def code(self) -> str:
        """The name of the check; empty when the file does not give one."""
        code = self.bestand.content.get("code")
        return code if isinstance(code, str) else ""


def laad_regelingen(*mappen: Path, voorbeelden: bool = False) -> Regelingenboek:
    """The checks of these folders; a later folder replaces those of an earlier one by their code.

    `voorbeelden`: those with limits that are examples count too. Raises ConfigInvalid with every fault.
    """
    bestanden = lees_regelingen(mappen)
    fouten = fouten_van(bestanden)
    if fouten:
        raise ConfigInvalid([str(fault) for fault in fouten])
    laatste = {(one.oin, one.code): one.onderzoek for one in bestanden}
    algemeen = _van(laatste, None)
    eigen = {oin: {**algemeen, **_van(laatste, oin)} for oin, _ in laatste if oin is not None}
    return Regelingenboek(
        _aan(algemeen, voorbeelden=voorbeelden),
        {oin: _aan(found, voorbeelden=voorbeelden) for oin, found in eigen.items()},
    )


def lees_regelingen(mappen: Iterable[Path]) -> list[Onderzoekbestand]:
    """Every check of these folders; faults stand in the file they belong to. Raises ConfigInvalid for an empty folder."""
    return [_lees(name, map_) for map_ in mappen for name in namen(map_)]


def fouten_van(bestanden: Sequence[Onderzoekbestand]) -> list[Fault]:
    """All faults of these files, in order of file and line."""
    fouten = [fault for one in bestanden for fault in one.bestand.faults]
    gezien: dict[tuple[Path, str | None, str], Onderzoekbestand] = {}
    for one in bestanden:
        earlier = gezien.setdefault((one.bestand.folder, one.oin, one.code), one)
        if earlier is not one and one.code:
            fouten.append(one.bestand.fault(f"deze code staat ook in {earlier.bestand.name}", "code"))
    return sorted(fouten, key=lambda fault: (fault.place, fault.line))


def _lees(name: Path, map_: Path) -> Onderzoekbestand:
    bestand, vorm, onderzoek = toml(name), None, None
    if not bestand.faults:
        made = in_vorm(Uitgezet if bestand.content.get("actief") is False else Regelingvorm, bestand)
        vorm = made if isinstance(made, Regelingvorm) else None
    if vorm is not None:
        bouw = Bouw(vorm)
        onderzoek = bouw.onderzoek()
        bestand.faults += [bestand.fault(text, *pad) for pad, text in bouw.fouten]
    return Onderzoekbestand(bestand, oin_van(name, map_), vorm, onderzoek)


def _van(laatste: Mapping[tuple[str | None, str], Onderzoek | None], oin: str | None) -> dict[str, Onderzoek | None]:
    return {code: one for (whose, code), one in laatste.items() if whose == oin}


def _aan(found: Mapping[str, Onderzoek | None], *, voorbeelden: bool) -> list[Onderzoek]:
    return [one for one in found.values() if one is not None and (voorbeelden or not one.voorbeeldgrenzen)]
