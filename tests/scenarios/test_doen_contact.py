"""Asking a question and saying where one can be reached, with no more than a token, and the bron shows it."""

from __future__ import annotations

import msgspec
import pytest

from gateway.context import Deadline
from gateway.domain.persoon import NIEMAND
from tests.scenarios.conftest import Json, Portal
from tests.scenarios.doen import CONTACT, VRAAG, doe, item

pytestmark = pytest.mark.scenario
HAVENSTAD, DUINDORP = "00000001999990010000", "00000001999990020000"
GESPREK = "id vraag antwoord kanaal zaak { titel }"
GEGEVENS = "{ ik { contactgegevens { email emailBevestigd telefoon bron { code } } } }"


async def gesprek(portal: Portal, titel: str) -> Json:
    """The contact with this title, as the portal shows it."""
    return await item(portal, "contactmomenten", titel, GESPREK)


async def antwoord(portal: Portal, partij: str, contact: str, tekst: str) -> None:
    """Staff answers a contact, in their own system."""
    body = {
        "klantcontact": {
            "kanaal": "email", "onderwerp": "Antwoord", "inhoud": tekst, "taal": "nld", "vertrouwelijk": False,
        },
        "betrokkene": {"wasPartij": {"uuid": partij}, "rol": "klant", "initiator": False},
        "onderwerpobject": {"wasKlantcontact": {"uuid": contact}, "onderwerpobjectidentificator": None},
    }  # fmt: skip
    await klant(portal, "POST", "maak-klantcontact", body=msgspec.json.encode(body))


async def klant(portal: Portal, methode: str, pad: str, *, body: bytes | None = None, **params: str) -> Json:
    """What the system itself says."""
    transport = portal.gateway.registry.bronnen["havenstad-klant"].transport
    answer = await transport.send(
        methode, f"/klantinteracties/api/v1/{pad}", params=params, headers={"Content-Type": "application/json"}, body=body,
        deadline=Deadline.after(2_000), subject=NIEMAND,
    )  # fmt: skip
    assert answer.status in (200, 201), answer.body
    found: Json = msgspec.json.decode(answer.body)
    return found


async def the_last(portal: Portal) -> Json:
    """The newest contact in the system itself, with everything it shows."""
    expand = "hadBetrokkenen,gingOverOnderwerpobjecten,leiddeTotInterneTaken"
    found = await klant(portal, "GET", "klantcontacten", expand=expand)
    row: Json = found["results"][0]  # type: ignore[index]
    return row


async def test_a_question_is_asked_answered_and_asked_further(portal: Portal) -> None:
    """About a zaak; the answer and what is asked then come in the same contact."""
    zaak = await item(portal, "zaken", "Dakkapel aan de achterzijde")
    asked = await doe(portal, VRAAG, overId=zaak["id"], titel=" Mijn \n dakkapel ", vraag="Mag het ook plat?")
    assert asked["__typename"] == "Ingediend"
    shown = await gesprek(portal, "Mijn dakkapel")
    assert shown == {
        "titel": "Mijn dakkapel", "id": asked["item"]["id"], "vraag": "Mag het ook plat?", "antwoord": None,  # type: ignore[index]
        "kanaal": "PORTAAL", "zaak": {"titel": "Dakkapel aan de achterzijde"},
    }  # fmt: skip
    row = await the_last(portal)
    (who,) = row["_expand"]["hadBetrokkenen"]  # type: ignore[index]
    await antwoord(portal, who["wasPartij"]["uuid"], str(row["uuid"]), "Plat mag.")
    further = await doe(portal, VRAAG, overId=shown["id"], titel="Nog iets", vraag="En met een raam?")
    assert further["item"]["id"] == shown["id"]  # type: ignore[index]
    now = await gesprek(portal, "Mijn dakkapel")
    assert (now["vraag"], now["antwoord"]) == ("Mag het ook plat?\n\nEn met een raam?", "Plat mag.")


async def test_who_is_not_known_yet_becomes_known(portal: Portal) -> None:
    """A person without any contact asks an organisation, and finds the question back."""
    noor = portal.of("niets")
    asked = await doe(noor, VRAAG, organisatie=HAVENSTAD, titel="Oud papier", vraag="Wanneer komt u?")
    assert (asked["__typename"], (await gesprek(noor, "Oud papier"))["vraag"]) == ("Ingediend", "Wanneer komt u?")
    assert (await doe(noor, VRAAG, organisatie=HAVENSTAD, titel="Glas", vraag="En glas?"))["__typename"] == "Ingediend"
    assert len((await noor.ask("{ contactmomenten { nodes { id } } }"))["contactmomenten"]["nodes"]) == 2  # type: ignore[index,call-overload]


WRONG: tuple[tuple[str, Json, list[str], str], ...] = (
    (VRAAG, {"titel": " ", "vraag": "\n"}, ["/titel", "/vraag"], "VERPLICHT"),
    (VRAAG, {"titel": "x" * 201, "vraag": "x" * 1001, "organisatie": HAVENSTAD}, ["/titel", "/vraag"], "TE_LANG"),
    (VRAAG, {"titel": "Hoi", "vraag": "Hoe?"}, ["/organisatie"], "VERPLICHT"),
    (VRAAG, {"titel": "Hoi", "vraag": "Hoe?", "organisatie": "0" * 20}, ["/organisatie"], "ONBEKEND"),
    (CONTACT, {}, ["/email"], "VERPLICHT"),
    (CONTACT, {"telefoon": "14 010"}, ["/telefoon"], "VORM"),
    (CONTACT, {"email": f"{'x' * 64}@{'y' * 20}.nl"}, ["/email"], "TE_LANG"),
)


async def test_what_is_wrong_is_said_at_its_place(portal: Portal) -> None:
    """Each fault at its field, and nothing is sent; an e-mail address that is none does not even get that far."""
    for mutatie, invoer, pad, code in WRONG:
        wrong = await doe(portal, mutatie, **invoer)
        assert [(one["pad"], one["code"]) for one in wrong["problemen"]] == [(one, code) for one in pad]  # type: ignore[attr-defined]
    answer = await portal.answer(CONTACT, invoer={"idempotentiesleutel": "sleutel-1", "email": "geen adres"})
    assert answer["errors"][0]["extensions"]["code"] == "ONGELDIGE_INVOER"  # type: ignore[index]
    outcome = await doe(portal, VRAAG, organisatie=DUINDORP, titel="Hoi", vraag="Hoe?")
    assert (outcome["__typename"], outcome["fallbackUrl"]) == ("NietOndersteund", "https://www.duindorp.example")
    assert {one.methode for one in portal.zandbak.aanroepen()} <= {"GET"}


async def test_contact_details_are_shown_and_changed(portal: Portal) -> None:
    """What is given changes and counts as not proven; what is not given stays; a person without any gets some."""
    before = {"email": "sanne@voorbeeld.nl", "emailBevestigd": True, "telefoon": "0612345678"}
    bron = {"bron": {"code": "havenstad-klant"}}
    assert await portal.ask(GEGEVENS) == {"ik": {"contactgegevens": [before | bron]}}
    changed = await doe(portal, CONTACT, email="nieuw@voorbeeld.nl")
    after = {"email": "nieuw@voorbeeld.nl", "emailBevestigd": False, "telefoon": "0612345678"}
    assert changed == {"__typename": "Contactgegevens"} | after | bron
    assert await portal.ask(GEGEVENS) == {"ik": {"contactgegevens": [after | bron]}}
    noor = portal.of("niets")
    assert await noor.ask(GEGEVENS) == {"ik": {"contactgegevens": []}}
    hers = await doe(noor, CONTACT, organisatie=HAVENSTAD, telefoon="06 - 87 65 43 21")
    assert (hers["email"], hers["telefoon"]) == (None, "0687654321")
