"""Reads rules from files: each as it is written, as it can be used, and what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from gateway.acties.bouwen import Bouw
from gateway.acties.controle import beproef, voorbeeldfouten
from gateway.acties.regel import Regel
from gateway.acties.regelvorm import Regelvorm, Uitgezet
from gateway.config import plaats
from gateway.config.bestand import Fault, File
from gateway.config.melding import keys_at, text_of
from gateway.errors import ConfigInvalid

M = TypeVar("M", bound=BaseModel)
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
    return [_lees(name, map_) for map_ in mappen for name in namen(map_)]


def namen(map_: Path) -> Iterator[Path]:
    """The files of a folder, in order of name. Raises ConfigInvalid when there are none."""
    found = sorted(map_.rglob("*.toml")) if map_.is_dir() else []
    if not found:
        raise ConfigInvalid([f"{map_}:1: map: hier staan geen bestanden met .toml"])
    yield from found


def _lees(name: Path, map_: Path) -> Regelbestand:
    bestand = toml(name)
    oin = oin_van(name, map_)
    vorm = None
    if not bestand.faults:
        made = in_vorm(Uitgezet if bestand.content.get("actief") is False else Regelvorm, bestand)
        vorm = made if isinstance(made, Regelvorm) else None
    return Regelbestand(bestand, map_, oin, vorm, _regel(vorm, bestand) if vorm is not None else None)


def oin_van(name: Path, map_: Path) -> str | None:
    """Whose file it is: the OIN that is the name of a folder it stands in; None for everybody's."""
    return next((part for part in name.relative_to(map_).parts[:-1] if _OIN.fullmatch(part)), None)


def toml(name: Path) -> File:
    """A file read whole, with its fault when it cannot be."""
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


def in_vorm(model: type[M], bestand: File) -> M | None:
    """The content in the form of this model; None with its faults noted."""
    try:
        return model.model_validate(bestand.content)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False, include_input=False):
            loc = error["loc"]
            bestand.faults.append(bestand.fault(text_of(error, keys_at(model, loc[:-1])), *loc))
        return None


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
