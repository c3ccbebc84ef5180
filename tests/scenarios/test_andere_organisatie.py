"""Taken of another organisation stand among the others, and are done there."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Json, Portal

pytestmark = pytest.mark.scenario
TAKEN = """{ taken(first: 12) { volledig bronnen { status afgekapt bron { code } } nodes {
  id titel toelichting status soort soortBronwaarde deadline { datum uiterlijk } organisatie { naam } herkomst { gevondenVia }
  uitvoering { __typename trede knoptekst fallbackUrl alleenVia ... on UploadUitvoering { maximumAantal bestandstypen } }
} } }"""


def by_title(data: Json) -> dict[str, Json]:
    """The taken of an answer, by title."""
    return {one["titel"]: one for one in data["taken"]["nodes"]}  # type: ignore[index]


async def test_taken_of_another_organisation_stand_among_the_others(portal: Portal) -> None:
    """In Dutch, with the day and the moment they must be done, and with a way that works for every open one."""
    data = await portal.of("student").ask(TAKEN)
    taken = by_title(data)
    upload = taken["Kentekenbewijs sturen"]
    assert (upload["organisatie"], upload["soort"]) == ({"naam": "Landelijke Voertuigdienst"}, "UPLOAD")
    assert upload["herkomst"] == [{"gevondenVia": "PSEUDONIEM"}]
    way = upload["uitvoering"]
    assert isinstance(way, dict)
    assert (way["__typename"], way["trede"], way["maximumAantal"]) == ("UploadUitvoering", "GERICHTE_LINK", 2)
    assert str(way["fallbackUrl"]).startswith("https://mijn.voertuigdienst.example/")
    unknown = taken["Wait for the inspection"]
    assert (unknown["status"], unknown["uitvoering"]) == ("ONBEKEND", None)
    assert taken["Onderteken de verklaring"]["soortBronwaarde"] == "digitaal-ondertekenen"
    reports = {one["bron"]["code"]: one["status"] for one in data["taken"]["bronnen"]}  # type: ignore[index]
    assert reports["voertuigdienst"] == "OK"


async def test_one_taak_of_another_organisation_opens_by_its_id_for_its_owner_alone(portal: Portal) -> None:
    """Found in the person's own list; for another it is not there."""
    tim = portal.of("student")
    taak = by_title(await tim.ask(TAKEN))["Kentekenbewijs sturen"]
    query = "query($id: ID!) { taak(id: $id) { titel uitvoering { knoptekst } } }"
    assert (await tim.ask(query, id=taak["id"]))["taak"] == {
        "titel": "Kentekenbewijs sturen",
        "uitvoering": {"knoptekst": "Bestanden sturen"},
    }
    assert (await portal.of("mantelzorger").ask(query, id=taak["id"]))["taak"] is None


async def test_a_filter_that_breaks_switches_the_organisation_off(portal: Portal) -> None:
    """It answers the pseudonym of nobody with everybody's taken: nobody is served from it any more."""
    await portal.zandbak.break_("voertuigdienst", "filter_genegeerd")
    (probe,) = [one for one in portal.gateway.probes if one.live.code == "voertuigdienst"]
    assert await probe.once() is False
    data = await portal.of("student").ask("{ taken { volledig bronnen { status code bron { code } } } }")
    reports = {one["bron"]["code"]: one["status"] for one in data["taken"]["bronnen"]}  # type: ignore[index]
    assert (data["taken"]["volledig"], reports["voertuigdienst"]) == (False, "UITGESCHAKELD")  # type: ignore[index]
