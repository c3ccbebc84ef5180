"""Every connector is whole: what the contract suite needs is there, also when only these tests are run."""

from __future__ import annotations

from pathlib import Path

import pytest

import connectors
from gateway.app import find_connectors
from tests.contract.kwaliteit import Connector, shortcomings
from tests.contract.opname import OpnameOntbreekt, opnamen

FOLDERS = {path.name: path for folder in connectors.__path__ for path in Path(folder).iterdir() if path.is_dir()}
CONNECTORS = find_connectors()


@pytest.mark.parametrize("naam", CONNECTORS)
def test_every_source_has_a_happy_answer(naam: str) -> None:
    """Whoever adds a source records one answer to it; the contract suite does the rest."""
    assert {one.source.naam for one in opnamen(CONNECTORS[naam], FOLDERS[naam])} == set(CONNECTORS[naam].sources)


@pytest.mark.parametrize("naam", CONNECTORS)
def test_a_connector_is_of_the_tier_it_claims(naam: str) -> None:
    """What quality.toml says is so: tests of traps exist, lifetimes are those of the manifest, the README is whole."""
    connector = Connector(CONNECTORS[naam], FOLDERS[naam])
    faults = shortcomings(connector, connector.niveau)
    assert not faults, "\n".join(faults)


def test_a_source_without_one_says_which_file_to_write(tmp_path: Path) -> None:
    """The message names the file, so nobody has to look for how it is done."""
    folder = tmp_path / "connectors" / "openvtb"
    (folder / "contract").mkdir(parents=True)
    with pytest.raises(OpnameOntbreekt, match=r"schrijf connectors/openvtb/contract/taken\.json"):
        list(opnamen(CONNECTORS["openvtb"], folder))
