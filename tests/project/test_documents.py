"""The documents: links lead somewhere, both languages agree, and each decision names what measures its reason again."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import jsonschema
import pytest
import yaml
from graphql import build_schema, parse, validate

from scripts.links import broken
from tests.project.tree import ROOT

ADRS = sorted((ROOT / "docs/adr").glob("0*.md"))
BENCHES = {"plan_cpu_ratio", "request_cpu_ratio", "request_cold_ratio", "overhead_ms", "rss_mb"}
REQUIRED = [
    *("publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "legal"),
    *("maintenance", "localisation", "description", "intendedAudience"),
]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def _read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def test_links_lead_somewhere() -> None:
    """Every link between our documents finds its file and heading."""
    assert list(broken()) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    """A missing file and a missing heading are both told; code and other sites are left alone."""
    (tmp_path / "b.md").write_text("# Er is iets\n", encoding="utf-8")
    text = "[a](weg.md) [b](b.md#er-is-iets) [c](b.md#er-is-niets) [d](https://example.org) `[e](weg.md)`\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert list(broken(tmp_path)) == ["a.md: weg.md", "a.md: b.md#er-is-niets"]


def test_both_readmes_tell_the_same() -> None:
    """Each links to the other in its first line, and has the same commands and as many headings."""
    dutch, english = _read("README.md"), _read("README.en.md")
    assert "README.en.md" in dutch.splitlines()[0]
    assert "README.md" in english.splitlines()[0]
    assert re.findall(r"^#+ ", dutch, re.MULTILINE) == re.findall(r"^#+ ", english, re.MULTILINE)
    commands = [re.findall(r"^(?:make|\.venv/bin/\w+) [\w-]+", text, re.MULTILINE) for text in (dutch, english)]
    assert commands[0] == commands[1]
    assert len(commands[0]) >= 6


def test_the_question_of_the_readme_can_be_asked() -> None:
    """The query that a newcomer copies is valid in the schema as published."""
    questions = re.findall(r"```graphql\n(.*?)```", _read("README.md"), re.DOTALL)
    schema = build_schema(_read("schema.graphql"))
    assert [validate(schema, parse(question)) for question in questions] == [[]]


def test_the_source_that_the_readme_stops_exists() -> None:
    """Its code is one of the sandbox."""
    codes = re.findall(r"sandbox stop ([a-z-]+)", _read("README.md") + _read("README.en.md"))
    assert len(codes) == 2
    assert all(f'"{code}"' in _read("sandbox/bron.py") for code in codes)


@pytest.mark.parametrize("adr", ADRS, ids=lambda path: path.stem[:4])
def test_a_decision_names_what_measures_it_again(adr: Path) -> None:
    """Context, decision, consequences, and a bench or a test that is really there."""
    text = adr.read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "Measured again by"]
    measured = text.split("## Measured again by")[1]
    folders = re.findall(r"`(tests/\w+)`", measured)
    functions = re.findall(r"`(test_\w+)`", measured)
    benches = set(re.findall(r"`(\w+_(?:ratio|ms|mb))`", measured))
    assert benches <= BENCHES
    assert folders or benches
    assert [name for name in folders if not list((ROOT / name).glob("test_*.py"))] == []
    sources = "".join(path.read_text("utf-8") for name in folders for path in (ROOT / name).glob("test_*.py"))
    assert [name for name in functions if f"def {name}(" not in sources] == []


def test_every_decision_is_listed() -> None:
    """The index of decisions misses none."""
    assert re.findall(r"\((0\d+[\w-]+\.md)\)", _read("docs/adr/README.md")) == [path.name for path in ADRS]


def test_the_glossary_has_every_status_of_a_bron() -> None:
    """Who reads a report finds each of its words explained."""
    from gateway.domain.bron import Bronstatus

    assert [one.value for one in Bronstatus if f"`{one.value}`" not in _read("docs/begrippen.md")] == []


def test_one_version_everywhere() -> None:
    """The wheel, the image and publiccode.yml carry the same number."""
    assert f'image.version="{VERSION}"' in _read("Dockerfile")
    assert yaml.safe_load(_read("publiccode.yml"))["softwareVersion"] == VERSION


def test_the_changelog_tells_what_changed_in_the_schema() -> None:
    """The form of Keep a Changelog, with a heading for who builds on the schema."""
    assert re.search(r"^## \[Unreleased\]\n\n### Schema$", _read("CHANGELOG.md"), re.MULTILINE)


def test_the_licence_is_the_eupl() -> None:
    """The whole text, and its name where tools look."""
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in _read("LICENSE")
    assert "Compatible Licences" in _read("LICENSE")
    assert yaml.safe_load(_read("publiccode.yml"))["legal"]["license"] == "EUPL-1.2"


def test_publiccode_says_what_registers_ask() -> None:
    """The fields without which publiccode.yml is refused, and those that Dutch readers look for."""
    text = {"type": "string", "minLength": 1}
    description = {
        "type": "object",
        "required": ["shortDescription", "longDescription", "features"],
        "properties": {
            "shortDescription": {**text, "maxLength": 150},
            "longDescription": {**text, "minLength": 150, "maxLength": 10_000},
            "features": {"type": "array", "minItems": 1, "items": {**text, "maxLength": 100}},
        },
    }
    schema = {
        "type": "object",
        "required": REQUIRED,
        "properties": {
            "url": {**text, "pattern": "^https://"},
            "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
            "maintenance": {"type": "object", "required": ["type", "contacts"]},
            "localisation": {"properties": {"availableLanguages": {"const": ["nl", "en"]}}},
            "intendedAudience": {"properties": {"countries": {"const": ["NL"]}}},
            "description": {"type": "object", "required": ["nl", "en"], "additionalProperties": description},
        },
    }
    jsonschema.validate(yaml.safe_load(_read("publiccode.yml")), schema)


def test_the_checker_of_links_is_a_command() -> None:
    """`make check` runs it as a script, so it works without the tests around it."""
    import subprocess

    done = subprocess.run([sys.executable, "scripts/links.py"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout.startswith("links: in orde")) == (0, True)
