"""Answers kept in the process: what is too old to be shown is let go, also when nobody asks for it."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gateway.bronnen import cache
from gateway.bronnen.cache import LONGEST_S, Kept, Key, Views
from gateway.config import BronConfig
from tests.scenarios.conftest import running

pytestmark = pytest.mark.isolation


def key(native: str) -> Key:
    return Key("t", "bron", "zaken", b"anna", native, frozenset())


def kept(age_s: float) -> Kept:
    return Kept("iets", datetime.now(UTC), time.monotonic() - age_s, 0.1)


def test_what_is_too_old_goes_and_the_rest_stays() -> None:
    views = Views()
    views.put(key("oud"), kept(LONGEST_S + 1))
    views.put(key("nog te tonen"), kept(LONGEST_S - 60))
    assert views.sweep() == 1
    assert views.get(key("oud"), max_age_s=1e9) is None
    assert views.get(key("nog te tonen"), max_age_s=1e9) is not None


def test_no_bron_keeps_longer() -> None:
    """The longest that the configuration allows is what is swept by."""
    limit = next(one.le for one in BronConfig.model_fields["verouderd_s"].metadata if hasattr(one, "le"))
    assert limit == LONGEST_S


async def test_a_running_gateway_sweeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "SWEEP_S", 0.01)
    async with running(tmp_path) as portal:
        await portal.ask("{ zaken { aantal } }")
        views = portal.gateway.path.views
        assert views._kept
        for one in views._kept.values():
            one.at_s -= LONGEST_S + 1
        async with asyncio.timeout(5):
            while views._kept:
                await asyncio.sleep(0.01)
