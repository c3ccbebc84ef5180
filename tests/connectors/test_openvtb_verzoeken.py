"""Open VTB: only the verzoeken the person filed, named after their kind; of the kinds only what may be filled in."""

from __future__ import annotations

import pytest

from connectors.openvtb import verzoek, verzoeken, verzoektype, verzoektypen, verzoektypeversie, warm
from gateway.bronnen.call import Response
from gateway.domain.status import Verwerking
from gateway.errors import BronInvalid, BronNotSupported
from tests.connectors.canned import ANDER, BAKKERIJ, asked, call, page

VERZOEKEN, TYPEN = "/verzoeken/api/v1/verzoeken", "/verzoeken/api/v1/verzoektypen"
SANNE_URN, ANDER_URN = "urn:nld:brp:bsn:999991103", "urn:nld:brp:bsn:999991115"
ZAAK = "urn:nld:gemeentehavenstad:zaak:zaaknummer:ZAAK-1"


def row(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "uuid": "v1",
        "urn": "urn:maykin:verzoeken:verzoek:v1",
        "verzoekType": "https://elders.example/verzoeken/api/v1/verzoektypen/p1",
        "aanvraagGegevens": {"kenteken": "12-AB-3"},
        "initiator": SANNE_URN,
        "medeInitiator": "",
        "isGerelateerdAan": [{"urn": ZAAK}],
        "verwerkStatus": "geregistreerd",
        "verzoekBetaling": None,
    }
    return {**made, **changes}


def soort(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "uuid": "p1",
        "naam": "Aanvraag parkeervergunning",
        "omschrijving": "Hoort bij zaaktype B1234",
        "versies": [{"url": "https://x.example", "versie": 1, "status": "published"}],
    }
    return {**made, **changes}


def versie(number: int, **changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "versie": number,
        "status": "published",
        "aanvraagGegevensSchema": {"type": "object", "properties": {"kenteken_nr": {"type": "string"}}},
        "bijlageTypen": [{"informatieObjecttype": "urn:x", "omschrijving": "Kentekenbewijs"}, {"omschrijving": ""}],
        "beginGeldigheid": "2026-01-01",
        "eindeGeldigheid": None,
    }
    return {**made, **changes}


def answers(*rows: object, typen: tuple[object, ...] = (soort(),)) -> dict[tuple[str, str], object]:
    return {("GET", VERZOEKEN): page(list(rows)), ("GET", TYPEN): page(list(typen))}


async def test_verzoeken_are_asked_by_exact_urn_and_named_after_their_kind() -> None:
    """One call with the person's URN beside the kept list of kinds; the zaak comes along."""
    made = call(answers(row()))
    (view,) = (await verzoeken(made)).items
    assert [(one.path, one.params.get("initiator")) for one in asked(made)] == [(VERZOEKEN, SANNE_URN), (TYPEN, None)]
    assert (view.titel, view.verwerking, view.verwijst) == (
        "Aanvraag parkeervergunning",
        Verwerking.WORDT_VERWERKT,
        ("zaak/nummer/ZAAK-1",),
    )
    assert view.type_ref == made.ref("verzoektype", "p1")
    await verzoeken(made)
    assert [one.path for one in asked(made)].count(TYPEN) == 1


@pytest.mark.parametrize(
    ("status", "expected"),
    [("verwerkt", Verwerking.VERWERKT), ("iets nieuws", Verwerking.ONBEKEND), ("", Verwerking.ONBEKEND)],
)
async def test_finished_and_unknown_states(status: str, expected: Verwerking) -> None:
    """A word we do not know is said to be unknown, with the word beside it."""
    (view,) = (await verzoeken(call(answers(row(verwerkStatus=status))))).items
    assert (view.verwerking, view.status_bronwaarde) == (expected, status or None)


async def test_another_persons_verzoek_is_dropped_counted_and_alarmed() -> None:
    """A filter the server ignored gives everybody's verzoeken; not one of them goes on, nor does one filed along."""
    made = call(answers(row(initiator=ANDER_URN, medeInitiator=SANNE_URN), row()))
    assert len((await verzoeken(made)).items) == 1
    assert (made.foreign, made.dropped) == (1, ["$.results[].initiator"])


async def test_one_verzoek_is_only_the_persons() -> None:
    """By id the server gives anybody's verzoek; another's is not there, just as one that does not exist."""
    detail = {**answers(), ("GET", f"{VERZOEKEN}/v1"): row()}
    found = await verzoek(call(detail, native="v1"))
    assert found is not None
    assert found.titel == "Aanvraag parkeervergunning"
    assert await verzoek(call(detail, ANDER, native="v1")) is None
    assert await verzoek(call(answers(), native="v2")) is None


async def test_a_business_asks_each_urn() -> None:
    """KvK and RSIN each have their own URN."""
    made = call(answers(), BAKKERIJ)
    await verzoeken(made)
    assert [one.params["initiator"] for one in asked(made) if one.path == VERZOEKEN] == [
        "urn:nld:hr:kvknummer:99001001",
        "urn:nld:hr:rsin:009900007",
    ]


async def test_a_kind_newer_than_the_kept_list_is_asked_apart() -> None:
    """A verzoek of a kind that the list does not have yet gets its name too; one that is gone keeps a plain title."""
    new = {("GET", f"{TYPEN}/p2"): soort(uuid="p2", naam="Melding zwerfvuil")}
    made = call({**answers(row(verzoekType="https://x.example/verzoektypen/p2")), **new})
    assert [one.titel for one in (await verzoeken(made)).items] == ["Melding zwerfvuil"]
    gone = call(answers(row(verzoekType="https://x.example/verzoektypen/p9")))
    assert [one.titel for one in (await verzoeken(gone)).items] == ["Aanvraag of melding"]


async def test_only_what_is_published_is_offered() -> None:
    """A draft and what was withdrawn are in the list of the server; not in ours. By id they are still known."""
    typen = (
        soort(),
        soort(uuid="p2", versies=[{"versie": 1, "status": "draft"}]),
        soort(uuid="p3", versies=[{"versie": 1, "status": "deprecated"}]),
        soort(uuid="p4", versies=[]),
    )
    made = call(answers(typen=typen))
    assert [one.ref.native for one in (await verzoektypen(made)).items] == ["p1"]
    kept = await verzoektype(call(answers(typen=typen), native="p3"))
    assert kept is not None
    assert await verzoektype(call(answers(typen=typen), native="p9")) is None


@pytest.mark.parametrize(("setting", "shown"), [({}, None), ({"toon_omschrijving": True}, "Hoort bij zaaktype B1234")])
async def test_an_internal_description_stays_inside(setting: dict[str, object], shown: str | None) -> None:
    """The API calls the description internal: it is shown only where the organisation says it is for everybody."""
    (view,) = (await verzoektypen(call(answers(), instellingen=setting))).items
    assert view.omschrijving == shown


async def test_the_newest_valid_version_is_the_form() -> None:
    """The server would take the last, which is a draft; version 1 has ended and version 4 has not begun."""
    rows = [
        versie(1, eindeGeldigheid="2026-05-31"),
        versie(2),
        versie(3, beginGeldigheid=None),
        versie(4, beginGeldigheid="2027-01-01"),
        versie(5, status="draft", beginGeldigheid=None),
    ]
    found = await verzoektypeversie(call({("GET", f"{TYPEN}/p1/versies"): page(rows)}, native="p1"))
    assert (found.versie, found.bijlagesoorten) == (3, ["Kentekenbewijs"])
    assert found.schema == {"type": "object", "properties": {"kenteken_nr": {"type": "string"}}}


async def test_without_a_version_in_force_the_form_is_refused() -> None:
    """No form to fill in is a fault with a code, not an empty form."""
    rows = [versie(1, eindeGeldigheid="2026-11-23")]
    with pytest.raises(BronNotSupported):
        await verzoektypeversie(call({("GET", f"{TYPEN}/p1/versies"): page(rows)}, native="p1"))


async def test_warming_reads_the_kinds_only_where_verzoeken_are_taken() -> None:
    """A bron that does not take verzoeken is not asked for them."""
    made = call(answers())
    await warm(made)
    assert asked(made) == []


async def test_a_broken_row_costs_only_itself() -> None:
    """A verzoek without an initiator is dropped and counted; the others are shown. A page that is no JSON is a fault."""
    broken = row()
    del broken["initiator"]
    made = call(answers(broken, row()))
    assert len((await verzoeken(made)).items) == 1
    assert made.dropped == ["$"]
    html = Response(200, {"content-type": "text/html"}, b"<html>")
    with pytest.raises(BronInvalid):
        await verzoeken(call({**answers(), ("GET", VERZOEKEN): html}))
