"""What owners may do with a kind of product here: nothing, unless the settings of the bron say so."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

_SHORTEST_MONTH = 28
_VANAF_DAGEN = 90


@dataclass(frozen=True, slots=True)
class Regels:
    """For one producttype. `velden`: what may be changed of its dataobject.

    `maanden`: by how many a product is extended, 0 for not at all; `vanaf_dagen`: how long before its end that may be asked
    at the earliest, always less than what is added, so that a product that was extended is seen to be so.
    """

    opzeggen: bool = False
    maanden: int = 0
    vanaf_dagen: int = 0
    velden: frozenset[str] = frozenset()

    @classmethod
    def of(cls, instellingen: Mapping[str, object], code: str) -> Regels:
        """Those of the producttype with this code (`instellingen.acties`); what is absent or of another type is not allowed."""
        acties = instellingen.get("acties")
        given = acties.get(code) if isinstance(acties, Mapping) else None
        if not isinstance(given, Mapping):
            return cls()
        maanden, vanaf = given.get("verlengen_maanden"), given.get("verlengen_vanaf_dagen", _VANAF_DAGEN)
        velden = given.get("wijzigen")
        maanden = maanden if isinstance(maanden, int) and maanden > 0 else 0
        return cls(
            opzeggen=given.get("opzeggen") is True,
            maanden=maanden,
            vanaf_dagen=max(0, min(vanaf if isinstance(vanaf, int) else _VANAF_DAGEN, maanden * _SHORTEST_MONTH - 1)),
            velden=frozenset(map(str, velden)) if isinstance(velden, list | tuple) else frozenset(),
        )

    def is_te_vroeg(self, einde: date, today: date) -> bool:
        """Is the end too far away to be moved?"""
        return einde > today + timedelta(self.vanaf_dagen)

    def later(self, einde: date) -> date:
        """The new end: the same day so many months on, or the last day of a month that is too short."""
        year, month = divmod(einde.year * 12 + einde.month - 1 + self.maanden, 12)
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(einde.day, last))
