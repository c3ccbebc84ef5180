"""docs/beveiliging.md, and the command that takes each guard away: it must see a test that shows nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.beveiliging import BLAD, Deel, Edit, Guard, faults, page, read
from scripts.guards import run

CODE = "def most(amount):\n    if amount > 5:\n        return 5\n    return amount\n"
TESTS = """from code_of_ours import most

def test_the_most(): assert most(7) == 5
def test_nothing_much(): assert most(3) == 3
def test_that_was_red(): assert most(3) == 4
"""


def test_the_page_is_of_now_and_names_what_is_there() -> None:
    """Each text stands once in its file, each test exists, and the page was made of the tables."""
    delen = read()
    assert list(faults(delen)) == []
    assert BLAD.read_text("utf-8") == page(delen)


def guard(test: str, weg: str = "amount > 5", door: str = "False", eis: str = "ID-1") -> Guard:
    edit = Edit("code_of_ours.py", weg, door)
    return Guard(eis, "Hoogstens vijf.", edit.bestand, f"tests/test_it.py::{test}", (edit,))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (guard("test_the_most", weg="amount"), "staat er 3 keer"), (guard("test_the_most", weg="niets"), "staat er 0 keer"),
        (guard("test_the_most", eis="iets"), "zo heet geen eis"), (guard("test_the_most"), "bestaat niet"),
    ],
)  # fmt: skip
def test_a_table_that_is_not_right(tmp_path: Path, wrong: Guard, said: str) -> None:
    """A text that is not there once, an id that is none, a test that does not exist."""
    (tmp_path / "code_of_ours.py").write_text(CODE)
    assert any(said in fault for fault in faults([Deel("Deel", "", (wrong,))], tmp_path))


def test_each_guard_is_taken_away_in_a_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Caught, not caught, broken by taking it away, and red before: each told apart; the tree itself stays as it is."""
    (tmp_path / "code_of_ours.py").write_text(CODE)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_it.py").write_text(TESTS)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    guards = [
        guard("test_the_most"), guard("test_nothing_much"), guard("test_the_most", door="("), guard("test_that_was_red"),
    ]  # fmt: skip
    assert run(guards, 2, tmp_path) == 1
    told = [line[9:22].strip() for line in capsys.readouterr().out.splitlines() if line.startswith("ID-1")]
    assert told == ["betrapt", "NIET BETRAPT", "STUK", "VOORAF ROOD"]
    assert run(guards[:1], 1, tmp_path) == 0
    assert (tmp_path / "code_of_ours.py").read_text() == CODE
