"""Dates that say how firm they are, and terms that say until which moment."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from strawberry import field

from gateway.domain.declare import Term, enumeratie, view

NEDERLAND = ZoneInfo("Europe/Amsterdam")
_LAATSTE_SECONDE = time(23, 59, 59)
_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def voluit(dag: date) -> str:
    """A day as a person reads it: 14 maart 2026."""
    return f"{dag.day} {_MAANDEN[dag.month - 1]} {dag.year}"


@enumeratie
class Datumduiding(Term):
    """Hoe zeker een datum is en waar die op berust."""

    FEITELIJK = "FEITELIJK", "Op deze dag is het echt gebeurd."
    GEPLAND = "GEPLAND", "Zo staat het in de planning of in een afspraak."
    INDICATIEF = "INDICATIEF", "Ongeveer dan, maar beloofd is het niet."
    WETTELIJK = "WETTELIJK", "Zo staat het in de wet of in een verordening."
    ONBEKEND = "ONBEKEND", "De bron vertelt niet hoe zeker deze dag is."


@view
class GeduideDatum:
    """Een dag samen met hoe zeker die is. Toon de uitleg naast de dag als die er is."""

    datum: date = field(description="De dag zelf.")
    duiding: Datumduiding = field(description="Hoe zeker de dag is.")
    uitleg: str | None = field(description="Een zin over deze dag voor de persoon.")


@view
class Termijn:
    """Tot wanneer iets kan. Toon de dag; reken met `uiterlijk`."""

    datum: date = field(description="De laatste dag die nog meetelt.")
    uiterlijk: datetime = field(description="De laatste seconde van die dag op de Nederlandse klok.")
    duiding: Datumduiding = field(description="Waarop de termijn berust.")
    uitleg: str | None = field(description="Een zin over deze termijn voor de persoon.")


def einde_van(dag: date) -> datetime:
    """The last second of a day in the Netherlands (Europe/Amsterdam), with the offset of that day."""
    return datetime.combine(dag, _LAATSTE_SECONDE, NEDERLAND)


def termijn(dag: date, duiding: Datumduiding, uitleg: str | None = None) -> Termijn:
    """The term that ends with this day."""
    return Termijn(datum=dag, uiterlijk=einde_van(dag), duiding=duiding, uitleg=uitleg)
