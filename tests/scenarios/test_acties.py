"""What a person can do now, asked over HTTP with a token, at the sandbox's bronnen and by rules in files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gateway.config.instellingen import ActiesInstellingen
from tests.acties.wereld import schrijf
from tests.scenarios.conftest import Portal, running

pytestmark = pytest.mark.scenario

EIGEN = """
code = "zaak-vraag"
domein = "algemeen"
kijkt_naar = [{ type = "Zaak" }]
voorwaarde = "lopend == true"
actie = "VRAAG_STELLEN"
titel = "Bel met het zaakteam"
waarom = "Uw zaak loopt nog."
voorbeeld = [
    { naam = "loopt", past = true, feiten = { lopend = true } },
    { naam = "klaar", past = false, feiten = { lopend = false } },
]
"""


@pytest.fixture
async def eigen(tmp_path: Path) -> AsyncIterator[Portal]:
    """A gateway whose municipality dropped a rule in a folder."""
    schrijf(tmp_path / "regels", EIGEN)
    async with running(tmp_path, acties=ActiesInstellingen(regels=[str(tmp_path / "regels")])) as portal:
        yield portal


async def test_a_rule_in_a_folder_works_without_code(eigen: Portal) -> None:
    """Every running zaak has the municipality's own action, and a zaak that is done has not."""
    data = await eigen.ask("""{
      klaar: zaken(first: 1, filter: { lopend: false }) { nodes { acties { titel } } }
      zaken(first: 3) { nodes { lopend acties { titel uitvoering { fallbackUrl alleenVia } } } }
    }""")
    nodes = data["zaken"]["nodes"]  # type: ignore[index]
    own = [[one for one in node["acties"] if one["titel"] == "Bel met het zaakteam"] for node in nodes]
    assert [bool(one) for one in own] == [node["lopend"] for node in nodes]
    assert any(own)
    assert all(one["titel"] != "Bel met het zaakteam" for one in data["klaar"]["nodes"][0]["acties"])  # type: ignore[index]
    (first, *_) = (one for each in own for one in each)
    assert first["uitvoering"]["fallbackUrl"] == "https://www.havenstad.example"


async def test_an_open_assessment_offers_pay_arrange_and_object(portal: Portal) -> None:
    """All three at once, at the assessment that stands open; the amount to pay is the amount that the bron tells."""
    data = await portal.of("bijstand").ask("""{ producten { nodes { ... on Belastingaanslag { betaling { openstaand keuzes {
        betalen { beschikbaar bedrag deadline { datum } }
        betalingsregeling { beschikbaar deadline { datum } }
        bezwaar { beschikbaar reden { code melding } onderdelen { id titel } }
    } } } } } }""")
    betalingen = [one["betaling"] for one in data["producten"]["nodes"] if one.get("betaling")]  # type: ignore[index]
    (open_one, *_) = (one for one in betalingen if one["keuzes"])
    keuzes = open_one["keuzes"]
    assert keuzes["betalen"]["beschikbaar"]
    assert keuzes["betalen"]["bedrag"] == open_one["openstaand"]
    assert keuzes["betalingsregeling"]["beschikbaar"]
    assert keuzes["bezwaar"]["beschikbaar"] or keuzes["bezwaar"]["reden"]["melding"]


async def test_the_taak_to_pay_an_assessment_offers_all_three(portal: Portal) -> None:
    """On the taak itself, of another bron than the assessment: pay, arrange, and object to points of that assessment."""
    data = await portal.of("bijstand").ask("""{ taken(filter: { soort: [BETALING] }) { nodes {
        titel product { titel }
        betaling { keuzes {
            betalen { beschikbaar bedrag deadline { datum uiterlijk } minimaalNiveau }
            betalingsregeling { beschikbaar waarom }
            bezwaar { beschikbaar deadline { datum } onderdelen { titel } }
        } }
    } } }""")
    (taak,) = data["taken"]["nodes"]  # type: ignore[index]
    keuzes = taak["betaling"]["keuzes"]
    assert all(keuzes[one]["beschikbaar"] for one in ("betalen", "betalingsregeling", "bezwaar"))
    assert keuzes["betalen"]["bedrag"] == "318.40"
    assert [one["titel"] for one in keuzes["bezwaar"]["onderdelen"]] == [
        "Afvalstoffenheffing",
        "Rioolheffing",
    ]


async def test_a_permit_that_ends_within_a_month_becomes_a_taak(portal: Portal) -> None:
    """Sanne's parkeervergunning ends in twenty days: a taak to renew it, that opens by its id and leads to the permit."""
    data = await portal.ask(
        "{ taken(filter: { soort: [VOORSTEL] }) { nodes { id titel herkomst { bron { naam } } } } }"
    )
    found = {one["titel"]: one for one in data["taken"]["nodes"]}  # type: ignore[index]
    assert found["Verleng uw parkeervergunning"]["herkomst"] == [{"bron": {"naam": "MijnServices"}}]
    assert "Wilt u onderzoeken of u recht hebt op meer ondersteuning?" in found
    opened = await portal.ask(
        """query ($id: ID!) { taak(id: $id) {
            titel product { titel ... on Parkeervergunning { kentekens } } acties { soort uitvoering { fallbackUrl } }
        } }""",
        id=found["Verleng uw parkeervergunning"]["id"],
    )
    taak = opened["taak"]
    assert taak["product"]["kentekens"]  # type: ignore[index]
    (actie,) = taak["acties"]  # type: ignore[index]
    assert actie == {"soort": "VERLENGEN", "uitvoering": {"fallbackUrl": "https://www.havenstad.example"}}
    stranger = await portal.of("fatima").ask(
        "query ($id: ID!) { taak(id: $id) { titel } }", id=found["Verleng uw parkeervergunning"]["id"]
    )
    assert stranger == {"taak": None}


async def test_a_bron_that_is_away_proposes_nothing(portal: Portal) -> None:
    """Parking stopped: no taak to renew, no error, and its report stands under the taken."""
    await portal.zandbak.stop("havenstad-parkeren")
    data = await portal.ask(
        "{ taken { volledig nodes { titel } bronnen { status dienst bron { code } } } tellers { openTaken { volledig } } }"
    )
    taken = data["taken"]
    assert "Verleng uw parkeervergunning" not in {one["titel"] for one in taken["nodes"]}  # type: ignore[index]
    assert {"status": "ONBEREIKBAAR", "dienst": "PRODUCTEN", "bron": {"code": "havenstad-parkeren"}} in taken["bronnen"]  # type: ignore[index]
    assert (taken["volledig"], data["tellers"]["openTaken"]["volledig"]) == (False, False)  # type: ignore[index]
