"""docs/conformiteit.md: of now, whole, and claiming nothing that no test shows."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from scripts.conformiteit import BLAD, TABEL, faults, page
from tests.project.tree import ROOT

BLOKKEN = tomllib.loads(TABEL.read_text("utf-8"))["blok"]
KNOWLEDGE = ROOT.parent / "shared" / "domain" / "mijnservices-blocks.md"


def test_the_page_is_of_now() -> None:
    """Made from the table, and made again after every change of it."""
    assert BLAD.read_text("utf-8") == page(BLOKKEN)


def test_every_claim_has_a_test_and_every_gap_a_word() -> None:
    """Yes and in part show tests that exist; in part and no say what is missing."""
    assert list(faults(BLOKKEN)) == []


@pytest.mark.parametrize(
    ("eis", "said"),
    [
        ({"staat": "ja", "tests": ["tests/project/test_make.py::test_dat_er_niet_is"]}, "bestaat niet"),
        ({"staat": "ja"}, "laat een test zien"),
        ({"staat": "nee", "mist": "Alles.", "tests": ["tests/x.py::test_x"]}, "laat een test zien"),
        ({"staat": "deels", "tests": ["tests/project/test_make.py::test_help_lists_every_target"]}, "`mist` hoort"),
        ({"staat": "bijna", "mist": "Iets.", "tests": []}, "ja, deels of nee"),
    ],
)
def test_a_claim_that_nothing_shows_is_found(eis: dict[str, object], said: str) -> None:
    """The checker sees each way to claim too much."""
    found = list(faults([{"naam": "Blok", "eis": [{"eis": "Iets.", **eis}]}]))
    assert any(said in fault for fault in found)


@pytest.mark.skipif(not KNOWLEDGE.is_file(), reason="de kennis over de bouwblokken ligt niet naast het project")
def test_every_building_block_has_its_table() -> None:
    """Each block that VNG names is there, also those we have nothing for yet."""
    named = [line.removeprefix("### ").split(" ")[0] for line in KNOWLEDGE.read_text("utf-8").splitlines()
             if line.startswith("### ")]  # fmt: skip
    assert set(named) <= {str(blok["naam"]) for blok in BLOKKEN}


def test_it_is_a_command(tmp_path: Path) -> None:
    """`make check` runs it as a script, so it works without the tests around it."""
    command = [sys.executable, "scripts/conformiteit.py", "--controleer"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.startswith("conformiteit: in orde")) == (0, True)
