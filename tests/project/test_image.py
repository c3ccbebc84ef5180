"""The image: its recipe is clean, and only what runs in production goes in."""

from __future__ import annotations

import re
import subprocess

from tests.project.tree import ROOT, tool

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")


def test_hadolint_finds_nothing() -> None:
    """Every finding counts, also those of style."""
    done = subprocess.run([tool("hadolint"), "Dockerfile"], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_base_can_be_swapped_and_the_user_is_nobody() -> None:
    """A base of one's own is one argument; the process has no rights and no name to look up."""
    lines = [line for line in DOCKERFILE.splitlines() if line and not line.startswith("#")]
    assert lines[0].startswith("ARG BASE=")
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"${BASE}"}
    assert re.findall(r"^USER (\S+)", DOCKERFILE, re.MULTILINE) == ["10001:10001"]
    assert re.search(r'^ENTRYPOINT \["gateway"\]\nCMD \["serve"\]', DOCKERFILE, re.MULTILINE)


def test_every_install_checks_hashes() -> None:
    """Nothing comes from a registry without a hash; our own wheel comes from no registry."""
    installs = re.findall(r"\bpip.* install .*", DOCKERFILE)
    assert len(installs) == 3
    assert all("--require-hashes" in one or "--no-index" in one for one in installs)


def test_the_builder_gets_only_what_is_allowed() -> None:
    """An allow-list: sandbox, tests, secrets of the demo and git never reach the builder."""
    rules = [line for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert rules[0] == "*"
    allowed = {rule[1:].split("/")[0] for rule in rules if rule.startswith("!")}
    assert allowed == {
        "pyproject.toml", "requirements.lock", "requirements-dev.lock", "README.md", "LICENSE",
        "gateway", "resolvers", "connectors", "tools",
    }  # fmt: skip
