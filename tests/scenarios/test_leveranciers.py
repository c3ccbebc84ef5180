"""The same zaken through four suppliers of ZGW: whatever their manners, a person reads the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sandbox.bron import Bron
from sandbox.openzaak.leveranciers import LEVERANCIERS
from sandbox.server import Zandbak
from tests.scenarios.conftest import serving

pytestmark = pytest.mark.scenario
BRON = Bron("zaken", "openzaak", "9901", ("ZAKEN",), "een-geheim-van-tenminste-32-tekens")
ANDEREN = sorted(LEVERANCIERS.keys() - {"open-zaak"})
REGEL = """id titel identificatie zaaktype { identificatie naam doel doorlooptijd thema } omschrijving toelichting
  status { groep tekst bronwaarde vertaald toelichting stand datum { datum duiding uitleg } } lopend
  volgendeStap { groep tekst stand } laatstGewijzigdOp
  startdatum einddatum einddatumGepland { datum duiding uitleg } uiterlijkeEinddatumAfdoening { datum duiding uitleg }
  uitstel herkomst { gevondenVia }"""
LIJST = f"{{ zaken(first: 100) {{ volledig aantal nodes {{ {REGEL} }} }} }}"
DETAIL = """query($id: ID!) { zaak(id: $id) { titel resultaat { tekst toelichting }
  stappen { groep tekst bronwaarde vertaald toelichting stand datum { datum duiding uitleg } }
  besluiten { titel identificatie datum ingangsdatum vervaldatum toelichting bezwaartermijn { datum } }
  documenten { titel bestandsnaam bestandstype bestandsomvang soort vanMij datum beschikbaar }
  kenmerken { sleutel label weergave } mijnRol mijnRolBronwaarde behandelaar
  hoofdzaak { titel } deelzaken { titel }
} }"""
GEOPEND = {
    "Gehandicaptenparkeerkaart bestuurder",
    "Traplift en aanpassing van de badkamer",
    "Dakkapel aan de achterzijde",
    "Bezwaar tegen weigering kapvergunning",
    "Lantaarnpaal kapot",
    "Uitbouw Havenkade 14",
}
Zaak = dict[str, Any]  # Any: an answer, read by what was asked
Zaken = dict[str, Zaak]


async def asked(leverancier: str, folder: Path, persoon: str = "inwoner") -> Zaken:
    """What a person reads of their zaken at this supplier, by titel; some of them opened."""
    async with Zandbak(bronnen=[replace(BRON, leverancier=leverancier)]) as zandbak, serving(zandbak, folder) as portal:
        own = portal.of(persoon)
        found: Any = (await own.ask(LIJST))["zaken"]
        assert found["volledig"] is True
        assert found["aantal"] == len(found["nodes"])
        assert not any("typen" in one.pad for one in zandbak.aanroepen()), "the catalogue was read at start"
        zaken = {node["titel"]: node for node in found["nodes"]}
        for titel in GEOPEND & zaken.keys():
            detail: Any = await own.ask(DETAIL, id=zaken[titel]["id"])
            zaken[titel] |= detail["zaak"]
    return zaken


@pytest.fixture(scope="module")
def plain() -> Zaken:
    """What Open Zaak tells; asked once, by the first test that needs it."""
    return {}


UNTOLD: dict[str, tuple[str, ...]] = {
    "e-suite": ("identificatie", "laatstGewijzigdOp", "status.datum", "stappen.datum"),
    "octopus": (
        "laatstGewijzigdOp", "resultaat.toelichting", "besluiten.titel", "besluiten.ingangsdatum",
        "besluiten.vervaldatum", "besluiten.toelichting", "besluiten.bezwaartermijn",
    ),
    "zgw-1.0": ("laatstGewijzigdOp",),
}  # fmt: skip
"""What a supplier keeps nowhere, so that it cannot be told, or keeps in its own form; nothing else may differ."""


def told(zaak: Zaak, leverancier: str) -> Zaak:
    """A zaak as far as this supplier knows it."""
    known = {naam: value for naam, value in zaak.items() if naam != "id"}
    for path in UNTOLD[leverancier]:
        naam, _, inner = path.partition(".")
        if naam in known:
            known[naam] = _without(known[naam], inner) if inner else None
    return known


def _without(value: Any, naam: str) -> Any:  # Any: as above
    if isinstance(value, list):
        return [_without(one, naam) for one in value]
    return value | {naam: None} if value is not None else None


def short(nummer: str) -> str:
    """The number of a zaak as the customers of an e-Suite know it."""
    _, year, serial = nummer.split("-")
    return f"{int(serial)}-{year}"


@pytest.mark.parametrize("leverancier", ANDEREN)
async def test_the_same_zaken_read_the_same(leverancier: str, plain: Zaken, tmp_path: Path) -> None:
    """Statussen, resultaat, steps, documents, rol and dates: equal to those of Open Zaak, one by one."""
    if not plain:
        plain |= await asked("open-zaak", tmp_path / "plain")
    other = await asked(leverancier, tmp_path / "other")

    assert plain.keys() >= GEOPEND
    assert other.keys() == plain.keys()
    for titel, zaak in other.items():
        assert told(zaak, leverancier) == told(plain[titel], leverancier)
        if leverancier == "e-suite":
            assert zaak["identificatie"] == short(plain[titel]["identificatie"])


KVK, RSIN = "KVK", "RSIN"
IN_PLAATS_VAN_RSIN = {"Terras aan de Marktstraat": KVK, "Lunchroom in de bakkerij": KVK, "Melding nieuwe eigenaar": KVK}
"""Kept by their KvK-nummer, where the standard had no place for it but that of the RSIN."""


@pytest.mark.parametrize(
    ("leverancier", "expected"),
    [
        (
            "open-zaak",
            {
                "Terras aan de Marktstraat": KVK,
                "Lunchroom in de bakkerij": KVK,
                "Reclamebord aan de gevel": KVK,
                "Subsidie verduurzaming oven": RSIN,
            },
        ),
        ("e-suite", IN_PLAATS_VAN_RSIN),
        ("octopus", IN_PLAATS_VAN_RSIN | {"Subsidie verduurzaming oven": RSIN}),
        ("zgw-1.0", IN_PLAATS_VAN_RSIN | {"Subsidie verduurzaming oven": RSIN}),
    ],
)
async def test_a_business_is_found_where_its_register_keeps_it(
    leverancier: str, expected: dict[str, str], tmp_path: Path
) -> None:
    """By each kind of number apart: a KvK-nummer in the place of an RSIN counts only where that is how it is kept."""
    found = await asked(leverancier, tmp_path, "ondernemer")

    assert {titel: zaak["herkomst"][0]["gevondenVia"] for titel, zaak in found.items()} == expected
