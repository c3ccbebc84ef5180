"""A rule, ready to use: which items it looks at, when it holds, and what stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import cel

from gateway.acties.feit import Waarde
from gateway.acties.feiten import Itemtype
from gateway.acties.voorwaarde import Voorwaarde
from gateway.acties.zin import Zin
from gateway.domain.actie import Actiesoort
from gateway.domain.bron import Belemmering, Belemmeringcode, Betrouwbaarheidsniveau
from gateway.domain.waarden import Bedrag

Acr = Mapping[Betrouwbaarheidsniveau, list[str]]
"""The `acr_values` with which one logs in at a level, as the issuer of the person's token knows them."""

_ONDUIDELIJK = "Wij kunnen nu niet nagaan of dit kan. Probeer het later opnieuw."
_BEDRAG = "Wij weten nu niet hoeveel er te betalen is. Probeer het later opnieuw."
_NIVEAU = "Log sterker in om dit te doen."


@dataclass(frozen=True, slots=True)
class Kijkt:
    """A type of item, and the soorten of it (in small letters) when the rule does not look at all.

    `voorstel`: what is found is proposed as a taak, `per_item` or once `per_organisatie`; None when it is only an action.
    """

    type: Itemtype
    soorten: frozenset[str] | None
    voorstel: str | None = None


@dataclass(frozen=True, slots=True)
class Hindernis:
    """Something that can stand in the way. `vanaf`: in how many days it no longer does."""

    als: Voorwaarde
    code: Belemmeringcode
    melding: Zin
    vanaf: Voorwaarde | None


@dataclass(frozen=True, slots=True)
class Regel:
    """One rule. `namen` are all facts it needs, in conditions, sentences and what we check ourselves."""

    code: str
    domein: str
    kijkt_naar: tuple[Kijkt, ...]
    voorwaarde: Voorwaarde
    soort: Actiesoort
    titel: Zin
    waarom: Zin
    deadline: str | None
    minimaal_niveau: Betrouwbaarheidsniveau
    gaat_voor: frozenset[str]
    hindernissen: tuple[Hindernis, ...]
    maximum_termijnen: int | None
    minimum_termijnbedrag: Bedrag | None
    namen: frozenset[str]


@dataclass(frozen=True, slots=True)
class Feiten:
    """The facts of one item on one day, in both forms: for CEL and for sentences."""

    type: Itemtype
    vandaag: date
    waarden: Mapping[str, Waarde]
    voor_cel: cel.Context


def reden(regel: Regel, feiten: Feiten, niveau: Betrouwbaarheidsniveau, acr: Acr) -> Belemmering | None:
    """Why the action of a rule that holds cannot be used; None when it can.

    The login level comes last: logging in again is no use when something else stands in the way as well.
    """
    for hindernis in regel.hindernissen:
        oordeel = hindernis.als.waarde(feiten.voor_cel)
        if oordeel is not False:
            return _belemmering(hindernis, feiten) if oordeel is True else belemmering(_ONBEKEND, _ONDUIDELIJK)
    if regel.soort is Actiesoort.BETALEN and not _is_bedrag(feiten.waarden["openstaand"]):
        return belemmering(_ONBEKEND, _BEDRAG)
    if niveau.reaches(regel.minimaal_niveau):
        return None
    return Belemmering(
        code=Belemmeringcode.NIVEAU_TE_LAAG, melding=_NIVEAU, vanaf=None, niveau=regel.minimaal_niveau,
        acr_waarden=acr.get(regel.minimaal_niveau, []),
    )  # fmt: skip


def belemmering(code: Belemmeringcode, melding: str, vanaf: date | None = None) -> Belemmering:
    """A reason that no login takes away."""
    return Belemmering(code=code, melding=melding, vanaf=vanaf, niveau=None, acr_waarden=[])


def _belemmering(hindernis: Hindernis, feiten: Feiten) -> Belemmering:
    days = hindernis.vanaf.waarde(feiten.voor_cel) if hindernis.vanaf is not None else None
    vanaf = feiten.vandaag + timedelta(days) if isinstance(days, int) else None
    return belemmering(hindernis.code, hindernis.melding.vul(feiten.waarden, feiten.type.soort_van), vanaf)


def _is_bedrag(openstaand: Waarde) -> bool:
    """Paying is only ever offered for an amount that a bron told us, whatever a rule says."""
    return isinstance(openstaand, float) and openstaand > 0


_ONBEKEND = Belemmeringcode.ONBEKEND
