"""Secrets that are replaced while the gateway runs, and what a new one must be."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from gateway.config import ZgwAuth
from gateway.config.geheim import LOOK_EVERY_S, Geheim, resolve_secrets

OLD, NEW = "o" * 40, "n" * 40


def read(path: Path) -> Geheim:
    path.write_text(OLD + "\n")
    resolved, faults = resolve_secrets({"geheim_bestand": path.name}, path.parent)
    geheim = resolved["geheim"]
    assert not faults
    assert isinstance(geheim, Geheim)
    return geheim


def test_a_secret_that_is_replaced_counts_without_a_restart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a few seconds; at once for who asks for it."""
    now = 1_000.0
    monkeypatch.setattr("gateway.config.geheim.time.monotonic", lambda: now)
    geheim = read(tmp_path / "geheim")
    (tmp_path / "geheim").write_text(NEW)
    assert geheim.reveal() == OLD
    now += LOOK_EVERY_S
    assert geheim.reveal() == NEW
    (tmp_path / "geheim").write_text(OLD)
    assert geheim.reveal(now=True) == OLD


def test_a_secret_behind_a_link_is_replaced_with_the_link(tmp_path: Path) -> None:
    """As Kubernetes does: the file is a link into a folder that is another one from now on."""
    for name, text in (("een", OLD), ("twee", NEW)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "geheim").write_text(text)
    (tmp_path / "nu").symlink_to("een")
    resolved, _ = resolve_secrets({"geheim_bestand": "nu/geheim"}, tmp_path)
    geheim = resolved["geheim"]
    assert isinstance(geheim, Geheim)
    assert geheim.reveal(now=True) == OLD
    (tmp_path / "nu").unlink()
    (tmp_path / "nu").symlink_to("twee")
    assert geheim.reveal(now=True) == NEW


@pytest.mark.parametrize("bad", ["", "kort", "twee\nregels " + "x" * 40, "é" * 40, None])
def test_a_new_secret_that_is_no_good_is_passed_over(
    bad: str | None, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Empty, too short, of other characters or gone: the old one stays, and the log tells why without showing it."""
    path = tmp_path / "geheim"
    auth = ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=read(path))
    if bad is None:
        path.unlink()
    else:
        path.write_text(bad, encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert auth.geheim.reveal(now=True) == OLD
    assert "secret not replaced" in caplog.text
    assert not bad or bad not in caplog.text
    path.write_text(NEW)
    assert auth.geheim.reveal(now=True) == NEW


@pytest.mark.canary
def test_a_secret_shows_itself_nowhere(tmp_path: Path) -> None:
    """Not printed, not formatted, not copied, not in the settings around it."""
    geheim = read(tmp_path / "geheim")
    auth = ZgwAuth(soort="zgw_jwt", client_id="gw", geheim=geheim)
    assert not any(OLD in text for text in (repr(geheim), str(geheim), f"{geheim}", repr(auth), str(auth)))
    with pytest.raises(TypeError):
        geheim.__reduce__()
