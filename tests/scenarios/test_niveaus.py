"""Assurance: what needs a stronger login is told, hidden or refused as a whole, the same by plan and by Strawberry."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from gateway.config import RUIM
from sandbox.server import Zandbak
from tests.scenarios.conftest import Json, Portal, serving

pytestmark = [pytest.mark.scenario, pytest.mark.isolation]
NIVEAUS = {
    "Belastingaanslag": "SUBSTANTIEEL",
    "Bericht.tekst": "SUBSTANTIEEL",
    "Product.einddatum": "HOOG",
    "Zaak": "HOOG",
    "Query.contactmomenten": "SUBSTANTIEEL",
    "Taak.acties": "SUBSTANTIEEL",
}
BASIS, MIDDEN, SUBSTANTIEEL, HOOG = (
    f"urn:oasis:names:tc:SAML:2.0:ac:classes:{name}"
    for name in ("PasswordProtectedTransport", "MobileTwoFactorContract", "Smartcard", "SmartcardPKI")
)
PRODUCTEN = """{ producten(first: 100, orderBy: TITEL) { nodes { __typename id titel organisatie { naam } nummer status prijs
  afscherming { code melding niveau acrWaarden } kenmerken { label } acties { titel } gerelateerd { titel }
  documenten { titel } ... on Belastingaanslag { totaal regels { omschrijving } betaling { bedrag } } } } }"""
ZAKEN = """{ zaken { aantal nodes { titel status { tekst } lopend documenten { titel } taken { aantal } hoofdzaak { titel }
  afscherming { niveau } } } tellers { lopendeZaken { aantal volledig } } }"""


@pytest.fixture(params=[True, False], ids=["plan", "strawberry"])
async def portal(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Portal]:
    """A gateway with levels on types and fields, run by the plan or by Strawberry."""
    async with (
        Zandbak() as zandbak,
        serving(zandbak, tmp_path, niveaus=NIVEAUS, plan=request.param, grenzen=RUIM) as portal,
    ):
        yield portal


async def post(portal: Portal, query: str, acr: str, person: str = "inwoner", **variables: object) -> httpx.Response:
    token = portal.zandbak.token(person, acr=acr)
    body = {"query": query, "variables": variables}
    return await portal.client.post("/graphql", json=body, headers={"Authorization": f"Bearer {token}"})


async def ask(portal: Portal, query: str, acr: str, person: str = "inwoner", **variables: object) -> Json:
    response = await post(portal, query, acr, person, **variables)
    assert response.status_code == 200, response.text
    answer: Json = response.json()
    return answer


async def test_a_type_below_its_level_is_a_stub(portal: Portal) -> None:
    """Its title, its organisation and what to do; nothing else, and nothing below it. Other types are whole."""
    strong = (await ask(portal, PRODUCTEN, SUBSTANTIEEL))["data"]["producten"]["nodes"]  # type: ignore[index]
    weak = (await ask(portal, PRODUCTEN, MIDDEN))["data"]["producten"]["nodes"]  # type: ignore[index]
    assert [one["id"] for one in weak] == [one["id"] for one in strong]
    assert [one["titel"] for one in weak] == [one["titel"] for one in strong]
    hidden = [one for one in weak if one["__typename"] == "Belastingaanslag"]
    assert hidden
    assert any(one["totaal"] for one in strong if one["__typename"] == "Belastingaanslag")
    for one in hidden:
        assert one["afscherming"] == {
            "code": "NIVEAU_TE_LAAG", "melding": "Log sterker in om dit te zien.", "niveau": "SUBSTANTIEEL",
            "acrWaarden": one["afscherming"]["acrWaarden"],
        }  # fmt: skip
        assert one["afscherming"]["acrWaarden"][0] == SUBSTANTIEEL
        assert BASIS not in one["afscherming"]["acrWaarden"]
        empty = {
            name: one[name] for name in one if name not in ("__typename", "id", "titel", "organisatie", "afscherming")
        }
        assert empty == {
            "nummer": None, "status": "ONBEKEND", "prijs": None, "kenmerken": [], "acties": [], "gerelateerd": None,
            "documenten": None, "totaal": None, "regels": [], "betaling": None,
        }  # fmt: skip
    others = [one for one in weak if one["__typename"] != "Belastingaanslag"]
    assert others
    assert others == [one for one in strong if one["__typename"] != "Belastingaanslag"]


async def test_a_field_below_its_level_is_empty_with_the_reason(portal: Portal) -> None:
    """The rest of the answer is there; the error names level and acr values; who is strong enough sees it."""
    query = "{ berichten(first: 2) { nodes { id titel tekst } } }"
    weak = await ask(portal, query, MIDDEN)
    nodes = weak["data"]["berichten"]["nodes"]  # type: ignore[index]
    assert [one["tekst"] for one in nodes] == [None, None]
    assert all(one["titel"] for one in nodes)
    errors = weak["errors"]
    assert isinstance(errors, list)
    assert {tuple(error["path"][-1:]) for error in errors} == {("tekst",)}
    assert errors[0]["extensions"]["code"] == "NIVEAU_TE_LAAG"
    assert errors[0]["extensions"]["niveau"] == "SUBSTANTIEEL"
    assert errors[0]["extensions"]["acrValues"][0] == SUBSTANTIEEL
    strong = await ask(portal, query, SUBSTANTIEEL)
    assert all(one["tekst"] for one in strong["data"]["berichten"]["nodes"])  # type: ignore[index]


async def test_a_hidden_field_tells_nothing_by_the_way(portal: Portal) -> None:
    """Filtering on it finds nothing, and sorting by it says nothing: a date cannot be guessed by asking around."""
    query = """query($filter: ProductFilter) { producten(first: 100, filter: $filter, orderBy: EINDDATUM) {
      aantal nodes { id einddatum } } }"""
    every = {"eindigt": {"vanaf": "1900-01-01", "totEnMet": "2999-12-31"}}
    strong = await ask(portal, query, HOOG, filter=every)
    assert strong["data"]["producten"]["aantal"] > 0  # type: ignore[index]
    weak = await ask(portal, query, SUBSTANTIEEL, filter=every)
    assert weak["data"]["producten"]["aantal"] == 0  # type: ignore[index]
    unsorted = await ask(portal, query, SUBSTANTIEEL)
    assert {error["extensions"]["code"] for error in unsorted["errors"]} == {"NIVEAU_TE_LAAG"}  # type: ignore[attr-defined]
    order = [one["id"] for one in unsorted["data"]["producten"]["nodes"]]  # type: ignore[index]
    assert order != [one["id"] for one in (await ask(portal, query, HOOG))["data"]["producten"]["nodes"]]  # type: ignore[index]


async def test_counters_say_that_they_do_not_know(portal: Portal) -> None:
    """Of hidden items nobody can say which are open: no number, rather than a wrong one."""
    weak, strong = [(await ask(portal, ZAKEN, acr))["data"] for acr in (SUBSTANTIEEL, HOOG)]
    assert weak["tellers"]["lopendeZaken"] == {"aantal": None, "volledig": False}  # type: ignore[index]
    assert strong["tellers"]["lopendeZaken"]["aantal"] > 0  # type: ignore[index]
    assert weak["zaken"]["aantal"] == strong["zaken"]["aantal"]  # type: ignore[index]
    assert {str(one["afscherming"]) for one in weak["zaken"]["nodes"]} == {"{'niveau': 'HOOG'}"}  # type: ignore[index]
    assert not any(one["status"] or one["documenten"] or one["taken"] for one in weak["zaken"]["nodes"])  # type: ignore[index]


async def test_one_item_by_its_id_is_hidden_too(portal: Portal) -> None:
    """By `zaak`, by `node` and as what a taak belongs to."""
    zaken = await ask(portal, "{ zaken(first: 3) { nodes { id titel } } }", HOOG)
    one = zaken["data"]["zaken"]["nodes"][0]  # type: ignore[index]
    query = """query($id: ID!) { zaak(id: $id) { ...Zo } node(id: $id) { ... on Zaak { ...Zo } } }
      fragment Zo on Zaak { titel startdatum afscherming { niveau } documenten { titel } }"""
    weak = await ask(portal, query, MIDDEN, id=one["id"])
    stub = {"titel": one["titel"], "startdatum": None, "afscherming": {"niveau": "HOOG"}, "documenten": None}
    assert weak["data"] == {"zaak": stub, "node": stub}
    taken = await ask(portal, "{ taken(first: 50) { nodes { titel zaak { titel startdatum } } } }", MIDDEN)
    linked = [one["zaak"] for one in taken["data"]["taken"]["nodes"] if one["zaak"]]  # type: ignore[index]
    assert linked
    assert {zaak["startdatum"] for zaak in linked} == {None}


async def test_levels_do_not_leak_through_memory(portal: Portal) -> None:
    """ISO-14: first strongly, then weakly and again: what was kept for the strong login stays there."""
    for _ in range(2):
        strong = await ask(portal, PRODUCTEN, SUBSTANTIEEL)
        weak = await ask(portal, PRODUCTEN, MIDDEN)
        assert "NIVEAU_TE_LAAG" in str(weak)
        assert "NIVEAU_TE_LAAG" not in str(strong)


async def test_a_question_that_comes_to_nothing_asks_for_another_login(portal: Portal) -> None:
    """RFC 9470: 401 with the acr values of this issuer, the weakest that will do first. A mixed question is answered."""
    query = "{ contactmomenten { nodes { titel } } }"
    refused = await post(portal, query, MIDDEN)
    assert refused.status_code == 401
    challenge = refused.headers["www-authenticate"]
    assert challenge.startswith('Bearer realm="mijnservices", error="insufficient_user_authentication", acr_values="')
    values = challenge.split('acr_values="')[1].split('"')[0].split(" ")
    assert values[0] == SUBSTANTIEEL
    assert HOOG in values
    assert not {BASIS, MIDDEN} & set(values)
    assert (refused.json()["code"], refused.json()["detail"]) == ("NIVEAU_TE_LAAG", "Log sterker in om dit te zien.")
    mixed = await ask(portal, "{ ik { niveau } contactmomenten { nodes { titel } } }", MIDDEN)
    assert mixed["data"] == {"ik": {"niveau": "MIDDEN"}, "contactmomenten": None}
    assert (await post(portal, query, SUBSTANTIEEL)).status_code == 200


async def test_bronnen_that_all_want_more(tmp_path: Path) -> None:
    """Every bron of the question refuses: 401. One of them answers, or a part needs no bron: 200, and the report says it."""
    async with Zandbak() as zandbak, serving(zandbak, tmp_path) as portal:
        for live in portal.gateway.registry.bronnen.values():
            needed = "HOOG" if live.code == "belastingen" else "SUBSTANTIEEL"
            live.bron.minimaal_niveau = type(live.bron.minimaal_niveau)[needed]
        query = "{ tellers { openTaken { aantal } } producten { nodes { titel } bronnen { status } } }"
        refused = await post(portal, query, MIDDEN)
        assert (refused.status_code, portal.zandbak.aanroepen()) == (401, [])
        assert SUBSTANTIEEL in refused.headers["www-authenticate"]
        strong = await ask(portal, query, SUBSTANTIEEL)
        reports = strong["data"]["producten"]["bronnen"]  # type: ignore[index]
        assert "NIVEAU_TE_LAAG" in {one["status"] for one in reports} != {"NIVEAU_TE_LAAG"}
        assert (await post(portal, "{ bronnen { code } producten { nodes { titel } } }", MIDDEN)).status_code == 200
        zaak = (await ask(portal, "{ zaken(first: 1) { nodes { id } } }", SUBSTANTIEEL))["data"]["zaken"]["nodes"][0]  # type: ignore[index]
        by_id = "query($id: ID!) { zaak(id: $id) { titel } }"
        assert (await post(portal, by_id, MIDDEN, id=zaak["id"])).status_code == 401
        other = await post(portal, by_id, MIDDEN, "fatima", id=zaak["id"])
        nowhere = await post(portal, by_id, MIDDEN, "fatima", id="niets")
        assert (other.status_code, other.content) == (nowhere.status_code, nowhere.content) == (200, other.content)


async def test_a_file_of_a_hidden_item_is_not_given(portal: Portal) -> None:
    """Also to who knows its address from a stronger login: 401 with what to log in with."""
    query = "{ zaken(first: 100) { nodes { documenten { downloadUrl } } } }"
    zaken = (await ask(portal, query, HOOG))["data"]["zaken"]["nodes"]  # type: ignore[index]
    url = next(one["downloadUrl"] for zaak in zaken for one in zaak["documenten"] or () if one["downloadUrl"])
    answers = []
    for acr in (HOOG, SUBSTANTIEEL):
        headers = {"Authorization": f"Bearer {portal.zandbak.token('inwoner', acr=acr)}"}
        answers.append(await portal.client.get(url[url.index("/documenten/") :], headers=headers))
    assert [answer.status_code for answer in answers] == [200, 401]
    assert HOOG in answers[1].headers["www-authenticate"]
