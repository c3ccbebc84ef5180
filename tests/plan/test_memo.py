"""Answers that are given again: the same bytes while nothing changed, never for another, never past the views in them."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gateway.auth.verifier import Identity
from gateway.context import Deadline
from gateway.errors import BronSwitchedOff
from gateway.http.answer import encode_answer
from gateway.plan.engine import Question
from gateway.plan.fanout.request import Request
from tests.scenarios.conftest import Portal, running

QUERY = (
    "{ ik { soort ingelogdTot } zaken { aantal nodes { id titel acties { titel } } } tellers { openTaken { aantal } } }"
)
OPEN = "{ taken { nodes { titel } } }"


@pytest.fixture
async def portal(tmp_path: Path) -> AsyncIterator[Portal]:
    async with running(tmp_path) as made:
        yield made


async def who(portal: Portal, person: str = "inwoner") -> Identity:
    return await portal.gateway.verifier.verify(f"Bearer {portal.zandbak.token(person)}")


async def written(portal: Portal, identity: Identity, query: str = QUERY, **changes: object) -> tuple[bytes, bool]:
    """The answer as it is sent, and whether it was given before."""
    context = portal.gateway.request(identity, Deadline.after(5_000))
    assert isinstance(context, Request)
    for name, value in changes.items():
        setattr(context, name, value)
    answer = await portal.gateway.engine.answer(Question(query), context)
    recalled = answer.written is not None
    if recalled:
        assert list(context.used())
    return encode_answer(answer), recalled


async def test_the_same_question_has_the_same_answer(portal: Portal) -> None:
    anna = await who(portal)
    first, _ = await written(portal, anna)
    portal.zandbak.wis_aanroepen()
    again, recalled = await written(portal, anna)
    assert (again, recalled, portal.zandbak.aanroepen()) == (first, True, [])


@pytest.mark.isolation
async def test_another_person_or_login_has_an_answer_of_their_own(portal: Portal) -> None:
    """Another person, and the same person with a token that ends at another moment, which the answer tells."""
    anna, fatima = await who(portal), await who(portal, "fatima")
    first, _ = await written(portal, anna)
    other, recalled = await written(portal, fatima)
    assert other != first
    assert not recalled
    later = replace(anna, expires_at=anna.expires_at + 60)
    renewed, recalled = await written(portal, later)
    assert renewed != first
    assert not recalled


async def test_another_question_is_not_this_one(portal: Portal) -> None:
    """Variables count, and so does everything in the text."""
    anna = await who(portal)
    query = "query($n: Int!) { zaken(first: $n) { nodes { titel } } }"
    context = [portal.gateway.request(anna, Deadline.after(5_000)) for _ in range(3)]
    one, two, again = [
        await portal.gateway.engine.answer(Question(query, variables={"n": n}), made)
        for n, made in zip((1, 2, 1), context, strict=True)
    ]
    assert encode_answer(one) != encode_answer(two)
    assert again.written is None  # the first was not yet written when it was asked
    assert encode_answer(again) == encode_answer(one)


@pytest.mark.parametrize("change", ["forgotten", "aged", "off", "tomorrow", "replaced"])
async def test_what_changed_is_asked_or_judged_anew(portal: Portal, change: str) -> None:
    """A write of the person, the end of freshness, a bron that is off, another day, a newer view."""
    anna = await who(portal)
    await written(portal, anna)
    assert (await written(portal, anna))[1]
    live = portal.gateway.registry.bronnen["havenstad-zaken"]
    changes: dict[str, object] = {}
    if change == "forgotten":
        await portal.gateway.path.forget_own("havenstad-zaken", anna.subject)
    elif change == "aged":
        for kept in portal.gateway.path.views._kept.values():
            kept.at_s -= 1_000
    elif change == "off":
        live.closed = BronSwitchedOff("a test")
    elif change == "tomorrow":
        changes["nu"] = datetime.now(UTC) + timedelta(days=1)
    else:
        views = portal.gateway.path.views._kept
        key = next(key for key in views if key.source == "zaken")
        views[key] = replace(views[key], memos=None)
    assert not (await written(portal, anna, **changes))[1]


async def test_an_answer_with_a_fault_in_it_is_not_kept(portal: Portal) -> None:
    """A bron that failed may answer the next time."""
    anna = await who(portal)
    await portal.zandbak.break_("havenstad-zaken", "500")
    await written(portal, anna)
    assert not (await written(portal, anna))[1]
    await portal.zandbak.mend("havenstad-zaken")


async def test_an_answer_goes_with_its_views(portal: Portal) -> None:
    """Nothing else holds it."""
    anna = await who(portal)
    await written(portal, anna)
    known = portal.gateway.memos._known
    (memo,) = [weakref.ref(one) for one in known.values()]
    gc.disable()  # no cycle may be needed to let it go
    try:
        portal.gateway.path.views._kept.clear()
        await asyncio.sleep(0)
        assert memo() is None
        assert len(known) == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    ("query", "memorable"),
    [
        (QUERY, True),
        (OPEN, True),
        ("{ ik { soort } }", False),
        ("{ bronnen { code } zaken { aantal } }", False),
        ("{ __typename }", False),
    ],
)
async def test_what_may_be_remembered(portal: Portal, query: str, memorable: bool) -> None:
    """Only what follows from views, the person and the day."""
    document, operation, values = portal.gateway.engine.prepare(Question(query))
    assert portal.gateway.engine.store.plan(document, operation, values).is_memorable is memorable
