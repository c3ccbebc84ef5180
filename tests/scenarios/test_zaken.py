"""Zaken end to end: how few calls they cost, and what hangs on a zaak without anything of others or anything secret."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from gateway.bronnen.call import Response, Transport
from tests.scenarios.conftest import Portal

pytestmark = pytest.mark.scenario
ZAKEN = "{ zaken(first: 100) { nodes { id titel } } }"
MOST_CALLS = 9
QUIET_S = 0.05


class Rounds:
    """Holds back every answer until nothing new is asked, so that each round trip shows: `held` counts them."""

    def __init__(self) -> None:
        self.waiting: list[asyncio.Event] = []
        self.held = 0

    def gate(self, client: Transport) -> Transport:
        """A client whose answers wait for the end of their round."""
        rounds, plain = self, client.send

        async def send(method: str, path: str, **more: Any) -> Response:  # Any: passed on as it came
            free = asyncio.Event()
            rounds.waiting.append(free)
            await free.wait()
            return await plain(method, path, **more)

        client.send = send  # type: ignore[method-assign,assignment]  # the one way in
        return client

    async def run(self) -> None:
        """Free all that wait, each time nothing was added for a while."""
        seen = 0
        while True:
            await asyncio.sleep(QUIET_S)
            if self.waiting and len(self.waiting) == seen:
                self.held += 1
                waiting, self.waiting = self.waiting, []
                for one in waiting:
                    one.set()
            seen = len(self.waiting)


async def own(portal: Portal) -> dict[str, str]:
    """The zaken of the person: titel and id."""
    data = await portal.ask(ZAKEN)
    return {str(one["titel"]): str(one["id"]) for one in data["zaken"]["nodes"]}  # type: ignore[index]


async def opened(portal: Portal, id_: str, fields: str) -> Any:  # Any: an answer, read by what was asked
    """These fields of one zaak."""
    return (await portal.ask(f"query($id: ID!) {{ zaak(id: $id) {{ {fields} }} }}", id=id_))["zaak"]


async def zaak_of(portal: Portal, titel: str, fields: str) -> Any:  # Any: as of `opened`
    """These fields of the zaak with this titel."""
    return await opened(portal, (await own(portal))[titel], fields)


async def test_a_list_is_one_call_for_each_bron(portal: Portal) -> None:
    """All zaken of an inwoner in one call at each bron, whichever fields of the row are shown and for every page."""
    page = """query($na: String) { zaken(first: 10, after: $na) {
      nodes { titel status { tekst } zaaktype { naam } } pageInfo { endCursor } } }"""
    data = await portal.of("verhuisd").ask(page)
    await portal.of("verhuisd").ask(page, na=data["zaken"]["pageInfo"]["endCursor"])  # type: ignore[index]
    assert Counter((one.bron, one.methode) for one in portal.zandbak.aanroepen()) == {
        ("havenstad-zaken", "POST"): 1,
        ("duindorp-zaken", "POST"): 1,
    }


async def test_a_business_is_at_most_four_calls_for_each_bron(portal: Portal) -> None:
    """One for each way in which a register may name a business, side by side."""
    await portal.of("ondernemer").ask(ZAKEN)
    asked = Counter(one.bron for one in portal.zandbak.aanroepen())
    assert set(asked) == {"havenstad-zaken", "duindorp-zaken"}
    assert max(asked.values()) <= 4


async def test_resultaten_of_a_list_are_asked_once(portal: Portal) -> None:
    """The outcome of a closed zaak is asked when it is selected, and then kept; open zaken cost nothing."""
    query = "{ zaken(first: 20) { nodes { lopend resultaat { tekst } } } }"
    nodes = (await portal.ask(query))["zaken"]["nodes"]  # type: ignore[index]
    closed = [one for one in nodes if not one["lopend"]]
    assert closed
    assert all(one["resultaat"] for one in closed)
    assert Counter(one.pad for one in portal.zandbak.aanroepen())["/zaken/api/v1/resultaten"] == len(closed)
    portal.zandbak.wis_aanroepen()
    await portal.ask(query)
    assert portal.zandbak.aanroepen() == []


async def test_one_zaak_whole_is_nine_calls_and_two_round_trips(portal: Portal) -> None:
    """The screen of a zaak: at most nine calls, and only what needs the proof of ownership waits for it."""
    id_ = (await own(portal))["Kadefeest op het Kadeplein"]
    portal.zandbak.wis_aanroepen()
    rounds = Rounds()
    for live in portal.gateway.registry.bronnen.values():
        rounds.gate(live.client)
    driver = asyncio.create_task(rounds.run())
    data = await portal.screen("schermen/03-zaak", id=id_)
    driver.cancel()
    assert data["zaak"]["documenten"]  # type: ignore[index]
    assert data["zaak"]["stappen"]  # type: ignore[index]
    assert len(portal.zandbak.aanroepen()) <= MOST_CALLS, portal.zandbak.aanroepen()
    assert rounds.held == 2


async def test_what_hangs_on_a_zaak(portal: Portal) -> None:
    """Resultaat, properties, documents and the besluit with its letter and its last day for objection."""
    titel = "Gehandicaptenparkeerkaart bestuurder"
    zaak = await zaak_of(
        portal, titel, "mijnRol resultaat { tekst } kenmerken { sleutel weergave } documenten { titel }"
    )
    assert zaak["mijnRol"] == "INITIATOR"
    assert zaak["resultaat"] == {"tekst": "Verleend"}
    assert zaak["kenmerken"] == [{"sleutel": "soort_kaart", "weergave": "bestuurder"}]
    assert len(zaak["documenten"]) == 4
    fields = "besluiten { id titel bezwaartermijn { datum } documenten { titel } zaak { titel } }"
    (besluit,) = (await zaak_of(portal, titel, fields))["besluiten"]
    assert besluit["documenten"] == [{"titel": "Besluitbrief"}]
    assert besluit["zaak"]["titel"] == titel
    assert besluit["bezwaartermijn"]["datum"]
    again = "query($id: ID!) { node(id: $id) { ... on Besluit { titel } } }"
    assert (await portal.ask(again, id=besluit["id"]))["node"] == {"titel": besluit["titel"]}
    assert (await portal.of("fatima").ask(again, id=besluit["id"]))["node"] is None


async def test_the_same_from_a_list_as_from_one_zaak(portal: Portal) -> None:
    """What came along with one zaak is the same as what is asked apart below a list."""
    fields = "titel mijnRol resultaat { tekst } kenmerken { sleutel weergave } documenten { titel }"
    listed = (await portal.ask(f"{{ zaken(first: 3) {{ nodes {{ id {fields} }} }} }}"))["zaken"]["nodes"]  # type: ignore[index]
    for one in listed:
        alone = await portal.ask(f"query($id: ID!) {{ zaak(id: $id) {{ id {fields} }} }}", id=one["id"])
        assert alone["zaak"] == one


async def test_secret_and_unfinished_documents_are_not_there(portal: Portal) -> None:
    """Of the documents of a zaak the secret advice and the draft do not show, not even their titles."""
    zaak = await zaak_of(portal, "Traplift en aanpassing van de badkamer", "documenten { titel }")
    assert sorted(one["titel"] for one in zaak["documenten"]) == ["Aanvraagformulier", "Verslag van het huisbezoek"]


async def test_a_deelzaak_is_reached_through_its_hoofdzaak(portal: Portal) -> None:
    """A deelzaak without a rol shows below the person's zaak and opens by its id; nobody else opens it."""
    (deelzaak,) = (await zaak_of(portal, "Dakkapel aan de achterzijde", "deelzaken { id titel }"))["deelzaken"]
    assert deelzaak["titel"] == "Advies welstand dakkapel Havenkade 12"
    zaak = await opened(portal, deelzaak["id"], "mijnRol hoofdzaak { titel }")
    assert zaak == {"mijnRol": "ONBEKEND", "hoofdzaak": {"titel": "Dakkapel aan de achterzijde"}}
    assert await opened(portal.of("fatima"), deelzaak["id"], "titel") is None


async def test_a_secret_hoofdzaak_never_shows(portal: Portal) -> None:
    """The person's own deelzaak of a secret zaak shows; the secret zaak does not."""
    zaak = await zaak_of(portal, "Huisbezoek", "mijnRol hoofdzaak { titel }")
    assert zaak == {"mijnRol": "INITIATOR", "hoofdzaak": None}


async def test_what_a_portal_may_not_show_is_not_in_the_list(portal: Portal) -> None:
    """Internal, draft and secret zaken are left out."""
    hidden = {"Onderzoek naar bewoning Havenkade 12", "Laadpaal bij Havenkade 12", "Zorgmelding Havenkade 12"}
    assert not hidden & set(await own(portal))
