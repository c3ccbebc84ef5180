"""Reads rules from files: each as it is written, as it can be used, and what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from gateway.acties.bouwen import Bouw
from gateway.acties.controle import beproef, voorbeeldfouten
from gateway.acties.regel import Regel
from gateway.acties.regelvorm import Regelvorm, Uitgezet
from gateway.config import plaats
from gateway.config.bestand import Fault, File
from gateway.config.melding import keys_at, text_of
from gateway.errors import ConfigInvalid

_OIN = re.compile(r"[0-9]{20}")
_REGEL = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Regelbestand:
    """One file of `map`. `oin`: whose rule it is, None for everybody's.

    `vorm` and `regel` are None when the file has faults, and when it switches a rule off.
    """

    bestand: File
    map: Path
    oin: str | None
    vorm: Regelvorm | None
    regel: Regel | None

    @property
    def code(self) -> str:
        """The name of the rule; empty when the file does not give one."""
        code = self.bestand.content.get("code")
        return code if isinstance(code, str) else ""


def lees(mappen: Iterable[Path]) -> list[Regelbestand]:
    """Every rule of these folders, in order of folder and name; faults stand in the file they belong to.

    Raises ConfigInvalid for a folder without rules.
    """
    return [_lees(name, map_) for map_ in mappen for name in _namen(map_)]


def _namen(map_: Path) -> Iterator[Path]:
    found = sorted(map_.rglob("*.toml")) if map_.is_dir() else []
    if not found:
        raise ConfigInvalid([f"{map_}:1: map: hier staan geen bestanden met .toml"])
    yield from found


def _lees(name: Path, map_: Path) -> Regelbestand:
    bestand = _toml(name)
    oin = next((part for part in name.relative_to(map_).parts[:-1] if _OIN.fullmatch(part)), None)
    vorm = None
    if not bestand.faults:
        vorm = _vorm(Uitgezet if bestand.content.get("actief") is False else Regelvorm, bestand)
    return Regelbestand(bestand, map_, oin, vorm, _regel(vorm, bestand) if vorm is not None else None)


def _toml(name: Path) -> File:
    try:
        text = name.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return File(name, faults=[Fault(str(name), 1, "bestand", "niet te lezen als UTF-8")])
    try:
        return File(name, tomllib.loads(text), plaats.locate(text))
    except tomllib.TOMLDecodeError as fault:
        found = _REGEL.search(str(fault))
        line = int(found[1]) if found is not None else text.count("\n") + 1
        reason = str(fault).partition(" (at ")[0]
        return File(name, faults=[Fault(str(name), line, "bestand", f"dit is geen geldige TOML ({reason})")])


def _vorm(model: type[Regelvorm | Uitgezet], bestand: File) -> Regelvorm | None:
    """The content in the form of this model; None with its faults noted, or when the form is not that of a rule."""
    try:
        made = model.model_validate(bestand.content)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_input=False):
            loc = error["loc"]
            bestand.faults.append(bestand.fault(text_of(error, keys_at(model, loc[:-1])), *loc))
        return None
    return made if isinstance(made, Regelvorm) else None


def _regel(vorm: Regelvorm, bestand: File) -> Regel | None:
    """The rule itself; None with what is wrong noted. Only a rule that could be made is tried."""
    bouw = Bouw(vorm)
    regel = bouw.regel()
    fouten = list(bouw.fouten)
    if regel is not None:
        for place, one in enumerate(vorm.voorbeeld):
            fouten += voorbeeldfouten(regel, one, place)
        fouten += beproef(regel, vorm)
    if {one.past for one in vorm.voorbeeld} != {True, False}:
        fouten.append((("voorbeeld", 0), "geef minstens een voorbeeld dat past en een dat niet past"))
    bestand.faults += [bestand.fault(text, *pad) for pad, text in fouten]
    return None if fouten else regel
