"""The Objects API: both versions of taken and the berichten, only of their owner, found without a number in an address."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from connectors.objecten import bericht, berichten, manifest, models, taak, taken, uitvoering
from connectors.objecten.mapping import map_taak
from connectors.objecten.taakinhoud import taakinhoud
from connectors.objecten.tekst import plain
from gateway.bronnen.call import Call, decode
from gateway.domain.bron import Dienst, GevondenVia
from gateway.domain.persoon import Subject
from gateway.domain.status import Taaksoort
from gateway.domain.uitvoering import BetaalUitvoering, FormulierUitvoering, LinkUitvoering, OnbekendeUitvoering
from gateway.errors import BronInvalid, BronNotSupported
from tests.connectors.canned import BAKKERIJ, SANNE, VESTIGING, asked, call, page

OBJECTS = "/api/v2/objects"
SEARCH = ("POST", f"{OBJECTS}/search")
BSN, ANDER = "999991103", "999991115"
ZAAK = "4fd4abf7-9a45-4c33-9f83-8fe83065ca51"
TYPES = "https://bron.example/api/v2/objecttypes"
INSTELLINGEN: dict[str, object] = {"taak_v1": [f"{TYPES}/v1"], "taak_v2": [f"{TYPES}/v2"], "bericht": f"{TYPES}/b"}
ALLEEN_V2: dict[str, object] = {"taak_v2": [f"{TYPES}/v2"]}
RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "recordings" / "objects"


def row(data: object, kind: str = "v2", *, uuid: str = "t1", **record: object) -> dict[str, object]:
    found = {"index": 1, "typeVersion": 1, "data": data, "startAt": "2026-11-01", "endAt": None, **record}
    # The address of a type has the host of whoever asks.
    return {"uuid": uuid, "type": f"http://intern:8000/api/v2/objecttypes/{kind}", "record": found}


def eigenaar(nummer: str = BSN, soort: str = "bsn") -> dict[str, str]:
    return {"type": soort, "value": nummer}


def v2(**changes: object) -> dict[str, object]:
    data: dict[str, object] = {
        "titel": "Betaal de leges",
        "status": "open",
        "soort": "ogonebetaling",
        "identificatie": eigenaar(),
        "eigenaar": "zaaksysteem",
        "verwerker_taak_id": "18af0b6a-967b-4f81-bb8e-a44988e0c2f0",
        "verloopdatum": "2026-12-15",
        "koppeling": {"registratie": "zaak", "uuid": ZAAK},
        "ogonebetaling": {"bedrag": 147.43, "betaalkenmerk": "abc123", "pspid": "MijnId"},
    }
    return {**data, **changes}


def v1(**changes: object) -> dict[str, object]:
    data: dict[str, object] = {
        "title": "Vul uw gegevens aan",
        "status": "open",
        "identificatie": eigenaar(),
        "formulier": {"type": "portalid", "value": "aanvullen"},
        "data": {"voornaam": "Sanne"},
        "zaak": f"https://zaken.example/zaken/api/v1/zaken/{ZAAK}",
        "verloopdatum": "2026-12-15T22:30:00.000Z",
    }
    return {**data, **changes}


def post(**changes: object) -> dict[str, object]:
    data: dict[str, object] = {
        "onderwerp": "Uw vergunning",
        "berichtTekst": "<p>Uw <b>vergunning</b> is verleend.</p>",
        "berichtType": "notificatie",
        "publicatiedatum": "2026-11-20",
        "geopend": False,
        "referentie": f"urn:nld:gemeentehavenstad:zaak:uuid:{ZAAK}",
        "identificatie": eigenaar(),
        "einddatumHandelingstermijn": "2026-12-01",
        "bijlagen": [f"https://doc.example/documenten/api/v1/enkelvoudiginformatieobjecten/{ZAAK}", "raar"],
    }
    return {**data, **changes}


def listing(*rows: dict[str, object], subject: Subject = SANNE, instellingen: dict[str, object] | None = None) -> Call:
    """A call whose search gives these rows."""
    return call({SEARCH: page(list(rows))}, subject, instellingen=instellingen or ALLEEN_V2)


def single(found: dict[str, object], **more: object) -> Call:
    """A call about one object."""
    return call({("GET", f"{OBJECTS}/t1"): found}, native="t1", instellingen={**INSTELLINGEN, **more})


async def test_the_number_is_in_no_address() -> None:
    """Each objecttype is searched with a body; type, kind and number stand there, and never in path or parameters."""
    made = call({SEARCH: page([])}, instellingen=INSTELLINGEN)
    await taken(made)
    await berichten(made)
    owner = f"identificatie__type__exact__bsn,identificatie__value__exact__{BSN}"
    assert [one.body for one in asked(made)] == [
        {"type": f"{TYPES}/{kind}", "data_attrs": owner} for kind in ("v1", "v2", "b")
    ]
    assert all(BSN not in one.path + str(one.params) + str(one.headers) for one in asked(made))
    assert all(one.headers["Content-Crs"] == "EPSG:4326" for one in asked(made))
    assert {one.params["pageSize"] for one in asked(made)} == {500}
    assert manifest.diensten == {Dienst.TAKEN, Dienst.BERICHTEN}


async def test_a_taak_of_version_2_is_mapped() -> None:
    """Title, amount, payment reference, deadline, first day and the zaak it is for."""
    (view,) = (await taken(listing(row(v2())))).items
    assert (view.titel, view.soort, view.soort_bronwaarde) == ("Betaal de leges", Taaksoort.BETALING, "ogonebetaling")
    assert view.verwijst == (f"zaak/uuid/{ZAAK}",)
    assert view.betaling is not None
    assert (str(view.betaling.openstaand), view.betaling.betalingskenmerk) == ("147.43", "abc123")
    assert view.deadline is not None
    assert view.deadline.uiterlijk.isoformat() == "2026-12-15T23:59:59+01:00"
    assert str(view.startdatum) == "2026-11-01"


async def test_a_taak_of_version_1_is_mapped() -> None:
    """Its own words for the same: title, form, the address of the zaak, and a moment that is a day in the Netherlands."""
    made = listing(row(v1(), "v1"), instellingen={"taak_v1": f"{TYPES}/v1"})
    (view,) = (await taken(made)).items
    assert (view.titel, view.soort, view.soort_bronwaarde) == ("Vul uw gegevens aan", Taaksoort.FORMULIER, "portalid")
    assert view.verwijst == (f"zaak/uuid/{ZAAK}",)
    assert view.deadline is not None
    assert str(view.deadline.datum) == "2026-12-15"
    assert view.betaling is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("open", ("OPEN", "NOG_ACTIE_NODIG")), ("ingediend", ("AFGEROND", "WORDT_VERWERKT")),
        ("afgerond", ("AFGEROND", "WORDT_VERWERKT")), ("verwerkt", ("AFGEROND", "VERWERKT")),
        ("gesloten", ("AFGEROND", "VERVALLEN")), ("iets nieuws", ("ONBEKEND", "ONBEKEND")),
    ],
)  # fmt: skip
@pytest.mark.parametrize("version", ["v1", "v2"])
async def test_states_of_both_versions(status: str, expected: tuple[str, str], version: str) -> None:
    """Sent in is not yet processed; a word we do not know is said to be unknown, with the word beside it."""
    data = v1(status=status) if version == "v1" else v2(status=status)
    made = listing(row(data, version), instellingen={f"taak_{version}": f"{TYPES}/{version}"})
    (view,) = (await taken(made)).items
    assert (view.status.name, view.verwerking.name) == expected
    assert view.status_bronwaarde == status


async def test_an_unknown_soort_keeps_its_word() -> None:
    """The schema's own example has a soort that the schema does not allow."""
    (view,) = (await taken(listing(row(v2(soort="formtaak"))))).items
    assert (view.soort, view.soort_bronwaarde, view.betaling) == (Taaksoort.ONBEKEND, "formtaak", None)


@pytest.mark.parametrize(
    ("koppeling", "keys"),
    [
        ({"registratie": "zaak", "uuid": ZAAK}, (f"zaak/uuid/{ZAAK}",)),
        ({"registratie": "zaak", "value": ZAAK}, (f"zaak/uuid/{ZAAK}",)),
        ({"registratie": "zaak", "uuid": None, "value": ZAAK}, (f"zaak/uuid/{ZAAK}",)),
        ({"registratie": "product", "uuid": ZAAK}, (f"product/uuid/{ZAAK}",)),
        ({"registratie": "zaak", "value": "ZAAK-2026-1"}, ("zaak/nummer/ZAAK-2026-1",)),
        ({"registratie": "zaak", "uuid": None}, ()),
        ({"registratie": "erfpacht", "value": "12"}, ()),
        (None, ()),
    ],
)
async def test_a_koppeling_is_read_under_both_names(koppeling: object, keys: tuple[str, ...]) -> None:
    """`uuid` and `value` both occur; what is no zaak or product leads nowhere."""
    (view,) = (await taken(listing(row(v2(koppeling=koppeling))))).items
    assert view.verwijst == keys


@pytest.mark.parametrize("owner", [eigenaar(ANDER), eigenaar(BSN, "kvk"), eigenaar(BSN, "BSN")])
async def test_anothers_taak_is_dropped_counted_and_alarmed(owner: object) -> None:
    """A filter that is ignored gives everybody's; an equal number of another kind is another's too."""
    made = listing(row(v2(identificatie=owner), uuid="t2"), row(v2()))
    assert [one.ref.native for one in (await taken(made)).items] == ["t1"]
    assert (made.foreign, len(made.dropped)) == (1, 1)


async def test_an_object_without_owner_or_of_another_type_is_left_out() -> None:
    """It is nobody's, or not what was asked for: counted, never shown."""
    nobodys = v2()
    del nobodys["identificatie"]
    made = listing(row(nobodys, uuid="t2"), row(v2(), "paspoort", uuid="t3"), row(v2()))
    assert [one.ref.native for one in (await taken(made)).items] == ["t1"]
    assert made.dropped == ["$", "$.results[].type"]


@pytest.mark.parametrize("verloopdatum", ["morgen", "2026-13-01", 20261215])
async def test_a_deadline_that_cannot_be_read_is_no_open_end(verloopdatum: object) -> None:
    """The taak is left out and counted, in the list; the rest is there."""
    made = listing(row(v2(verloopdatum=verloopdatum), uuid="t2"), row(v2(verloopdatum="")), row(v2(), uuid="t3"))
    views = (await taken(made)).items
    assert [(one.ref.native, one.deadline is None) for one in views] == [("t1", True), ("t3", False)]
    assert len(made.dropped) == 1


async def test_a_taak_that_never_ends_is_shown() -> None:
    """Some systems write the last moment of the calendar for "no end", which has no Dutch time."""
    (view,) = (await taken(listing(row(v2(verloopdatum="9999-12-31T23:59:59Z"))))).items
    assert view.deadline is not None
    assert view.deadline.datum.year == 9999


async def test_a_changed_taak_does_not_tell_when_it_was_given() -> None:
    """A change is a new record that starts on its own day."""
    (view,) = (await taken(listing(row(v2(), index=2, startAt="2026-11-24")))).items
    assert view.startdatum is None


@pytest.mark.parametrize("record", [{"endAt": "2026-11-23"}, {"startAt": "2026-11-25"}])
async def test_what_does_not_hold_today_is_not_there(record: dict[str, object]) -> None:
    """By uuid the server gives objects that have ended or not begun."""
    assert (await taken(listing(row(v2(), **record)))).items == []
    assert await taak(single(row(v2(), **record))) is None
    assert await taak(single(row(v2(), endAt="2026-11-24"))) is not None


async def test_one_object_is_only_its_owners() -> None:
    """By uuid the server gives anybody's object, of any type."""
    assert await taak(single(row(v2(identificatie=eigenaar(ANDER))))) is None
    assert await uitvoering(single(row(v2(identificatie=eigenaar(ANDER))))) is None
    assert await bericht(single(row(post(identificatie=eigenaar(ANDER)), "b"))) is None
    assert await taak(single(row(post(), "b"))) is None
    assert await bericht(single(row(v2()))) is None
    assert await taak(call({}, native="t1", instellingen=INSTELLINGEN)) is None
    own = [await taak(single(row(v2()))), await taak(single(row(v1(), "v1"))), await bericht(single(row(post(), "b")))]
    assert all(own)
    with pytest.raises(BronInvalid):
        await taak(single(row({"titel": 1})))


@pytest.mark.parametrize(
    ("data", "version", "kind"),
    [
        (v2(), "v2", BetaalUitvoering),
        (v2(ogonebetaling={"bedrag": "veel"}), "v2", None),
        (v2(ogonebetaling=None), "v2", OnbekendeUitvoering),
        (v2(soort="url", url={"uri": "https://formulieren.example/x"}), "v2", LinkUitvoering),
        (v2(soort="url", url={"uri": "javascript:alert(1)"}), "v2", OnbekendeUitvoering),
        (v2(soort="url"), "v2", OnbekendeUitvoering),
        (v2(soort="portaalformulier", portaalformulier={"data": {"naam": "S"}}), "v2", FormulierUitvoering),
        (v2(soort="nieuw"), "v2", OnbekendeUitvoering),
        (v1(), "v1", FormulierUitvoering),
        (v1(formulier={"type": "externalurl", "value": "https://formulieren.example/x"}), "v1", LinkUitvoering),
        (v1(formulier={"type": "externalurl", "value": "http://formulieren.example/x"}), "v1", OnbekendeUitvoering),
        (v1(formulier=None), "v1", OnbekendeUitvoering),
    ],
)
async def test_there_is_always_a_way(data: object, version: str, kind: type | None) -> None:
    """Every soort of both versions, unsafe links and new soorten included, has a way that works."""
    if kind is None:
        with pytest.raises(BronInvalid):
            await uitvoering(single(row(data, version)))
        return
    found = await uitvoering(single(row(data, version)))
    assert type(found) is kind
    assert found.fallback_url or found.alleen_via
    with_portal = await uitvoering(single(row(data, version), portaal_url="https://mijn.example/taken"))
    assert with_portal is not None
    assert (with_portal.fallback_url or "").startswith("https://")


async def test_a_form_knows_what_was_filled_in() -> None:
    """The answers that are known come along; the form itself lives in the portal."""
    found = await uitvoering(single(row(v1(), "v1")))
    assert isinstance(found, FormulierUitvoering)
    assert (found.voorinvulling, found.schema) == ({"voornaam": "Sanne"}, None)


async def test_done_taken_have_no_way() -> None:
    """A taak that is done is never offered again."""
    assert await uitvoering(single(row(v2(status="afgerond")))) is None


async def test_a_message_is_mapped() -> None:
    """Plain text, the day it came, unread, until when, its zaak and its attachments."""
    made = listing(row(post(), "b"), instellingen=INSTELLINGEN)
    (view,) = (await berichten(made)).items
    assert (view.titel, view.inhoud, view.gelezen) == ("Uw vergunning", "Uw vergunning is verleend.", False)
    assert view.gepubliceerd_op is not None
    assert view.gepubliceerd_op.isoformat() == "2026-11-20T00:00:00+01:00"
    assert (view.verwijst, view.aantal_bijlagen) == ((f"zaak/uuid/{ZAAK}",), 2)
    assert view.stukken is not None
    assert [(one.ref.native, one.titel) for one in view.stukken] == [
        (f"t1/{ZAAK}", "Bijlage 1"),
        ("t1/2", "Bijlage 2"),
    ]
    assert view.deadline is not None
    assert str(view.deadline.datum) == "2026-12-01"


@pytest.mark.parametrize("day", ["2026-11-25", "2026-11-24T12:00:01Z", "", None])
async def test_unpublished_messages_stay_hidden(day: str | None) -> None:
    """A message of the future, or without a date, is in the list and in the detail of the server; not in ours."""
    found = row(post(publicatiedatum=day), "b")
    assert (await berichten(listing(found, instellingen=INSTELLINGEN))).items == []
    assert await bericht(single(found)) is None


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Een</p><p>Twee<br>Drie</p>", "Een\nTwee\nDrie"),
        ("<script>alert(1)</script>Hallo", "Hallo"),
        ("&lt;script&gt;x&lt;/script&gt;Dag", "Dag"),
        ("<a href='javascript:x'>klik</a>", "klik"),
        ("3 < 4 &amp; 5 > 2", "3 < 4 & 5 > 2"),
        ("<img src=x onerror=y>plaatje", "plaatje"),
        ("<script>nooit gesloten", ""),
    ],
)
def test_text_is_plain(markup: str, text: str) -> None:
    """No tag or script survives, and a message keeps its lines."""
    assert plain(markup) == text


async def test_a_business_asks_each_number() -> None:
    """KvK and RSIN are each asked in their own kind; a vestiging asks its own only."""
    made = listing(subject=BAKKERIJ)
    await taken(made)
    filters = [one.body["data_attrs"] for one in asked(made) if isinstance(one.body, dict)]
    assert filters == [
        "identificatie__type__exact__kvk,identificatie__value__exact__99001001",
        "identificatie__type__exact__rsin,identificatie__value__exact__009900007",
    ]
    made = listing(row(v2(identificatie=eigenaar("000099001001", "vestigingsnummer"))), subject=VESTIGING)
    (view,) = (await taken(made)).items
    assert view.herkomst[0].gevonden_via is GevondenVia.VESTIGING


async def test_without_a_type_it_is_not_supported() -> None:
    """A bron without the objecttype cannot answer, which is another answer than having nothing."""
    with pytest.raises(BronNotSupported):
        await berichten(listing())
    with pytest.raises(BronNotSupported):
        await taken(listing(instellingen={"bericht": f"{TYPES}/b", "taak_v2": 3}))


def recorded(name: str) -> list[models.Object]:
    """The objects of an answer of the real system."""
    path = RECORDINGS / f"{name}.json"
    if not path.exists():
        pytest.skip("geen opnamen van het echte systeem naast het project")
    answer = msgspec.json.decode(path.read_bytes())
    return msgspec.json.decode(msgspec.json.encode(answer.get("results", [answer])), type=list[models.Object])


@pytest.mark.contract
@pytest.mark.parametrize(
    "name",
    [
        "objects-list-data-attr-bsn", "objects-list-data-attr-multi", "objects-list-unknown-param", "object-detail",
        "objects-search-data-attrs", "objects-search-type-only", "object-patch-status",
    ],
)  # fmt: skip
def test_real_taken_decode_and_map(name: str) -> None:
    """Every recorded taak becomes a view with a title, a known status and a deadline."""
    rows = recorded(name)
    assert rows
    for one in rows:
        data = decode(bytes(one.record.data), models.TaakV2)
        view = map_taak(one, taakinhoud(data), call({}), GevondenVia.BSN)
        assert view.titel
        assert "ONBEKEND" not in (view.status.name, view.soort.name)
        assert view.deadline is not None
