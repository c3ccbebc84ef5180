"""The client in examples/portaal-ts, as somebody who copied it uses it: log in, ask, and see what is missing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.audit.node import NODE, install
from tests.browser.demo import Demo
from tests.clients.bouwen import FOLDER, ROOT

CLIENT = ROOT / "examples/portaal-ts"
CODEGEN = CLIENT / "node_modules/@graphql-codegen/cli/cjs/bin.js"


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    """The types of the example, as `npm run codegen` makes them."""
    install(CLIENT)
    _node(CODEGEN, "--config", "codegen.ts", "--errors-only", cwd=CLIENT)


def _node(*command: str | Path, cwd: Path = ROOT, **environment: str) -> str:
    words = [str(word) for word in (NODE, *command)]
    done = subprocess.run(words, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip()


def test_it_is_small_enough_to_read() -> None:
    """About 60 lines: all of it is read before it is copied."""
    assert len((CLIENT / "src/mijnservices.ts").read_text("utf-8").splitlines()) <= 60


def test_somebody_logs_in_and_sees_the_overview(demo: Demo) -> None:
    """By authorization code with PKCE at the issuer; then the titles of what she has, and nothing to worry about."""
    token = _node(FOLDER / "inloggen.ts", demo.issuer, "inwoner")
    shown = _overview(demo, token)
    assert "zaken: Rijbewijs verlengen" in shown
    assert "Parkeervergunning Havenkwartier-3" in shown
    assert "let op" not in shown


def test_what_is_missing_is_said(demo: Demo) -> None:
    """With a bron away the rest is there, and the bron is named; nobody reads that there is nothing."""
    with demo.spoiled("stop", "havenstad-zaken"):
        shown = _overview(demo, demo.token("fatima"))
    assert "let op: Zaaksysteem Havenstad: " in shown
    assert "zaken: u hebt er geen" not in shown


def test_nothing_there_is_said_too(demo: Demo) -> None:
    """Who has nothing is told so."""
    assert "taken: u hebt er geen" in _overview(demo, demo.token("niets"))


def test_a_login_that_is_over_is_an_error_of_its_own(demo: Demo) -> None:
    """So that a portal can send the person to the issuer instead of showing a fault."""
    with pytest.raises(AssertionError, match=r"Uitgelogd|inlog is verlopen"):
        _overview(demo, "geen-token")


def _overview(demo: Demo, token: str) -> str:
    return _node(CLIENT / "src/overzicht.ts", TOKEN=token, ENDPOINT=f"{demo.base}/graphql")
