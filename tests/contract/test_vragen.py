"""How the questions look on the wire: what every system wants, and what none of them may ever get."""

from __future__ import annotations

import pytest

from gateway.bronnen.client import KEEPALIVE_S
from gateway.bronnen.manifest import Source
from tests.contract.bron import ask
from tests.contract.opname import Opname

pytestmark = pytest.mark.contract
IDLE_S = 55
"""The systems close a connection that is idle for a minute, and do not say so."""
HEADERS = {
    "host", "user-agent", "accept", "authorization", "x-auth-token", "x-api-key", "content-type", "content-length",
    "accept-crs", "content-crs", "accept-language", "x-ontvanger", "traceparent",
}  # fmt: skip
READABLE = ("application/json", "text/event-stream")


async def test_only_headers_that_mean_something_go_along(opname: Opname) -> None:
    """No condition (`If-None-Match`), since a 304 proves no right; nothing forwarded, since the host decides the links."""
    sent = {name for one in (await ask(opname)).asked for name in one.headers}
    assert sent - HEADERS == set()


async def test_every_question_says_what_it_can_read(opname: Opname) -> None:
    """Asking for problem details alone is refused by every one of these systems."""
    assert all(one.headers["accept"] in READABLE for one in (await ask(opname)).asked)


async def test_paths_are_exact(opname: Opname) -> None:
    """A slash at the end is another address, and gives a page for people."""
    assert not any(one.path.endswith("/") for one in (await ask(opname)).asked)


async def test_no_parameter_is_empty(opname: Opname) -> None:
    """An empty filter is no filter: it gives everybody's records."""
    for one in (await ask(opname)).asked:
        assert "" not in one.params.values()
        assert not isinstance(one.body, dict) or not {"", None} & {
            value for value in one.body.values() if isinstance(value, str | None)
        }


async def test_what_nobody_selected_is_not_asked(opname: Opname) -> None:
    """Each declared need changes what is asked, and without it nothing more is asked than with it."""
    bare = [(one.vraag, str(one.params), str(one.body)) for one in (await ask(opname, needs=frozenset())).asked]
    for need in opname.source.needs:
        with_need = (await ask(opname, needs=frozenset({need}))).asked
        assert [(one.vraag, str(one.params), str(one.body)) for one in with_need] != bare, need
        assert len(with_need) >= len(bare)


def test_one_item_by_its_id_is_a_proof(opname: Opname) -> None:
    """An item asked by its id is never shown from what was kept: the right to it is proven anew each time."""
    source: Source = opname.source
    if source.naam in ("zaak", "taak", "bericht", "product", "contactmoment", "verzoek"):
        assert source.proof


def test_connections_are_let_go_before_the_other_side_does() -> None:
    """An idle connection is closed by us first."""
    assert KEEPALIVE_S < IDLE_S


async def test_a_kept_catalogue_is_not_asked_again(opname: Opname) -> None:
    """What is the same for everybody is asked once, not for every person."""
    shared = {one.vraag for one in opname.antwoorden if one.gedeeld}
    again = await ask(opname, warm=True)
    assert not shared & {one.vraag for one in again.asked}


async def test_links_of_the_bron_may_be_written_otherwise(opname: Opname) -> None:
    """Called by another address than the bron writes itself, everything is still found: things are known by their uuid."""
    happy = await ask(opname)
    found = await ask(opname, canoniek="https://intern.example")
    assert (found.items, found.dropped) == (happy.items, 0)
