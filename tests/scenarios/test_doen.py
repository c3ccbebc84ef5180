"""Doing something, with no more than a token: a taak completed, a bericht read, a payment begun, and the bron shows it."""

from __future__ import annotations

import httpx
import pytest

from tests.scenarios.conftest import Json, Portal
from tests.scenarios.doen import (
    BERICHT,
    BETALEN,
    BEZWAAR,
    OPZEGGEN,
    REGELING,
    TAAK,
    VERLENGEN,
    VERZOEK,
    VRAAG,
    WIJZIGEN,
    doe,
    item,
)

pytestmark = pytest.mark.scenario
INKOMEN = {"inkomen_partner": "1250", "datumIngang": "2026-11-01"}
TERUG = "http://localhost:3000/terug"
PERSOON_B = "verhuisd"


async def test_a_form_is_checked_sent_and_confirmed(portal: Portal) -> None:
    """Wrong answers come back at their places; right ones close the taak, and the list shows it at once."""
    taak = await item(portal, "taken", "Vul uw inkomen aan", "id status")
    assert taak["status"] == "OPEN"
    wrong = await doe(portal, TAAK, taakId=taak["id"], gegevens={"inkomen_partner": 7, "datumIngang": "2026-02-30"})
    assert wrong["__typename"] == "OngeldigeInvoer"
    assert {(one["pad"], one["code"]) for one in wrong["problemen"]} == {  # type: ignore[attr-defined]
        ("/gegevens/inkomen_partner", "SOORT"), ("/gegevens/datumIngang", "VORM"),
    }  # fmt: skip
    right = await doe(portal, TAAK, taakId=taak["id"], gegevens=INKOMEN)
    assert right["__typename"] == "Ingediend"
    assert right["item"] == {
        "id": taak["id"],
        "titel": taak["titel"],
        "status": "AFGEROND",
        "verwerking": "WORDT_VERWERKT",
    }
    assert (await item(portal, "taken", "Vul uw inkomen aan", "id status"))["status"] == "AFGEROND"
    again = await doe(portal, TAAK, taakId=taak["id"], gegevens=INKOMEN)
    assert again["__typename"] == "AlAfgerond"


async def test_answers_reach_the_bron_in_one_change(portal: Portal) -> None:
    """One PATCH with answers and status together, after one look; then the item is read again."""
    taak = await item(portal, "taken", "Vul uw inkomen aan")
    portal.zandbak.wis_aanroepen()
    await doe(portal, TAAK, taakId=taak["id"], gegevens=INKOMEN)
    assert [one.methode for one in portal.zandbak.aanroepen()] == ["GET", "PATCH", "GET"]


async def test_an_object_keeps_answers_of_its_form(portal: Portal) -> None:
    """Both versions of a taak in the Objects API, with the form from the settings."""
    ahmed = portal.of("verhuisd")
    for titel, gegevens in (
        ("Controleer uw kenteken", {"kenteken": "AY-771-D", "klopt": True}),
        ("Kies waar u uw afvalpas ophaalt", {"ophaalpunt": "bibliotheek"}),
    ):
        taak = await item(ahmed, "taken", titel)
        assert (await doe(ahmed, TAAK, taakId=taak["id"], gegevens={"x": 1}))["__typename"] == "OngeldigeInvoer"
        done = await doe(ahmed, TAAK, taakId=taak["id"], gegevens=gegevens)
        assert done["item"]["status"] == "AFGEROND"  # type: ignore[index]


@pytest.mark.parametrize(
    ("person", "titel", "soort"),
    [
        ("inwoner", "Betaal de leges voor uw dakkapel", "NietOndersteund"),
        ("inwoner", "Lever een offerte aan voor de traplift", "NietOndersteund"),
        ("inwoner", "Maak een afspraak met de Wmo-adviseur", "NietOndersteund"),
        ("inwoner", "Vul uw bouwtekening aan", "NietToegestaan"),
        ("verhuisd", "Betaal de leges voor uw bewonersvergunning", "NietOndersteund"),
        ("verhuisd", "Maak kennis met uw wijkteam", "NietToegestaan"),
    ],
)
async def test_what_is_not_done_here_says_so(portal: Portal, person: str, titel: str, soort: str) -> None:
    """A payment, a link, a kind nobody knows and a taak that was withdrawn: nothing is sent."""
    owner = portal.of(person)
    taak = await item(owner, "taken", titel)
    portal.zandbak.wis_aanroepen()
    assert (await doe(owner, TAAK, taakId=taak["id"]))["__typename"] == soort
    assert [one.methode for one in portal.zandbak.aanroepen()] == ["GET"]


@pytest.mark.parametrize("titel", ["Uw parkeervergunning loopt bijna af", "De tweede termijn vervalt binnenkort"])
async def test_a_bericht_is_read_and_unread(portal: Portal, titel: str) -> None:
    """At Open VTB and at MijnOverheid; the first moment of reading stays."""
    bericht = await item(portal, "berichten", titel, "id gelezen")
    first = await doe(portal, BERICHT, berichtId=bericht["id"], gelezen=True)
    assert first["gelezen"] is True
    assert await doe(portal, BERICHT, berichtId=bericht["id"], gelezen=True) == first
    assert (await item(portal, "berichten", titel, "id gelezen"))["gelezen"] is True
    assert (await doe(portal, BERICHT, berichtId=bericht["id"], gelezen=False))["gelezen"] is False


async def test_an_assessment_is_paid(portal: Portal) -> None:
    """The amount is the bron's, coming back proves nothing, and after paying the bron says so."""
    aanslag = await item(portal, "producten", "Gemeentelijke belastingen 2026", BETALING)
    assert aanslag["betaling"]["openstaand"] == "541.63"  # type: ignore[index]
    other = await doe(portal, BETALEN, doelId=aanslag["id"], getoondBedrag="541.62", terugkeerUrl=TERUG)
    assert (other["__typename"], other["bedrag"]) == ("BedragGewijzigd", "541.63")
    begun = await doe(portal, BETALEN, doelId=aanslag["id"], getoondBedrag="541.63", terugkeerUrl=TERUG)
    assert (begun["__typename"], begun["bedrag"]) == ("BetalingGestart", "541.63")
    async with httpx.AsyncClient() as browser:
        stopped = await browser.post(str(begun["betaalUrl"]), data={"uitkomst": "afgebroken"})
        assert stopped.headers["location"] == f"{TERUG}?status=afgebroken"
        paid = await browser.post(str(begun["betaalUrl"]), data={"uitkomst": "betaald"})
        assert paid.headers["location"] == f"{TERUG}?status=betaald"
    gone = await doe(portal, BETALEN, doelId=aanslag["id"], getoondBedrag="541.63", terugkeerUrl=TERUG)
    assert gone["__typename"] == "AlAfgerond"


async def test_one_termijn_is_paid(portal: Portal) -> None:
    """Only what is open of that termijn; a paid one, and one that is not there, are refused."""
    aanslag = await item(portal, "producten", "Gemeentelijke belastingen 2026", BETALING)
    pay = {"doelId": aanslag["id"], "terugkeerUrl": TERUG}
    begun = await doe(portal, BETALEN, **pay, getoondBedrag="270.82", termijn=2)
    assert begun["bedrag"] == "270.82"
    assert (await doe(portal, BETALEN, **pay, getoondBedrag="270.82", termijn=3))["bedrag"] == "270.81"
    assert (await doe(portal, BETALEN, **pay, getoondBedrag="270.82", termijn=1))["__typename"] == "NietToegestaan"
    assert (await doe(portal, BETALEN, **pay, getoondBedrag="1.00", termijn=9))["__typename"] == "OngeldigeInvoer"


@pytest.mark.attacks
@pytest.mark.parametrize(
    "terug",
    [
        "https://kwaad.example/terug", "http://localhost:3000@kwaad.example/", "http://localhost.kwaad.example/",
        "https://localhost:3000/", "http://localhost:3000\\@kwaad.example/", "http://LOCALHOST:99999999/",
    ],
)  # fmt: skip
async def test_nobody_is_sent_back_to_an_unknown_place(portal: Portal, terug: str) -> None:
    """Only to what stands on the list, however it is written."""
    aanslag = await item(portal, "producten", "Gemeentelijke belastingen 2026", BETALING)
    portal.zandbak.wis_aanroepen()
    refused = await doe(portal, BETALEN, doelId=aanslag["id"], getoondBedrag="541.63", terugkeerUrl=terug)
    assert refused["problemen"] == [
        {"pad": "/terugkeerUrl", "code": "ADRES_ONBEKEND", "melding": refused["problemen"][0]["melding"]}  # type: ignore[index]
    ]
    assert portal.zandbak.aanroepen() == []


async def test_something_is_applied_for(portal: Portal) -> None:
    """By the form in force: faults at their places, then it stands among the person's verzoeken, and at its zaak."""
    query = "{ verzoektypen(first: 10) { nodes { id naam versie schema } } }"
    nodes: list[Json] = (await portal.ask(query))["verzoektypen"]["nodes"]  # type: ignore[index]
    soort = next(one for one in nodes if one["naam"] == "Aanvraag parkeervergunning")
    zaak = await item(portal, "zaken", "Dakkapel aan de achterzijde")
    ask = {"verzoektypeId": soort["id"], "versie": soort["versie"], "overId": zaak["id"]}
    wrong = await doe(portal, VERZOEK, **ask, gegevens={"kenteken": 7})
    assert [(one["pad"], one["code"]) for one in wrong["problemen"]] == [("/gegevens/kenteken", "SOORT")]  # type: ignore[attr-defined]
    old = await doe(portal, VERZOEK, **{**ask, "versie": 99}, gegevens={"kenteken": "XX-123-Y"})
    assert [(one["pad"], one["code"]) for one in old["problemen"]] == [("/versie", "VEROUDERD")]  # type: ignore[attr-defined]
    done = await doe(portal, VERZOEK, **ask, gegevens={"kenteken": "XX-123-Y"}, sleutel="aanvraag-1")
    assert (done["__typename"], done["verwerking"]) == ("Ingediend", "WORDT_VERWERKT")
    filed = await portal.ask("{ verzoeken { nodes { id titel zaak { id } } } }")
    mine = [one for one in filed["verzoeken"]["nodes"] if one["id"] == done["item"]["id"]]  # type: ignore[index]
    assert mine == [{"id": done["item"]["id"], "titel": soort["naam"], "zaak": {"id": zaak["id"]}}]  # type: ignore[index]


async def test_a_product_is_extended_changed_and_ended(portal: Portal) -> None:
    """As far as the gemeente lets its owners; the list shows it at once, and what it does not do says where it can be done."""
    fatima, korenaar = portal.of("fatima"), portal.of("ondernemer/000099990011")
    urgentie = await item(fatima, "producten", "Urgentieverklaring", "id einddatum")
    done = await doe(fatima, VERLENGEN, productId=urgentie["id"])
    now = await item(fatima, "producten", "Urgentieverklaring", "id einddatum")
    assert (done["__typename"], done["item"]["id"]) == ("Ingediend", urgentie["id"])  # type: ignore[index]
    assert str(now["einddatum"]) > str(urgentie["einddatum"])
    terras = await item(korenaar, "producten", "Terrasvergunning Marktstraat")
    gegevens = {"seizoen": "winter"}
    assert (await doe(korenaar, WIJZIGEN, productId=terras["id"], gegevens=gegevens))["__typename"] == "Ingediend"
    velden = "kenmerken { sleutel weergave }"
    shown = (await item(korenaar, "producten", "Terrasvergunning Marktstraat", velden))["kenmerken"]
    assert {"sleutel": "seizoen", "weergave": "winter"} in shown  # type: ignore[operator]
    hulp = await item(portal, "producten", "Hulp bij het huishouden")
    assert (await doe(portal, OPZEGGEN, productId=hulp["id"]))["__typename"] == "Ingediend"
    assert (await item(portal, "producten", "Hulp bij het huishouden", "status"))["status"] == "VERLOPEN"
    kaart = await item(portal, "producten", "Gehandicaptenparkeerkaart bestuurder")
    elders = await doe(portal, OPZEGGEN, productId=kaart["id"])
    assert (elders["__typename"], elders["fallbackUrl"]) == ("NietOndersteund", "https://www.havenstad.example")


@pytest.mark.isolation
async def test_another_persons_id_is_as_good_as_no_id(portal: Portal) -> None:
    """Every mutation, with an id of somebody else and with one made up: the same answer, and no bron is asked."""
    other = portal.of(PERSOON_B)
    taak = await item(portal, "taken", "Vul uw inkomen aan")
    bericht = await item(portal, "berichten", "Uw parkeervergunning loopt bijna af")
    aanslag = await item(portal, "producten", "Gemeentelijke belastingen 2026")
    tries = (
        (TAAK, {"taakId": taak["id"]}),
        (BERICHT, {"berichtId": bericht["id"], "gelezen": True}),
        (BETALEN, {"doelId": aanslag["id"], "getoondBedrag": "541.63", "terugkeerUrl": TERUG}),
        (REGELING, {"doelId": aanslag["id"], "aantalTermijnen": 4}),
        (
            BEZWAAR,
            {"doelId": aanslag["id"], "gehoordWorden": True, "bezwaren": [{"onderdeelId": "x", "reden": "te hoog"}]},
        ),
        (VERZOEK, {"verzoektypeId": aanslag["id"], "versie": 1, "gegevens": {}}),
        (VERLENGEN, {"productId": aanslag["id"]}),
        (WIJZIGEN, {"productId": aanslag["id"], "gegevens": {"a": 1}}),
        (OPZEGGEN, {"productId": aanslag["id"]}),
        (VRAAG, {"overId": bericht["id"], "titel": "Hoi", "vraag": "Hoe?"}),
    )
    portal.zandbak.wis_aanroepen()
    for mutatie, invoer in tries:
        made_up = {key: "verzonnen" if key.endswith("Id") else value for key, value in invoer.items()}
        theirs, nobodys = await doe(other, mutatie, **invoer), await doe(other, mutatie, **made_up)
        assert theirs == nobodys
        assert theirs["__typename"] == "NietGevonden"
    assert portal.zandbak.aanroepen() == []


async def test_mutations_go_in_order_and_see_each_other(portal: Portal) -> None:
    """Read, and unread again: the second sees what the first did."""
    bericht = await item(portal, "berichten", "Uw parkeervergunning loopt bijna af")
    one = 'berichtMarkeren(invoer: {{idempotentiesleutel: "{0}", berichtId: "{1}", gelezen: {2}}})'
    velden = "{ ... on Bericht { gelezen } }"
    lees, weg = (
        one.format(*given) for given in (("sleutel-1", bericht["id"], "true"), ("sleutel-2", bericht["id"], "false"))
    )
    data = await portal.ask(f"mutation {{ een: {lees} {velden} twee: {weg} {velden} }}")
    assert data == {"een": {"gelezen": True}, "twee": {"gelezen": False}}


@pytest.mark.faults
@pytest.mark.parametrize(
    ("soort", "first", "then"),
    [
        ("500", "Ingediend", "Ingediend"),
        ("malformed", "Ingediend", "Ingediend"),
        ("truncated", "Ingediend", "Ingediend"),
        ("html", "Ingediend", "Ingediend"),
        ("429", "UitkomstOnbekend", "Ingediend"),
        ("hang", "UitkomstOnbekend", "UitkomstOnbekend"),
        ("reset", "UitkomstOnbekend", "UitkomstOnbekend"),
    ],
)
async def test_a_bron_that_fails_while_writing(portal: Portal, soort: str, first: str, then: str) -> None:
    """What it did all the same is found by looking; what may still come is not sent again."""
    taak = await item(portal, "taken", "Vul uw inkomen aan")
    invoer = {"taakId": taak["id"], "gegevens": INKOMEN}
    await portal.zandbak.break_("havenstad-vtb", soort, "PATCH")
    assert (await doe(portal, TAAK, sleutel="dezelfde-sleutel", **invoer))["__typename"] == first
    await portal.zandbak.mend("havenstad-vtb")
    portal.gateway.registry.bronnen["havenstad-vtb"].transport.pause._until_s = 0.0
    portal.zandbak.wis_aanroepen()
    assert (await doe(portal, TAAK, sleutel="dezelfde-sleutel", **invoer))["__typename"] == then
    assert "PATCH" not in [one.methode for one in portal.zandbak.aanroepen()]


BETALING = "id ... on Belastingaanslag { betaling { openstaand status termijnen { nummer bedrag betaaldatum } } }"
