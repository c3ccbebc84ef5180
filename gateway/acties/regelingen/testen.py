"""Plays the examples of checks: `gateway regelingen-testen [map ...]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from gateway.acties.bouwen import Pad
from gateway.acties.regelingen.feiten import GEGEVENS
from gateway.acties.regelingen.laden import MEEGELEVERD, Onderzoekbestand, fouten_van, lees_regelingen
from gateway.config.bestand import Fault
from gateway.domain.inkomen import Huishouden, Inkomensverloop, Leefsituatie, Maandinkomen, Vermogen
from gateway.domain.regeling import Gevonden
from gateway.domain.waarden import bedrag
from gateway.errors import ConfigInvalid


def test_regelingen(mappen: Sequence[Path]) -> list[Fault]:
    """Every fault in the checks of these folders: in how they are written, and in examples that come out otherwise."""
    return _fouten(lees_regelingen(mappen))


def main(argv: Sequence[str] | None = None) -> int:
    """Check the checks that come with the gateway and those of the given folders; 0 when all is well, 1 otherwise."""
    parser = argparse.ArgumentParser(
        "gateway regelingen-testen", description="Speel de voorbeelden van onderzoeken na."
    )
    parser.add_argument("mappen", nargs="*", type=Path, metavar="map", help="Map met eigen onderzoeken.")
    try:
        bestanden = lees_regelingen([MEEGELEVERD, *parser.parse_args(argv).mappen])
        fouten = [str(fault) for fault in _fouten(bestanden)]
    except ConfigInvalid as invalid:
        bestanden, fouten = [], invalid.faults
    for fault in fouten:
        print(fault)
    if fouten:
        print(f"{len(fouten)} fouten in de onderzoeken.", file=sys.stderr)
        return 1
    played = sum(len(one.vorm.voorbeeld) for one in bestanden if one.vorm is not None)
    print(f"Alles klopt: {len(bestanden)} onderzoeken, {played} voorbeelden.")
    return 0


def gevonden(feiten: Mapping[str, object]) -> dict[str, Gevonden]:
    """These facts as bronnen would have told them; what is not given is not known, and a source without any knows nobody."""
    made = {naam: _feit(naam, feiten) for naam in GEGEVENS}
    return {naam: Gevonden(feit) for naam, feit in made.items()}


def _fouten(bestanden: Sequence[Onderzoekbestand]) -> list[Fault]:
    played = [one.bestand.fault(text, *pad) for one in bestanden for pad, text in _speel(one)]
    return sorted([*fouten_van(bestanden), *played], key=lambda fault: (fault.place, fault.line))


def _speel(bestand: Onderzoekbestand) -> Iterator[tuple[Pad, str]]:
    for place, one in enumerate(bestand.vorm.voorbeeld if bestand.vorm is not None else ()):
        if bestand.onderzoek is None:
            return
        found = bestand.onderzoek.oordeel(gevonden(one.feiten)).oordeel.name
        if found != one.oordeel:
            yield ("voorbeeld", place, "oordeel"), f"{one.naam}: het oordeel is {found}"


def _feit(naam: str, feiten: Mapping[str, object]) -> object:
    """What a source tells when it knows all its facts; None when one is missing."""
    day = date(2026, 1, 1)
    match naam:
        case "inkomen" if "netto_maandinkomen" in feiten:
            return Maandinkomen(bedrag(str(feiten["netto_maandinkomen"])), day, [])
        case "inkomensverloop" if {"hoogste_maandinkomen", "inkomensmaanden"} <= feiten.keys():
            return Inkomensverloop(bedrag(str(feiten["hoogste_maandinkomen"])), int(str(feiten["inkomensmaanden"])), [])
        case "huishouden" if {"leefsituatie", "leeftijd", "aantal_kinderen"} & feiten.keys():
            situatie = Leefsituatie[str(feiten.get("leefsituatie", "ONBEKEND"))]
            return Huishouden(
                situatie, int(str(feiten.get("aantal_kinderen", 0))), int(str(feiten.get("leeftijd", 0))), []
            )
        case "vermogen" if "vermogen" in feiten:
            return Vermogen(bedrag(str(feiten["vermogen"])), day, [])
    return None
