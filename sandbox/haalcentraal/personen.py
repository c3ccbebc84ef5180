"""The people of the stories as the BRP knows them, each with all that this API can give of them."""

from __future__ import annotations

from collections.abc import Mapping

from sandbox.verhalen.personen import PERSONEN, Persoon

GEHEIM = ("bijstand",)
"""Whose data may not go to third parties."""
BUITENLAND: Mapping[str, tuple[str, ...]] = {"eidas": ("Ulica Portowa 14", "81-340 Gdynia", "", "Polen")}
"""Who lives abroad according to the BRP: three lines and a country."""
Json = dict[str, object]


def seed() -> dict[str, Json]:
    """Everybody with a BSN, by that number."""
    return {one.bsn: persoon(one) for one in PERSONEN.values() if one.bsn is not None}


def persoon(one: Persoon) -> Json:
    """A person with every field; what must come along unasked stands under its own name."""
    found: Json = {"burgerservicenummer": one.bsn, "adressering": {"aanschrijfwijze": {"naam": aanschrijfwijze(one)}}}
    adressering = found["adressering"]
    assert isinstance(adressering, dict)
    adressering.update(_adresregels(one))
    if one.sleutel in GEHEIM:
        found["geheimhoudingPersoonsgegevens"] = True
    return found


def aanschrijfwijze(one: Persoon) -> str:
    """How somebody is written to: initials and family name."""
    voornaam, _, achternaam = one.naam.rpartition(" ") if one.sleutel == "eenmanszaak" else one.naam.partition(" ")
    if one.sleutel == "eenmanszaak":  # the name of the business begins with the trade
        voornaam = voornaam.rpartition(" ")[2]
    return f"{voornaam[0]}. {achternaam}"


def _adresregels(one: Persoon) -> Json:
    if one.sleutel in BUITENLAND:
        first, second, third, land = BUITENLAND[one.sleutel]
        lines = {"adresregel1": first, "adresregel2": second, "adresregel3": third}
        return {**{name: line for name, line in lines.items() if line}, "land": {"code": "7028", "omschrijving": land}}
    straat, _, plaats = one.adres.partition(", ")
    # An envelope has two spaces before the place, in capitals (NEN 5825).
    return {"adresregel1": straat, "adresregel2": f"{plaats[:7]}  {plaats[8:].upper()}"}
