"""What may happen in an Open VTB while the sandbox runs, with the CloudEvents it sends about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count

from sandbox.notificaties.melding import Melding
from sandbox.openvtb.kalender import Kalender
from sandbox.openvtb.lijst import Table
from sandbox.openvtb.meldingen import over_bericht, over_taak
from sandbox.openvtb.rijen import Bericht, Taak
from sandbox.openvtb.seed_berichten import Maker as Berichtmaker
from sandbox.openvtb.taakmaker import Maker as Taakmaker
from sandbox.openvtb.verwijzingen import persoon_urn

_NUMMERS = count(1)


@dataclass(frozen=True)
class Gebeurtenissen:
    """Things that happen in one system, each by its name: to a person by key, giving the events about it."""

    gemeente: str
    taken: Table[Taak]
    berichten: Table[Bericht]

    def namen(self) -> dict[str, Callable[[str], list[Melding]]]:
        """What can happen."""
        return {"taak": self.nieuwe_taak, "bericht": self.nieuw_bericht}

    def nieuwe_taak(self, persoon: str) -> list[Melding]:
        """A taak is given out."""
        maker = Taakmaker(self.gemeente, Kalender(date.today()))
        naam = f"nieuw-{next(_NUMMERS)}"
        taak = maker.taak(naam, f"Nieuwe taak {naam}", persoon_urn(persoon), "urltaak", maker.link(naam), (0, 14))
        self.taken.save(taak)
        return over_taak(taak, "geregistreerd")

    def nieuw_bericht(self, persoon: str) -> list[Melding]:
        """A bericht is published."""
        naam = f"nieuw-{next(_NUMMERS)}"
        maker = Berichtmaker(self.gemeente, Kalender(date.today()))
        bericht = maker.bericht(
            naam, f"Nieuw bericht {naam}", "Er is nieuws over uw aanvraag.", persoon_urn(persoon), 0
        )
        bericht.publicatiedatum = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        self.berichten.save(bericht)
        return over_bericht(bericht)
