"""Write docs/beveiliging.md from the tables in docs/beveiliging/; with `--controleer` only say whether it is of now.

A table names what guards a requirement, by the very text in the code, and the test that goes red without it: both must be
there. `scripts/guards.py` takes each guard away in turn and runs that test.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.conformiteit import exists

ROOT = Path(__file__).parent.parent
TABELLEN, BLAD = ROOT / "docs" / "beveiliging", ROOT / "docs" / "beveiliging.md"
_KOP = """# Beveiliging

Wat de gateway van zichzelf eist, wat in de code daarvoor zorgt, en welke test rood wordt als dat er niet meer staat.
`make guards` haalt elke bewaker een voor een weg, in een kopie, en draait zijn test; `make guards EIS=ID-2` doet dat voor één
eis. Deze bladzijde is gemaakt door `make beveiliging` uit de tabellen in [beveiliging](beveiliging).
"""


@dataclass(frozen=True, slots=True)
class Edit:
    """A text that stands once in a file, and what to put there instead."""

    bestand: str
    weg: str
    door: str

    def fault(self, root: Path) -> str | None:
        """Why this cannot be done; None when it can."""
        path = root / self.bestand
        times = path.read_text("utf-8").count(self.weg) if path.is_file() else 0
        return None if times == 1 else f"{self.bestand}: de tekst staat er {times} keer: {self.weg.strip()[:60]}"


@dataclass(frozen=True, slots=True)
class Guard:
    """What guards a requirement: where, how to take it away (nothing: only its test shows it), and the test of it."""

    eis: str
    wat: str
    bestand: str
    test: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Deel:
    """A part of the page: its heading, a text and its guards."""

    naam: str
    tekst: str
    guards: tuple[Guard, ...]


def read(folder: Path = TABELLEN) -> list[Deel]:
    """Every table, in the order of their file names."""
    return [_deel(tomllib.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.toml"))]


def _deel(table: Mapping[str, object]) -> Deel:
    guards = table.get("bewaker", [])
    assert isinstance(guards, list)
    return Deel(str(table["naam"]), str(table.get("tekst", "")), tuple(_guard(one) for one in guards))


def _guard(one: Mapping[str, object]) -> Guard:
    edits = [one, *one.get("ook", ())] if "weg" in one else []  # type: ignore[misc]  # a list of tables
    made = tuple(Edit(str(edit["bestand"]), str(edit["weg"]), str(edit["door"])) for edit in edits)
    return Guard(str(one["eis"]), str(one["wat"]), str(one["bestand"]), str(one["test"]), made)


def page(delen: list[Deel]) -> str:
    """The whole page."""
    return _KOP + "".join(_part(deel) for deel in delen)


def _part(deel: Deel) -> str:
    text = f"\n{deel.tekst.strip()}\n" if deel.tekst else ""
    head = "\n| eis | wat ervoor zorgt | waar | test |\n| --- | --- | --- | --- |\n"
    rows = [f"| {one.eis} | {one.wat} | `{one.bestand}` | `{one.test}` |\n" for one in deel.guards]
    return f"\n## {deel.naam}\n{text}{head}{''.join(rows)}"


def faults(delen: list[Deel], root: Path = ROOT) -> Iterator[str]:
    """What is wrong with the tables: an id that is none, a test that is not there, a text that does not stand there once."""
    for guard in (guard for deel in delen for guard in deel.guards):
        if not re.fullmatch(r"[A-Z]+-\d+", guard.eis):
            yield f"{guard.eis}: zo heet geen eis"
        if not exists(guard.test.partition("[")[0]):
            yield f"{guard.eis}: {guard.test} bestaat niet"
        if not guard.edits and not (root / guard.bestand).is_file():
            yield f"{guard.eis}: {guard.bestand} bestaat niet"
        yield from (f"{guard.eis}: {found}" for edit in guard.edits if (found := edit.fault(root)))


def main(arguments: list[str]) -> int:
    """Write the page, or look whether it is of now; 1 when something is wrong."""
    delen = read()
    found = list(faults(delen))
    if not found and "--controleer" in arguments and BLAD.read_text("utf-8") != page(delen):
        found = ["docs/beveiliging.md is niet meer van nu: make beveiliging"]
    if found:
        print("\n".join(found))
        return 1
    if "--controleer" not in arguments:
        BLAD.write_text(page(delen), encoding="utf-8")
    print(f"beveiliging: in orde ({sum(len(deel.guards) for deel in delen)} bewakers)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
