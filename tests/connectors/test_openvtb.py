"""Open VTB: only what is assigned to the person, has begun or is published, and as plain text."""

from __future__ import annotations

import pytest

from connectors.openvtb import bericht, berichten, taak, taken, uitvoering
from connectors.openvtb.tekst import plain
from gateway.domain.status import Taaksoort, Taakstatus, Verwerking
from gateway.domain.uitvoering import BetaalUitvoering, FormulierUitvoering, LinkUitvoering, OnbekendeUitvoering
from tests.connectors.canned import BAKKERIJ, VESTIGING, asked, call, page

TAKEN, BERICHTEN = "/taken/api/v1/externetaken", "/berichten/api/v1/berichten"
SANNE_URN = "urn:nld:brp:bsn:999991103"


def taak_row(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "uuid": "t1",
        "urn": "urn:maykin:taken:externetaak:t1",
        "titel": "Betaal",
        "status": "open",
        "taakSoort": "betaaltaak",
        "startdatum": "2026-11-01",
        "einddatumHandelingsTermijn": "2026-12-15",
        "isToegewezenAan": SANNE_URN,
        "isGerelateerdAan": [{"urn": "urn:nld:gemeentehavenstad:zaak:zaaknummer:ZAAK-1"}],
        "details": {"bedrag": "42.50"},
    }
    return {**row, **changes}


def bericht_row(**changes: object) -> dict[str, object]:
    row: dict[str, object] = {
        "uuid": "b1",
        "onderwerp": "Verleend",
        "berichtTekst": "Uw **vergunning**",
        "ontvanger": SANNE_URN,
        "publicatiedatum": "2026-11-20T09:00:00Z",
        "geopendOp": None,
        "isGerelateerdAan": [],
        "bijlagen": [],
    }
    return {**row, **changes}


async def test_taken_are_asked_by_exact_urn_and_mapped() -> None:
    """One call with the person's URN; amount, deadline and zaak come along."""
    made = call({("GET", TAKEN): page([taak_row()])})
    (view,) = (await taken(made)).items
    assert asked(made)[0].params["isToegewezenAan"] == SANNE_URN
    assert (view.status, view.verwerking, view.soort) == (
        Taakstatus.OPEN,
        Verwerking.NOG_ACTIE_NODIG,
        Taaksoort.BETALING,
    )
    assert view.verwijst == ("zaak/nummer/ZAAK-1",)
    assert view.betaling is not None
    assert str(view.betaling.openstaand) == "42.50"
    assert view.deadline is not None
    assert view.deadline.uiterlijk.isoformat() == "2026-12-15T23:59:59+01:00"


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("uitgevoerd", "WORDT_VERWERKT"),
        ("verwerkt", "VERWERKT"),
        ("afgebroken", "VERVALLEN"),
        ("iets nieuws", "ONBEKEND"),
    ],
)
async def test_finished_and_unknown_states(status: str, expected: str) -> None:
    """Done is not yet processed; a word we do not know is said to be unknown, with the word beside it."""
    (view,) = (await taken(call({("GET", TAKEN): page([taak_row(status=status, taakSoort="raar")])}))).items
    assert (view.verwerking.name, view.status_bronwaarde, view.soort) == (expected, status, Taaksoort.ONBEKEND)


async def test_another_persons_taak_is_dropped_counted_and_alarmed() -> None:
    """A filter the server ignored gives everybody's taken; not one of them goes on."""
    made = call({("GET", TAKEN): page([taak_row(isToegewezenAan="urn:nld:brp:bsn:999991115"), taak_row()])})
    assert len((await taken(made)).items) == 1
    assert (made.foreign, len(made.dropped)) == (1, 1)


async def test_a_taak_of_tomorrow_is_not_shown_yet() -> None:
    """The list has taken that have not begun."""
    assert (await taken(call({("GET", TAKEN): page([taak_row(startdatum="2026-11-25")])}))).items == []


async def test_one_taak_and_its_way_are_only_the_persons() -> None:
    """By id the server gives anybody's taak; another's is not there."""
    answers = {("GET", f"{TAKEN}/t1"): taak_row(isToegewezenAan="urn:nld:brp:bsn:999991115")}
    assert await taak(call(answers, native="t1")) is None
    assert await uitvoering(call(answers, native="t1")) is None


@pytest.mark.parametrize(
    ("soort", "details", "kind"),
    [
        ("betaaltaak", {"bedrag": 12.5}, BetaalUitvoering),
        ("urltaak", {"uitvraagLink": "https://formulieren.example/x"}, LinkUitvoering),
        ("urltaak", {"uitvraagLink": "javascript:alert(1)"}, OnbekendeUitvoering),
        ("formuliertaak", {"formulierDefinitie": {"components": [{"key": "a", "type": "date"}]}}, FormulierUitvoering),
        ("nieuwe soort", {}, OnbekendeUitvoering),
    ],
)
async def test_there_is_always_a_way(soort: str, details: object, kind: type) -> None:
    """Every soort, unsafe links and new soorten included, has a way that works."""
    found = await uitvoering(call({("GET", f"{TAKEN}/t1"): taak_row(taakSoort=soort, details=details)}, native="t1"))
    assert type(found) is kind
    assert found.fallback_url or found.alleen_via


async def test_a_form_becomes_json_schema() -> None:
    """Fields of a form get their label, type and choices."""
    components = [
        {"type": "select", "key": "reden", "label": "Reden", "data": {"values": [{"value": "verhuizing"}]}},
        {"type": "number", "key": "aantal", "validate": {"required": True}},
    ]
    row = taak_row(taakSoort="formuliertaak", details={"formulierDefinitie": {"components": components}})
    found = await uitvoering(call({("GET", f"{TAKEN}/t1"): row}, native="t1"))
    assert isinstance(found, FormulierUitvoering)
    assert found.schema == {
        "type": "object",
        "properties": {
            "reden": {"title": "Reden", "type": "string", "enum": ["verhuizing"]},
            "aantal": {"title": "aantal", "type": "number"},
        },
        "required": ["aantal"],
        "additionalProperties": False,
    }


async def test_done_taken_have_no_way() -> None:
    """A taak that is done is never offered again."""
    assert await uitvoering(call({("GET", f"{TAKEN}/t1"): taak_row(status="verwerkt")}, native="t1")) is None


@pytest.mark.parametrize("moment", ["2026-12-01T00:00:00Z", None])
async def test_unpublished_messages_stay_hidden(moment: str | None) -> None:
    """A message of the future, or without a date, is in the list and in the detail of the server; not in ours."""
    row = bericht_row(publicatiedatum=moment)
    answers = {("GET", BERICHTEN): page([row]), ("GET", f"{BERICHTEN}/b1"): row}
    assert (await berichten(call(answers))).items == []
    assert await bericht(call(answers, native="b1")) is None


async def test_message_keeps_text_and_attachments() -> None:
    """The text comes with the list, without markup; attachments are named."""
    bijlage = {"informatieObject": "urn:nld:gemeentehavenstad:informatieobject:uuid:d1", "omschrijving": "Besluitbrief"}
    (view,) = (await berichten(call({("GET", BERICHTEN): page([bericht_row(bijlagen=[bijlage])])}))).items
    assert (view.inhoud, view.gelezen, view.aantal_bijlagen) == ("Uw vergunning", False, 1)
    assert view.stukken is not None
    assert view.stukken[0].titel == "Besluitbrief"


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("**Vet** en _schuin_", "Vet en _schuin_"),
        ("<script>alert(1)</script>Hallo", "Hallo"),
        ("&lt;script&gt;x&lt;/script&gt;", "x"),
        ("[klik](javascript:alert(1))", "klik)"),
        ("[site](https://x.example/a)", "site (https://x.example/a)"),
        ("# Kop\n> citaat", "Kop\ncitaat"),
        ("<img src=x onerror=y>plaatje", "plaatje"),
    ],
)
def test_text_is_plain(markdown: str, text: str) -> None:
    """No tag, script or unsafe address survives."""
    assert plain(markdown) == text


async def test_a_business_asks_each_urn() -> None:
    """KvK and RSIN each have their own URN; a vestiging asks its own only."""
    made = call({("GET", TAKEN): page([])}, BAKKERIJ)
    await taken(made)
    assert [one.params["isToegewezenAan"] for one in asked(made)] == [
        "urn:nld:hr:kvknummer:99001001",
        "urn:nld:hr:rsin:009900007",
    ]
    made = call({("GET", TAKEN): page([])}, VESTIGING)
    await taken(made)
    assert [one.params["isToegewezenAan"] for one in asked(made)] == [
        "urn:nld:hr:kvknummer:99001001:vestigingsnummer:000099001001",
    ]
