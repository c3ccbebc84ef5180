"""The files of the playground keep to a strict content security policy, and hold what the page asks for."""

from __future__ import annotations

import re

import pytest

from tests.project.tree import ROOT

FOLDER = ROOT / "gateway/http/static/graphiql"
PAGE = (FOLDER / "index.html").read_text("utf-8")
OURS = ["index.html", "init.js", "login.js", "page.css"]
BUILT = re.findall(
    r'"[\w-]+/(?:umd/)?([\w.-]+\.min\.(?:js|css))"', (ROOT / "tools/playground/build.mjs").read_text("utf-8")
)


def test_the_page_has_nothing_inline_and_nothing_from_elsewhere() -> None:
    """No script, style or handler in the page itself; every address is a file beside it."""
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", PAGE) == []
    addresses = re.findall(r'(?:src|href)="([^"]+)"', PAGE)
    assert [one for one in addresses if ":" in one and one != "data:,"] == []
    assert '<html lang="nl">' in PAGE


def test_every_file_the_page_asks_for_is_ours_or_built() -> None:
    """The build makes exactly what the page lacks."""
    asked = {one for one in re.findall(r'(?:src|href)="([^"]+)"', PAGE) if one != "data:,"}
    assert asked - set(OURS) == set(BUILT)
    assert len(BUILT) == 4


def test_the_token_is_kept_in_memory_only() -> None:
    """What is put away for the trip to the issuer is the verifier and the state."""
    scripts = "".join((FOLDER / name).read_text("utf-8") for name in OURS if name.endswith(".js"))
    assert re.findall(r"\w+\.setItem\([^)]*\)", scripts) == ["sessionStorage.setItem(KEPT, JSON.stringify(kept)"]
    assert re.findall(r"const kept = \{([^}]*)\}", scripts) == [" verifier: random(), state: random() "]
    assert not re.search(r"localStorage|document\.cookie", scripts)


@pytest.mark.parametrize("name", BUILT)
def test_what_is_built_asks_for_nothing_else(name: str) -> None:
    """No font in a data: address, no source map to look for, nothing that evaluates text as code."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip("de probeerplek is niet gebouwd: make setup")
    text = path.read_text("utf-8")
    for unwanted in ("@font-face", "sourceMappingURL=", "eval(", "new Function"):
        assert unwanted not in text
    assert (FOLDER / "LICENTIES.txt").exists()
