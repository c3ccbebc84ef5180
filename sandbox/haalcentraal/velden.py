"""Which fields may be asked, and a person cut down to them."""

from __future__ import annotations

from collections.abc import Iterable

from sandbox.haalcentraal.personen import Json

ONGEVRAAGD = ("geheimhoudingPersoonsgegevens", "opschortingBijhouding", "rni", "verificatie", "inOnderzoek")
"""Given when they apply; to ask for one is an error."""
_REGELS = ("adresregel1", "adresregel2", "adresregel3", "land")
_ADRESSERING = ("aanschrijfwijze", "aanschrijfwijze.naam", "aanhef", *_REGELS)
TOEGESTAAN = frozenset({
    "burgerservicenummer", "naam", "naam.volledigeNaam", "geboorte", "geboorte.datum", "adressering",
    "adresseringBinnenland", *(f"adressering.{one}" for one in _ADRESSERING),
    *(f"adresseringBinnenland.{one}" for one in _REGELS[:2]),
})  # fmt: skip
"""The part of the list of the real system that anybody here could want."""


def cut(person: Json, fields: Iterable[str]) -> Json:
    """Only what was asked, with what comes along unasked."""
    asked = tuple(fields)
    found: Json = {name: person[name] for name in ONGEVRAAGD if name in person}
    if "burgerservicenummer" in asked:
        found["burgerservicenummer"] = person["burgerservicenummer"]
    if "opschortingBijhouding" in person:
        return found
    adressering = _adressering(person, asked)
    if adressering is not None:
        found["adressering"] = adressering
    return found


def _adressering(person: Json, asked: tuple[str, ...]) -> Json | None:
    """What was asked of the lines for an envelope; empty when it was asked and there is none."""
    wanted = {name.partition(".")[2].partition(".")[0] for name in asked if name.startswith("adressering")}
    if not wanted:
        return None
    whole = person["adressering"]
    assert isinstance(whole, dict)
    inland_only = not any(name.partition(".")[0] == "adressering" for name in asked if "adresregel" in name)
    hidden = _REGELS if inland_only and "land" in whole else ()
    return {name: value for name, value in whole.items() if ("" in wanted or name in wanted) and name not in hidden}
