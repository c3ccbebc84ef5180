"""What each system tells: its messages are known by their kind, and whose an item is comes from the system, not the message."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from connectors.mijnoverheid import manifest as mijnoverheid
from connectors.objecten import manifest as objecten
from connectors.openklant import manifest as openklant
from connectors.openproduct import manifest as openproduct
from connectors.openvtb import manifest as openvtb
from connectors.openzaak import manifest as openzaak
from gateway.bronnen.manifest import Event, Manifest, Whose
from gateway.domain.bron import Dienst
from gateway.domain.persoon import Bsn, Kvk, Rsin, Vestiging
from gateway.events.message import CLOUDEVENT, NOTIFICATION, Message, read_message
from tests.connectors.canned import asked, call, page
from tests.connectors.test_objecten import INSTELLINGEN, eigenaar, row, v1, v2
from tests.sandbox.opnamen import RECORDINGS

SANNE, KVK, RSIN, VESTIGING = Bsn("999991103"), Kvk("99001001"), Rsin("009900007"), Vestiging("000099001001")
ITEM = "d5c61a2a-a898-43d7-8af6-96a284f22047"


def event(manifest: Manifest, *kinds: str) -> Event:
    """What a message of these kinds means: the first that is declared."""
    return next(manifest.events[kind] for kind in kinds if kind in manifest.events)


async def owners(manifest: Manifest, kind: str, answers: object, told: object = None) -> Whose:
    """Whose the item of a message is."""
    asks = event(manifest, kind).owners
    assert asks is not None
    made = call(answers, native=ITEM, instellingen=INSTELLINGEN)
    found = await asks(made, told or {})
    assert all(SANNE.waarde not in f"{one.path} {one.params}" for one in asked(made))
    return found


@pytest.mark.parametrize(
    ("kinds", "gone", "asks"),
    [
        ("zaak/create", False, True),
        ("zaak/update", False, False),
        ("zaak/partial_update", False, False),
        ("zaak/destroy", True, False),
        ("status/create", False, False),
        ("resultaat/destroy", False, False),
        ("rol/create", False, True),
        ("rol/update", True, True),
        ("rol/destroy", True, True),
        ("zaakinformatieobject/create", False, False),
        ("zaakbesluit/create", False, False),
    ],
)
def test_open_zaak(kinds: str, gone: bool, asks: bool) -> None:
    """A new zaak or rol may give it to somebody; a rol that changes or goes, or a zaak that goes, takes it away."""
    resource, _, _ = kinds.partition("/")
    found = event(openzaak, f"zaken/{kinds}", f"zaken/{resource}")
    assert (found.soort, found.diensten, found.gone, found.owners is not None) == ("zaak", (Dienst.ZAKEN,), gone, asks)


async def test_the_owners_of_a_zaak_are_in_its_rollen_of_today() -> None:
    """Every kind of betrokkene by its own numbers; staff, departments and rollen that ended do not count."""
    rollen = [
        {"betrokkeneType": "natuurlijk_persoon", "betrokkeneIdentificatie": {"inpBsn": SANNE.waarde}},
        {"betrokkeneType": "natuurlijk_persoon", "betrokkeneIdentificatie": {"inpBsn": ""}},
        {"betrokkeneType": "natuurlijk_persoon", "betrokkeneIdentificatie": {"inpBsn": "123456789"}},
        {"betrokkeneType": "medewerker", "betrokkeneIdentificatie": {"identificatie": "999991115"}},
        {
            "betrokkeneType": "vestiging",
            "betrokkeneIdentificatie": {"vestigingsNummer": VESTIGING.waarde, "kvkNummer": KVK.waarde},
        },
        {"betrokkeneType": "niet_natuurlijk_persoon", "betrokkeneIdentificatie": {"innNnpId": RSIN.waarde, "kvkNummer": ""}},
        {
            "betrokkeneType": "natuurlijk_persoon", "betrokkeneIdentificatie": {"inpBsn": "999991115"},
            "eindeGeldigheid": "2026-01-01",
        },
    ]  # fmt: skip
    found = await owners(openzaak, "zaken/zaak/create", {("GET", "/zaken/api/v1/rollen"): page(rollen)})
    assert found == Whose((SANNE, KVK, VESTIGING, RSIN))


@pytest.mark.parametrize(
    ("urn", "expected"),
    [
        ("urn:nld:brp:bsn:999991103", (SANNE,)),
        ("urn:nld:hr:kvknummer:99001001", (KVK,)),
        ("urn:nld:hr:kvknummer:99001001:vestigingsnummer:000099001001", (VESTIGING,)),
        ("urn:nld:hr:rsin:009900007", (RSIN,)),
        ("urn:nld:brp:bsn:123456789", ()),
        ("urn:nld:oin:00000001823288444000", ()),
        ("", ()),
    ],
)
async def test_open_vtb(urn: str, expected: tuple[object, ...]) -> None:
    """Of a taak the system is asked; an event about a bericht tells the receiver itself."""
    path = f"/taken/api/v1/externetaken/{ITEM}"
    taak = await owners(
        openvtb, "nl.overheid.taken.externetaak-geregistreerd", {("GET", path): {"isToegewezenAan": urn}}
    )
    bericht = await owners(openvtb, "nl.overheid.berichten.bericht-geregistreerd", {}, {"ontvanger": urn})
    assert taak.nummers == bericht.nummers == expected


async def test_a_bericht_whose_event_does_not_tell_the_receiver_is_asked() -> None:
    """One that is gone is nobody's."""
    path = f"/berichten/api/v1/berichten/{ITEM}"
    kind = "nl.overheid.berichten.bericht-gepubliceerd"
    asking = await owners(openvtb, kind, {("GET", path): {"ontvanger": "urn:nld:brp:bsn:999991103"}})
    assert (asking, await owners(openvtb, kind, {})) == (Whose((SANNE,)), Whose())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (row(v2()), Whose((SANNE,), "taak")),
        (row(v1(), "v1"), Whose((SANNE,), "taak")),
        (row({"identificatie": eigenaar("99001001", "kvk")}, "b"), Whose((KVK,), "bericht")),
        (row({"identificatie": eigenaar("jan@example.nl", "email")}, "b"), Whose((), "bericht")),
        (row({"iets": "anders"}, "boom"), Whose()),
        (None, Whose()),
    ],
    ids=["taak 2", "taak 1", "bericht", "unknown number", "other type", "gone"],
)
async def test_objecten(found: object, expected: Whose) -> None:
    """The type of the object says what it is to us, and the object whose; of another type it is nobody's."""
    answers = {("GET", f"/api/v2/objects/{ITEM}"): found}
    assert await owners(objecten, "objecten/object", answers) == expected


async def test_open_product() -> None:
    """Every owner; after a change nothing of before is shown, for an owner may have been taken off."""
    rows = {
        "eigenaren": [{"bsn": SANNE.waarde, "kvk_nummer": ""}, {"kvk_nummer": KVK.waarde, "vestigingsnummer": None}]
    }
    answers = {("GET", f"/producten/api/v1/producten/{ITEM}"): rows}
    assert await owners(openproduct, "producten/product/create", answers) == Whose((SANNE, KVK))
    assert event(openproduct, "producten/product/update", "producten/product").gone


async def test_open_klant() -> None:
    """Everybody who took part, by the numbers of their partij."""
    number = {
        "objectId": SANNE.waarde,
        "codeSoortObjectId": "bsn",
        "codeObjecttype": "natuurlijk_persoon",
        "codeRegister": "brp",
    }
    partij = {"uuid": "p", "partijIdentificatoren": [{"partijIdentificator": number}]}
    contact = {
        "uuid": ITEM, "vertrouwelijk": False,
        "_expand": {"hadBetrokkenen": [{"wasPartij": {"uuid": "p"}, "_expand": {"wasPartij": partij}}, {}]},
    }  # fmt: skip
    answers = {("GET", f"/klantinteracties/api/v1/klantcontacten/{ITEM}"): contact}
    assert await owners(openklant, "klantcontacten/klantcontact", answers) == Whose((SANNE,))


@pytest.mark.parametrize(
    ("ontvanger", "expected"),
    [
        ({"type": "BSN", "waarde": "999991103"}, Whose((SANNE,))),
        ({"type": "KVK", "waarde": "99001001"}, Whose((KVK,))),
        ({"type": "OIN", "waarde": "00000001823288444000"}, Whose()),
        ({"type": ["BSN"], "waarde": "999991103"}, Whose()),
        ("BSN:999991103", Whose()),
        (None, Whose()),
    ],
)
async def test_mijnoverheid(ontvanger: object, expected: Whose) -> None:
    """The event itself tells the receiver, and the bron is not asked: it can only be asked about a person."""
    found = await owners(mijnoverheid, "nl.rijksoverheid.fbs.bericht.gepubliceerd", {}, {"ontvanger": ontvanger})
    assert found == expected


def recorded_messages() -> list[Path]:
    return sorted((RECORDINGS / "notificaties").glob("*.json")) if RECORDINGS.is_dir() else []


@pytest.mark.contract
@pytest.mark.skipif(not recorded_messages(), reason="geen opnamen van de echte systemen naast het project")
@pytest.mark.parametrize("path", recorded_messages(), ids=lambda path: path.stem)
def test_what_the_real_systems_sent_is_known(path: Path) -> None:
    """Each message of the recordings names an item, and means something to the connector of its system."""
    raw = path.read_bytes()
    body = json.loads(raw)
    found: Message = read_message(raw, CLOUDEVENT if "specversion" in body else NOTIFICATION)
    manifest = openvtb if "open-vtb" in body["source"] else openzaak
    means_nothing = body.get("type") == "nl.overheid.zaken.zaak-geopend"  # a portal told it itself
    assert found.native
    assert any(kind in manifest.events for kind in found.kinds) != means_nothing
