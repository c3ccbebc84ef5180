"""`gateway check-config` and `gateway serve`: every fault at once with its place, and exit code 78 (EX_CONFIG)."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from gateway.cli import EX_CONFIG, main
from sandbox.server import Zandbak


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """The configuration that the sandbox writes."""

    async def write() -> Path:
        async with Zandbak() as zandbak:
            return zandbak.schrijf_configuratie(tmp_path)

    return asyncio.run(write())


@pytest.mark.parametrize("command", ["check-config", "serve"])
def test_every_fault_is_listed_with_its_place(good: Path, capsys: pytest.CaptureFixture[str], command: str) -> None:
    """An unknown key, a service nobody offers, a double name and a missing secret: four lines, no start."""
    lines = good.read_text("utf-8").splitlines()
    place = next(number for number, line in enumerate(lines) if line == 'code = "duindorp-vtb"')
    lines[place] = 'code = "havenstad-vtb"'
    lines.insert(place + 1, "kleur = 3")
    text = "\n".join(lines).replace('diensten = ["ZAKEN"]', 'diensten = ["ZAKEN", "BERICHTEN"]', 1)
    good.write_text(text.replace("geheimen/belastingen", "geheimen/weg"), "utf-8")
    assert main([command, "--config", str(good)]) == EX_CONFIG
    told = capsys.readouterr().err
    assert f"{good}:{place + 2}: " in told
    for word in ("kleur", "havenstad-vtb", "BERICHTEN", "weg"):
        assert word in told
    assert "start niet" in told


def test_a_good_configuration_is_said(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the sandbox writes is right."""
    assert main(["check-config", "--config", str(good)]) == 0
    assert "klopt" in capsys.readouterr().out


def test_no_configuration_at_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is a fault with its name, not a stack trace."""
    assert main(["check-config", "--config", str(tmp_path / "niets.toml")]) == EX_CONFIG
    assert "niets.toml" in capsys.readouterr().err
