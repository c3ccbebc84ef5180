"""`gateway regels-testen`: a line for every example that comes out otherwise, with file and place, and exit code 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.acties import testen
from tests.acties.wereld import schrijf

REGEL = """code = "terras-verlengen"
domein = "wonen"
kijkt_naar = [{ type = "GeneriekProduct", soort = ["TERRAS"] }]
voorwaarde = "status == 'ACTIEF'"
actie = "VERLENGEN"
titel = "Verleng"
waarom = "Uw terras."

[[belemmering]]
als = "gedeeld == true"
code = "NIET_AANGEBODEN"
melding = "Dit kan niet samen."

[[voorbeeld]]
naam = "actief"
past = true
feiten = { status = "ACTIEF" }

[[voorbeeld]]
naam = "gedeeld"
past = true
reden = "NIET_AANGEBODEN"
feiten = { status = "ACTIEF", gedeeld = true }

[[voorbeeld]]
naam = "ander product"
past = false
feiten = { status = "ACTIEF", producttype = "GPK" }
"""


def test_rules_that_do_as_their_examples_say_are_fine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Our own rules are always played along, so that a replaced one is seen too."""
    schrijf(tmp_path, REGEL)

    assert testen.main([str(tmp_path)]) == 0
    assert testen.main([]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Alles klopt: ")
    assert first != second


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("status == 'ACTIEF'", "status == 'VERLOPEN'", ["16: voorbeeld[1].past: actief: de regel past niet",
                                                       "21: voorbeeld[2].past: gedeeld: de regel past niet"]),
        ('["TERRAS"]', '["TERRAS", "gpk"]', ["27: voorbeeld[3].past: ander product: de regel past wel"]),
        ("gedeeld == true", "gedeeld == false", ["22: voorbeeld[2].reden: gedeeld: het kan wel"]),
        ("gedeeld == true", "true", ["16: voorbeeld[1].past: actief: het kan niet: NIET_AANGEBODEN"]),
        ('code = "NIET', 'code = "AL_GEDAAN" # "NIET', ["22: voorbeeld[2].reden: gedeeld: het kan niet: AL_GEDAAN"]),
        ("Verleng", "Verleng {x}", ["6: titel: GeneriekProduct heeft geen feit x"]),
    ],
)  # fmt: skip
def test_each_example_that_comes_out_otherwise_is_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, expected: list[str]
) -> None:
    """With file, line, key and the name of the example; faults in the rule itself are told the same way."""
    path = schrijf(tmp_path, REGEL.replace(old, new, 1))

    code = testen.main([str(tmp_path)])

    printed = capsys.readouterr()
    assert code == 1
    assert printed.out.splitlines() == [f"{path}:{line}" for line in expected]
    assert printed.err == f"{len(expected)} fouten in de regels.\n"


def test_a_folder_that_is_not_there_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A typing error in the path is not "all is well"."""
    assert testen.main([str(tmp_path / "nergens")]) == 1
    assert "hier staan geen bestanden" in capsys.readouterr().out
