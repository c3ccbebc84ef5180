"""All rules, and what they make of the items of a person: what can be done, and what is proposed of our own accord."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from gateway.acties.feit import Blik, T
from gateway.acties.feiten import VIA_AANSLAG
from gateway.acties.maken import maak
from gateway.acties.openstaand import kijk
from gateway.acties.planken import Plank, Planken, passend, planken
from gateway.acties.regel import Acr, Regel
from gateway.domain.actie import Actie
from gateway.domain.besluit import Besluit
from gateway.domain.bron import Belemmeringcode, Dienst
from gateway.domain.datum import NEDERLAND
from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.product import Belastingaanslag
from gateway.domain.taak import Taak
from gateway.domain.voorstel import Voorstel

_GEEN: Acr = {}
_PER_ORGANISATIE = "per_organisatie"


class Regelboek:
    """The rules for everybody, and for the items of organisations that have their own, by OIN.

    Loaded once and never changed; asking is pure: the same item, moment and level give the same actions.
    `aanslag_nodig`: a rule for a taak looks at the assessment that it pays. `proactief`: the lists in
    which rules look for something to propose.
    """

    def __init__(self, algemeen: Sequence[Regel], eigen: Mapping[str, Sequence[Regel]]) -> None:
        self._algemeen = planken(algemeen)
        self._eigen = {oin: planken(regels) for oin, regels in eigen.items()}
        self._voorstellen = planken(algemeen, proactief=True)
        self._eigen_voorstellen = {oin: planken(regels, proactief=True) for oin, regels in eigen.items()}
        alle = _alle(self._algemeen, self._eigen)
        self.aanslag_nodig = any(
            feit.naam in VIA_AANSLAG for plank in alle if plank.type.klasse is Taak for feit in plank.feiten
        )
        self.proactief = _per_dienst(_alle(self._voorstellen, self._eigen_voorstellen))

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
        plank = _plank(self._eigen, self._algemeen, item)
        if plank is None:
            return []
        blik = _kijk(item, nu, aanslag, aanslag_onbekend=aanslag_onbekend)
        rij = plank.rij(blik)
        if not rij.regels:
            return []
        found, feiten = passend(rij, plank.type, blik)
        return [maak(regel, blik, feiten, niveau, acr) for regel in found]

    def voorstellen(
        self,
        items: Iterable[Item],
        nu: datetime,
        niveau: Betrouwbaarheidsniveau,
        *,
        seen: set[tuple[str, str]] | None = None,
        acr: Acr = _GEEN,
    ) -> list[Voorstel]:
        """What is proposed about these items: only what can be done, now or after logging in with a higher level.

        `seen` holds what is proposed once for each organisation, and is added to. Raises ValueError as `acties`.
        """
        seen = set() if seen is None else seen
        found: list[Voorstel] = []
        for item in sorted(items, key=lambda one: one.ref.native):  # so that one for many is the same one each time
            plank = _plank(self._eigen_voorstellen, self._voorstellen, item)
            if plank is not None:
                found += _voorstellen(plank, item, _kijk(item, nu, None), niveau, seen, acr)
        return found


def _voorstellen(
    plank: Plank, item: Item, blik: Blik[Item], niveau: Betrouwbaarheidsniveau, seen: set[tuple[str, str]], acr: Acr
) -> Iterable[Voorstel]:
    rij = plank.rij(blik)
    if not rij.voorstellen:
        return
    found, feiten = passend(rij, plank.type, blik)
    for regel in found:
        wijze = rij.voorstellen.get(regel.code)
        once = (regel.code, item.organisatie.oin or item.organisatie.naam)
        if wijze is None or (wijze == _PER_ORGANISATIE and once in seen):
            continue
        actie = maak(regel, blik, feiten, niveau, acr)
        if actie.reden is None or actie.reden.code is Belemmeringcode.NIVEAU_TE_LAAG:
            seen.add(once)
            yield Voorstel(regel.code, item, actie)


def _plank(eigen: Mapping[str, Planken], algemeen: Planken, item: Item | Besluit) -> Plank | None:
    """The rules for this item; none look at one that is hidden."""
    if isinstance(item, Item) and item.afscherming is not None:
        return None
    return eigen.get(item.organisatie.oin or "", algemeen).get(type(item))


def _kijk(item: T, nu: datetime, aanslag: Belastingaanslag | None, *, aanslag_onbekend: bool = False) -> Blik[T]:
    if nu.tzinfo is None:
        raise ValueError("a moment without a time zone")
    return kijk(item, nu.astimezone(NEDERLAND).date(), aanslag, aanslag_onbekend=aanslag_onbekend)


def _alle(algemeen: Planken, eigen: Mapping[str, Planken]) -> list[Plank]:
    return [plank for each in (algemeen, *eigen.values()) for plank in each.values()]


def _per_dienst(planken_: Sequence[Plank]) -> tuple[Dienst, ...]:
    found = {plank.type.dienst for plank in planken_ if any(rij.voorstellen for rij in plank.rijen)}
    return tuple(dienst for dienst in Dienst if dienst in found)
