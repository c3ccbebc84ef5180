"""Where tests of the configuration write their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.voorbeeld import KEY, Write


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes `bronnen.toml` (or another name) beside two secret files, in an environment without GATEWAY_*."""
    monkeypatch.delenv("GATEWAY_CONFIG", raising=False)
    (tmp_path / "ids.key").write_text(KEY + "\n")
    (tmp_path / "zaken.geheim").write_text("een geheim van meer dan tweeendertig tekens\n")

    def write(text: str, name: str = "bronnen.toml") -> Path:
        (tmp_path / name).write_text(text)
        return tmp_path / name

    return write
