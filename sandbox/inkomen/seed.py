"""What the people of the stories earn and own. Who is not here is not known to the source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.verhalen.personen import PERSONEN, Persoon

MAANDEN = 36
Json = dict[str, object]


@dataclass(frozen=True)
class Financien:
    """Amounts in euro. `vermogen` None: the source does not know it."""

    netto: str
    hoogste: str
    leefsituatie: str
    kinderen: int
    vermogen: str | None


FINANCIEN = {
    "bijstand": Financien("1401.50", "1401.50", "ALLEENSTAAND", 0, "812.00"),
    "inwoner": Financien("2940.00", "3010.25", "ALLEENSTAANDE_OUDER", 1, "24500.00"),
    "gepensioneerd": Financien("1650.00", "1650.00", "ALLEENSTAAND", 0, "9100.00"),
    "fatima": Financien("1480.00", "1480.00", "ALLEENSTAANDE_OUDER", 2, None),
    "student": Financien("640.00", "710.00", "ALLEENSTAAND", 0, "1200.00"),
    "mantelzorger": Financien("2310.00", "2415.80", "SAMENWONEND", 0, "31000.00"),
}
"""Miriam has a right to everything; Sanne to nothing; of Fatima nobody knows what she owns."""


def seed(vandaag: date) -> dict[str, dict[str, Json]]:
    """The facts of everybody, by path of the port and then by number."""
    known = {PERSONEN[sleutel]: found for sleutel, found in FINANCIEN.items()}
    laatste = (vandaag.replace(day=1) - timedelta(days=1)).replace(day=1)
    return {
        "maandinkomen": _by_number(
            {one: {"maand": laatste.isoformat(), "netto": found.netto} for one, found in known.items()}
        ),
        "inkomensverloop": _by_number(
            {one: {"maanden": MAANDEN, "hoogsteNetto": found.hoogste} for one, found in known.items()}
        ),
        "huishouden": _by_number({one: _huishouden(one, found, vandaag) for one, found in known.items()}),
        "vermogen": _by_number(
            {
                one: {"peildatum": f"{vandaag.year}-01-01", "vermogen": found.vermogen}
                for one, found in known.items()
                if found.vermogen is not None
            }
        ),
    }


def _huishouden(one: Persoon, found: Financien, vandaag: date) -> Json:
    born = date.fromisoformat(one.geboortedatum)
    leeftijd = vandaag.year - born.year - ((vandaag.month, vandaag.day) < (born.month, born.day))
    return {"leefsituatie": found.leefsituatie, "minderjarigeKinderen": found.kinderen, "leeftijd": leeftijd}


def _by_number(rows: dict[Persoon, Json]) -> dict[str, Json]:
    return {one.bsn: {"burgerservicenummer": one.bsn, **row} for one, row in rows.items() if one.bsn is not None}
