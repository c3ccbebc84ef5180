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
