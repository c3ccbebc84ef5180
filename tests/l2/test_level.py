"""The second cache on a real server: kept answers come back to their own key alone, and whatever is wrong is a miss."""

from __future__ import annotations

import asyncio

import pytest
import structlog

from gateway.bronnen.cache import Kept, Key
from gateway.bronnen.call import Call
from gateway.bronnen.fetch import Ask, FetchPath
from gateway.bronnen.forgotten import Change
from gateway.bronnen.l2.courier import Courier
from gateway.bronnen.l2.level import SecondLevel
from gateway.bronnen.l2.names import index_of, name_of
from gateway.bronnen.l2.values import LAYOUT, encode
from gateway.bronnen.seal import SealKey
from gateway.context import Deadline
from tests.bronnen.world import ANNA as WHO
from tests.bronnen.world import live
from tests.l2.world import ANNA, BRAM, NEW, OLD, Valkey, kept, key, level, six


def reasons(lines: list[structlog.typing.EventDict]) -> list[str]:
    return [line["reason"] for line in lines if line["event"] == "l2_value_refused" and line["log_level"] == "error"]


async def put(second: SecondLevel, one: Key, value: object = "van Anna", *, keep_s: float = 60) -> str:
    """Keep a value and give its name in the server."""
    await second.put(one, kept(value), keep_s=keep_s)
    return name_of(one, second._seals[0], LAYOUT)


async def get(second: SecondLevel, one: Key) -> object:
    """The value under a key; None for a miss."""
    (found,) = await second.get_many([one])
    return found.value if found is not None else None


async def test_six_answers_come_back_in_one_round_trip(server: Valkey) -> None:
    """What one worker keeps another reads, all of a person at once, and what is not there is a miss."""
    here, there = level(server), level(server)
    pages = await six(each=3)
    for naam, answer in pages.items():
        await here.put(key(naam), kept(answer), keep_s=60)
    before = server.raw.info("commandstats").get("cmdstat_mget", {}).get("calls", 0)
    found = await there.get_many([*map(key, pages), key("contactmomenten")])
    assert [one.value if one else None for one in found] == [*pages.values(), None]
    assert server.raw.info("commandstats")["cmdstat_mget"]["calls"] == before + 1
    await here.close()
    await there.close()


@pytest.mark.isolation
@pytest.mark.parametrize(
    "other",
    [
        key(person=BRAM),
        key("taken"),
        key(bron="andere"),
        key(native="z1"),
        key()._replace(shape=frozenset()),
        key()._replace(tenant="ander"),
    ],
    ids=str,
)
async def test_another_key_is_a_miss(server: Valkey, other: Key) -> None:
    """Another person, source, bron, item, selection or tenant never gets it."""
    second = level(server)
    await put(second, key())
    assert (await get(second, key()), await get(second, other)) == ("van Anna", None)
    await second.close()


@pytest.mark.canary
async def test_nothing_of_the_person_can_be_read_in_the_server(server: Valkey) -> None:
    """Neither names nor values hold a number, a title or the person's keyed hash."""
    second = level(server)
    for naam, answer in (await six()).items():
        await second.put(key(naam, native="999991103"), kept(answer), keep_s=60)
    names = server.raw.keys("*")
    everything = b"".join([*names, *(server.raw.dump(name) for name in names)])
    assert len(names) == 7
    for trace in (b"999991103", b"Parkeer", b"Havenstad", b"ZAAK-1", ANNA, ANNA.hex().encode()):
        assert trace not in everything
    await second.close()


@pytest.mark.attacks
async def test_a_value_moved_to_another_key_is_a_miss_and_an_alarm(server: Valkey) -> None:
    """Who copies a victim's value under a key of his own reads nothing, and somebody is told."""
    second = level(server)
    mine, theirs = await put(second, key(person=BRAM), "van Bram"), await put(second, key())
    server.raw.copy(theirs, mine, replace=True)
    with structlog.testing.capture_logs() as lines:
        assert await get(second, key(person=BRAM)) is None
    assert reasons(lines) == ["changed or moved"]
    assert await get(second, key()) == "van Anna"
    await second.close()


@pytest.mark.attacks
@pytest.mark.parametrize(
    "wrong", [b"", b"\x00", b"kort", b"x" * 500, "keer om", "kap af", "andere sleutel", "niet van ons"]
)
async def test_a_corrupt_value_is_a_miss_and_an_alarm(server: Valkey, wrong: bytes | str) -> None:
    """Empty, rubbish, turned, cut off, sealed by another, or sealed well but no answer: never an error for the person."""
    second = level(server)
    name = await put(second, key())
    good: bytes = server.raw.get(name)
    put_instead = {
        "keer om": good[:-1] + bytes([good[-1] ^ 1]), "kap af": good[:-5],
        "andere sleutel": SealKey(NEW).seal(encode(kept("x"), keep_s=60), name),
        "niet van ons": SealKey(OLD).seal(b"\x93niets", name),
    }  # fmt: skip
    server.raw.set(name, put_instead[wrong] if isinstance(wrong, str) else wrong)
    with structlog.testing.capture_logs() as lines:
        assert await get(second, key()) is None
    assert len(reasons(lines)) == 1
    await put(second, key(), "nieuw")
    assert await get(second, key()) == "nieuw"
    await second.close()


@pytest.mark.attacks
async def test_a_value_put_back_after_its_time_is_a_miss_and_an_alarm(server: Valkey) -> None:
    """The end of its life is sealed inside: a lifetime lengthened at the server, or an old value put back, is no use."""
    second, seal = level(server), SealKey(OLD)
    name = name_of(key(), seal, LAYOUT)
    for gone_s, expected in ((1.0, []), (60.0, ["outlived"])):
        server.raw.set(name, seal.seal(encode(kept("oud"), keep_s=-gone_s), name))
        with structlog.testing.capture_logs() as lines:
            assert await get(second, key()) is None
        assert reasons(lines) == expected
    await second.close()


async def test_a_value_lives_as_long_as_said_and_never_longer_than_half_an_hour(server: Valkey) -> None:
    """The server itself lets it go; nothing is kept for ever, and nothing that may not be kept."""
    second = level(server)
    for keep_s, expected_ms in ((20, 20_000), (86_400, 1_800_000)):
        name = await put(second, key(), keep_s=keep_s)
        assert expected_ms - 2_000 < server.raw.pttl(name) <= expected_ms
    assert 0 < server.raw.pttl(index_of("demo", "bron", ANNA, SealKey(OLD))) <= 1_800_000
    server.raw.flushall()
    await put(second, key(), keep_s=0)
    await put(second, key(), {"een": "dict"})
    assert server.raw.dbsize() == 0
    await second.close()


async def test_a_secret_is_replaced_without_losing_what_is_kept(server: Valkey) -> None:
    """With the new secret first, the old one's values are still read; new ones need the new one; neither alarms."""
    before, between, after = level(server, OLD), level(server, NEW, OLD), level(server, NEW)
    await put(before, key("zaken"))
    await put(between, key("taken"))
    with structlog.testing.capture_logs() as lines:
        assert [await get(between, key(one)) for one in ("zaken", "taken")] == ["van Anna"] * 2
        assert [await get(after, key(one)) for one in ("zaken", "taken")] == [None, "van Anna"]
        assert [await get(before, key(one)) for one in ("zaken", "taken")] == ["van Anna", None]
    assert reasons(lines) == []
    assert await between.forget("demo", "bron", ANNA)
    assert server.raw.dbsize() == 0
    for second in (before, between, after):
        await second.close()


async def test_forgetting_is_of_one_person_at_one_bron(server: Valkey) -> None:
    """After a write everything of that person at that bron is gone, for all workers; the rest stays."""
    here, there = level(server), level(server)
    gone = [key("zaken"), key("zaak", native="z1"), key("taken")]
    stay = [key(person=BRAM), key(bron="andere")]
    for one in (*gone, *stay):
        await put(here, one)
    assert await there.forget("demo", "bron", ANNA)
    assert [await get(here, one) is None for one in (*gone, *stay)] == [True] * 3 + [False] * 2
    assert await there.forget("demo", "bron", b"niemand")
    await here.close()
    await there.close()


async def test_questions_of_one_moment_go_together_and_apart(server: Valkey) -> None:
    """Two persons that ask at once cost one round trip, and each gets his own; one that leaves takes nobody along."""
    courier = Courier(level(server))
    for person, value in ((ANNA, "van Anna"), (BRAM, "van Bram")):
        courier.keep(key(person=person), kept(value), keep_s=60)
    await asyncio.gather(*courier._under_way)
    before = server.raw.info("commandstats").get("cmdstat_mget", {}).get("calls", 0)
    asking = [asyncio.create_task(courier.get(key(person=person))) for person in (ANNA, BRAM, ANNA)]
    await asyncio.sleep(0)
    asking[0].cancel()
    found = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(found[0], asyncio.CancelledError)
    assert [one.value if isinstance(one, Kept) else None for one in found[1:]] == ["van Bram", "van Anna"]
    assert server.raw.info("commandstats")["cmdstat_mget"]["calls"] == before + 1
    await courier.close()


async def test_closing_finishes_what_is_under_way(server: Valkey) -> None:
    """What was fetched just before the end is still kept for the other workers."""
    courier = Courier(level(server))
    courier.keep(key(), kept("van Anna"), keep_s=60)
    await courier.close()
    second = level(server)
    assert await get(second, key()) == "van Anna"
    await second.close()


async def test_a_burst_of_answers_does_not_hold_up_a_question(server: Valkey) -> None:
    """Hundreds of answers to keep at once: a question in between is answered, and all are kept in the end."""
    courier = Courier(level(server))
    await put(courier.level, key())
    for number in range(400):
        courier.keep(key(native=str(number)), kept("x" * 5_000), keep_s=60)
    found = await courier.get(key())
    assert found is not None
    assert courier.level.is_reachable
    await courier.close()
    assert server.raw.dbsize() == 402  # with the first, and the index


async def test_after_a_write_the_answer_of_before_is_kept_nowhere(server: Valkey) -> None:
    """An own write empties the shared cache for that person, and an answer that was under way is not put in it."""
    answers, finish = ["voor", "voor", "na"], asyncio.Event()
    finish.set()

    async def zaken(call: Call) -> object:
        answer = answers.pop(0)
        await finish.wait()
        return answer

    courier = Courier(level(server))
    path, bron = FetchPath(second=courier), live(zaken, versheid_s=60)
    question = Ask(bron, "zaken", WHO, Deadline.after(5_000))
    await path.fetch(question)
    await asyncio.gather(*courier._under_way)
    assert server.raw.dbsize() == 2  # the answer, and the index
    finish.clear()
    await path.forget(Change("bron", persons=(WHO.sleutel,)))
    asking = asyncio.create_task(path.fetch(question))
    while len(answers) > 1:
        await asyncio.sleep(0.001)
    await path.forget_own("bron", WHO)
    finish.set()
    assert (await asking).value == "voor"
    await asyncio.gather(*courier._under_way)
    assert server.raw.dbsize() == 0
    assert (await path.fetch(question)).value == "na"
    await courier.close()
