"""The fetch path: fresh answers are kept per person, failures are reports, and one bron never holds up another."""

from __future__ import annotations

import asyncio

import pytest

from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.call import Call
from gateway.bronnen.fetch import Ask, FetchPath, Outcome
from gateway.bronnen.rapport import rapport
from gateway.bronnen.registry import LiveBron
from gateway.context import Deadline
from gateway.domain.bron import Bronstatus, Dienst
from gateway.domain.persoon import Subject
from gateway.errors import (
    BronBusy,
    BronCircuitOpen,
    BronError,
    BronInvalid,
    BronNotSupported,
    BronPaused,
    BronProbeFailed,
    BronRefused,
    BronSwitchedOff,
    BronTimeout,
    BronUnreachable,
)
from tests.bronnen.world import ANNA, BRAM, live, things


class Counting:
    """A source that counts, and answers with the person's own title or fails when told."""

    def __init__(self) -> None:
        self.calls = 0
        self.fault: BaseException | None = None
        self.finish: asyncio.Event | None = None

    async def __call__(self, call: Call) -> object:
        self.calls += 1
        if self.finish is not None:
            await self.finish.wait()
        if self.fault is not None:
            raise self.fault
        return things(call, f"van {call.subject.bsn.waarde[-3:] if call.subject.bsn else ''}")


def ask(bron: LiveBron, subject: Subject = ANNA, ms: float = 1_000, source: str = "zaken") -> Ask:
    return Ask(bron, source, subject, Deadline.after(ms))


def status(outcome: Outcome) -> Bronstatus:
    return rapport(outcome, Dienst.ZAKEN, {}).status


async def test_a_fresh_answer_is_not_asked_again_for_the_same_person() -> None:
    """Within its freshness an answer is kept, for that person alone."""
    path, source = FetchPath(), Counting()
    bron = live(source, versheid_s=60)
    await path.fetch(ask(bron))
    again = await path.fetch(ask(bron))
    other = await path.fetch(ask(bron, BRAM))
    assert source.calls == 2
    assert [one.value.items[0].titel for one in (again, other)] == ["van 103", "van 115"]  # type: ignore[attr-defined]


async def test_same_question_at_once_is_one_call_and_another_person_one_more() -> None:
    """Two of the same person share a flight; another person flies alone."""
    path, source = FetchPath(), Counting()
    source.finish = asyncio.Event()
    bron = live(source)
    asking = asyncio.gather(*(path.fetch(ask(bron, who)) for who in (ANNA, ANNA, BRAM)))
    await asyncio.sleep(0.01)
    source.finish.set()
    first, second, third = await asking
    assert source.calls == 2
    assert first.kept is second.kept
    assert third.value.items[0].titel == "van 115"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (BronTimeout(), "TE_LAAT"),
        (BronBusy(), "TE_LAAT"),
        (BronUnreachable(), "ONBEREIKBAAR"),
        (BronPaused(wacht_s=5), "ONBEREIKBAAR"),
        (BronCircuitOpen(), "ONBEREIKBAAR"),
        (BronInvalid(), "ONGELDIG"),
        (BronRefused(), "GEWEIGERD"),
        (BronNotSupported(), "NIET_ONDERSTEUND"),
        (BronSwitchedOff(), "UITGESCHAKELD"),
        (BronProbeFailed(), "UITGESCHAKELD"),
        (KeyError("een fout in de connector"), "ONGELDIG"),
    ],
)
@pytest.mark.faults
async def test_every_fault_is_a_report(fault: Exception, expected: str) -> None:
    """Whatever goes wrong becomes a status with a code and a calm sentence, never an exception."""
    source = Counting()
    source.fault = fault
    told = rapport(await FetchPath().fetch(ask(live(source))), Dienst.ZAKEN, {})
    assert told.status.name == expected
    assert told.code is not None
    assert told.melding
    assert (told.opnieuw_na is not None) == isinstance(fault, BronPaused)


@pytest.mark.faults
async def test_an_old_answer_is_shown_when_asking_fails() -> None:
    """What we knew is shown, with its age and the cause; a proof of ownership never is."""
    path, source = FetchPath(), Counting()
    bron = live(source)
    await path.fetch(ask(bron))
    source.fault = BronUnreachable()
    told = rapport(await path.fetch(ask(bron)), Dienst.ZAKEN, {})
    assert (told.status, told.code.name if told.code else "") == (Bronstatus.VEROUDERD, "BRON_ONBEREIKBAAR")
    assert told.opgehaald_op is not None
    proven, proof = Counting(), FetchPath()
    bron = live(proven, proof=True)
    await proof.fetch(ask(bron))
    proven.fault = BronUnreachable()
    assert (await proof.fetch(ask(bron))).kept is None


async def test_what_is_for_one_question_is_kept_nowhere() -> None:
    """However fresh it would be: not in the process, not in the cache that workers share, not to be shown as old."""

    class Shelf:
        def __init__(self) -> None:
            self.touched: list[str] = []

        async def get(self, key: Key) -> None:
            self.touched.append(key.source)

        def keep(self, key: Key, kept: Kept, *, keep_s: float) -> None:
            self.touched.append(key.source)

    source, shelf = Counting(), Shelf()
    path = FetchPath(second=shelf)  # type: ignore[arg-type]  # nothing else of it is used
    bron = live(source, versheid_s=300, once=True)
    for asked in (1, 2):
        assert (await path.fetch(ask(bron))).kept is not None
        assert source.calls == asked
    assert path.views._kept == {}
    assert shelf.touched == []
    source.fault = BronUnreachable()
    assert (await path.fetch(ask(bron))).kept is None


@pytest.mark.faults
async def test_a_failure_is_never_kept() -> None:
    """After a failure the next question asks again."""
    path, source = FetchPath(), Counting()
    bron = live(source, versheid_s=60)
    source.fault = BronUnreachable()
    await path.fetch(ask(bron))
    source.fault = None
    assert status(await path.fetch(ask(bron))) is Bronstatus.OK


@pytest.mark.faults
async def test_a_bron_that_hangs_is_cut_at_the_deadline() -> None:
    """The answer is there before the deadline of the request, and the call is cancelled."""
    source = Counting()
    source.finish = asyncio.Event()
    started = asyncio.get_running_loop().time()
    outcome = await FetchPath().fetch(ask(live(source), ms=150))
    assert status(outcome) is Bronstatus.TE_LAAT
    assert asyncio.get_running_loop().time() - started < 0.15


@pytest.mark.faults
async def test_a_full_bron_is_said_to_be_busy() -> None:
    """With every place taken, waiting is short and said."""
    source = Counting()
    source.finish = asyncio.Event()
    path, bron = FetchPath(), live(source, gelijktijdig=1)
    first = asyncio.create_task(path.fetch(ask(bron, ANNA)))
    await asyncio.sleep(0.01)
    second = await path.fetch(ask(bron, BRAM))
    assert isinstance(second.fault, BronBusy)
    source.finish.set()
    assert status(await first) is Bronstatus.OK


async def test_a_person_with_nothing_gets_leeg() -> None:
    """Nothing is an answer of its own."""

    async def nothing(call: Call) -> object:
        return things(call)

    assert status(await FetchPath().fetch(ask(live(nothing)))) is Bronstatus.LEEG


@pytest.mark.isolation
async def test_below_the_level_nothing_is_asked() -> None:
    """Too low a level: no call, and what helps is told."""
    source = Counting()
    outcome = await FetchPath().fetch(ask(live(source, niveau="HOOG")))
    acr = {outcome.live.bron.minimaal_niveau: ["urn:hoog"]}
    told = rapport(outcome, Dienst.ZAKEN, acr)
    assert source.calls == 0
    assert told.status is Bronstatus.NIVEAU_TE_LAAG
    assert told.belemmering is not None
    assert told.belemmering.acr_waarden == ["urn:hoog"]


@pytest.mark.isolation
async def test_nobody_is_served_before_the_first_probe() -> None:
    """A bron whose filter is not proven is not asked for anybody."""
    source = Counting()
    outcome = await FetchPath().fetch(ask(live(source, is_open=False)))
    assert (source.calls, status(outcome)) == (0, Bronstatus.ONBEREIKBAAR)


async def test_a_source_the_connector_has_not_is_said() -> None:
    """Asking what a bron cannot tell is not the same as having nothing."""
    outcome = await FetchPath().fetch(ask(live(Counting()), source="taken"))
    assert isinstance(outcome.fault, BronError)
    assert status(outcome) is Bronstatus.NIET_ONDERSTEUND
