"""A condition in CEL (Common Expression Language, cel.dev): compiled once, then asked of the facts of an item."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import cel

from gateway.acties.feit import Waarde

FUNCTIES = frozenset({"size", "contains", "startsWith", "endsWith", "matches", "int", "double", "string"})
"""What a condition may call. All of it is bounded: there are no loops but over the facts themselves."""

_FOUTEN = (TypeError, ValueError, KeyError, IndexError, RuntimeError, ArithmeticError)
"""What the evaluator raises when an expression does not fit the values it meets."""

_MACRO = re.compile(r"\.\s*(?:all|exists|exists_one|map|filter)\s*\(\s*([A-Za-z_]\w*)\s*,")
_TEKST = re.compile(r"""'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)\"""")
_PLEK = re.compile(r"<input>:(\d+):(\d+): (.+)")


class VoorwaardeFout(ValueError):
    """The text is no expression we can use; the message says why, in Dutch for who writes the rule."""


@dataclass(frozen=True, slots=True)
class Voorwaarde:
    """An expression, and the facts it asks for."""

    bron: str
    programma: cel.Program
    namen: frozenset[str]

    def waarde(self, feiten: cel.Context) -> object:
        """What comes out; None also when it cannot be said, because a fact that it needs is empty."""
        try:
            return self.programma.execute(feiten)
        except _FOUTEN:
            return None

    def is_waar(self, feiten: cel.Context) -> bool:
        """Is it certainly true?"""
        return self.waarde(feiten) is True


def ontleed(bron: str) -> Voorwaarde:
    """Compile an expression. Raises VoorwaardeFout when it is not CEL or calls something that rules may not call."""
    try:
        programma = cel.compile(bron)
    except ValueError as fault:
        raise VoorwaardeFout(_uitleg(str(fault))) from None
    vreemd = sorted(naam for naam in programma.functions() if naam.isidentifier() and not _mag(naam))
    if vreemd:
        raise VoorwaardeFout(f"onbekende functie {', '.join(vreemd)}")
    eigen = set(_MACRO.findall(_TEKST.sub("''", bron)))
    return Voorwaarde(bron, programma, frozenset(programma.variables()) - eigen)


def teksten(bron: str) -> list[str]:
    """The texts written in an expression, in order, each once."""
    return list(dict.fromkeys(one or other for one, other in _TEKST.findall(bron)))


def vergelijkingen(bron: str, naam: str) -> list[str]:
    """The texts that the fact `naam` is compared with by ==, != or in."""
    alleen = re.findall(rf"""\b{naam}\s*[!=]=\s*('[^']*'|"[^"]*")""", bron)
    lijsten = re.findall(rf"\b{naam}\s+in\s*\[([^\]]*)\]", bron)
    return [tekst for stuk in (*alleen, *lijsten) for tekst in teksten(stuk)]


def context(feiten: Mapping[str, Waarde]) -> cel.Context:
    """The facts of one item, turned into CEL values once for all rules."""
    return cel.Context(dict(feiten))


def _mag(naam: str) -> bool:
    """Is this a function for rules, or an operator by the name CEL gives it (`_&&_`, `_?_:_`)?"""
    return naam in FUNCTIES or naam.startswith("_")


def _uitleg(fault: str) -> str:
    found = _PLEK.search(fault)
    if found is None:
        return "dit is geen geldige CEL"
    line, column, text = found.groups()
    return f"dit is geen geldige CEL (regel {line}, teken {column}: {text.partition(' expecting')[0]})"
