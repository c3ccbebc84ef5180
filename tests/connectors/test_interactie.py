"""Other organisations' taken: asked by pseudonym, open words never crash, and a taak is only the person's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from connectors.interactie import manifest, taken, uitvoering
from gateway.bronnen.call import Response
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Bsn, Handelend
from gateway.domain.status import Taaksoort, Taakstatus
from gateway.domain.uitvoering import (
    FormulierUitvoering,
    LinkUitvoering,
    OnbekendeUitvoering,
    Uitvoeringstrede,
    UploadUitvoering,
)
from gateway.errors import BronInvalid, BronNotSupported
from tests.connectors import canned
from tests.connectors.canned import asked, call

ZOEK = ("POST", "/context/zoek")
UUID, ANDER_UUID = "550e8400-e29b-41d4-a716-446655440000", "550e8400-e29b-41d4-a716-446655440001"
SANNE = replace(canned.SANNE, sub="a8f3c1d2")
LINK = f"https://lvd.example/taken/{UUID}"


def taak(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "uuid": UUID,
        "titel": {"en": "Send your card", "nl": "Kentekenbewijs sturen"},
        "status": "open",
        "deadline": "2026-12-12T12:00:00+01:00",
        "context": {"urn": "urn:nl:gemeenten:zaak:ZAAK-1"},
        "uitvoering": {"type": "upload", "fallbackUrl": LINK, "submitUrl": "https://lvd.example/in"},
        "nieuw": {"iets": 1},
    }
    return {**row, **changes}


def answers(*rows: object, **more: object) -> dict[tuple[str, str], object]:
    detail = {("GET", f"/taken/{row['uuid']}"): row for row in rows if isinstance(row, dict) and "uuid" in row}
    return {ZOEK: {"taken": list(rows), **more}, **detail}


async def test_taken_are_asked_by_pseudonym_in_a_body() -> None:
    """One POST with the `sub` of the login; no number of the person goes anywhere."""
    made = call(answers(taak()), SANNE)
    (view,) = (await taken(made)).items
    (one,) = asked(made)
    assert (one.method, one.path, one.params, one.body) == (*ZOEK, {}, {"klantId": "a8f3c1d2", "include": ["taken"]})
    assert (view.titel, view.status, view.soort) == ("Kentekenbewijs sturen", Taakstatus.OPEN, Taaksoort.UPLOAD)
    assert (view.verwijst, view.herkomst[0].gevonden_via) == (("zaak/nummer/ZAAK-1",), GevondenVia.PSEUDONIEM)
    assert manifest.searches == ("/context/zoek",)


@pytest.mark.parametrize(
    ("status", "soort", "expected"),
    [
        ("afgerond", "betaling", ("AFGEROND", "ONBEKEND", "BETALING")),
        ("geannuleerd", "formulier", ("GEANNULEERD", "VERVALLEN", "FORMULIER")),
        ("wacht-op-derde", "digitaal-ondertekenen", ("ONBEKEND", "ONBEKEND", "ONBEKEND")),
        ("", "", ("ONBEKEND", "ONBEKEND", "ONBEKEND")),
    ],
)
async def test_open_words_never_crash(status: str, soort: str, expected: tuple[str, str, str]) -> None:
    """A status or type that is not in the contract is ONBEKEND, with the word beside it."""
    row = taak(status=status, uitvoering={"type": soort, "fallbackUrl": LINK})
    (view,) = (await taken(call(answers(row), SANNE))).items
    assert (view.status.name, view.verwerking.name, view.soort.name) == expected
    assert (view.status_bronwaarde, view.soort_bronwaarde) == (status, soort or None)


@pytest.mark.parametrize(
    ("talen", "titel"),
    [
        ({"nl": "Betalen", "en": "Pay"}, "Betalen"),
        ({"fy": "Betelje", "nl": ""}, "Betelje"),
        ({"en": "Pay"}, "Pay"),
        ({}, "Taak"),
    ],
)
async def test_dutch_comes_first(talen: dict[str, str], titel: str) -> None:
    """Else the first language with a text; a taak never has an empty title."""
    (view,) = (await taken(call(answers(taak(titel=talen, toelichting=talen)), SANNE))).items
    assert view.titel == titel
    assert view.toelichting == (titel if titel != "Taak" else None)


@pytest.mark.parametrize(
    ("deadline", "day", "moment"),
    [
        ("2026-12-12T23:59:59+01:00", "2026-12-12", "2026-12-12T22:59:59+00:00"),
        ("2026-12-12T12:00:00+01:00", "2026-12-12", "2026-12-12T11:00:00+00:00"),
        ("2026-12-12T23:30:00Z", "2026-12-13", "2026-12-12T23:30:00+00:00"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25", "2026-10-25T00:30:00+00:00"),
        ("2026-07-01T12:00:00", "2026-07-01", "2026-07-01T10:00:00+00:00"),
    ],
)
async def test_a_deadline_is_a_moment_on_a_dutch_day(deadline: str, day: str, moment: str) -> None:
    """Inclusive, with the day of the Netherlands, also on the night that the clock goes back."""
    (view,) = (await taken(call(answers(taak(deadline=deadline)), SANNE))).items
    assert view.deadline is not None
    assert view.deadline.datum.isoformat() == day
    assert view.deadline.uiterlijk.astimezone(UTC) == datetime.fromisoformat(moment)


async def test_no_taken_is_not_the_same_as_not_supported() -> None:
    """An empty list is nothing; an answer without the key says that the organisation gives none."""
    assert (await taken(call(answers(), SANNE))).items == []
    with pytest.raises(BronNotSupported):
        await taken(call({ZOEK: {"contactmomenten": []}}, SANNE))


async def test_an_organisation_that_could_not_tell_all_is_cut_off() -> None:
    """What another gateway like this one says of itself is not lost."""
    assert (await taken(call(answers(taak(), volledig=False), SANNE))).afgekapt
    assert not (await taken(call(answers(taak()), SANNE))).afgekapt


@pytest.mark.isolation
@pytest.mark.parametrize(
    "subject",
    [canned.SANNE, replace(SANNE, handelend=Handelend((Bsn("999991115"),), namens_ander=True))],
    ids=["no pseudonym", "acts for another"],
)
async def test_whoever_the_pseudonym_is_not_is_not_asked_for(subject: object) -> None:
    """Without a pseudonym, or with that of somebody who acts for another, nothing is sent."""
    made = call(answers(taak()), subject)  # type: ignore[arg-type]  # the ids of pytest make it an object
    with pytest.raises(BronNotSupported):
        await taken(made)
    with pytest.raises(BronNotSupported):
        await uitvoering(replace(made, native=UUID))
    assert asked(made) == []


async def test_a_row_that_breaks_its_type_costs_only_itself() -> None:
    """No title map, no uuid, or a uuid that would lead elsewhere: dropped and counted."""
    rows = [taak(titel="tekst"), taak(uuid="../admin"), taak(uuid=7), taak(), taak()]
    made = call({ZOEK: {"taken": rows}}, SANNE)
    page = await taken(made)
    assert (len(page.items), page.aantal, len(made.dropped)) == (1, 1, 3)


@pytest.mark.isolation
async def test_the_way_to_do_anothers_taak_is_not_there() -> None:
    """By uuid the organisation gives anybody's taak: what is not in the person's own list is not even asked."""
    made = call({**answers(taak()), ("GET", f"/taken/{ANDER_UUID}"): taak(uuid=ANDER_UUID)}, SANNE, native=ANDER_UUID)
    assert await uitvoering(made) is None
    assert [one.path for one in asked(made)] == ["/context/zoek"]


@pytest.mark.parametrize(
    ("found", "kind", "knop"),
    [
        ({"type": "upload", "fallbackUrl": LINK}, UploadUitvoering, "Bestanden sturen"),
        ({"type": "formulier", "fallbackUrl": LINK}, FormulierUitvoering, "Invullen"),
        ({"type": "betaling", "fallbackUrl": LINK}, LinkUitvoering, "Betalen"),
        ({"type": "nieuw", "fallbackUrl": LINK}, LinkUitvoering, "Uitvoeren"),
        ({"fallbackUrl": LINK}, LinkUitvoering, "Uitvoeren"),
        ({"type": "betaling", "fallbackUrl": "javascript:alert(1)"}, OnbekendeUitvoering, "Uitvoeren"),
        (None, OnbekendeUitvoering, "Uitvoeren"),
    ],
)
async def test_there_is_always_a_way(found: object, kind: type, knop: str) -> None:
    """A known type, a new one, an unsafe address and none at all each have a way that works."""
    way = await uitvoering(call(answers(taak(uitvoering=found)), SANNE, native=UUID))
    assert type(way) is kind
    assert way.knoptekst == knop
    assert (way.fallback_url == LINK, way.trede) == (True, Uitvoeringstrede.GERICHTE_LINK) or way.alleen_via


async def test_what_an_upload_may_hold_is_shown_beforehand() -> None:
    """Extensions become media types; one that nobody knows stays as it is."""
    found = {"type": "upload", "fallbackUrl": LINK, "maxBestanden": 2, "maxBestandsgrootte": 5_000_000}
    found["toegestaneFormaten"] = ["pdf", ".JPG", "lvd1"]
    way = await uitvoering(call(answers(taak(uitvoering=found)), SANNE, native=UUID))
    assert isinstance(way, UploadUitvoering)
    assert (way.maximum_aantal, way.maximum_omvang) == (2, 5_000_000)
    assert way.bestandstypen == ["application/pdf", "image/jpeg", "lvd1"]


async def test_done_taken_have_no_way() -> None:
    """A taak that is done is never offered again."""
    assert await uitvoering(call(answers(taak(status="afgerond")), SANNE, native=UUID)) is None


@pytest.mark.parametrize("status", [400, 404])
async def test_a_refusal_is_not_an_empty_list(status: int) -> None:
    """A question that the organisation does not understand is a fault."""
    refused = Response(status, {"content-type": "application/problem+json"}, b"{}")
    with pytest.raises(BronInvalid):
        await taken(call({ZOEK: refused}, SANNE))
