"""What a person asked for, and what they can ask for: linked to the zaak, with the form, over all bronnen."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Json, Portal

pytestmark = pytest.mark.scenario
LIJST = "{ verzoeken { volledig aantal nodes { id titel verwerking verzoektype { id naam } zaak { id titel } } } }"
OPENS = "query($id: ID!) { node(id: $id) { id } }"


def nodes(data: Json, field: str) -> list[Json]:
    """The items of a list."""
    found: list[Json] = data[field]["nodes"]  # type: ignore[index]
    return found


async def test_a_verzoek_leads_to_its_zaak_and_back(portal: Portal) -> None:
    """Her own verzoeken, what still runs first; the zaak that came of one names it, and nobody else can open it."""
    data = await portal.ask(LIJST)
    first, second = nodes(data, "verzoeken")
    assert (first["verwerking"], second["verwerking"]) == ("WORDT_VERWERKT", "VERWERKT")
    assert first["zaak"] is None
    back = "query($id: ID!) { zaak(id: $id) { verzoek { id verzoektype { naam } } } }"
    zaak = (await portal.ask(back, id=second["zaak"]["id"]))["zaak"]  # type: ignore[index]
    assert zaak["verzoek"]["id"] == second["id"]  # type: ignore[index]
    assert (await portal.ask(OPENS, id=second["id"]))["node"] == {"id": second["id"]}
    assert (await portal.of("fatima").ask(OPENS, id=second["id"]))["node"] is None


async def test_somebody_without_verzoeken_hears_that_there_are_none(portal: Portal) -> None:
    """LEEG, from every bron that was asked."""
    query = "{ verzoeken { volledig aantal bronnen { status } nodes { id } } }"
    found = (await portal.of("niets").ask(query))["verzoeken"]
    assert found == {"volledig": True, "aantal": 0, "bronnen": [{"status": "LEEG"}] * 2, "nodes": []}


async def test_what_can_be_asked_for_is_found_by_its_words(portal: Portal) -> None:
    """Kinds from A to Z without drafts; `zoek` reads name and description; pages go on where they stopped."""
    query = "query($zoek: String, $na: String) { verzoektypen(first: 1, zoek: $zoek, after: $na) { %s } }"
    query %= "aantal pageInfo { hasNextPage endCursor } nodes { naam }"
    first = (await portal.ask(query))["verzoektypen"]
    assert (first["aantal"], first["nodes"]) == (3, [{"naam": "Aanvraag bijzondere bijstand"}])  # type: ignore[index]
    cursor = first["pageInfo"]["endCursor"]  # type: ignore[index]
    second = (await portal.ask(query, na=cursor))["verzoektypen"]
    assert second["nodes"] == [{"naam": "Aanvraag parkeervergunning"}]  # type: ignore[index]
    found = (await portal.ask(query, zoek="VOORRANG"))["verzoektypen"]
    assert found["nodes"] == [{"naam": "Aanvraag urgentieverklaring"}]  # type: ignore[index]
    foreign = await portal.answer(query, zoek="voorrang", na=cursor)
    assert foreign["errors"][0]["extensions"]["code"] == "CURSOR_ONGELDIG"  # type: ignore[index]


async def test_a_form_has_its_number_and_schema_for_everybody_alike(portal: Portal) -> None:
    """The screens of asking run; the id of a kind is the same for everybody, and its form comes with one call."""
    shown = await portal.screen("schermen/15-aanvragen", zoek="urgentie")
    (soort,) = nodes(shown, "verzoektypen")
    assert soort["omschrijving"] == "Vraag voorrang aan bij het zoeken naar een woning."
    portal.zandbak.wis_aanroepen()
    form = (await portal.of("fatima").screen("schermen/16-aanvraagformulier", id=soort["id"]))["verzoektype"]
    assert (form["versie"], form["schema"]["required"]) == (1, ["reden"])  # type: ignore[index]
    assert form["bijlagesoorten"] == ["Huurcontract"]  # type: ignore[index]
    assert [one.pad for one in portal.zandbak.aanroepen() if "/versies" not in one.pad] == []


async def test_verzoeken_that_cannot_be_asked_are_said_to_be_missing(portal: Portal) -> None:
    """The list stands, says that it is not whole, and never that there is nothing."""
    await portal.zandbak.stop("havenstad-vtb")
    found = (await portal.ask("{ verzoeken { volledig aantal bronnen { status } nodes { id } } }"))["verzoeken"]
    assert (found["volledig"], found["aantal"], found["bronnen"]) == (False, None, [{"status": "ONBEREIKBAAR"}])  # type: ignore[index]
