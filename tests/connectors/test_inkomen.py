"""The port for income: one fact a question, of the right person, and as the page about it says."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import msgspec
import pytest

from connectors.inkomen import huishouden, inkomen, inkomensverloop, manifest, models, vermogen
from gateway.domain.inkomen import Leefsituatie
from gateway.errors import BronNotSupported
from tests.connectors.canned import BAKKERIJ, SANNE, asked, call

DOC = Path(__file__).parents[2] / "docs" / "inkomen.md"
BSN = "999991103"
ROWS: dict[str, dict[str, object]] = {
    "maandinkomen": {"maand": "2026-10-01", "netto": "1812.40"},
    "inkomensverloop": {"maanden": 36, "hoogsteNetto": "1955.10"},
    "huishouden": {"leefsituatie": "ALLEENSTAANDE_OUDER", "minderjarigeKinderen": 2, "leeftijd": 41},
    "vermogen": {"peildatum": "2026-01-01", "vermogen": "2310.00"},
}


def answers(bsn: str = BSN, **more: object) -> dict[tuple[str, str], object]:
    """What the source tells of somebody, over all its addresses."""
    return {
        ("POST", f"/v1/{naam}"): {"gegevens": [{"burgerservicenummer": bsn, **row, **more}]}
        for naam, row in ROWS.items()
    }


async def test_each_fact_is_one_question() -> None:
    """The number is in the body alone, and nothing else is in it."""
    made = call(answers())
    (maand,) = (await inkomen(made)).items
    verloop, thuis, bezit = await inkomensverloop(made), await huishouden(made), await vermogen(made)
    assert (str(maand.netto), maand.maand) == ("1812.40", date(2026, 10, 1))
    assert verloop is not None
    assert (str(verloop.hoogste_netto), verloop.maanden) == ("1955.10", 36)
    assert thuis is not None
    assert (thuis.leefsituatie, thuis.kinderen, thuis.leeftijd) == (Leefsituatie.ALLEENSTAANDE_OUDER, 2, 41)
    assert bezit is not None
    assert (str(bezit.bedrag), bezit.peildatum) == ("2310.00", date(2026, 1, 1))
    assert [(one.path, one.params, one.body) for one in asked(made)] == [
        (f"/v1/{naam}", {}, {"burgerservicenummer": BSN}) for naam in ROWS
    ]


async def test_another_persons_row_is_not_used() -> None:
    """It is dropped, counted and alarmed; what is left is nothing."""
    made = call(answers("999991115"))
    assert (await inkomen(made)).items == []
    assert await vermogen(made) is None
    assert made.foreign == 2


async def test_an_unknown_person_has_nothing() -> None:
    """An empty list is an answer."""
    empty: dict[tuple[str, str], object] = {("POST", f"/v1/{naam}"): {"gegevens": []} for naam in ROWS}
    assert (await inkomen(call(empty))).items == []
    assert await huishouden(call(empty)) is None


async def test_a_situation_that_is_new_is_unknown() -> None:
    """Nobody is judged by a word that we do not know."""
    found = await huishouden(call(answers(leefsituatie="WOONGROEP")))
    assert found is not None
    assert found.leefsituatie is Leefsituatie.ONBEKEND


async def test_a_business_has_no_income_here() -> None:
    """Without a BSN nothing is asked."""
    made = call(answers(), BAKKERIJ)
    with pytest.raises(BronNotSupported):
        await inkomen(made)
    assert asked(made) == []


def test_no_answer_is_kept() -> None:
    """Every source is for one question alone, and is never asked again by itself."""
    assert all(source.once and source.proof for source in manifest.sources.values())
    assert not {f"/v1/{naam}" for naam in ROWS} & set(manifest.searches)
    assert SANNE.bsn is not None


def test_the_page_describes_the_port() -> None:
    """Each address with exactly the fields that we read, and an example that decodes."""
    text = DOC.read_text("utf-8")
    kinds = {
        "maandinkomen": models.Maandinkomen, "inkomensverloop": models.Inkomensverloop,
        "huishouden": models.Huishouden, "vermogen": models.Vermogen,
    }  # fmt: skip
    told = {
        naam: set(re.findall(r"`(\w+)`", fields))
        for naam, fields in re.findall(r"^\| `POST /v1/(\w+)` \| ([^|]*) \|", text, re.MULTILINE)
    }
    assert told == {naam: {field.encode_name for field in msgspec.structs.fields(kind)} for naam, kind in kinds.items()}
    (example,) = re.findall(r"```json\n(.*?)```", text, re.DOTALL)
    assert msgspec.json.decode(example, type=dict[str, list[models.Maandinkomen]])["gegevens"]
