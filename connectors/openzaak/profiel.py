"""What a supplier's ZGW can do and how it writes things down: one row of data for each, which the code looks at.

The standard leaves room, and suppliers stay behind it or stretch it. Nothing asks who the supplier is: code asks for the
ability. `profiel` in the settings of a bron picks a row; `afwijkingen` replaces single values of it for one installation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal

import msgspec
from msgspec import Struct, field

Manier = Literal["kvk", "kvk_van_vestiging", "rsin", "kvk_als_rsin", "vestiging", "vestiging_van_nnp"]
"""Where a rol keeps the number of a business: `kvk_als_rsin` is a KvK-nummer in the field for the RSIN."""

STANDAARD = "open-zaak"
_WORTELS = {soort: f"/{soort}/api/v1" for soort in ("zaken", "catalogi", "documenten", "besluiten")}


class Profiel(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The abilities of one supplier.

    `wortels`: below which path each API is. `zoeken`: search with a body, or with filters in the address. `expand`: can a
    status come along with its zaak? `per_blad`: rows a page, 0 where the size cannot be chosen. `bedrijf`: where rollen
    keep the numbers of a business. `volgnummers`: have statustypen a number, or does the order of the list count?
    `statusbron`: is the status of a zaak a thing of its own, or text among its kenmerken? `documenten`: found by one
    search, one by one, or by the zaak. `besluiten`: is there a Besluiten API? `leeg_is_404`: does an empty list say 404?
    `titel`: which text names a zaak. `nummer`: a pattern of numbers that people know in another form, `nummer_als`;
    `nummer_verplicht`: a zaak without one is not accepted yet, so nobody is shown it.
    """

    wortels: dict[str, str] = field(default_factory=lambda: dict(_WORTELS))
    zoeken: Literal["body", "adres"] = "body"
    expand: bool = True
    per_blad: int = 500
    bedrijf: tuple[Manier, ...] = ("kvk", "kvk_van_vestiging", "rsin", "vestiging", "vestiging_van_nnp")
    volgnummers: bool = True
    statusbron: Literal["status", "kenmerken"] = "status"
    documenten: Literal["zoek", "los", "bij_zaak"] = "zoek"
    besluiten: bool = True
    leeg_is_404: bool = False
    titel: Literal["omschrijving", "zaaktype"] = "omschrijving"
    nummer: str = ""
    nummer_als: str = ""
    nummer_verplicht: bool = False


PROFIELEN: Mapping[str, Profiel] = {
    STANDAARD: Profiel(),
    "e-suite": Profiel(
        expand=False,
        per_blad=100,
        bedrijf=("kvk_als_rsin", "vestiging"),
        volgnummers=False,
        nummer=r"\d{4}ESUITE(\d+)(\d{4})",
        nummer_als=r"\1-\2",
    ),
    "octopus": Profiel(
        wortels=dict.fromkeys(_WORTELS, "/zgw/v1"),
        expand=False,
        per_blad=0,
        bedrijf=("kvk_als_rsin", "rsin"),
        statusbron="kenmerken",
        documenten="bij_zaak",
        besluiten=False,
        nummer_verplicht=True,
    ),
    "zgw-1.0": Profiel(
        zoeken="adres",
        expand=False,
        per_blad=0,
        bedrijf=("rsin", "kvk_als_rsin", "vestiging"),
        documenten="los",
        leeg_is_404=True,
    ),
}
"""Known suppliers. `zgw-1.0` is for systems that keep to the first version of the standard, and no more."""


def profiel_of(instellingen: Mapping[str, object]) -> Profiel:
    """The profile in the settings of a bron; what is not right there is as if it were not said."""
    said, afwijkingen = instellingen.get("profiel"), instellingen.get("afwijkingen")
    naam = said if isinstance(said, str) and said in PROFIELEN else STANDAARD
    if not isinstance(afwijkingen, Mapping) or not afwijkingen:
        return PROFIELEN[naam]
    return _changed(naam, msgspec.json.encode(afwijkingen))


@lru_cache(maxsize=256)  # what the configuration says of an installation
def _changed(naam: str, afwijkingen: bytes) -> Profiel:
    known = msgspec.to_builtins(PROFIELEN[naam])
    try:
        return msgspec.convert({**known, **msgspec.json.decode(afwijkingen)}, Profiel)
    except msgspec.ValidationError:
        return PROFIELEN[naam]


def faults_in(instellingen: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is not right in the settings of a bron: the place, and what is wrong there."""
    said, afwijkingen = instellingen.get("profiel", STANDAARD), instellingen.get("afwijkingen", {})
    if not isinstance(said, str) or said not in PROFIELEN:
        yield ("profiel",), f"kies uit {', '.join(sorted(PROFIELEN))}"
        return
    if not isinstance(afwijkingen, Mapping):
        yield ("afwijkingen",), "dit is een tabel"
        return
    known = msgspec.to_builtins(PROFIELEN[said])
    for naam, waarde in afwijkingen.items():
        if naam not in known:
            yield ("afwijkingen", naam), f"kies uit {', '.join(sorted(known))}"
            continue
        try:
            msgspec.convert({**known, naam: waarde}, Profiel)
        except msgspec.ValidationError:
            yield ("afwijkingen", naam), "deze waarde past hier niet"
