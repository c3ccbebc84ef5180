"""The tiers of the connectors: what each claims is worked out again, no tier drops, and no trap is forgotten."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import connectors
from gateway.app import find_connectors
from tests.contract.bron import ask
from tests.contract.kwaliteit import NIVEAUS, Connector, exists, shortcomings, traps
from tests.contract.opname import opnamen
from tests.contract.standaard import SPECS, beschrijving, described

pytestmark = pytest.mark.contract
FOLDERS = {path.name: path for place in connectors.__path__ for path in Path(place).iterdir()}
CONNECTORS = {naam: Connector(manifest, FOLDERS[naam]) for naam, manifest in find_connectors().items()}
LOWEST = tomllib.loads(Path(__file__).with_name("niveaus.toml").read_text("utf-8"))
KNOWLEDGE = SPECS.parent
with_specs = pytest.mark.skipif(not SPECS.is_dir(), reason="geen officiële beschrijvingen naast het project")
NAMED = {naam: one for naam, one in CONNECTORS.items() if one.claims.get("standaard")}


@pytest.mark.parametrize("naam", CONNECTORS)
def test_a_claim_is_about_this_connector(naam: str) -> None:
    """The name is its own and the tier is one there is; that the tier is so is worked out in tests/project."""
    assert CONNECTORS[naam].claims["connector"] == naam
    assert CONNECTORS[naam].niveau in NIVEAUS


@pytest.mark.parametrize("naam", CONNECTORS)
def test_no_tier_drops(naam: str) -> None:
    """A tier is kept in niveaus.toml once it is reached; a connector that is new has none yet."""
    assert CONNECTORS[naam].niveau == LOWEST.get(naam, "geen"), (
        "zet het nieuwe niveau ook in tests/contract/niveaus.toml"
    )


def test_the_lowest_tiers_are_of_connectors_that_exist() -> None:
    """A connector that is gone takes its tier with it."""
    assert LOWEST.keys() <= CONNECTORS.keys()


@pytest.mark.parametrize("nummer", traps())
def test_a_trap_is_somebodys(nummer: str) -> None:
    """Each trap is handled by connectors, or in one place for all, or is said not to matter and why."""
    trap = traps()[nummer]
    assert trap["wat"].endswith(".")
    assert len(trap.keys() & {"connectors", "tests", "geldt_niet"}) == 1
    assert set(trap.get("connectors", ())) <= CONNECTORS.keys()
    assert [test for test in trap.get("tests", ()) if not exists(test)] == []
    assert all(test.startswith("tests/") for test in trap.get("tests", ()))


@pytest.mark.skipif(not KNOWLEDGE.is_dir(), reason="de kennis over de systemen ligt niet naast het project")
def test_no_trap_is_forgotten() -> None:
    """Every finding on the real systems, and everything a played system must do, has its number here."""
    measured = re.findall(r"(?m)^(\d+[ab]?)\. ", (KNOWLEDGE / "real-behaviour.md").read_text("utf-8"))
    listed = (KNOWLEDGE / "upstreams.md").read_text("utf-8").partition("\n## 21.")[2].partition("\n")[2]
    numbers = {re.sub(r"[a-z]$", "", nummer) for nummer in traps() if nummer.startswith("L")}
    assert {nummer[1:] for nummer in traps() if nummer.startswith("M")} == set(measured)
    assert numbers == {f"L{number}" for number in range(1, len(listed.split(";")) + 1)}


@with_specs
@pytest.mark.parametrize("naam", NAMED)
def test_recorded_answers_keep_to_the_official_description(naam: str) -> None:
    """What the author recorded is what the standard describes."""
    faults = [fault for answer, name in described(NAMED[naam]) for fault in beschrijving(name).faults(answer)]
    assert not faults, "\n".join(sorted(set(faults)))


@with_specs
@pytest.mark.parametrize("naam", NAMED)
async def test_questions_have_no_name_that_the_standard_has_not(naam: str) -> None:
    """A misspelt filter is ignored by most of these systems, and gives everybody's records."""
    connector, unknown = NAMED[naam], set()
    names: dict[str, str] = connector.claims["standaard"]
    for opname in opnamen(connector.manifest, connector.folder):
        for vraag in (await ask(opname)).asked:
            document = next(name for prefix, name in names.items() if vraag.path.startswith(prefix))
            unknown |= set(beschrijving(document).unknown_names(vraag))
    assert unknown == set()


def test_a_claim_that_does_not_hold_is_seen(tmp_path: Path) -> None:
    """A tier is worked out, not believed: an empty folder is of none."""
    (tmp_path / "quality.toml").write_text('connector = "openvtb"\nniveau = "goud"\nsysteem = ""\n', encoding="utf-8")
    (tmp_path / "README.md").write_text("# openvtb\n", encoding="utf-8")
    faults = shortcomings(Connector(CONNECTORS["openvtb"].manifest, tmp_path), "zilver")
    for expected in ("val M44 heeft geen test", "bron taken: ", "geen versie", "eigenaardigheden", "Meer lezen"):
        assert any(expected in fault for fault in faults), expected
    assert shortcomings(Connector(CONNECTORS["openvtb"].manifest, tmp_path), "geen") == []
