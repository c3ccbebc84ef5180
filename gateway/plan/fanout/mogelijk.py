"""What rules bring to a request: what a person can do with an item, and the lists that must be there to say so.

The rules themselves live above the plan; this is what the plan asks of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from gateway.context import Needs
from gateway.domain.actie import Actie
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalkeuzes
from gateway.domain.bron import Dienst
from gateway.domain.filters import TaakFilter
from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.product import Belastingaanslag
from gateway.domain.status import Taaksoort, Taakstatus
from gateway.domain.taak import Taak
from gateway.domain.voorstel import Voorstel
from gateway.plan.tree import Arguments, Erbij

Kies = Callable[[Taak | Belastingaanslag, Sequence[Actie]], Betaalkeuzes | None]
"""The three choices of an open payment, out of the actions of its item."""

MET_TAKEN = frozenset(
    {"taken", "taak", "node", "context", "zaak.taken", "product.taken", "item.gerelateerd", "wijziging.item"}
)  # fmt: skip
"""The sources that can answer with taken."""

OVERAL = frozenset(Dienst)
MET_VOORSTELLEN = {
    "taken": OVERAL,
    "tellers.openTaken": OVERAL,
    "zaak.taken": frozenset({Dienst.ZAKEN}),
    "product.taken": frozenset({Dienst.PRODUCTEN}),
}
"""Where rules propose taken, by source: in all lists they look at, or only in that of the item the taken hang below.

What belongs to an item (`item.gerelateerd`) asks every list of itself.
"""

_WAT_KAN = ("acties", "betaling.keuzes")


class Regels(Protocol):
    """All rules of this gateway."""

    @property
    def aanslag_nodig(self) -> bool:
        """Does a rule for a taak look at the assessment that it pays?"""
        ...

    @property
    def proactief(self) -> Sequence[Dienst]:
        """The lists in which rules look for something to propose."""
        ...

    def acties(
        self,
        item: Item | Besluit,
        nu: datetime,
        niveau: Betrouwbaarheidsniveau,
        *,
        aanslag: Belastingaanslag | None = None,
        aanslag_onbekend: bool = False,
        acr: Mapping[Betrouwbaarheidsniveau, list[str]],
    ) -> list[Actie]:
        """What somebody can do with this item, also what cannot be done now, with the reason."""
        ...

    def voorstellen(
        self,
        items: Iterable[Item],
        nu: datetime,
        niveau: Betrouwbaarheidsniveau,
        *,
        seen: set[tuple[str, str]],
        acr: Mapping[Betrouwbaarheidsniveau, list[str]],
    ) -> list[Voorstel]:
        """What rules propose about these items; `seen` remembers what is proposed once for each organisation."""
        ...


def erbij(regels: Regels | None, key: str, needs: Needs) -> tuple[Dienst, ...]:
    """The lists that rules need beside the source `key` when this is selected of its items."""
    if regels is None or key not in MET_TAKEN:
        return ()
    asks_aanslag = regels.aanslag_nodig and any(pad in needs for pad in _WAT_KAN)
    return (Dienst.PRODUCTEN,) if asks_aanslag else ()


def wil_voorstellen(args: Mapping[str, object]) -> bool:
    """Can a proposal be in a list of taken that is asked like this? It is open, and of a soort of its own."""
    wanted = args.get("filter")
    if not isinstance(wanted, TaakFilter):
        return True
    return _mag(wanted.soort, Taaksoort.VOORSTEL) and _mag(wanted.status, Taakstatus.OPEN)


def _mag(wanted: Sequence[object] | None, one: object) -> bool:
    return not wanted or one in wanted


def fetches_erbij(regels: Regels) -> Erbij:
    """What rules add to a plan, by the names of fetches: lists to look for proposals in, and what `erbij` tells."""

    def found(key: str, needs: Needs, args: Arguments) -> tuple[str, ...]:
        over = MET_VOORSTELLEN.get(key, frozenset()) if wil_voorstellen(args) else frozenset()
        proactief = [dienst for dienst in regels.proactief if dienst in over]
        return tuple(dict.fromkeys(dienst.value.lower() for dienst in (*proactief, *erbij(regels, key, needs))))

    return found
