"""MijnOverheid: gather first, then read; a stream that stops early is a failure, one magazijn that fails is told."""

from __future__ import annotations

import pytest

from connectors.mijnoverheid import berichten, berichttekst
from connectors.mijnoverheid.ophalen import events
from gateway.bronnen.call import Response
from gateway.errors import BronInvalid, BronUnreachable
from tests.connectors.canned import BAKKERIJ, asked, call

LIST, GATHER = "/api/v1/berichten", "/api/v1/berichten/_ophalen"
STARTED = 'event: magazijn-bevraging-gestart\ndata: {"magazijnId":"1","naam":"Belastingdienst"}\n\n'
OK = 'event: magazijn-bevraging-voltooid\ndata: {"magazijnId":"1","naam":"Belastingdienst","status":"OK"}\n\n'
LATE = 'event: magazijn-bevraging-voltooid\ndata: {"magazijnId":"2","naam":"RDW","status":"TIMEOUT"}\n\n'
DONE = 'event: ophalen-gereed\ndata: {"totaalBerichten":1}\n\n'


def stream(text: str) -> Response:
    return Response(200, {"content-type": "text/event-stream"}, text.encode())


def row(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "berichtId": "m1",
        "onderwerp": "Toeslag",
        "afzender": "1",
        "publicatietijdstip": "2026-11-20T08:00:00Z",
        "status": "ongelezen",
        "aantalBijlagen": 0,
        "magazijnId": "1",
    }
    return {**made, **changes}


async def test_gathers_then_reads_with_the_person_in_a_header() -> None:
    """Two calls; the number stands in a header, never in an address."""
    made = call({("GET", GATHER): stream(STARTED + OK + DONE), ("GET", LIST): {"berichten": [row()], "_links": {}}})
    found = await berichten(made)
    assert [one.path for one in asked(made)] == [GATHER, LIST]
    assert {one.headers["X-Ontvanger"] for one in asked(made)} == {"BSN:999991103"}
    assert (found.items[0].organisatie.naam, found.items[0].gelezen, found.aantal) == ("Belastingdienst", False, 1)


async def test_a_magazijn_that_fails_makes_the_list_incomplete() -> None:
    """The rest is there; the report can say that there may be more."""
    made = call({("GET", GATHER): stream(OK + LATE + DONE), ("GET", LIST): {"berichten": [row()], "_links": {}}})
    found = await berichten(made)
    assert (len(found.items), found.aantal, found.afgekapt) == (1, None, True)


async def test_a_message_need_not_say_who_sent_it() -> None:
    """The standard lets the sender be absent: then it is of the magazijn that keeps it, and it is not left out."""
    unsaid = row(magazijnId="00000001999990010000")
    del unsaid["afzender"]
    made = call({("GET", GATHER): stream(DONE), ("GET", LIST): {"berichten": [unsaid], "_links": {}}})
    ((view,), dropped) = (await berichten(made)).items, made.dropped
    assert (view.organisatie.oin, dropped) == ("00000001999990010000", [])


@pytest.mark.parametrize("text", [STARTED + OK, "", STARTED + OK + DONE.rstrip("\n")])
async def test_a_stream_without_its_last_event_has_failed(text: str) -> None:
    """No last event, or one cut off: the session cannot be trusted."""
    filled = {"berichten": [row()], "_links": {}}
    with pytest.raises(BronInvalid):
        await berichten(call({("GET", GATHER): stream(text), ("GET", LIST): filled}))


async def test_a_told_failure_is_unreachable() -> None:
    """The bron says itself that gathering failed."""
    with pytest.raises(BronUnreachable):
        await berichten(call({("GET", GATHER): stream('event: ophalen-fout\ndata: {"foutmelding":"x"}\n\n')}))


async def test_the_kind_of_an_event_may_stand_inside_it() -> None:
    """Some streams name the kind in the data, in capitals or not, and not on a line of its own."""
    text = 'data:{"event":"OPHALEN_GEREED","totaalBerichten":0}\n\n'
    found = await berichten(call({("GET", GATHER): stream(text), ("GET", LIST): {"berichten": [], "_links": {}}}))
    assert found.items == []


async def test_a_session_that_is_not_filled_is_unreachable() -> None:
    """While another gathering runs the list cannot be read: that is not an empty inbox."""
    busy = Response(409, {"content-type": "application/problem+json"}, b"{}")
    with pytest.raises(BronUnreachable):
        await berichten(call({("GET", GATHER): busy, ("GET", LIST): busy}))


async def test_pages_are_read_to_the_end() -> None:
    """Pages count from zero and go on while there is a next."""
    made = call({("GET", GATHER): stream(DONE), ("GET", LIST): {"berichten": [row()], "_links": {}}}, BAKKERIJ)
    await berichten(made)
    assert asked(made)[1].params == {"pagina": 0, "paginaGrootte": 200}
    assert asked(made)[1].headers["X-Ontvanger"] == "KVK:99001001"


async def test_text_is_read_when_asked() -> None:
    """The list has no text; one more call has."""
    full = row(inhoud="Beste Sanne")
    made = call({("GET", GATHER): stream(DONE), ("GET", f"{LIST}/m1"): full}, native="m1")
    assert await berichttekst(made) == "Beste Sanne"


def test_events_follow_the_standard() -> None:
    """Lines may end in CR LF, data may have several lines, comments and half events do not count."""
    body = b": hallo\r\nevent: a\r\ndata: 1\r\ndata: 2\r\n\r\ndata:3\n\nevent: half\ndata: x"
    assert list(events(body)) == [("a", b"1\n2"), ("", b"3")]
