"""Operations as Relay and Apollo want them in a project: one module each, named after what is in it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from tests.audit.node import NODE, install

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
PACKAGES = FOLDER / "node_modules"
_DEFINITION = re.compile(r"^(query|mutation|subscription|fragment) (\w+)", re.MULTILINE)
_SPREAD = re.compile(r"\.\.\.\s*(?!on\b)(\w+)")


def definitions(text: str) -> dict[str, tuple[str, str]]:
    """The definitions of a document by their name: their kind, and their text without comments."""
    text = re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    starts = [*_DEFINITION.finditer(text)]
    ends = [match.start() for match in starts[1:]] + [len(text)]
    return {match[2]: (match[1], text[match.start() : end]) for match, end in zip(starts, ends, strict=True)}


def portal_operations() -> str:
    """Every operation of the MijnOmgeving of the demo."""
    return "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "portal/src").rglob("*.graphql")))


def relay(folder: Path, text: str) -> Path:
    """Compile with relay-compiler; gives its list of documents. Relay wants an operation to be called after its module,
    and a fragment after its module and what it is of; @alias stands at a fragment that may not match, and is not sent."""
    (folder / "src").mkdir()
    (folder / "out").mkdir()
    for name, (kind, body) in definitions(text).items():
        new = f"{name}_item" if kind == "fragment" else f"{name}{kind.capitalize()}"
        body = _SPREAD.sub(r"...\1_item @alias", body).replace(f"{kind} {name}", f"{kind} {new}", 1)
        module = f'import {{ graphql }} from "relay-runtime";\ngraphql`{body}`;\n'
        (folder / "src" / f"{name}.ts").write_text(module, "utf-8")
    manifest = folder / "relay.json"
    manifest.write_text("{}", "utf-8")
    settings = {
        "src": "src", "schema": _schema(folder), "language": "typescript", "artifactDirectory": "out",
        "persistConfig": {"file": manifest.name, "algorithm": "SHA256"},
    }  # fmt: skip
    (folder / "relay.config.json").write_text(json.dumps(settings), "utf-8")
    _run(folder, "relay-compiler/cli.js", "relay.config.json")
    return manifest


def apollo(folder: Path, text: str) -> Path:
    """Make Apollo's list of documents with its own tool."""
    for name, (_, body) in definitions(text).items():  # Apollo wants an operation a file
        (folder / f"{name}.graphql").write_text(body, "utf-8")
    (folder / "persisted-query-manifest.config.json").write_text(json.dumps({"documents": ["*.graphql"]}), "utf-8")
    _run(folder, "@apollo/generate-persisted-query-manifest/cli.js")
    return folder / "persisted-query-manifest.json"


def _schema(folder: Path) -> str:
    (folder / "schema.graphql").write_text((ROOT / "schema.graphql").read_text("utf-8"), "utf-8")
    return "schema.graphql"


def _run(folder: Path, script: str, *arguments: str) -> None:
    install(FOLDER)
    done = subprocess.run([NODE, PACKAGES / script, *arguments], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, f"{script}:\n{done.stdout[-4000:]}\n{done.stderr[-2000:]}"


def names(kinds: Iterable[str], text: str) -> list[str]:
    """The names of the definitions of these kinds."""
    return [name for name, (kind, _) in definitions(text).items() if kind in kinds]
