"""What a connector claims about itself in quality.toml, and what of that is not so: everything is worked out again here."""

from __future__ import annotations

import ast
import functools
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any  # Any: TOML

from gateway.bronnen.manifest import Manifest
from tests.contract.standaard import uncovered

ROOT = Path(__file__).resolve().parents[2]
NIVEAUS = ("geen", "zilver", "goud")
QUIRKS = "## Wat het systeem anders doet dan u denkt"
MORE = "## Meer lezen"
FEWEST_QUIRKS = 3


@dataclass(frozen=True)
class Connector:
    """A connector with its folder and what it claims."""

    manifest: Manifest
    folder: Path

    @property
    def naam(self) -> str:
        """Its name."""
        return self.manifest.naam

    @functools.cached_property
    def claims(self) -> dict[str, Any]:
        """Its quality.toml."""
        return tomllib.loads((self.folder / "quality.toml").read_text("utf-8"))

    @property
    def niveau(self) -> str:
        """The tier it claims."""
        return str(self.claims["niveau"])


Check = Callable[[Connector], Iterator[str]]


def traps() -> dict[str, dict[str, Any]]:
    """Every trap we know of, by its number."""
    return tomllib.loads(Path(__file__).with_name("vallen.toml").read_text("utf-8"))


def shortcomings(connector: Connector, niveau: str) -> list[str]:
    """Why a connector is not of this tier; nothing when it is."""
    checks = {"geen": (), "zilver": SILVER, "goud": (*SILVER, *GOLD)}[niveau]
    return [fault for check in checks for fault in check(connector)]


def every_trap_has_a_test(connector: Connector) -> Iterator[str]:
    """Each trap of its systems is in `[vallen]`, with tests that exist; nothing else is."""
    mine = {nummer for nummer, trap in traps().items() if connector.naam in trap.get("connectors", ())}
    told: dict[str, list[str]] = connector.claims.get("vallen", {})
    yield from (f"val {nummer} heeft geen test" for nummer in mine if not told.get(nummer))
    yield from (f"val {nummer} staat niet bij deze connector in vallen.toml" for nummer in told.keys() - mine)
    yield from (f"test {test} bestaat niet" for tests in told.values() for test in tests if not exists(test))


def lifetimes_and_costs_are_written_down(connector: Connector) -> Iterator[str]:
    """`[bronnen]` says for each source what it costs and how long its answer keeps, and that is what the manifest says."""
    told: dict[str, dict[str, float]] = connector.claims.get("bronnen", {})
    for naam, source in connector.manifest.sources.items():
        real = {
            "aanroepen": source.calls,
            "vers_s": source.versheid_s,
            "oud_s": 0 if source.proof else source.verouderd_s,
        }
        if told.get(naam) != real:
            yield f"bron {naam}: quality.toml zegt {told.get(naam)}, het manifest zegt {real}"
    yield from (f"bron {naam} is er niet" for naam in told.keys() - connector.manifest.sources.keys())


def the_readme_says_what_one_must_know(connector: Connector) -> Iterator[str]:
    """The version of the system, what it does otherwise than one thinks, every source, and where to read more."""
    text = (connector.folder / "README.md").read_text("utf-8")
    systeem = connector.claims.get("systeem", "")
    yield from (f"versie {number} staat niet in de README" for number in _versions(systeem) if number not in text)
    if not _versions(systeem):
        yield "quality.toml noemt geen versie van het systeem"
    quirks = text.partition(QUIRKS)[2].partition("\n## ")[0]
    if len(re.findall(r"^- \S", quirks, re.MULTILINE)) < FEWEST_QUIRKS:
        yield f"de README noemt geen {FEWEST_QUIRKS} eigenaardigheden onder '{QUIRKS}'"
    if "https://" not in text.partition(MORE)[2]:
        yield f"de README heeft geen link onder '{MORE}'"
    yield from (
        f"bron `{naam}` staat niet in de README" for naam in connector.manifest.sources if f"`{naam}`" not in text
    )


def only_declared_needs_are_read(connector: Connector) -> Iterator[str]:
    """A field that changes what is fetched and is not declared would be answered from a cache for another question."""
    declared = {need for source in connector.manifest.sources.values() for need in source.needs}
    code = "".join(path.read_text("utf-8") for path in sorted(connector.folder.glob("*.py")))
    read = set(re.findall(r'"([\w.]+)" in call\.needs', code))
    yield from (f"'{need}' wordt gelezen en niet gemeld in needs" for need in read - declared)


def events_are_declared(connector: Connector) -> Iterator[str]:
    """What a message of the system makes old is said in the manifest."""
    if not getattr(connector.manifest, "events", None):
        yield "het manifest noemt geen meldingen (manifest.event)"


def it_is_held_against_the_standard(connector: Connector) -> Iterator[str]:
    """`[standaard]` names the official description of every path, and `[opnamen]` the tests with answers of the real system."""
    if not connector.claims.get("standaard"):
        yield "quality.toml noemt geen officiële beschrijving ([standaard])"
    yield from (f"geen officiële beschrijving voor {path}" for path in uncovered(connector))
    tests = connector.claims.get("opnamen", [])
    if not tests:
        yield "quality.toml noemt geen tests met antwoorden van het echte systeem (opnamen)"
    yield from (f"test {test} bestaat niet" for test in tests if not exists(test))


SILVER: tuple[Check, ...] = (
    every_trap_has_a_test,
    lifetimes_and_costs_are_written_down,
    the_readme_says_what_one_must_know,
    only_declared_needs_are_read,
)
"""Beside the contract suite itself, which runs over every connector whatever it claims."""
GOLD: tuple[Check, ...] = (events_are_declared, it_is_held_against_the_standard)


def exists(test: str) -> bool:
    """Is there a test with this id (`file::function`, or a whole file)?"""
    file, _, function = test.partition("::")
    path = ROOT / file
    return path.is_file() and (not function or function.partition("[")[0] in _functions(path))


@functools.cache
def _functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    found = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return frozenset(name for name in found if name.startswith("test_"))


def _versions(systeem: str) -> list[str]:
    """Version numbers in a name: `1.30.0`, `2`, `0.9`."""
    return re.findall(r"\bv?\d+(?:\.\d+)*\b", systeem)
