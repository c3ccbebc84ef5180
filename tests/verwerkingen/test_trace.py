"""W3C Trace Context: what a portal may tell about the chain, what is made anew, and what every bron gets."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway import trace
from gateway.bronnen.client import AiohttpTransport
from tests.client.foutserver import OK, answering, get, serving

GOOD = b"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


def test_a_chain_goes_on_below_its_caller() -> None:
    found = trace.begin(GOOD)
    assert f"{found.trace_id:032x}" == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert f"{found.parent_id:016x}" == "00f067aa0ba902b7"
    assert found.span_id not in (0, found.parent_id)
    child = found.child()
    assert (child.trace_id, child.parent_id) == (found.trace_id, found.span_id)


@pytest.mark.parametrize(
    "header",
    [
        None,
        b"",
        b"ff" + GOOD[2:],
        GOOD.upper(),
        GOOD + b"-more",
        b"00-" + b"0" * 32 + GOOD[35:],
        GOOD[:36] + b"0" * 16 + b"-01",
        b"00-999993653-00f067aa0ba902b7-01",
        GOOD + b"\n",
    ],
)
def test_a_wrong_header_begins_a_new_chain(header: bytes | None) -> None:
    """So do zeros, and a version that does not exist."""
    found = trace.begin(header)
    assert found.trace_id
    assert found.parent_id == 0
    assert trace.begin(header).trace_id != found.trace_id


def test_a_newer_version_may_say_more() -> None:
    assert trace.begin(b"01" + GOOD[2:] + b"-more").parent_id == 0x00F067AA0BA902B7


@given(st.binary(max_size=80))
def test_no_header_breaks_it(header: bytes) -> None:
    """Whatever comes in, what goes out has the form of the standard."""
    made = trace.begin(header).child().traceparent
    assert trace.begin(made.encode()).parent_id


async def test_tasks_beside_each_other_have_places_of_their_own() -> None:
    trace.current.set(trace.begin(None))

    async def work() -> tuple[int, trace.Trace | None]:
        return trace.descend(), trace.current.get()

    here = trace.current.get()
    places = await asyncio.gather(*(asyncio.create_task(work()) for _ in range(5)))
    assert len({span for span, _ in places}) == 5
    assert all(place is not None and here is not None and place.parent_id == here.span_id for _, place in places)
    assert trace.current.get() == here


async def test_a_bron_gets_the_chain_and_nothing_else() -> None:
    """`traceparent` goes on with our place in it; outside a chain there is none."""
    trace.current.set(trace.begin(GOOD))
    place = trace.current.get()
    assert place is not None
    async with serving(answering(OK)) as server, AiohttpTransport(server.url) as transport:
        await get(transport)
        trace.current.set(None)
        await get(transport)
    first, second = (head.lower() for head in server.heads)
    assert f"traceparent: {place.traceparent}\r\n" in first
    assert "traceparent" not in second
    assert "tracestate" not in first + second
    assert "baggage" not in first + second
