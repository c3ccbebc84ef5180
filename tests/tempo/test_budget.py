"""Budgets: what is spent never passes what may be, workers share, and nobody waits for the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.auth.budget import BLOCKS, WINDOW_S, Budget
from gateway.bronnen.l2.server import Server
from tests.l2.world import Valkey, valkey

SECRET = b"s" * 32
MINUTE = 1_000 * WINDOW_S


class Clock:
    """A clock that stands still until it is told."""

    now = float(MINUTE)

    def __call__(self) -> float:
        return self.now


@given(st.integers(1, 50), st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9)), max_size=60))
def test_nobody_spends_more_than_there_is(limit: int, spendings: list[tuple[str, int]]) -> None:
    """Against a model: a spending is refused exactly when it does not fit in what the name has left."""
    budget, left = Budget("persoon", limit, SECRET, now=Clock()), {"a": limit, "b": limit}
    for name, points in spendings:
        fits = points <= left[name]
        assert (budget.spend(name, points) is None) is fits
        if fits:
            left[name] -= points


def test_a_new_minute_is_a_new_budget() -> None:
    clock = Clock()
    budget = Budget("persoon", 1, SECRET, now=clock)
    clock.now = MINUTE + 45.0
    assert budget.spend("anna") is None
    assert budget.spend("anna") == 15.0
    clock.now = MINUTE + 60.0
    assert budget.spend("anna") is None


@pytest.fixture(scope="module")
def shared() -> Iterator[Valkey]:
    with valkey() as started:
        yield started


@pytest.fixture
def server(shared: Valkey) -> Valkey:
    """A server that keeps nothing yet."""
    shared.raw.flushall()
    return shared


async def heard(*budgets: Budget) -> None:
    """Wait until the ledger answered all."""
    for budget in budgets:
        await asyncio.gather(*budget._leasing)


async def test_workers_share_a_budget_by_blocks(server: Valkey) -> None:
    """Two workers together spend the budget, and at most one block each beyond it; a third that starts late has none."""
    clock, ledger = Clock(), Server(server.url)
    workers = [Budget("persoon", 100, SECRET, ledger, clock) for _ in range(2)]
    spent = 0
    for _ in range(300):
        spent += sum(worker.spend("anna") is None for worker in workers)
        await heard(*workers)
    assert 100 <= spent <= 100 + 2 * (100 // BLOCKS)

    late = Budget("persoon", 100, SECRET, ledger, clock)
    late.spend("anna")
    await heard(late)
    assert sum(late.spend("anna") is None for _ in range(100)) < 100 // BLOCKS
    assert late.spend("bram") is None
    await heard(late)
    await ledger.close()


@pytest.mark.canary
async def test_the_ledger_sees_no_names(server: Valkey) -> None:
    ledger = Server(server.url)
    budget = Budget("netwerk", 10, SECRET, ledger, Clock())
    budget.spend("192.0.2.7")
    await heard(budget)
    (name,) = server.raw.keys("*")
    assert name.startswith(b"tempo:netwerk:")
    assert b"192.0.2.7" not in name
    assert 0 < server.raw.pttl(name) <= 2 * WINDOW_S * 1000
    await ledger.close()


async def test_without_a_ledger_each_worker_keeps_the_budget() -> None:
    """A server that dies takes the sharing away, not the limit."""
    with valkey() as server:
        ledger = Server(server.url)
        budget = Budget("persoon", 20, SECRET, ledger, Clock())
        assert budget.spend("anna") is None
        await heard(budget)
    spent = 1
    for _ in range(100):
        spent += budget.spend("anna") is None
        await heard(budget)
    assert spent == 20
    await ledger.close()
