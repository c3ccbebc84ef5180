"""Rules laid out by the type and soort of the items they look at, so that an item meets only those that can hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any  # facts of different types of item have no narrower type

from gateway.acties.feit import Blik, Feit
from gateway.acties.feiten import ITEMTYPEN, Itemtype
from gateway.acties.regel import Feiten, Kijkt, Regel
from gateway.acties.voorwaarde import context
from gateway.domain.actie import Actiesoort

_VOLGORDE = {soort: place for place, soort in enumerate(Actiesoort)}


@dataclass(frozen=True, slots=True)
class Rij:
    """The rules for one type and soort, and the facts that they need together.

    `voorstellen`: by the code of a rule, how it proposes what it finds.
    """

    regels: tuple[Regel, ...] = ()
    feiten: tuple[Feit[Any], ...] = ()
    voorstellen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plank:
    """The rules for one type: for every soort that a rule names, and for all others."""

    type: Itemtype
    overig: Rij
    per_soort: Mapping[str, Rij] = field(default_factory=dict)

    def rij(self, blik: Blik[Any]) -> Rij:
        """The rules that look at this item."""
        if not self.per_soort or self.type.soort is None:
            return self.overig
        soort = self.type.feiten[self.type.soort].lees(blik)
        return self.per_soort.get(str(soort).casefold(), self.overig)

    @property
    def rijen(self) -> tuple[Rij, ...]:
        """All rows of the shelf."""
        return (self.overig, *self.per_soort.values())

    @property
    def feiten(self) -> set[Feit[Any]]:
        """Every fact that is read of this type."""
        return {feit for rij in self.rijen for feit in rij.feiten}


Planken = Mapping[type, Plank]


def passend(rij: Rij, type_: Itemtype, blik: Blik[Any]) -> tuple[list[Regel], Feiten]:
    """The rules of a row that hold, without those that another one goes before, and the facts they were held against."""
    waarden = {feit.naam: feit.lees(blik) for feit in rij.feiten}
    feiten = Feiten(type_, blik.vandaag, waarden, context(waarden))
    found = [regel for regel in rij.regels if regel.voorwaarde.is_waar(feiten.voor_cel)]
    vervallen = {code for regel in found for code in regel.gaat_voor}
    return [regel for regel in found if regel.code not in vervallen] if vervallen else found, feiten


def planken(regels: Sequence[Regel], *, proactief: bool = False) -> Planken:
    """A shelf for every type; with `proactief` only what proposes something, and what goes before it.

    Actions come in the order of the schema's Actiesoort, so that the three choices of a payment keep theirs.
    """
    op_volgorde = sorted(regels, key=lambda regel: (_VOLGORDE[regel.soort], regel.code))
    made = {type_.klasse: _plank(type_, op_volgorde, proactief=proactief) for type_ in ITEMTYPEN.values()}
    return {klasse: plank for klasse, plank in made.items() if any(rij.regels for rij in plank.rijen)}


def _plank(type_: Itemtype, regels: Sequence[Regel], *, proactief: bool) -> Plank:
    soorten = {
        soort for regel in regels for one in regel.kijkt_naar if one.type is type_ for soort in one.soorten or ()
    }
    rijen = {soort: _rij(type_, regels, soort, proactief=proactief) for soort in soorten}
    return Plank(type_, _rij(type_, regels, None, proactief=proactief), rijen)


def _rij(type_: Itemtype, regels: Iterable[Regel], soort: str | None, *, proactief: bool) -> Rij:
    """The rules for this soort; None stands for every soort that no rule names."""
    seen = {regel.code: (regel, tuple(_ziet(regel, type_, soort))) for regel in regels}
    found = [regel for regel, looks in seen.values() if looks]
    voorstellen = {code: one.voorstel for code, (_, looks) in seen.items() for one in looks if one.voorstel is not None}
    if proactief:
        found = [one for one in found if one.code in voorstellen or not one.gaat_voor.isdisjoint(voorstellen)]
    namen = {naam for regel in found for naam in regel.namen}
    feiten = tuple(feit for naam, feit in type_.feiten.items() if naam in namen) if voorstellen or not proactief else ()
    return Rij(tuple(found), feiten, voorstellen)


def _ziet(regel: Regel, type_: Itemtype, soort: str | None) -> Iterator[Kijkt]:
    for one in regel.kijkt_naar:
        if one.type is type_ and (one.soorten is None or soort in one.soorten):
            yield one
