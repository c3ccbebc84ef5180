"""What the author recorded: every source gives its items, in the calls it promised, with nothing more than was recorded."""

from __future__ import annotations

import pytest

from gateway.domain.bron import Bronstatus
from tests.contract.bron import ask
from tests.contract.opname import Opname

pytestmark = pytest.mark.contract


async def test_the_happy_answer_gives_items(opname: Opname) -> None:
    """The recorded answers make a whole answer: nothing dropped, nothing cut, something to show."""
    found = await ask(opname)
    assert (found.status, found.code, found.dropped, found.cut) == (found.status, None, 0, False)
    assert sum(found.items.values()) > 0
    if opname.is_list:
        assert found.status is Bronstatus.OK


async def test_every_recorded_answer_is_asked_for(opname: Opname) -> None:
    """A recording that nobody asks for is of yesterday; a question that is not recorded is not tested."""
    found = await ask(opname)
    asked = {one.vraag for one in found.asked}
    assert asked == asked & {one.vraag for one in opname.antwoorden}
    assert {one.vraag for one in opname.own} <= asked


async def test_it_takes_the_calls_it_promises(opname: Opname) -> None:
    """With what is shared read before, a source makes at most the calls that its manifest tells."""
    found = await ask(opname, warm=True)
    assert len(found.asked) <= opname.source.calls
