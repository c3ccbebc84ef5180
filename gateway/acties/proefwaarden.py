"""Values to try a rule with: every way in which its facts can be empty or not, around the limits that it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any  # facts of different types of item have no narrower type

from gateway.acties.feit import Feit, Feitsoort, Waarde
from gateway.acties.feiten import Itemtype
from gateway.acties.regel import Regel
from gateway.acties.voorwaarde import teksten

PEILDAG = date(2026, 3, 14)
"""The day on which values are made up and examples play; only the number of days to it matters."""

MAX_PROEVEN = 1_000
_PRIEM = 2_147_483_647  # shares no factor with a number of combinations, so stepping by it visits each one once
_GETAL = re.compile(r"(?<![\w.'\"])\d+(?:\.\d+)?")


def proeven(regel: Regel, type_: Itemtype) -> Iterator[dict[str, Waarde]]:
    """Combinations of values of the facts that a rule names: all of them up to a limit, evenly spread beyond it."""
    bronnen = _expressies(regel)
    feiten = [type_.feiten[naam] for naam in _te_kiezen(regel.namen, type_)]
    keuzes = [_waarden(feit, bronnen) for feit in feiten]
    totaal = 1
    for keuze in keuzes:
        totaal *= len(keuze)
    for number in range(min(totaal, MAX_PROEVEN)):
        rest, values = number * _PRIEM % totaal, {}
        for feit, keuze in zip(feiten, keuzes, strict=True):
            rest, place = divmod(rest, len(keuze))
            values[feit.naam] = keuze[place]
        yield aangevuld(values, type_)


def aangevuld(gegeven: Mapping[str, Waarde], type_: Itemtype) -> dict[str, Waarde]:
    """The given facts and all others: a date follows from its number of days, the rest is empty or neutral."""
    values: dict[str, Waarde] = {naam: _neutraal(feit) for naam, feit in type_.feiten.items()}
    values.update(gegeven)
    for naam, feit in type_.feiten.items():
        days = gegeven.get(naam)
        if feit.van is not None and feit.van not in gegeven and isinstance(days, int):
            values[feit.van] = (PEILDAG + timedelta(days)).isoformat()
    return values


def _te_kiezen(namen: Iterable[str], type_: Itemtype) -> list[str]:
    """The facts to choose values for; of a date the number of days is chosen, and the date follows."""
    dagen = {feit.van: feit.naam for feit in type_.feiten.values() if feit.van is not None}
    return sorted({dagen.get(naam, naam) for naam in namen})


def _expressies(regel: Regel) -> list[str]:
    more = [one for hindernis in regel.hindernissen for one in (hindernis.als, hindernis.vanaf) if one is not None]
    return [regel.voorwaarde.bron, *(one.bron for one in more)]


def _waarden(feit: Feit[Any], bronnen: list[str]) -> list[Waarde]:
    getallen = sorted({float(found) for bron in bronnen for found in _GETAL.findall(bron)})
    woorden = list(dict.fromkeys(one for bron in bronnen for one in teksten(bron)))
    some: list[Waarde]
    match feit.soort:
        case Feitsoort.JA_NEE:
            some = [False, True]
        case Feitsoort.GETAL | Feitsoort.DAGEN:
            some = list(dict.fromkeys([-1, 0, 1, *(int(one) + more for one in getallen for more in (0, 1))]))
        case Feitsoort.BEDRAG:
            some = list(dict.fromkeys([-1.0, 0.0, 0.01, *(one + more for one in getallen for more in (0, 0.01))]))
        case Feitsoort.KEUZE:
            some = list(feit.keuzes)
        case Feitsoort.DATUM:
            some = [PEILDAG.isoformat()]
        case Feitsoort.TEKST:
            some = ["", *woorden]
        case Feitsoort.LIJST:
            some = [[], *([woord] for woord in woorden)]
        case Feitsoort.KAART:
            some = [{}, *(dict.fromkeys(woorden, woord) for woord in woorden)]
    return [None, *some] if feit.mag_leeg else some


def _neutraal(feit: Feit[Any]) -> Waarde:
    if feit.mag_leeg:
        return None
    neutral: dict[Feitsoort, Waarde] = {
        Feitsoort.JA_NEE: False, Feitsoort.GETAL: 0, Feitsoort.DAGEN: 0, Feitsoort.BEDRAG: 0.0,
        Feitsoort.KEUZE: "ONBEKEND" if "ONBEKEND" in feit.keuzes else (feit.keuzes or ("",))[0],
        Feitsoort.TEKST: "", Feitsoort.LIJST: [], Feitsoort.KAART: {},
    }  # fmt: skip
    return neutral[feit.soort]
