"""A value that describes itself, so that a screen can show what it has never heard of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from strawberry import field

from gateway.domain.datum import voluit
from gateway.domain.declare import Term, enumeratie, view


@enumeratie
class Kenmerksoort(Term):
    """Wat voor waarde een kenmerk heeft, voor de juiste opmaak."""

    TEKST = "TEKST", "Gewone letters en woorden."
    GETAL = "GETAL", "Een getal, met een punt voor de decimalen."
    BEDRAG = "BEDRAG", "Euro's, met een punt en twee decimalen."
    DATUM = "DATUM", "Een dag, zoals 2026-03-14."
    MOMENT = "MOMENT", "Een dag met tijd en tijdzone."
    JA_NEE = "JA_NEE", "`true` voor ja, `false` voor nee."
    LINK = "LINK", "Een adres op het web."
    ONBEKEND = "ONBEKEND", "Iets anders; toon dan alleen `weergave`."


@view
class Kenmerk:
    """Een gegeven met eigen label en opmaak. Toon als regel in een detailscherm, ook zonder de betekenis te kennen."""

    sleutel: str = field(description="Naam voor programma's; blijft gelijk als het label wijzigt.")
    label: str = field(description="Wat er voor de waarde staat, zoals `Zone`.")
    groep: str | None = field(description="Kopje waar dit gegeven onder past.")
    soort: Kenmerksoort = field(description="Wat voor waarde het is.")
    waarden: list[str] = field(description="De waarde, of meer dan één, in de schrijfwijze die bij `soort` staat.")
    weergave: str = field(description="De waarde zoals een mens die leest, bijvoorbeeld € 15,20.")
    eenheid: str | None = field(description="Waarin gemeten is, zoals m2 of uur.")


def kenmerk_tekst(sleutel: str, label: str, waarde: str, *, groep: str | None = None) -> Kenmerk:
    """A text as a kenmerk."""
    return _kenmerk(sleutel, label, groep, Kenmerksoort.TEKST, [waarde], waarde)


def kenmerk_teksten(sleutel: str, label: str, waarden: Sequence[str], *, groep: str | None = None) -> Kenmerk:
    """Several texts as one kenmerk."""
    return _kenmerk(sleutel, label, groep, Kenmerksoort.TEKST, list(waarden), ", ".join(waarden))


def kenmerk_getal(sleutel: str, label: str, waarde: float | Decimal, *, groep: str | None = None) -> Kenmerk:
    """A number as a kenmerk, shown with a decimal comma."""
    return _kenmerk(sleutel, label, groep, Kenmerksoort.GETAL, [str(waarde)], str(waarde).replace(".", ","))


def kenmerk_bedrag(sleutel: str, label: str, waarde: Decimal, *, groep: str | None = None) -> Kenmerk:
    """An amount in euro as a kenmerk, shown as € 1.234,50."""
    shown = f"€ {waarde:,.2f}".translate(_NEDERLANDS)
    return _kenmerk(sleutel, label, groep, Kenmerksoort.BEDRAG, [f"{waarde:.2f}"], shown)


def kenmerk_datum(sleutel: str, label: str, waarde: date, *, groep: str | None = None) -> Kenmerk:
    """A day as a kenmerk, shown as 14 maart 2026."""
    return _kenmerk(sleutel, label, groep, Kenmerksoort.DATUM, [waarde.isoformat()], voluit(waarde))


def kenmerk_ja_nee(sleutel: str, label: str, waarde: bool, *, groep: str | None = None) -> Kenmerk:
    """Yes or no as a kenmerk."""
    return _kenmerk(sleutel, label, groep, Kenmerksoort.JA_NEE, [str(waarde).lower()], "Ja" if waarde else "Nee")


def _kenmerk(
    sleutel: str, label: str, groep: str | None, soort: Kenmerksoort, waarden: list[str], weergave: str
) -> Kenmerk:
    return Kenmerk(
        sleutel=sleutel, label=label, groep=groep, soort=soort, waarden=waarden, weergave=weergave, eenheid=None
    )


_NEDERLANDS = str.maketrans({",": ".", ".": ","})
