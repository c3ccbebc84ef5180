"""The write path: at most once, looked at before and after, and every way in which it can end told as it is."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from gateway.bronnen.fetch import Ask
from gateway.bronnen.schrijven import wijziging
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.bronnen.schrijven.wijziging import Afgerond
from gateway.context import Deadline
from gateway.domain.bron import Belemmeringcode, Dienst
from gateway.domain.fout import (
    BronOnbereikbaar,
    GebruikersFout,
    NietGevonden,
    NietOndersteund,
    NietToegestaan,
    NiveauTeLaag,
    OngeldigeInvoer,
    UitkomstOnbekend,
)
from gateway.domain.persoon import Bsn, Handelend
from gateway.errors import BronNotReady, BronPaused, BronUnreachable, Foutcode
from tests.bronnen.world import ANNA, BRAM
from tests.schrijven.world import no_answer, sent, server_error, world


def told(uitkomst: object) -> list[tuple[str, str]]:
    """The places and codes of what is wrong with the input."""
    assert isinstance(uitkomst, OngeldigeInvoer)
    return [(one.pad, one.code) for one in uitkomst.problemen]


async def test_a_change_is_made_and_confirmed_by_the_bron() -> None:
    """What the bron says is the answer; a repeat with the same key gets the same, and the bron sees nothing of it."""
    own = world()
    first = await own.doe()
    assert isinstance(first, Bevestiging)
    assert (first.zin, first.item) == ("Er staat a.", ("ding", "bron", "1"))
    own.register.blind = BronUnreachable("away")
    assert await own.doe() == first
    assert own.register.posts == ["a"]


async def test_another_key_finds_that_it_was_done() -> None:
    """Done before, by another change: nothing is sent, and what is there is told."""
    own = world()
    await own.doe()
    assert await own.doe(sleutel="sleutel-0002") == Afgerond(("ding", "bron", "1"))
    assert await own.doe("b", sleutel="sleutel-0003") == Afgerond(("ding", "bron", "1"))
    assert own.register.posts == ["a"]


async def test_a_key_is_for_one_thing() -> None:
    """The same key with something else to do is refused, whichever part differs."""
    own = world()
    await own.doe()
    for other in (own.doe("b"), own.doe(native="2")):
        assert told(await other) == [("/idempotentiesleutel", "SLEUTEL_HERGEBRUIKT")]
    assert own.register.posts == ["a"]


async def test_a_key_belongs_to_one_person() -> None:
    """The same key of somebody else is another key, and another's item is not found."""
    own = world()
    await own.doe()
    assert isinstance(await own.doe(subject=BRAM), NietGevonden)


@pytest.mark.parametrize("sleutel", ["", "kort", "x" * 129, "met\nregel"])
async def test_a_key_has_a_form(sleutel: str) -> None:
    """Too short to be unique, too long or not to be printed: said at its place."""
    assert told(await world().doe(sleutel=sleutel)) == [("/idempotentiesleutel", "SLEUTEL_ONGELDIG")]


async def test_what_was_refused_may_be_sent_again_with_the_same_key() -> None:
    """Nothing was sent, so the key is still free for the input that is right."""
    own = world()
    assert told(await own.doe("fout")) == [("/waarde", "KEUZE")]
    assert isinstance(await own.doe("goed"), Bevestiging)


async def test_twenty_at_once_change_it_once() -> None:
    """Whoever comes while the first is under way waits for it, and gets its answer."""
    own = world()
    own.register.slow_s = 0.02
    found = await asyncio.gather(*(own.doe() for _ in range(20)))
    assert isinstance(found[0], Bevestiging)
    assert all(one == found[0] for one in found)
    assert own.register.posts == ["a"]


async def test_two_changes_of_one_item_go_one_after_the_other() -> None:
    """With keys of their own: the second sees what the first did, and changes nothing."""
    own = world()
    own.register.slow_s = 0.02
    one, two = await asyncio.gather(own.doe("a", sleutel="sleutel-a"), own.doe("b", sleutel="sleutel-b"))
    assert {type(one), type(two)} == {Bevestiging, Afgerond}
    assert len(own.register.posts) == 1


@pytest.mark.parametrize("fault", [no_answer(), server_error(), sent(BronUnreachable("status 502"))])
async def test_done_though_nobody_said_so_is_done(fault: BronUnreachable) -> None:
    """Silence or a failure after the work: the bron is looked at, it stands there, so it went well."""
    own = world()
    own.register.fails = fault
    assert isinstance(await own.doe(), Bevestiging)
    assert own.register.posts == ["a"]


async def test_a_500_that_did_nothing_is_told_as_nothing_changed() -> None:
    """The bron is through with it and it is not there: certain, so the same key may try again at once."""
    own = world()
    own.register.fails, own.register.after = server_error(), False
    found = await own.doe()
    assert isinstance(found, BronOnbereikbaar)
    assert found.code is Foutcode.BRON_ONBEREIKBAAR
    own.register.fails = None
    assert isinstance(await own.doe(), Bevestiging)
    assert own.register.posts == ["a"]


@pytest.mark.parametrize("fault", [no_answer(), sent(BronUnreachable("status 504")), sent(BronUnreachable("lost"))])
async def test_silence_may_still_become_a_change(fault: BronUnreachable, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not there yet, and perhaps on its way: not known, and not sent again before it can no longer come."""
    own = world()
    own.register.fails, own.register.after = fault, False
    assert isinstance(await own.doe(), UitkomstOnbekend)
    own.register.fails = None
    assert isinstance(await own.doe(), UitkomstOnbekend)
    assert own.register.posts == []
    monkeypatch.setattr(wijziging, "REST_S", 0.0)
    assert isinstance(await own.doe(), Bevestiging)
    assert own.register.posts == ["a"]


async def test_a_late_change_is_found_by_the_repeat() -> None:
    """What arrived after all is seen at the bron, and counts as this change."""
    own = world()
    own.register.fails, own.register.after = no_answer(), False
    await own.doe()
    own.register.fails, own.register.done["/1"] = None, "a"
    assert isinstance(await own.doe(), Bevestiging)
    assert own.register.posts == []


async def test_somebody_elses_change_is_not_taken_for_ours() -> None:
    """Sent without an answer, and now another value stands there: it was done, but not by this."""
    own = world()
    own.register.fails, own.register.after = no_answer(), False
    await own.doe()
    own.register.fails, own.register.done["/1"] = None, "van een ander"
    assert await own.doe() == Afgerond(("ding", "bron", "1"))


async def test_looking_that_fails_after_sending_leaves_it_unknown() -> None:
    """Sent, no answer, and the bron cannot be looked at: nobody knows."""
    own = world()
    own.register.fails, own.register.blind = no_answer(), None
    original = own.register._post

    async def post(path: str, waarde: str) -> None:
        own.register.blind = BronUnreachable("away")
        await original(path, waarde)

    own.register._post = post  # type: ignore[method-assign]  # the world goes dark halfway
    assert isinstance(await own.doe(), UitkomstOnbekend)
    assert isinstance(await own.doe(), UitkomstOnbekend)
    own.register.blind = None
    assert isinstance(await own.doe(), Bevestiging)
    assert own.register.posts == ["a"]


async def test_what_never_left_changed_nothing() -> None:
    """No connection, a pause before sending: certain, with the moment to try again."""
    own = world()
    own.register.fails, own.register.after = BronPaused("resting", wacht_s=7), False
    found = await own.doe()
    assert isinstance(found, BronOnbereikbaar)
    assert found.code is Foutcode.BRON_PAUZE
    assert found.opnieuw_na is not None
    own.register.fails = None
    own.live.transport.pause._until_s = 0.0
    assert isinstance(await own.doe(), Bevestiging)


async def test_a_bron_that_cannot_be_looked_at_gets_nothing() -> None:
    """Without a fresh look nothing is sent."""
    own = world()
    own.register.blind = BronUnreachable("away")
    assert isinstance(await own.doe(), BronOnbereikbaar)
    assert own.register.posts == []


async def test_what_the_bron_does_not_take_is_not_done() -> None:
    """A 4xx on a change: nothing was changed, and the bron broke what was agreed."""
    own = world()
    own.register.status = 400
    found = await own.doe()
    assert isinstance(found, BronOnbereikbaar)
    assert found.code is Foutcode.BRON_ONGELDIG
    own.register.status = 404
    assert isinstance(await own.doe(), NietGevonden)


async def test_a_200_that_changed_nothing_is_no_success() -> None:
    """The answer confirms nothing and neither does looking: not known."""
    own = world()

    async def ignored(path: str, waarde: str) -> None:
        """Takes it and does nothing, as servers do with fields they do not know."""

    own.register._post = ignored  # type: ignore[method-assign]  # as said
    assert isinstance(await own.doe(), UitkomstOnbekend)


async def test_a_caller_that_hangs_up_does_not_stop_it() -> None:
    """A change that was begun is seen through to its end; the repeat gets its answer."""
    own = world()
    own.register.slow_s = 0.05
    asking = asyncio.ensure_future(own.doe())
    async with asyncio.timeout(5):
        await own.register.began.wait()
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await own.writes.close()
    assert own.register.posts == ["a"]
    assert isinstance(await own.doe(), Bevestiging)
    assert own.register.posts == ["a"]


async def test_who_cannot_wait_any_longer_is_told_so() -> None:
    """The first is still under way at the deadline of the second: not known, and nothing sent twice."""
    own = world()
    own.register.slow_s = 0.3
    first = asyncio.ensure_future(own.doe())
    async with asyncio.timeout(5):
        await own.register.began.wait()
    assert isinstance(await own.doe(ms=80), UitkomstOnbekend)
    assert isinstance(await first, Bevestiging)
    assert own.register.posts == ["a"]


async def test_with_too_little_time_nothing_is_sent() -> None:
    """Sending without time to look how it ended is a gamble, so it is not done."""
    own = world()
    found = await own.doe(ms=500)
    assert isinstance(found, BronOnbereikbaar)
    assert found.code is Foutcode.BRON_TE_LAAT
    assert own.register.posts == []


async def test_level_bron_and_connector_come_first() -> None:
    """Too weak a login, another mandate, a closed bron and a connector without this write: the bron is not asked at all."""
    low = await world(niveau="HOOG").doe()
    assert isinstance(low, NiveauTeLaag)
    daan = Handelend((Bsn("999991115"),), namens_ander=True, diensten=frozenset({"zorg"}))
    own = world()
    outside = await own.doe(subject=replace(ANNA, handelend=daan))
    assert isinstance(outside, NietToegestaan)
    assert outside.belemmering is not None
    assert outside.belemmering.code is Belemmeringcode.BUITEN_MACHTIGING
    own.live.machtigingen = frozenset({"zorg"})
    assert isinstance(await own.doe(subject=replace(ANNA, handelend=daan)), Bevestiging)
    own = world()
    own.live.closed = BronNotReady()
    assert isinstance(await own.doe(), BronOnbereikbaar)
    own.live.closed = None
    del own.live.connector.writes["doe"]
    assert isinstance(await own.doe(), NietOndersteund)


async def test_a_connector_that_breaks_is_a_fault_and_no_crash() -> None:
    """Its exception is logged and told as a broken contract; after sending nobody knows."""
    own = world()

    async def broken(path: str, waarde: str) -> None:
        raise ZeroDivisionError

    own.register._post = broken  # type: ignore[method-assign]  # as said
    assert isinstance(await own.doe(), UitkomstOnbekend)


async def test_what_was_kept_of_the_person_is_forgotten() -> None:
    """After a change the list of the person is asked anew."""
    own = world()
    asked: list[int] = []

    async def lijst(call: object) -> list[int]:
        asked.append(1)
        return []

    own.live.connector.source("zaken", Dienst.ZAKEN, versheid_s=60)(lijst)
    ask = Ask(own.live, "zaken", ANNA, Deadline.after(1_000))
    await own.writes._path.fetch(ask)
    await own.writes._path.fetch(ask)
    assert len(asked) == 1
    await own.doe()
    await own.writes._path.fetch(ask)
    assert len(asked) == 2


async def test_the_kenmerk_is_the_same_for_a_repeat_and_for_nothing_else() -> None:
    """By it a bron can be asked for a change that was sent: of one person, one key and one mutation."""
    seen: list[str] = []

    async def kijk(call: object) -> None:
        seen.append(call.opdracht.kenmerk)  # type: ignore[attr-defined]  # a Schrijfcall

    own = world()
    own.live.connector.write("doe", Dienst.ZAKEN)(kijk)
    for asked in (own.doe(), own.doe("b"), own.doe(sleutel="sleutel-0002"), own.doe(subject=BRAM)):
        assert isinstance(await asked, GebruikersFout)
    assert seen[0] == seen[1]
    assert len(set(seen)) == 3
