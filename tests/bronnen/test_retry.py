"""Asking again costs a bron in trouble hardly anything, and a bron that asks for rest gets it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.bronnen.retry import LEAST_S, LONGEST_PAUSE_S, SHARE, WINDOW_S, Pause, RetryBudget
from gateway.context import Deadline
from gateway.errors import BronError, BronInvalid, BronPaused, BronRefused, BronTimeout, BronUnreachable
from tests.bronnen.test_breaker import Clock

ENOUGH = Deadline.after(3_600_000)


class Ask:
    """Counts, and fails as often as told."""

    def __init__(self, *faults: BronError) -> None:
        self.faults = list(faults)
        self.calls = 0

    async def __call__(self) -> str:
        self.calls += 1
        if self.faults:
            raise self.faults.pop(0)
        return "antwoord"


async def budget(calls: int = 10, clock: Clock | None = None) -> RetryBudget:
    """A budget after so many calls that went well."""
    made = RetryBudget(now=clock or Clock(), jitter_s=0)
    for _ in range(calls):
        await made.run(Ask(), is_idempotent=True, deadline=ENOUGH)
    return made


@pytest.mark.faults
async def test_an_ask_that_reached_nobody_is_repeated_once() -> None:
    """The second answer counts; a second failure is the failure."""
    once, twice = Ask(BronUnreachable()), Ask(BronUnreachable(), BronUnreachable("weer"))
    assert await (await budget()).run(once, is_idempotent=True, deadline=ENOUGH) == "antwoord"
    with pytest.raises(BronUnreachable, match="weer"):
        await (await budget()).run(twice, is_idempotent=True, deadline=ENOUGH)
    assert (once.calls, twice.calls) == (2, 2)


@pytest.mark.faults
@pytest.mark.parametrize("fault", [BronTimeout(), BronInvalid(), BronRefused(), BronPaused(wacht_s=1)])
async def test_other_failures_are_never_repeated(fault: BronError) -> None:
    """A bron that is slow, wrong or refuses is not helped by asking again."""
    ask = Ask(fault)
    with pytest.raises(type(fault)):
        await (await budget()).run(ask, is_idempotent=True, deadline=ENOUGH)
    assert ask.calls == 1


@pytest.mark.faults
async def test_no_repeat_of_a_write_without_time_or_without_budget() -> None:
    """What may have had effect, what would come too late and what is too much is asked once."""
    cases = [
        (await budget(), False, ENOUGH),
        (await budget(), True, Deadline.after(LEAST_S * 1_000 - 50)),
        (await budget(calls=8), True, ENOUGH),
    ]
    for made, is_idempotent, deadline in cases:
        ask = Ask(BronUnreachable())
        with pytest.raises(BronUnreachable):
            await made.run(ask, is_idempotent=is_idempotent, deadline=deadline)
        assert ask.calls == 1


@pytest.mark.faults
async def test_old_calls_give_no_budget() -> None:
    """The budget is that of the last seconds: a busy morning says nothing about now."""
    clock = Clock()
    made = await budget(calls=100, clock=clock)
    clock.now_s += WINDOW_S
    ask = Ask(BronUnreachable())
    with pytest.raises(BronUnreachable):
        await made.run(ask, is_idempotent=True, deadline=ENOUGH)
    assert ask.calls == 1


@pytest.mark.faults
@given(waits=st.lists(st.sampled_from([0.0, 0.01, 0.3, 1.0, 2.5, 11.0]), min_size=1, max_size=300))
@settings(max_examples=60, deadline=None)
async def test_a_dead_bron_gets_at_most_a_tenth_more(waits: list[float]) -> None:
    """However the calls are spread in time, load on a bron that never answers is at most 1.1 times the calls."""
    clock, sent = Clock(), 0
    made = RetryBudget(now=clock, jitter_s=0)

    async def dead() -> str:
        nonlocal sent
        sent += 1
        raise BronUnreachable

    for wait_s in waits:
        clock.now_s += wait_s
        with pytest.raises(BronUnreachable):
            await made.run(dead, is_idempotent=True, deadline=ENOUGH)
    assert sent <= (1 + SHARE) * len(waits)


async def test_a_busy_bron_does_get_its_repeats() -> None:
    """The budget is used, not only guarded: of 200 calls one in ten may be repeated."""
    made, failing = RetryBudget(now=Clock(), jitter_s=0), 0
    for _ in range(200):
        ask = Ask(BronUnreachable(), BronUnreachable())
        with pytest.raises(BronUnreachable):
            await made.run(ask, is_idempotent=True, deadline=ENOUGH)
        failing += ask.calls - 1
    assert failing == 20


@pytest.mark.faults
@pytest.mark.parametrize(
    ("told", "expected"), [(1.5, 1.5), (120.0, LONGEST_PAUSE_S), (None, 5.0), (0.0, None), (-3.0, None)]
)
def test_a_pause_is_kept_for_the_whole_bron(told: float | None, expected: float | None) -> None:
    """As long as the bron says, at most a minute, nobody asks; then everybody may."""
    clock = Clock()
    pause = Pause(now=clock)
    pause.check()
    pause.note(BronPaused(wacht_s=told))
    assert pause.wacht_s() == (pytest.approx(expected) if expected else None)
    if expected:
        clock.now_s += expected - 0.5
        with pytest.raises(BronPaused) as resting:
            pause.check()
        assert resting.value.wacht_s == pytest.approx(0.5)
        clock.now_s += 0.5
    pause.check()


@pytest.mark.faults
def test_a_shorter_wish_never_ends_a_longer_rest() -> None:
    """Answers arrive in any order; the longest wish holds."""
    pause = Pause(now=Clock())
    pause.note(BronPaused(wacht_s=30))
    pause.note(BronPaused(wacht_s=1))
    assert pause.wacht_s() == pytest.approx(30)
