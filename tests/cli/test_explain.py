"""`gateway explain`: what an operation fetches, needs and costs, kept as snapshots so that a dearer plan is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from gateway.acties import MEEGELEVERD, laad
from gateway.cli import main
from gateway.plan.explain import explain_text
from gateway.plan.fanout.mogelijk import fetches_erbij
from resolvers.schema import maak_schema

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
OPERATIONS = sorted(EXAMPLES.rglob("*.graphql"))
SCHEMA = maak_schema()
ERBIJ = fetches_erbij(laad(MEEGELEVERD))


@pytest.mark.parametrize("path", OPERATIONS, ids=[path.stem for path in OPERATIONS])
def test_plans_of_examples_stay_as_they_are(path: Path, snapshot: SnapshotAssertion) -> None:
    """The plan of each example operation is what it was; a change here is a change in what bronnen are asked."""
    assert explain_text(SCHEMA, path.read_text("utf-8"), ERBIJ) == snapshot


def test_a_page_multiplies_what_is_asked_per_item() -> None:
    """Steps of 20 zaken are 20 calls; shared fetches count once."""
    text = explain_text(SCHEMA, "{ zaken(first: 20) { nodes { stappen { tekst } actieNodig } } taken { volledig } }")
    assert "Zaak.stappen: 20 aanroepen voor hoogstens 20 items" in text
    assert "hoogstens 22 aanroepen per bron" in text


def test_a_page_that_is_written_down_counts_beside_a_variable() -> None:
    """`first: 7` is 7 items, also when the cursor comes later."""
    text = explain_text(SCHEMA, "query ($na: String) { zaken(first: 7, after: $na) { nodes { stappen { tekst } } } }")
    assert "Zaak.stappen: 7 aanroepen voor hoogstens 7 items" in text


def test_the_price_is_told_with_what_may_be_spent() -> None:
    """Points, calls and values, each with the limit that a gateway has when nobody chose another."""
    text = explain_text(SCHEMA, "{ zaken(first: 20) { nodes { stappen { tekst } } } }")
    assert text.splitlines()[-1].startswith("Prijs: 1170 van 1000 punten, 21 van 25 aanroepen, ")
    assert text.splitlines()[-1].endswith("Dit wordt geweigerd.")


def test_a_fault_in_the_file_has_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A document that does not validate: the place, the reason, and exit code 1."""
    path = tmp_path / "fout.graphql"
    path.write_text("{\n  zaken { nodes { titl } } }", "utf-8")
    assert main(["explain", str(path)]) == 1
    assert capsys.readouterr().err.startswith(f"{path}:2:19: ")


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that cannot be read is said, with exit code 1."""
    assert main(["explain", str(tmp_path / "niets.graphql")]) == 1
    assert "niet te lezen" in capsys.readouterr().err


def test_schema_is_printed_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """`gateway schema` prints the schema that is committed."""
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == (EXAMPLES.parent / "schema.graphql").read_text("utf-8")
