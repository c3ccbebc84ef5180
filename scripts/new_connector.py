"""Make a folder for a new connector: small, but whole. It imports, passes the type check, and can be configured."""

from __future__ import annotations

import keyword
import re
import sys
from pathlib import Path
from string import Template

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent / "connector"


class NaamKanNiet(ValueError):
    """The connector cannot get this name; the message says why."""


def make(naam: str, root: Path = ROOT) -> Path:
    """Write `connectors/<naam>` below `root` and give its path. Raises NaamKanNiet, and then nothing is written."""
    folder = root / "connectors" / naam
    if not re.fullmatch(r"[a-z][a-z0-9]*", naam) or keyword.iskeyword(naam):
        raise NaamKanNiet(
            "Geef een naam van kleine letters en cijfers, bijvoorbeeld: make new-connector NAAM=leerplicht"
        )
    if folder.exists():
        raise NaamKanNiet(f"connectors/{naam} bestaat al.")
    for template in sorted(TEMPLATES.rglob("*.tmpl")):
        text = Template(template.read_text("utf-8")).substitute(naam=naam)
        made = (folder / template.relative_to(TEMPLATES)).with_suffix("")
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(text, encoding="utf-8")
    return folder


def main() -> int:
    """Make the connector named on the command line; 2 when the name cannot be."""
    try:
        folder = make(sys.argv[1] if len(sys.argv) > 1 else "")
    except NaamKanNiet as fault:
        print(fault, file=sys.stderr)
        return 2
    print(f"{folder.relative_to(ROOT)} is gemaakt. Begin met {folder.relative_to(ROOT)}/README.md.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
