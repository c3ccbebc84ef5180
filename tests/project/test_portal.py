"""The MijnOmgeving is light, keeps its token to itself, and nothing that is built or installed is in git."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from tests.project.tree import ROOT, files

PORTAL = ROOT / "portal"
BUDGET_KB = 60


def _built(ending: str) -> list[Path]:
    found = sorted((PORTAL / "dist").rglob(f"*{ending}"))
    if not found:
        pytest.skip("het portaal is niet gebouwd: make setup")
    return found


@pytest.mark.parametrize("ending", [".js", ".css"])
def test_what_a_visitor_downloads_is_small(ending: str) -> None:
    """At most 60 KB of script and 60 KB of style, compressed as they travel; `pytest -s` prints what it is."""
    kb = sum(len(gzip.compress(path.read_bytes())) for path in _built(ending)) / 1000
    print(f"portaal {ending}: {kb:.1f} kB gzip van {BUDGET_KB}")
    assert kb <= BUDGET_KB


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere() -> None:
    """No script, style or handler in the page; every address is a file of the portal itself."""
    page = _built("index.html")[0].read_text("utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page) == []
    assert all(one.startswith("/") for one in re.findall(r'(?:src|href)="([^"]+)"', page))
    assert '<html lang="nl"' in page


def test_styles_bring_no_picture_along() -> None:
    """A data: address would ask for a wider policy."""
    assert not any(
        "url(data:" in one.read_text("utf-8") or 'url("data:' in one.read_text("utf-8") for one in _built(".css")
    )


def test_the_licences_go_along() -> None:
    """Of every package that is in what visitors get."""
    text = _built("LICENTIES.txt")[0].read_text("utf-8")
    assert re.findall(r"^preact [\d.]+ \(MIT\)$", text, re.MULTILINE)
    assert "the package ships no text" not in text or text.count("the package ships no text") < 3


def test_the_token_is_kept_in_memory_only() -> None:
    """What is put away for the trip to the issuer is the verifier, the state and the page to come back to."""
    scripts = "".join(
        path.read_text("utf-8") for path in sorted((PORTAL / "src").rglob("*.ts*")) if "gql" not in path.parts
    )
    assert re.findall(r"\w+\.setItem\([^)]*\)", scripts) == ["sessionStorage.setItem(KEPT, JSON.stringify(kept)"]
    assert re.findall(r"const kept: Kept = \{([^}]*)\}", scripts) == [
        " verifier: random(), state: random(), path: location.pathname + location.search "
    ]
    assert not re.search(r"localStorage|document\.cookie", scripts)


def test_nothing_built_or_installed_is_in_git() -> None:
    """Sources and the lock only."""
    inside = {path.relative_to(PORTAL).parts[0] for path in files() if PORTAL in path.parents}
    assert inside.isdisjoint({"dist", "node_modules"})
    assert not any("gql" in path.parts for path in files())


def test_no_text_becomes_markup() -> None:
    """What organisations send is shown as text: nothing in the portal writes HTML."""
    scripts = [path for path in (PORTAL / "src").rglob("*.ts*") if "gql" not in path.parts]
    assert not any(
        re.search(r"innerHTML|insertAdjacentHTML|document\.write", path.read_text("utf-8")) for path in scripts
    )
