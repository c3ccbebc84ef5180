"""Write docs/conformiteit.md from docs/conformiteit.toml; with `--controleer` only say whether it is of now.

A test that is named must exist, so that nobody claims what nothing shows.
"""

from __future__ import annotations

import ast
import functools
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
TABEL, BLAD = ROOT / "docs" / "conformiteit.toml", ROOT / "docs" / "conformiteit.md"
STATEN = ("ja", "deels", "nee")
_KOP = """# Conformiteit

Wat de bouwblokken van MijnServices (VNG) vragen, of de gateway het doet, en welke test dat laat zien. De eisen zijn in onze
woorden. Deze bladzijde is gemaakt door `make conformiteit` uit [conformiteit.toml](conformiteit.toml).

"""
Eis = dict[str, object]


def page(blokken: list[dict[str, object]]) -> str:
    """The whole page."""
    return _KOP + _summary(blokken) + "".join(_blok(blok) for blok in blokken)


def _summary(blokken: list[dict[str, object]]) -> str:
    counts = Counter(str(eis["staat"]) for blok in blokken for eis in _eisen(blok))
    return "Samen: " + ", ".join(f"{counts[staat]} {staat}" for staat in STATEN) + ".\n"


def _blok(blok: dict[str, object]) -> str:
    lines = [f"\n## {blok['naam']}\n", "| eis | staat | waar het te zien is |", "| --- | --- | --- |"]
    return "\n".join([*lines, *(_row(eis) for eis in _eisen(blok))]) + "\n"


def _row(eis: Eis) -> str:
    shown = [f"`{test}`" for test in _tests(eis)]
    told = [str(eis["mist"])] if "mist" in eis else []
    return f"| {eis['eis']} | {eis['staat']} | {' '.join([*told, *shown])} |"


def _eisen(blok: dict[str, object]) -> list[Eis]:
    return blok["eis"]  # type: ignore[return-value]  # a table of the file above


def _tests(eis: Eis) -> list[str]:
    return eis.get("tests", [])  # type: ignore[return-value]  # as above


def faults(blokken: list[dict[str, object]]) -> Iterator[str]:
    """What is wrong with the table: a state that does not exist, a gap without a word, a test that is not there."""
    for blok in blokken:
        for eis in _eisen(blok):
            if eis["staat"] not in STATEN:
                yield f"{eis['eis']}: staat is ja, deels of nee"
            if (eis["staat"] == "ja") == ("mist" in eis):
                yield f"{eis['eis']}: `mist` hoort bij deels en nee, en alleen daar"
            if (eis["staat"] == "nee") == bool(_tests(eis)):
                yield f"{eis['eis']}: wat er is laat een test zien, en wat er niet is kan dat niet"
            yield from (f"{eis['eis']}: {test} bestaat niet" for test in _tests(eis) if not exists(test))


def exists(test: str) -> bool:
    file, _, function = test.partition("::")
    return (ROOT / file).is_file() and function in _functions(ROOT / file)


@functools.cache
def _functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def main(arguments: list[str]) -> int:
    """Write the page, or look whether it is of now; 1 when something is wrong."""
    blokken = tomllib.loads(TABEL.read_text("utf-8"))["blok"]
    found = list(faults(blokken))
    if not found and "--controleer" in arguments and BLAD.read_text("utf-8") != page(blokken):
        found = ["docs/conformiteit.md is niet meer van nu: make conformiteit"]
    if found:
        print("\n".join(found))
        return 1
    if "--controleer" not in arguments:
        BLAD.write_text(page(blokken), encoding="utf-8")
    print(f"conformiteit: in orde ({sum(len(_eisen(blok)) for blok in blokken)} eisen)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
