"""Tries a rule before it is used: does it always come out, also when a fact is empty, and can its sentences be filled?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeGuard

from gateway.acties.bouwen import Pad
from gateway.acties.feit import Feitsoort, Waarde
from gateway.acties.feiten import Itemtype
from gateway.acties.proefwaarden import PEILDAG, aangevuld, proeven
from gateway.acties.regel import Feiten, Regel
from gateway.acties.regelvorm import Regelvorm, Voorbeeldvorm
from gateway.acties.voorwaarde import context
from gateway.acties.zin import Zin
from gateway.domain.bron import Belemmeringcode

_PYTHON: Mapping[Feitsoort, tuple[type, ...]] = {
    Feitsoort.GETAL: (int,), Feitsoort.DAGEN: (int,), Feitsoort.BEDRAG: (int, float),
    Feitsoort.DATUM: (str,), Feitsoort.KEUZE: (str,), Feitsoort.TEKST: (str,),
}  # fmt: skip


def beproef(regel: Regel, vorm: Regelvorm) -> list[tuple[Pad, str]]:
    """The faults of a rule that show when it is tried; each key is named once, with what was empty at the time."""
    fouten: dict[Pad, str] = {}
    for kijkt in regel.kijkt_naar:
        voorbeelden = [one for one in vorm.voorbeeld if not voorbeeldfouten(regel, one, 0)]
        own = [feiten_van(one, kijkt.type) for one in voorbeelden if type_van(regel, one) is kijkt.type]
        for waarden in (*proeven(regel, kijkt.type), *(dict(one.waarden) for one in own)):
            for pad, tekst in _probeer(regel, als_feiten(waarden, kijkt.type)):
                fouten.setdefault(pad, tekst)
    return list(fouten.items())


def voorbeeldfouten(regel: Regel, vorm: Voorbeeldvorm, place: int) -> list[tuple[Pad, str]]:
    """What is wrong with how an example is written: its type, its facts and its reason."""
    at: Pad = ("voorbeeld", place)
    type_ = type_van(regel, vorm)
    if type_ is None:
        return [((*at, "type"), f"kies uit {', '.join(one.type.naam for one in regel.kijkt_naar)}")]
    fouten = [
        ((*at, "feiten", naam), text)
        for naam, value in vorm.feiten.items()
        if (text := _waardefout(type_, naam, value)) is not None
    ]
    if vorm.reden is not None and (vorm.reden not in Belemmeringcode.__members__ or not vorm.past):
        fouten.append(((*at, "reden"), "hoort een code van een belemmering te zijn, bij een voorbeeld dat past"))
    return fouten


def type_van(regel: Regel, vorm: Voorbeeldvorm) -> Itemtype | None:
    """The type an example is about; None when it does not say so, or the rule does not look at it."""
    typen = {one.type.naam: one.type for one in regel.kijkt_naar}
    if vorm.type is None:
        return next(iter(typen.values())) if len(typen) == 1 else None
    return typen.get(vorm.type)


def feiten_van(vorm: Voorbeeldvorm, type_: Itemtype) -> Feiten:
    """The facts of an example, with what it leaves out. It plays on a fixed day."""
    gegeven: dict[str, Waarde] = {}
    for naam, value in vorm.feiten.items():
        soort = type_.feiten[naam].soort
        if _is_waarde(value, soort):  # else it is a fault of the file, so nobody asks
            gegeven[naam] = float(value) if soort is Feitsoort.BEDRAG and isinstance(value, int) else value
    return als_feiten(aangevuld(gegeven, type_), type_)


def als_feiten(waarden: Mapping[str, Waarde], type_: Itemtype) -> Feiten:
    """Made-up facts, as those of an item."""
    return Feiten(type_, PEILDAG, waarden, context(waarden))


def _probeer(regel: Regel, feiten: Feiten) -> Iterator[tuple[Pad, str]]:
    past = regel.voorwaarde.waarde(feiten.voor_cel)
    if not isinstance(past, bool):
        yield ("voorwaarde",), _niet_waar_of_onwaar(regel.voorwaarde.namen, feiten)
    if past is not True:
        return
    for key, one in (("titel", regel.titel), ("waarom", regel.waarom)):
        yield from _lege_plekken(one, feiten, (key,))
    for place, hindernis in enumerate(regel.hindernissen):
        at: Pad = ("belemmering", place)
        geldt = hindernis.als.waarde(feiten.voor_cel)
        if not isinstance(geldt, bool):
            yield (*at, "als"), _niet_waar_of_onwaar(hindernis.als.namen, feiten)
        if geldt is not True:
            continue
        yield from _lege_plekken(hindernis.melding, feiten, (*at, "melding"))
        days = hindernis.vanaf.waarde(feiten.voor_cel) if hindernis.vanaf is not None else 0
        if not isinstance(days, int) or isinstance(days, bool):
            yield (*at, "vanaf"), "geeft niet altijd een geheel aantal dagen"
        return


def _niet_waar_of_onwaar(namen: frozenset[str], feiten: Feiten) -> str:
    leeg = sorted(naam for naam in namen if feiten.waarden[naam] is None)
    when = f" als {', '.join(leeg)} leeg is; vraag eerst of het {leeg[0]} != null is" if leeg else ""
    return f"geeft geen true of false{when}"


def _lege_plekken(zin: Zin, feiten: Feiten, at: Pad) -> Iterator[tuple[Pad, str]]:
    for naam in sorted(zin.namen):
        if feiten.waarden[naam] is None:
            yield at, f"{{{naam}}} kan hier leeg zijn; vraag in de voorwaarde {naam} != null"


def _waardefout(type_: Itemtype, naam: str, value: object) -> str | None:
    feit = type_.feiten.get(naam)
    if feit is None:
        return f"{type_.naam} heeft geen feit {naam}"
    if not _is_waarde(value, feit.soort):
        return f"hier hoort: {feit.soort.value}"
    if feit.keuzes and value not in feit.keuzes:
        return f"kies uit {', '.join(feit.keuzes)}"
    return None


def _is_waarde(value: object, soort: Feitsoort) -> TypeGuard[Waarde]:
    if isinstance(value, list):
        return soort is Feitsoort.LIJST and all(isinstance(one, str) for one in value)
    if isinstance(value, dict):
        return soort is Feitsoort.KAART and all(isinstance(one, str) for one in value.values())
    if isinstance(value, bool):
        return soort is Feitsoort.JA_NEE
    return isinstance(value, _PYTHON.get(soort, ()))
