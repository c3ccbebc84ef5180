"""The breaker: half of the calls silent means rest, then a few that try; only silence counts."""

from __future__ import annotations

import asyncio
import time

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, precondition, rule

from gateway.bronnen.breaker import Breaker, Rules, Stand
from gateway.errors import (
    BronBusy,
    BronCircuitOpen,
    BronInvalid,
    BronNotSupported,
    BronPaused,
    BronRefused,
    BronTimeout,
    BronUnreachable,
)

SILENT = (BronTimeout, BronUnreachable)
ALIVE = (BronInvalid, BronRefused)
SAYS_NOTHING = (BronBusy, BronNotSupported, BronPaused, BronCircuitOpen, asyncio.CancelledError, KeyError)

OUTCOMES = st.one_of(st.sampled_from(SILENT), st.sampled_from([None, *ALIVE]), st.sampled_from(SAYS_NOTHING))


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now_s = 1_000.0

    def __call__(self) -> float:
        return self.now_s


def one(breaker: Breaker, fault: BaseException | None = None) -> None:
    breaker.record(fault, breaker.before())


def opened(clock: Clock) -> Breaker:
    breaker = Breaker("bron", now=clock)
    for _ in range(10):
        one(breaker, BronTimeout())
    return breaker


@pytest.mark.faults
def test_half_of_the_calls_silent_opens_and_says_how_long() -> None:
    """Of ten calls five fail: the next is refused, with the seconds left."""
    clock = Clock()
    breaker = Breaker("bron", now=clock)
    for number in range(10):
        assert breaker.stand is Stand.DICHT
        one(breaker, BronUnreachable() if number % 2 else None)
    assert breaker.stand is Stand.OPEN
    clock.now_s += 4
    with pytest.raises(BronCircuitOpen) as refused:
        breaker.before()
    assert refused.value.wacht_s == pytest.approx(6)


@pytest.mark.faults
def test_a_few_failures_among_many_do_nothing() -> None:
    """Less than half, or fewer than ten calls: everybody may ask."""
    few, mixed = Breaker("bron"), Breaker("bron")
    for _ in range(9):
        one(few, BronTimeout())
    for number in range(100):
        one(mixed, None if number % 20 < 11 else BronTimeout())
    assert (few.stand, mixed.stand) == (Stand.DICHT, Stand.DICHT)


@pytest.mark.parametrize("kind", [*ALIVE, *SAYS_NOTHING])
def test_what_is_not_silence_never_opens(kind: type[BaseException]) -> None:
    """Refusals, broken contracts, pauses, a full bulkhead and callers that leave: not one of them counts."""
    breaker = Breaker("bron")
    for _ in range(100):
        one(breaker, kind())
    assert breaker.stand is Stand.DICHT


@pytest.mark.faults
def test_three_that_succeed_close_and_one_that_fails_opens_again() -> None:
    """After the rest three may try and a fourth may not; they decide."""
    clock = Clock()
    breaker = opened(clock)
    clock.now_s += 10
    turns = [breaker.before() for _ in range(3)]
    with pytest.raises(BronCircuitOpen):
        breaker.before()
    for turn in turns:
        breaker.record(None, turn)
    assert breaker.stand is Stand.DICHT
    breaker = opened(clock)
    clock.now_s += 10
    one(breaker)
    one(breaker, BronTimeout())
    assert breaker.wacht_s() == pytest.approx(10)


@pytest.mark.faults
@pytest.mark.parametrize("kind", SAYS_NOTHING)
def test_a_probe_that_leaves_frees_its_place(kind: type[BaseException]) -> None:
    """A caller that leaves while it tries takes no place from those after it, however often."""
    clock = Clock()
    breaker = opened(clock)
    clock.now_s += 10
    for _ in range(50):
        with pytest.raises(kind), breaker.attempt():
            raise kind
    for _ in range(3):
        with breaker.attempt():
            assert breaker.stand is Stand.PROEF
    assert breaker.stand is Stand.DICHT


def test_a_call_from_before_says_nothing_after() -> None:
    """What was asked before the breaker opened is no probe, whatever comes of it."""
    clock = Clock()
    breaker = Breaker("bron", now=clock)
    late = [breaker.before() for _ in range(20)]
    for turn in late[:10]:
        breaker.record(BronTimeout(), turn)
    clock.now_s += 10
    for turn in late[10:]:
        breaker.record(None, turn)
    assert breaker.stand is Stand.PROEF


def test_refusing_costs_next_to_nothing() -> None:
    """An open breaker answers a thousand times in less than 50 ms."""
    breaker = opened(Clock())
    started = time.perf_counter()
    for _ in range(1_000):
        with pytest.raises(BronCircuitOpen):
            breaker.before()
    assert time.perf_counter() - started < 0.05


class Against(RuleBasedStateMachine):
    """The breaker beside a model that keeps the whole story and works everything out from it."""

    under_way: Bundle[tuple[int, int]] = Bundle("under_way")

    def __init__(self) -> None:
        super().__init__()
        self.limits = Rules(window=6, minimum=4, share=0.5, open_s=10, probes=2)
        self.clock = Clock()
        self.breaker = Breaker("bron", self.limits, now=self.clock)
        self.era = 0  # one more each time the model opens or closes
        self.opened_at: float | None = None
        self.story: list[bool] = []  # of this era: did it fail?
        self.trying = 0

    def may(self) -> bool:
        if self.opened_at is None:
            return True
        rested = self.clock.now_s - self.opened_at >= self.limits.open_s
        return rested and self.trying + len(self.story) < self.limits.probes

    @rule(target=under_way)
    def ask(self) -> tuple[int, int]:
        may = self.may()
        try:
            turn = self.breaker.before()
        except BronCircuitOpen:
            assert not may
            return (-1, -1)
        assert may
        self.trying += 1
        return (self.era, turn)

    @rule(call=consumes(under_way), kind=OUTCOMES)
    def answer(self, call: tuple[int, int], kind: type[BaseException] | None) -> None:
        era, turn = call
        if era < 0:
            return
        self.breaker.record(kind() if kind else None, turn)
        if era != self.era:
            return
        self.trying -= 1
        if kind in SAYS_NOTHING:
            return
        self.story.append(kind in SILENT)
        recent = self.story[-self.limits.window :]
        if self.opened_at is None:
            if kind in SILENT and len(recent) >= self.limits.minimum and 2 * sum(recent) >= len(recent):
                self.turn_to(self.clock.now_s)
        elif any(self.story):
            self.turn_to(self.clock.now_s)
        elif len(self.story) == self.limits.probes:
            self.turn_to(None)

    def turn_to(self, opened_at: float | None) -> None:
        self.opened_at, self.story, self.trying = opened_at, [], 0
        self.era += 1

    @precondition(lambda self: self.opened_at is not None)
    @rule(seconds=st.sampled_from([1.0, 9.0, 10.0, 60.0]))
    def wait(self, seconds: float) -> None:
        self.clock.now_s += seconds

    @invariant()
    def agrees(self) -> None:
        assert (self.breaker.stand is Stand.DICHT) == (self.opened_at is None)
        assert (self.breaker.wacht_s() is None) == self.may()


TestAgainstModel = Against.TestCase
TestAgainstModel.settings = settings(max_examples=150, stateful_step_count=60, deadline=None)
