"""Questions and addresses at Open Klant: once, at the right person, and found again when nobody told how it ended."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from connectors.openklant import manifest
from gateway.bronnen.schrijven.opdracht import Bevestiging
from gateway.bronnen.schrijven.wijziging import Uitkomst
from gateway.domain.fout import NietGevonden, OngeldigeInvoer, UitkomstOnbekend
from gateway.domain.indiening import Contactwijziging, Vraag
from gateway.domain.persoon import Betrouwbaarheidsniveau, Kvk, Subject, Vestiging
from sandbox.openklant.app import Klantinteracties
from sandbox.openklant.huis import HEADERS, TokenHouse
from sandbox.openklant.loket import Loket
from sandbox.openklant.rijen import Identificator
from sandbox.openklant.seed import Inhoud
from sandbox.openklant.vormen import BASE_PATH, Vormen
from sandbox.openvtb.drf import Endpoint
from tests.bronnen.world import ANNA, BRAM, SECRET
from tests.schrijven.appbron import BASIS, AppBron, app_bron
from tests.schrijven.world import no_answer

ACTOR = "11111111-1111-4111-8111-111111111111"
VRAAG = Vraag("Oud papier", "Wanneer?", ("zaak/uuid/11111111-1111-4111-8111-111111111112", "zaak/nummer/Z-1"))
VESTIGING = Subject(
    "demo", Betrouwbaarheidsniveau.MIDDEN, kvk=Kvk("99990003"), vestiging=Vestiging("000099990031")
).with_keys(SECRET)


@dataclass
class Klant:
    """Open Klant with nothing in it, and a write path to it."""

    inhoud: Inhoud
    bron: AppBron

    async def vraag(self, vraag: Vraag = VRAAG, subject: Subject = ANNA, native: str = "", **more: str) -> Uitkomst:
        return await self.bron.doe("vraag_stellen", subject, vraag, soort="contactmoment", native=native, **more)

    async def wijzig(self, email: str | None, telefoon: str | None = None, **more: str) -> Uitkomst:
        invoer = Contactwijziging(email, telefoon)
        return await self.bron.doe("contactgegevens_wijzigen", ANNA, invoer, soort="contactgegevens", native="", **more)


def klant(**instellingen: object) -> Klant:
    """A system of one's own."""
    inhoud = Inhoud([], [], [])
    house, vormen = TokenHouse("geheim", lambda: BASIS, HEADERS), Vormen(lambda: BASIS, inhoud)
    read, loket = Klantinteracties(house, inhoud, vormen, {"filter_genegeerd": False}), Loket(house, inhoud, vormen)
    actions = {
        "klantcontacten": {"GET": read.contacten},
        "partijen": {"GET": read.partijen, "POST": loket.maak_partij},
        "maak-klantcontact": {"POST": loket.maak_klantcontact},
        "internetaken": {"POST": loket.internetaak},
        "digitaleadressen": {"GET": loket.adressen, "POST": loket.maak_adres},
        "digitaleadressen/{uuid}": {"PATCH": loket.wijzig_adres},
    }
    app = Starlette(routes=[Route(f"{BASE_PATH}/{path}", Endpoint(house, one)) for path, one in actions.items()])
    headers = {"Authorization": "Token geheim"}
    return Klant(inhoud, app_bron(app, manifest, ("CONTACTMOMENTEN",), headers, **instellingen))


async def test_a_question_names_person_thing_and_change() -> None:
    """A partij for who had none, the zaak by its agreed codes, and a kenmerk that says nothing."""
    made = klant()
    assert isinstance(await made.vraag(), Bevestiging)
    (row,) = made.inhoud.contacten
    (who,), (about,) = row.betrokkenen, row.onderwerpen
    assert who.partij is not None
    assert who.initiator
    assert who.partij.identificatoren[0].nummer == Identificator("natuurlijk_persoon", "brp", "bsn", "999991103")
    assert about.nummer == Identificator("zaak", "open-zaak", "uuid", VRAAG.over[0].removeprefix("zaak/uuid/"))
    assert (row.kanaal, row.onderwerp, row.inhoud) == ("portaal", VRAAG.titel, VRAAG.vraag)
    assert set(row.metadata) == {"kenmerk"}


@pytest.mark.parametrize(
    ("instellingen", "over", "codes"),
    [
        ({"onderwerp": {"soort": "zaaknummer"}}, VRAAG.over, ("zaak", "open-zaak", "zaaknummer", "Z-1")),
        ({"registers": {"product": "open-product"}}, ("product/uuid/p",), ("product", "open-product", "uuid", "p")),
        ({}, ("taak/uuid/t",), ("taak", "mijnservices", "uuid", "t")),
        ({}, (), None),
    ],
)
async def test_what_it_is_about_is_written_as_agreed(
    instellingen: dict[str, object], over: tuple[str, ...], codes: tuple[str, ...] | None
) -> None:
    """The codes of the settings; without a key it is about nothing."""
    made = klant(**instellingen)
    await made.vraag(Vraag("a", "b", over))
    numbers = [one.nummer for one in made.inhoud.contacten[0].onderwerpen]
    assert numbers == ([Identificator(*codes)] if codes else [])


async def test_a_vestiging_stands_below_its_kvk_number() -> None:
    """Both are made when neither is there; a second question finds them."""
    made = klant()
    assert isinstance(await made.vraag(subject=VESTIGING), Bevestiging)
    vestiging, kvk = (one.identificatoren[0] for one in made.inhoud.partijen)
    assert (kvk.nummer.soort, vestiging.nummer.soort, vestiging.onder) == ("kvk_nummer", "vestigingsnummer", kvk)
    assert isinstance(await made.vraag(subject=VESTIGING, sleutel="sleutel-0002"), Bevestiging)
    assert len(made.inhoud.partijen) == 2


async def test_staff_gets_a_task_when_the_settings_say_whose() -> None:
    """The task names the contact; that the bron refuses the task does not undo the question."""
    made = klant(actor=ACTOR, kanaal="mijn omgeving")
    assert isinstance(await made.vraag(), Bevestiging)
    (row,) = made.inhoud.contacten
    assert ([task.actor for task in row.taken], row.kanaal) == ([ACTOR], "mijn omgeving")
    refused = klant(actor=ACTOR)
    refused.bron.transport.app.router.routes.pop(3)  # type: ignore[attr-defined]  # no address for tasks
    assert isinstance(await refused.vraag(), Bevestiging)
    assert len(refused.inhoud.contacten) == 1


async def test_a_question_that_nobody_confirmed_is_found() -> None:
    """The contact is made, the answer is lost: looking finds it, and only the task is still sent."""
    made = klant(actor=ACTOR)
    await made.vraag(sleutel="sleutel-0000")  # so that the partij is there
    made.bron.transport.fails = no_answer()
    assert isinstance(await made.vraag(), UitkomstOnbekend)
    assert [len(row.taken) for row in made.inhoud.contacten] == [0, 1]
    made.bron.live.transport.pause._until_s = 0.0
    assert isinstance(await made.vraag(), UitkomstOnbekend)  # the task may be under way
    assert len(made.inhoud.contacten) == 2


async def test_a_further_question_stays_with_the_person() -> None:
    """In an own contact; another's contact is not there, and nothing is sent."""
    made = klant()
    await made.vraag()
    first = made.inhoud.contacten[0].uuid
    assert isinstance(await made.vraag(native=first, sleutel="sleutel-0002"), Bevestiging)
    assert made.inhoud.contacten[0].onderwerpen[0].klantcontact == first
    sent = len(made.bron.changes())
    assert isinstance(await made.vraag(subject=BRAM, native=first), NietGevonden)
    assert len(made.bron.changes()) == sent


async def test_an_address_is_made_once_and_then_changed() -> None:
    """POST for the first, PATCH for the next, nothing for what is so already; the other kind stays."""
    made = klant()
    assert isinstance(await made.wijzig("a@voorbeeld.nl", "0612345678"), Bevestiging)
    assert isinstance(await made.wijzig("b@voorbeeld.nl", sleutel="sleutel-0002"), Bevestiging)
    assert isinstance(await made.wijzig("b@voorbeeld.nl", sleutel="sleutel-0003"), Bevestiging)
    assert [method for method, _ in made.bron.changes()] == ["POST", "POST", "POST", "PATCH"]
    assert {(one.soort, one.adres) for one in made.inhoud.adressen} == {
        ("email", "b@voorbeeld.nl"), ("telefoonnummer", "0612345678"),
    }  # fmt: skip


async def test_what_the_bron_takes_for_no_address_is_said() -> None:
    """A number of 10 digits that it refuses all the same."""
    outcome = await klant().wijzig(None, "+31612345678901234567890")
    assert isinstance(outcome, OngeldigeInvoer)
    assert [(one.pad, one.code) for one in outcome.problemen] == [("/telefoon", "GEWEIGERD")]
