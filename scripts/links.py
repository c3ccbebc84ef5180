"""Find links between our own documents that lead nowhere: to a file that is not there, or to a heading that is not."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NOT_OURS = {".venv", ".cache", ".git", ".demo", "node_modules"}
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)


def broken(root: Path = ROOT) -> Iterator[str]:
    """One line for each link that leads nowhere: `file: target`. Addresses elsewhere are not followed."""
    for document in documents(root):
        for target in _LINK.findall(_CODE.sub("", document.read_text("utf-8"))):
            if not target.startswith(("http://", "https://", "mailto:")) and not _resolves(document, target):
                yield f"{document.relative_to(root)}: {target}"


def documents(root: Path = ROOT) -> list[Path]:
    """Every Markdown document of our own."""
    found = (path for path in root.rglob("*.md") if not NOT_OURS.intersection(path.relative_to(root).parts))
    return sorted(found)


def _resolves(document: Path, target: str) -> bool:
    path, _, heading = target.partition("#")
    file = document.parent / path if path else document
    if not file.exists():
        return False
    return not heading or heading in _headings(file)


def _headings(document: Path) -> set[str]:
    """The anchors that code hosts make of headings: lower case, dashes for spaces, no punctuation."""
    lines = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", line.strip().lower()).replace(" ", "-") for line in lines}


def main() -> int:
    """Print what is broken; 1 when anything is."""
    found = list(broken())
    print("\n".join(found) if found else f"links: in orde ({len(documents())} documenten)")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
