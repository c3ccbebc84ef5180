"""What rules bring to a request: what a person can do with an item, and the lists that must be there to say so.

The rules themselves live above the plan; this is what the plan asks of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from gateway.context import Needs
from gateway.domain.actie import Actie
from gateway.domain.besluit import Besluit
from gateway.domain.betaling import Betaalkeuzes
from gateway.domain.bron import Dienst
from gateway.domain.item import Item
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.domain.product import Belastingaanslag
from gateway.domain.taak import Taak
from gateway.plan.tree import Erbij

Kies = Callable[[Taak | Belastingaanslag, Sequence[Actie]], Betaalkeuzes | None]
"""The three choices of an open payment, out of the actions of its item."""

MET_TAKEN = frozenset(
    {"taken", "taak", "node", "context", "zaak.taken", "product.taken", "item.gerelateerd"}
)  # fmt: skip
"""The sources that can answer with taken."""

_WAT_KAN = ("acties", "betaling.keuzes")


class Regels(Protocol):
    """All rules of this gateway."""

    aanslag_nodig: bool
    """Does a rule for a taak look at the assessment that it pays?"""

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


def erbij(regels: Regels | None, key: str, needs: Needs) -> tuple[Dienst, ...]:
    """The lists that rules need beside the source `key` when this is selected of its items."""
    if regels is None or key not in MET_TAKEN:
        return ()
    asks_aanslag = regels.aanslag_nodig and any(pad in needs for pad in _WAT_KAN)
    return (Dienst.PRODUCTEN,) if asks_aanslag else ()


def fetches_erbij(regels: Regels) -> Erbij:
    """What rules add to a plan, by the names of fetches."""
    return lambda key, needs: tuple(dienst.value.lower() for dienst in erbij(regels, key, needs))
