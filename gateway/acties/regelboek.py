"""All rules, laid out by the type and soort of the items they look at, and what they make of one item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any  # facts of different types of item have no narrower type

from gateway.acties.feit import Blik, Feit
from gateway.acties.feiten import ITEMTYPEN, VIA_AANSLAG, Itemtype
from gateway.acties.maken import maak
from gateway.acties.openstaand import kijk
from gateway.acties.regel import Acr, Feiten, Regel
from gateway.acties.voorwaarde import context
from gateway.domain.actie import Actie, Actiesoort
from gateway.domain.besluit import Besluit
from gateway.domain.datum import NEDERLAND
from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.product import Belastingaanslag
from gateway.domain.taak import Taak

_VOLGORDE = {soort: place for place, soort in enumerate(Actiesoort)}
_GEEN: Acr = {}


@dataclass(frozen=True, slots=True)
class _Rij:
    """The rules for one type and soort, and the facts that they need together."""

    regels: tuple[Regel, ...] = ()
    feiten: tuple[Feit[Any], ...] = ()


@dataclass(frozen=True, slots=True)
class _Plank:
    """The rules for one type: for every soort that a rule names, and for all others."""

    type: Itemtype
    overig: _Rij
    per_soort: Mapping[str, _Rij] = field(default_factory=dict)

    def rij(self, blik: Blik[Any]) -> _Rij:
        """The rules that look at this item."""
        if not self.per_soort or self.type.soort is None:
            return self.overig
        soort = self.type.feiten[self.type.soort].lees(blik)
        return self.per_soort.get(str(soort).casefold(), self.overig)

    @property
    def feiten(self) -> set[Feit[Any]]:
        """Every fact that is read of this type."""
        return {feit for rij in (self.overig, *self.per_soort.values()) for feit in rij.feiten}


class Regelboek:
    """The rules for everybody, and for the items of organisations that have their own, by OIN.

    Loaded once and never changed; asking is pure: the same item, moment and level give the same actions.
    `aanslag_nodig`: a rule for a taak looks at the assessment that it pays.
    """

    def __init__(self, algemeen: Sequence[Regel], eigen: Mapping[str, Sequence[Regel]]) -> None:
        self._algemeen = _planken(algemeen)
        self._eigen = {oin: _planken(regels) for oin, regels in eigen.items()}
        planken = [plank for each in (self._algemeen, *self._eigen.values()) for plank in each.values()]
        self.aanslag_nodig = any(
            feit.naam in VIA_AANSLAG for plank in planken if plank.type.klasse is Taak for feit in plank.feiten
        )

    def acties(
        self,
        item: Item | Besluit,
        nu: datetime,
        niveau: Betrouwbaarheidsniveau,
        *,
        aanslag: Belastingaanslag | None = None,
        aanslag_onbekend: bool = False,
        acr: Acr = _GEEN,
    ) -> list[Actie]:
        """What somebody logged in at `niveau` can do with this item, also what cannot be done now, with the reason.

        `nu` has a time zone; days are counted on the Dutch calendar. `aanslag` is what a taak pays, when that is known;
        `aanslag_onbekend` when it may pay one that we could not ask for.
        An item that is hidden has no actions. Raises ValueError when `nu` has no time zone.
        """
        plank = self._eigen.get(item.organisatie.oin or "", self._algemeen).get(type(item))
        if plank is None or (isinstance(item, Item) and item.afscherming is not None):
            return []
        if nu.tzinfo is None:
            raise ValueError("a moment without a time zone")
        blik = kijk(item, nu.astimezone(NEDERLAND).date(), aanslag, aanslag_onbekend=aanslag_onbekend)
        rij = plank.rij(blik)
        if not rij.regels:
            return []
        waarden = {feit.naam: feit.lees(blik) for feit in rij.feiten}
        feiten = Feiten(plank.type, blik.vandaag, waarden, context(waarden))
        return [maak(regel, blik, feiten, niveau, acr) for regel in _passend(rij.regels, feiten)]


def _passend(regels: Iterable[Regel], feiten: Feiten) -> list[Regel]:
    """The rules that hold, without those that another one goes before."""
    found = [regel for regel in regels if regel.voorwaarde.is_waar(feiten.voor_cel)]
    vervallen = {code for regel in found for code in regel.gaat_voor}
    return [regel for regel in found if regel.code not in vervallen] if vervallen else found


def _planken(regels: Sequence[Regel]) -> dict[type, _Plank]:
    """Actions come in the order of the schema's Actiesoort, so that the three choices of a payment keep theirs."""
    op_volgorde = sorted(regels, key=lambda regel: (_VOLGORDE[regel.soort], regel.code))
    return {type_.klasse: _plank(type_, op_volgorde) for type_ in ITEMTYPEN.values()}


def _plank(type_: Itemtype, regels: Sequence[Regel]) -> _Plank:
    soorten = {
        soort for regel in regels for one in regel.kijkt_naar if one.type is type_ for soort in one.soorten or ()
    }
    return _Plank(type_, _rij(type_, regels, None), {soort: _rij(type_, regels, soort) for soort in soorten})


def _rij(type_: Itemtype, regels: Sequence[Regel], soort: str | None) -> _Rij:
    """The rules for this soort; None stands for every soort that no rule names."""
    found = tuple(regel for regel in regels if any(_ziet(regel, type_, soort)))
    namen = {naam for regel in found for naam in regel.namen}
    return _Rij(found, tuple(feit for naam, feit in type_.feiten.items() if naam in namen))


def _ziet(regel: Regel, type_: Itemtype, soort: str | None) -> Iterable[bool]:
    for one in regel.kijkt_naar:
        yield one.type is type_ and (one.soorten is None or soort in one.soorten)
