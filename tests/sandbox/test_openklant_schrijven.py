"""Open Klant of the sandbox takes, and refuses, what the real system was seen to take and refuse."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.bron import Bron
from sandbox.openklant import bouw
from sandbox.verhalen.namen import uuid
from tests.sandbox.opnamen import check_shape, recorded

BASE = "http://klant.test/klantinteracties/api/v1/"
SANNE = uuid("partij", "inwoner")
MAIL = uuid("digitaaladres", "sanne-mail")
CONTACT = {"kanaal": "portaal", "onderwerp": "x", "taal": "nld", "vertrouwelijk": False}
CODES = {"codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid", "objectId": "u"}


@pytest.fixture
async def klant() -> AsyncIterator[httpx.AsyncClient]:
    app = bouw(Bron("klant", "openklant", "9901", ("CONTACTMOMENTEN",), "sleutel"), lambda: "http://klant.test")
    headers = {"Authorization": "Token sleutel"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers) as found:
        yield found


async def test_a_contact_comes_with_who_and_what(klant: httpx.AsyncClient) -> None:
    """One answer in the recorded form, and the list shows the contact first, with its metadata."""
    asked = {
        "klantcontact": {**CONTACT, "metadata": {"kenmerk": "k"}},
        "betrokkene": {"wasPartij": {"uuid": SANNE}, "rol": "klant", "initiator": True},
        "onderwerpobject": {"onderwerpobjectidentificator": CODES},
    }
    made = await klant.post("maak-klantcontact", json=asked)
    assert made.status_code == 201
    check_shape(made.json(), recorded("openklant", "maak-klantcontact"), free={"metadata"})
    first = (await klant.get("klantcontacten")).json()["results"][0]
    assert (first["uuid"], first["metadata"]) == (made.json()["klantcontact"]["uuid"], {"kenmerk": "k"})


@pytest.mark.parametrize(
    ("part", "value", "code"),
    [
        ("onderwerp", "x" * 201, "max_length"),
        ("inhoud", "x" * 1001, "max_length"),
        ("kanaal", "", "blank"),
        ("vertrouwelijk", None, "null"),
        ("metadata", {"a": 1}, "invalid"),
    ],
)
async def test_a_contact_that_breaks_a_rule_is_refused(
    klant: httpx.AsyncClient, part: str, value: object, code: str
) -> None:
    """400 with the field, and nothing is kept."""
    before = (await klant.get("klantcontacten")).json()["count"]
    answer = await klant.post("maak-klantcontact", json={"klantcontact": {**CONTACT, part: value}})
    assert (answer.status_code, answer.json()["invalidParams"][0]["code"]) == (400, code)
    assert (await klant.get("klantcontacten")).json()["count"] == before


async def test_a_task_hangs_on_a_contact_and_an_actor(klant: httpx.AsyncClient) -> None:
    """Without an actor it is refused; with one the contact shows it."""
    contact = uuid("klantcontact", "sanne-klacht")
    task = {
        "gevraagdeHandeling": "Bel", "aanleidinggevendKlantcontact": {"uuid": contact}, "status": "te_verwerken",
        "toegewezenAanActoren": [],
    }  # fmt: skip
    assert (await klant.post("internetaken", json=task)).status_code == 400
    made = await klant.post("internetaken", json={**task, "toegewezenAanActoren": [{"uuid": uuid("actor", "Petra")}]})
    assert made.status_code == 201
    shown = (await klant.get(f"klantcontacten/{contact}")).json()
    assert [one["uuid"] for one in shown["leiddeTotInterneTaken"]] == [made.json()["uuid"]]


async def test_an_address_is_changed_and_no_address_is_refused(klant: httpx.AsyncClient) -> None:
    """As recorded: 200 with the whole address, 400 with the sentence about e-mail."""
    changed = await klant.patch(f"digitaleadressen/{MAIL}", json={"adres": "nieuw@example.org"})
    check_shape(changed.json(), recorded("openklant", "digitaaladres-patch"), free={"verificatieDatum"})
    wrong = await klant.patch(f"digitaleadressen/{MAIL}", json={"adres": "geen-email"})
    theirs = recorded("openklant", "digitaaladres-patch-invalid-400")
    assert isinstance(theirs, dict)
    assert (wrong.status_code, wrong.json()["invalidParams"]) == (400, theirs["invalidParams"])
    assert changed.json()["isStandaardAdres"] is True


async def test_a_partij_has_one_standard_address_of_a_kind(klant: httpx.AsyncClient) -> None:
    """A new standard takes the place of the old one."""
    made = await klant.post(
        "digitaleadressen",
        json={
            "verstrektDoorPartij": {"uuid": SANNE}, "verstrektDoorBetrokkene": None, "adres": "b@example.org",
            "soortDigitaalAdres": "email", "isStandaardAdres": True,
        },
    )  # fmt: skip
    assert made.status_code == 201
    rows = (await klant.get("digitaleadressen", params={"verstrektDoorPartij__uuid": SANNE})).json()["results"]
    theirs = recorded("openklant", "digitaleadressen-by-partij")
    assert isinstance(theirs, dict)
    check_shape(rows, theirs["results"], free=set())
    assert [row["adres"] for row in rows if row["isStandaardAdres"]] == ["b@example.org"]


async def test_a_number_belongs_to_one_partij(klant: httpx.AsyncClient) -> None:
    """A new person is found by the number; a second one with the same number is refused."""
    number = {
        "codeObjecttype": "natuurlijk_persoon",
        "codeRegister": "brp",
        "codeSoortObjectId": "bsn",
        "objectId": "999999990",
    }
    asked = {
        "soortPartij": "persoon",
        "indicatieActief": True,
        "partijIdentificatoren": [{"partijIdentificator": number}],
    }
    made = await klant.post("partijen", json=asked)
    assert made.status_code == 201
    found = await klant.get(
        "partijen", params={f"partijIdentificator__{name}": value for name, value in number.items()}
    )
    assert [row["uuid"] for row in found.json()["results"]] == [made.json()["uuid"]]
    assert (await klant.post("partijen", json=asked)).status_code == 400
