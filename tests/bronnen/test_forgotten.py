"""What changed is asked anew, by whom it is about and by nobody else, also when an older answer was still under way."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.call import Call
from gateway.bronnen.fetch import Ask, FetchPath, Outcome
from gateway.bronnen.forgotten import Change, Forgotten, Standing, about
from gateway.bronnen.manifest import Page
from gateway.bronnen.registry import LiveBron, Registry
from gateway.context import Deadline
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Subject, number_key
from gateway.domain.ref import Ref
from gateway.errors import BronUnreachable
from gateway.plan.fanout.request import Request
from gateway.plan.ids import Ids
from tests.bronnen.world import ANNA, BRAM, SECRET, Thing, live, things

STRONGER = Subject("demo", Betrouwbaarheidsniveau.HOOG, bsn=ANNA.bsn).with_keys(SECRET)


class Register:
    """A source whose zaken a test changes; each answer may be held back."""

    def __init__(self) -> None:
        self.titels = {ANNA.bsn: ["een"], BRAM.bsn: ["vreemd"]}
        self.calls: list[Bsn | None] = []
        self.finish: asyncio.Event | None = None
        self.is_down = False

    async def __call__(self, call: Call) -> object:
        self.calls.append(call.subject.bsn)
        if self.is_down:
            raise BronUnreachable
        page = things(call, *self.titels[call.subject.bsn])
        if self.finish is not None:
            await self.finish.wait()
        return page


class World:
    """One bron with a register behind it, and a fetch path before it."""

    def __init__(self, *, proof: bool = False) -> None:
        self.path, self.register = FetchPath(), Register()
        self.bron: LiveBron = live(self.register, versheid_s=60, proof=proof)

    async def ask(self, subject: Subject = ANNA) -> Outcome:
        return await self.path.fetch(Ask(self.bron, "zaken", subject, Deadline.after(1_000)))

    async def titels(self, subject: Subject = ANNA) -> list[str]:
        outcome = await self.ask(subject)
        assert isinstance(outcome.value, Page)
        return [item.titel for item in outcome.value.items]


def about_anna(**more: bool) -> Change:
    assert ANNA.bsn is not None
    return Change("bron", persons=(number_key(ANNA.bsn, SECRET),), sources=("zaken",), **more)


async def test_after_an_own_write_everything_of_the_person_is_asked_anew() -> None:
    """The person sees the write at once, at every level of login; another person's answer stays kept."""
    world = World()
    for who in (ANNA, STRONGER, BRAM):
        await world.ask(who)
    world.register.titels[ANNA.bsn] = ["twee"]
    await world.path.forget_own("bron", ANNA)
    assert [await world.titels(who) for who in (ANNA, STRONGER, BRAM)] == [["twee"], ["twee"], ["vreemd"]]
    assert world.register.calls.count(BRAM.bsn) == 1


async def test_an_item_written_by_one_is_asked_anew_by_who_shares_it() -> None:
    """Two persons have one item: a write of the one shows for the other."""
    world = World()
    world.register.titels[BRAM.bsn] = ["een", "vreemd"]
    await world.ask(BRAM)
    await world.path.forget_own("bron", ANNA, "een")
    await world.ask(BRAM)
    assert world.register.calls == [BRAM.bsn, BRAM.bsn]


async def test_within_one_request_what_was_written_is_asked_anew() -> None:
    """A mutation that read the list before it wrote answers with the list of after."""
    world = World()
    request = Request(ANNA, None, Deadline.after(1_000), Registry([world.bron]), world.path, Ids(b"k" * 64), {})  # type: ignore[arg-type]  # no Ik
    await request.ask(world.bron, "zaken")
    world.register.titels[ANNA.bsn] = ["twee"]
    await request.forget(world.bron, "een")
    outcome = await request.ask(world.bron, "zaken")
    assert isinstance(outcome.value, Page)
    assert [item.titel for item in outcome.value.items] == ["twee"]


@pytest.mark.parametrize(
    "change",
    [
        Change("bron"),
        Change("bron", sources=("zaken",)),
        Change("bron", natives=("een",)),
        Change("bron", persons=(ANNA.sleutel,)),
        about_anna(),
    ],
    ids=["bron", "source", "item", "person", "number and source"],
)
async def test_a_change_reaches_every_answer_that_is_about_it(change: Change) -> None:
    """By bron, source, item, person or number: once asked anew, the answer is fresh again."""
    world = World()
    await world.ask()
    await world.path.forget(change)
    await world.ask()
    await world.ask()
    assert world.register.calls == [ANNA.bsn] * 2


@pytest.mark.parametrize(
    "change",
    [
        Change("ander"),
        Change("bron", sources=("taken",)),
        Change("bron", natives=("twee",)),
        Change("bron", persons=BRAM.nummers),
        Change("bron", persons=ANNA.nummers, sources=("taken",)),
    ],
    ids=["other bron", "other source", "other item", "other person", "other source of the person"],
)
async def test_a_change_leaves_every_other_answer_alone(change: Change) -> None:
    """What an answer is not about makes nobody ask again."""
    world = World()
    await world.ask()
    await world.path.forget(change)
    await world.ask()
    assert world.register.calls == [ANNA.bsn]


async def test_an_answer_looked_at_and_found_good_is_still_reached_by_the_next_change() -> None:
    """That nothing about it had changed is remembered only until something else is told."""
    world = World()
    await world.ask()
    for natives in (("twee",), ("twee",), ("een",), ("twee",)):
        await world.path.forget(Change("bron", natives=natives))
        await world.ask()
    assert world.register.calls == [ANNA.bsn] * 2


async def test_an_answer_under_way_is_neither_shared_nor_kept_as_fresh() -> None:
    """Who asks after the change gets what is true after it, while the one who asked before gets an answer too."""
    world = World()
    world.register.finish = asyncio.Event()
    before = asyncio.create_task(world.titels())
    await asyncio.sleep(0.01)
    world.register.titels[ANNA.bsn] = ["twee"]
    await world.path.forget_own("bron", ANNA)
    after = asyncio.create_task(world.titels())
    await asyncio.sleep(0.01)
    world.register.finish.set()
    assert (await before, await after) == (["een"], ["twee"])
    assert await world.titels() == ["twee"]
    assert len(world.register.calls) == 2


async def test_an_answer_under_way_that_comes_last_does_not_replace_a_newer_one() -> None:
    """The older question is answered after the newer one: the newer answer stays."""
    world = World()
    slow = world.register.finish = asyncio.Event()
    before = asyncio.create_task(world.titels())
    await asyncio.sleep(0.01)
    world.register.titels[ANNA.bsn] = ["twee"]
    await world.path.forget(about_anna())
    world.register.finish = None
    assert await world.titels() == ["twee"]
    slow.set()
    assert await before == ["een"]
    assert await world.titels() == ["twee"]


@pytest.mark.faults
@pytest.mark.parametrize(("gone", "shown"), [(False, True), (True, False)])
async def test_an_old_answer_may_still_be_shown_when_the_bron_is_down_unless_it_is_gone(
    gone: bool, shown: bool
) -> None:
    """A change makes an answer old; a write, or a right taken away, makes it one that is never shown again."""
    world = World()
    await world.ask()
    await world.path.forget(about_anna(gone=gone))
    world.register.is_down = True
    outcome = await world.ask()
    assert isinstance(outcome.fault, BronUnreachable)
    assert (outcome.kept is not None) == shown


@pytest.mark.parametrize("changed", ["zaak-1", "document-2"])
def test_what_hangs_on_an_item_goes_with_it(changed: str) -> None:
    """Documents of a zaak are asked anew when the zaak changed, and when one of the documents did."""
    forgotten, kept = Forgotten(), _kept([_thing("zaak-1/document-2")], at_s=1.0)
    forgotten.note(Change("bron", (changed,)), at_s=2.0)
    assert forgotten.standing(_key(ANNA, "zaakdocumenten", "zaak-1"), ANNA, kept) is Standing.OLD
    other = _kept([_thing("zaak-3/document-4")], at_s=1.0)
    assert forgotten.standing(_key(ANNA, "zaakdocumenten", "zaak-3"), ANNA, other) is Standing.COUNTS


def test_no_number_can_be_read_from_what_is_remembered() -> None:
    """Marks are found by keyed hashes, and the answer of a person by the same hash under every login."""
    assert ANNA.nummers == STRONGER.nummers != BRAM.nummers
    tags = list(about(_key(ANNA), ANNA, Page([Thing(Ref("zaak", "bron", "z1"), "Zaak")])))
    assert ANNA.bsn is not None
    assert all(ANNA.bsn.waarde not in str(tag) for tag in tags)
    assert {"z1", ("zaken",), ANNA.sleutel, (ANNA.nummers[0], "zaken")} <= set(tags)


# ── the memory of changes, beside a plain one ──

ITEMS = ["a", "b", "c"]
changes = st.builds(
    Change,
    bron=st.sampled_from(["bron", "ander"]),
    natives=st.lists(st.sampled_from(ITEMS), max_size=2).map(tuple),
    persons=st.sampled_from([(), ANNA.nummers, (ANNA.sleutel,), BRAM.nummers]),
    sources=st.sampled_from([(), ("zaken",), ("taken",), ("zaken", "taken")]),
    gone=st.booleans(),
)
answers = st.tuples(
    st.sampled_from([ANNA, STRONGER, BRAM]),
    st.sampled_from(["zaken", "taken"]),
    st.sampled_from(["", *ITEMS]),
    st.lists(st.sampled_from(ITEMS), max_size=2),
    st.integers(0, 30),
)


@given(told=st.lists(st.tuples(changes, st.integers(0, 30)), max_size=12), asked=st.lists(answers, max_size=6))
def test_it_is_as_good_as_looking_through_all_changes(
    told: list[tuple[Change, int]], asked: list[tuple[Subject, str, str, list[str], int]]
) -> None:
    """In whatever order changes are told."""
    forgotten = Forgotten()
    kept = [
        (_key(who, source, native), who, _kept([*map(_thing, items)], at_s))
        for who, source, native, items, at_s in asked
    ]
    for number, (change, at_s) in enumerate(told):
        forgotten.note(change, at_s)
        for key, who, one in kept:
            one.sound_s = float("-inf")  # it remembers by the real clock
            assert forgotten.standing(key, who, one) is _plainly(told[: number + 1], key, who, one)


@given(told=st.lists(st.tuples(changes, st.integers(0, 30)), min_size=1, max_size=12), size=st.integers(0, 3))
def test_with_too_many_changes_more_is_asked_anew_and_never_less(told: list[tuple[Change, int]], size: int) -> None:
    """What it had to let go makes all older answers of that bron old, so that no change is ever missed."""
    small, whole = Forgotten(max_tags=size), Forgotten()
    for change, at_s in told:
        small.note(change, at_s)
        whole.note(change, at_s)
    for at_s in range(31):
        key, one = _key(ANNA), _kept([_thing("a")], at_s)
        if whole.standing(key, ANNA, one) is not Standing.COUNTS:
            one.sound_s = float("-inf")
            assert small.standing(key, ANNA, one) is not Standing.COUNTS


def test_what_no_kept_answer_can_be_older_than_is_let_go() -> None:
    """Changes do not heap up: after the longest time an answer is kept, they are dropped without a trace."""
    forgotten = Forgotten()
    for hour in range(1_000):
        forgotten.note(Change("bron", natives=(str(hour),)), hour * 3_600.0)
    at_bron = forgotten._bronnen["bron"]
    assert len(at_bron._tags) == 1
    assert at_bron._floor.changed_s == float("-inf")


def _key(who: Subject, source: str = "zaken", native: str = "") -> Key:
    return Key("demo", "bron", source, who.sleutel, native, frozenset())


def _thing(native: str) -> Thing:
    return Thing(Ref("zaak", "bron", native), native)


def _kept(items: list[Thing], at_s: float) -> Kept:
    return Kept(Page(items), datetime.now(UTC), at_s, 0.1)


def _plainly(told: list[tuple[Change, int]], key: Key, who: Subject, kept: Kept) -> Standing:
    touched = [change for change, at_s in told if kept.at_s <= at_s and _touches(change, key, who, kept)]
    if not touched:
        return Standing.COUNTS
    return Standing.GONE if any(change.gone for change in touched) else Standing.OLD


def _touches(change: Change, key: Key, who: Subject, kept: Kept) -> bool:
    """The words of `Change`, written out."""
    if change.bron != key.bron:
        return False
    if not (change.natives or change.persons or change.sources):
        return True
    assert isinstance(kept.value, Page)
    natives = {key.native, *(item.ref.native for item in kept.value.items)}
    is_person = bool({who.sleutel, *who.nummers}.intersection(change.persons))
    is_source = key.source in change.sources
    if change.persons and change.sources:
        return bool(natives.intersection(change.natives)) or (is_person and is_source)
    return bool(natives.intersection(change.natives)) or is_person or is_source
