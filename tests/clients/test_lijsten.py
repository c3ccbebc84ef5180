"""Portals are built with Relay, Apollo or neither: each compiles our schema, and the gateway trusts the list it makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.plan.trusted.manifest import read_manifest
from tests.clients.bouwen import ROOT, apollo, names, portal_operations, relay

OPERATIONS = ("query", "mutation", "subscription")
EXAMPLES = sorted((ROOT / "examples" / "schermen").glob("*.graphql"))


def test_relay_compiles_the_portal(tmp_path: Path):
    """Every operation and fragment of the MijnOmgeving; the list names each operation once."""
    text = portal_operations()
    documents = read_manifest(relay(tmp_path, text).read_bytes())
    assert len(documents) == len(names(OPERATIONS, text)) > 10


def test_relay_compiles_an_example(tmp_path: Path):
    """The heaviest screen among the examples, as it is pasted into a project."""
    heaviest = max(EXAMPLES, key=lambda path: path.stat().st_size)
    assert len(read_manifest(relay(tmp_path, heaviest.read_text("utf-8")).read_bytes())) == 1


def test_apollo_makes_its_list_of_the_portal(tmp_path: Path):
    """With its own tool, which adds __typename everywhere: still what the ids are the hash of."""
    text = portal_operations()
    documents = read_manifest(apollo(tmp_path, text).read_bytes())
    assert len(documents) == len(names(OPERATIONS, text))
    assert all("__typename" in document for document in documents.values())


def test_codegen_makes_the_list_of_the_portal():
    """What `make setup` built is the third form."""
    built = ROOT / "portal/src/gql/persisted-documents.json"
    if not built.exists():
        pytest.skip("het portaal is niet gebouwd: make setup")
    assert len(read_manifest(built.read_bytes())) == len(names(OPERATIONS, portal_operations()))
