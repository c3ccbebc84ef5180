"""Plays the examples of rules: `gateway regels-testen [map ...]`, for who writes a rule and for who checks it in."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from gateway.acties.bouwen import Pad
from gateway.acties.controle import feiten_van, type_van
from gateway.acties.laden import MEEGELEVERD, fouten_van
from gateway.acties.lezen import Regelbestand, lees
from gateway.acties.regel import Feiten, Regel, reden
from gateway.acties.regelvorm import Voorbeeldvorm
from gateway.config.bestand import Fault
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.errors import ConfigInvalid


def test_regels(mappen: Sequence[Path]) -> list[Fault]:
    """Every fault in the rules of these folders: in how they are written, and in examples that come out otherwise.

    Examples are played as somebody who logged in with the highest level. Raises ConfigInvalid for a folder without rules.
    """
    return _fouten(lees(mappen))


def main(argv: Sequence[str] | None = None) -> int:
    """Check the rules that come with the gateway and those of the given folders; 0 when all is well, 1 otherwise."""
    parser = argparse.ArgumentParser("gateway regels-testen", description="Speel de voorbeelden van regels na.")
    parser.add_argument("mappen", nargs="*", type=Path, metavar="map", help="Map met eigen regels.")
    mappen = [MEEGELEVERD, *parser.parse_args(argv).mappen]
    try:
        bestanden = lees(mappen)
        fouten = [str(fault) for fault in _fouten(bestanden)]
    except ConfigInvalid as invalid:
        bestanden, fouten = [], invalid.faults
    for fault in fouten:
        print(fault)
    if fouten:
        print(f"{len(fouten)} fouten in de regels.", file=sys.stderr)
        return 1
    played = sum(len(one.vorm.voorbeeld) for one in bestanden if one.vorm is not None)
    print(f"Alles klopt: {sum(one.regel is not None for one in bestanden)} regels, {played} voorbeelden.")
    return 0


def _fouten(bestanden: Sequence[Regelbestand]) -> list[Fault]:
    played = [one.bestand.fault(text, *pad) for one in bestanden for pad, text in _speel(one)]
    return sorted([*fouten_van(bestanden), *played], key=lambda fault: (fault.place, fault.line))


def _speel(bestand: Regelbestand) -> Iterator[tuple[Pad, str]]:
    if bestand.regel is None or bestand.vorm is None:
        return
    for place, voorbeeld in enumerate(bestand.vorm.voorbeeld):
        found = _uitkomst(bestand.regel, voorbeeld)
        if found is not None:
            yield ("voorbeeld", place, found[0]), f"{voorbeeld.naam}: {found[1]}"


def _uitkomst(regel: Regel, voorbeeld: Voorbeeldvorm) -> tuple[str, str] | None:
    """The key that does not come true, and what came instead; None when the example is right."""
    type_ = type_van(regel, voorbeeld)
    assert type_ is not None  # an example without a type is a fault of the file, so there is no rule
    feiten = feiten_van(voorbeeld, type_)
    past = _ziet(regel, voorbeeld, feiten) and regel.voorwaarde.is_waar(feiten.voor_cel)
    if past is not voorbeeld.past:
        return "past", f"de regel past {'wel' if past else 'niet'}"
    if not past:
        return None
    found = reden(regel, feiten, Betrouwbaarheidsniveau.HOOG, {})
    code = found.code.name if found is not None else None
    if code == voorbeeld.reden:
        return None
    return "reden" if voorbeeld.reden else "past", f"het kan niet: {code}" if code else "het kan wel"


def _ziet(regel: Regel, voorbeeld: Voorbeeldvorm, feiten: Feiten) -> bool:
    """Does the rule look at an item of this soort? An example that names no soort is about one the rule looks at."""
    soort = voorbeeld.feiten.get(feiten.type.soort or "")
    return soort is None or any(
        one.type is feiten.type and (one.soorten is None or str(soort).casefold() in one.soorten)
        for one in regel.kijkt_naar
    )
