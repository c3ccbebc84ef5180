"""The filter probe: a bron that has records for nobody serves nobody."""

from __future__ import annotations

import pytest

from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Page
from gateway.bronnen.proef import Probe
from gateway.errors import BronNotReady, BronNotSupported, BronProbeFailed, BronSwitchedOff, BronUnreachable
from tests.bronnen.world import live, things

pytestmark = pytest.mark.isolation


async def empty(call: Call) -> object:
    return things(call)


async def everybody(call: Call) -> object:
    return things(call, "van een ander")


async def dropped(call: Call) -> object:
    call.mine("ander", ["niemand"], "$.eigenaar")
    return things(call)


async def counted(call: Call) -> object:
    return Page([], 54)


async def down(call: Call) -> object:
    raise BronUnreachable()


async def broken(call: Call) -> object:
    raise KeyError("fout in de connector")


async def business_only(call: Call) -> object:
    if call.subject.bsn is not None:
        raise BronNotSupported()
    return things(call, "van een ander")


async def test_an_empty_answer_opens_the_bron() -> None:
    """Nobody has nothing: the filter works."""
    bron = live(empty, is_open=False)
    assert await Probe(bron).once() is True
    assert bron.closed is None


@pytest.mark.parametrize("source", [everybody, dropped, counted, business_only])
async def test_any_record_closes_the_bron(source: object) -> None:
    """Records, records we would drop, or only a count: the filter does not work, for persons or for businesses."""
    bron = live(source)  # type: ignore[arg-type]
    bron.closed = BronNotReady()
    assert await Probe(bron).once() is False
    assert isinstance(bron.closed, BronProbeFailed)
    assert bron.closed.alarm


@pytest.mark.parametrize("source", [down, broken])
async def test_no_answer_changes_nothing(source: object) -> None:
    """A bron that cannot be asked is neither opened nor closed: an open one stays open, a new one waits."""
    fresh, serving = live(source, is_open=False), live(source)  # type: ignore[arg-type]
    assert await Probe(fresh).once() is None
    assert await Probe(serving).once() is None
    assert isinstance(fresh.closed, BronNotReady)
    assert serving.closed is None


async def test_a_mended_filter_opens_the_bron_again() -> None:
    """After a failed probe a passed one opens the bron."""
    bron = live(empty)
    bron.closed = BronProbeFailed()
    await Probe(bron).once()
    assert bron.closed is None


async def test_an_operator_keeps_it_off() -> None:
    """What an operator switched off is not probed and stays off."""
    bron = live(everybody)
    bron.closed = BronSwitchedOff()
    assert await Probe(bron).once() is True
    assert type(bron.closed) is BronSwitchedOff


async def test_the_probe_asks_for_somebody_who_does_not_exist() -> None:
    """The number is 999999990, which passes the 11-proef and belongs to no one."""
    seen: list[str] = []

    async def looks(call: Call) -> object:
        seen.append(call.subject.bsn.waarde if call.subject.bsn else "")
        return things(call)

    await Probe(live(looks, is_open=False)).once()
    assert seen == ["999999990"]
