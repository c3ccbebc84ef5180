"""Open Klant: only what names the person by the right kind of number, nothing confidential, answers at their question."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from connectors.openklant import contactmomenten, manifest, models
from connectors.openklant.mapping import map_gesprekken
from connectors.openklant.onderwerp import Onderwerp
from gateway.bronnen.call import Call
from gateway.domain.bron import Dienst, GevondenVia
from gateway.domain.contactmoment import Contactmoment, Kanaal
from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject, Vestiging
from gateway.errors import BronInvalid, BronNotSupported
from tests.connectors.canned import BAKKERIJ, SANNE, VESTIGING, asked, call, page

CONTACTEN, PARTIJEN = "/klantinteracties/api/v1/klantcontacten", "/klantinteracties/api/v1/partijen"
BSN, ANDER = "999991103", "999991115"
ZAAK = "4fd4abf7-9a45-4c33-9f83-8fe83065ca51"
PARTIJ, ANDERE_PARTIJ = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "recordings" / "openklant"


def partij(nummer: str = BSN, soort: str = "bsn", uuid: str = PARTIJ) -> dict[str, object]:
    number = {
        "codeObjecttype": "natuurlijk_persoon", "codeRegister": "brp", "codeSoortObjectId": soort, "objectId": nummer,
    }  # fmt: skip
    return {"uuid": uuid, "partijIdentificatoren": [{"partijIdentificator": number}]}


def betrokkene(who: dict[str, object] | None, *, shown: bool = True) -> dict[str, object]:
    named = {"uuid": who["uuid"]} if who else None
    return {"rol": "klant", "wasPartij": named, "_expand": {"wasPartij": who} if who and shown else {}}


def over_zaak(uuid: str = ZAAK, **codes: str) -> dict[str, object]:
    number = {"objectId": uuid, "codeObjecttype": "zaak", "codeRegister": "open-zaak", "codeSoortObjectId": "uuid"}
    return {"wasKlantcontact": None, "onderwerpobjectidentificator": {**number, **codes}}


def antwoord_op(uuid: str) -> dict[str, object]:
    return {"wasKlantcontact": {"uuid": uuid}, "onderwerpobjectidentificator": None}


def row(
    *who: dict[str, object], uuid: str = "k1", over: list[dict[str, object]] | None = None, **changes: object
) -> dict[str, object]:
    found: dict[str, object] = {
        "uuid": uuid,
        "nummer": "0000000007",
        "referentienummer": None,
        "kanaal": "telefoon",
        "onderwerp": "Vraag over mijn dakkapel",
        "inhoud": "Hoe lang duurt het nog?",
        "reactie": "",
        "vertrouwelijk": False,
        "plaatsgevondenOp": "2026-11-20T09:30:00Z",
        "hadBetrokkenActoren": [{"naam": "Jannie van de balie"}],
        "_expand": {
            "hadBetrokkenen": list(who or (betrokkene(partij()),)),
            "gingOverOnderwerpobjecten": over or [],
            "leiddeTotInterneTaken": [{"toelichting": "Bel deze lastige mevrouw terug"}],
        },
    }
    return {**found, **changes}


async def ask(*rows: dict[str, object], subject: Subject = SANNE) -> tuple[list[Contactmoment], Call]:
    made = call({("GET", CONTACTEN): page(list(rows))}, subject)
    return (await contactmomenten(made)).items, made


async def test_a_person_is_asked_for_by_all_four_parts_of_the_number() -> None:
    """One call with objecttype, register, soort and number, nothing empty, and nothing confidential."""
    _, made = await ask(row())
    (one,) = asked(made)
    prefix = "hadBetrokkene__wasPartij__partijIdentificator__"
    assert {key.removeprefix(prefix): value for key, value in one.params.items() if key.startswith(prefix)} == {
        "codeObjecttype": "natuurlijk_persoon",
        "codeRegister": "brp",
        "codeSoortObjectId": "bsn",
        "objectId": BSN,
    }
    assert one.params["vertrouwelijk"] == "false"
    assert all(value != "" for value in one.params.values())
    assert manifest.diensten == {Dienst.CONTACTMOMENTEN}


async def test_a_contact_is_mapped() -> None:
    """Number, question, channel, moment and the zaak it was about."""
    ((view,), _) = await ask(row(over=[over_zaak()], reactie="Nog twee weken."))
    assert (view.titel, view.nummer, view.vraag) == (
        "Vraag over mijn dakkapel",
        "0000000007",
        "Hoe lang duurt het nog?",
    )
    assert (view.antwoord, view.kanaal, view.kanaal_bronwaarde) == ("Nog twee weken.", Kanaal.TELEFOON, "telefoon")
    assert view.verwijst == (f"zaak/uuid/{ZAAK}",)
    assert view.sleutels == ("contactmoment/uuid/k1",)
    assert view.plaatsgevonden_op is not None
    assert view.plaatsgevonden_op.isoformat() == "2026-11-20T09:30:00+00:00"
    assert view.herkomst[0].gevonden_via is GevondenVia.BSN


async def test_staff_and_internal_notes_are_nowhere() -> None:
    """Names of actors, texts of interne taken and numbers of people are not in what goes on."""
    ((view,), _) = await ask(row())
    assert not any(word in repr(view) for word in ("Jannie", "lastige", BSN))


async def test_confidential_contacts_stay_hidden() -> None:
    """A server that ignores the filter gives them; they are left out, also as an answer. Unsaid is not safe."""
    hidden = row(uuid="k2", vertrouwelijk=True, over=[antwoord_op("k1")], inhoud="Geheim")
    unsaid = row(uuid="k3")
    del unsaid["vertrouwelijk"]
    (views, made) = await ask(row(), hidden, unsaid)
    assert [(view.ref.native, view.antwoord) for view in views] == [("k1", None)]
    assert len(made.dropped) == 1


@pytest.mark.parametrize(
    "stranger", [partij(ANDER, uuid=ANDERE_PARTIJ), partij(BSN, "rsin", ANDERE_PARTIJ)], ids=["another", "other kind"]
)
async def test_anothers_contact_is_dropped_counted_and_alarmed(stranger: dict[str, object]) -> None:
    """An empty filter gives everybody, and an equal number of another kind is somebody else's."""
    (views, made) = await ask(row(betrokkene(stranger), uuid="k2"), row())
    assert [view.ref.native for view in views] == ["k1"]
    assert (made.foreign, len(made.dropped)) == (1, 1)
    assert len(asked(made)) == 1


async def test_one_who_took_part_with_others_sees_it() -> None:
    """A contact of several people is of each of them; somebody unknown besides does not matter."""
    (views, made) = await ask(
        row(betrokkene(None), betrokkene(partij(ANDER, uuid=ANDERE_PARTIJ)), betrokkene(partij()))
    )
    assert (len(views), made.foreign) == (1, 0)


async def test_a_row_without_any_partij_is_nobodys() -> None:
    """The filter cannot give such a row, so it is not trusted."""
    (views, made) = await ask(row(betrokkene(None)))
    assert (views, made.foreign) == ([], 1)


async def test_rows_that_do_not_show_numbers_are_held_against_the_partijen() -> None:
    """Where the expansion is missing the person's partijen are asked once, and only those are theirs."""
    rows = [
        row(betrokkene(partij(), shown=False)),
        row(betrokkene(partij(uuid=ANDERE_PARTIJ), shown=False), uuid="k2"),
    ]
    strangers = partij(ANDER, uuid=ANDERE_PARTIJ)
    made = call({("GET", CONTACTEN): page(list(rows)), ("GET", PARTIJEN): page([partij(), strangers])})
    views = (await contactmomenten(made)).items
    assert [view.ref.native for view in views] == ["k1"]
    assert made.foreign == 2  # the contact, and the partij that the filter should not have given
    lookup = asked(made)[1].params
    assert (lookup["partijIdentificator__codeSoortObjectId"], lookup["partijIdentificator__objectId"]) == ("bsn", BSN)


async def test_an_answer_stands_at_its_question() -> None:
    """A contact that answers another, or goes on about it, is no contact of its own."""
    answer = row(
        uuid="k2", inhoud="Over twee weken.", plaatsgevondenOp="2026-11-21T09:00:00Z", over=[antwoord_op("k1")]
    )
    more = row(uuid="k3", inhoud="Toch drie.", plaatsgevondenOp="2026-11-22T09:00:00Z", over=[antwoord_op("k2")])
    ((view,), _) = await ask(more, answer, row(over=[over_zaak()]))
    assert (view.ref.native, view.antwoord) == ("k1", "Over twee weken.\n\nToch drie.")
    assert view.laatst_gewijzigd_op is not None
    assert view.laatst_gewijzigd_op.day == 22
    assert view.verwijst == (f"zaak/uuid/{ZAAK}",)


@pytest.mark.parametrize(("initiator", "vraag", "antwoord"), [(True, "Hoe lang duurt het nog?\n\nEn nu?", None),
    (False, "Hoe lang duurt het nog?", "En nu?"), (None, "Hoe lang duurt het nog?", "En nu?")])  # fmt: skip
async def test_whose_words_a_further_contact_has(initiator: bool | None, vraag: str, antwoord: str | None) -> None:
    """`initiator` tells; where it is not said, they are the organisation's."""
    who = {**betrokkene(partij()), "initiator": initiator}
    further = row(who, uuid="k2", inhoud="En nu?", plaatsgevondenOp="2026-11-21T09:00:00Z", over=[antwoord_op("k1")])
    ((view,), _) = await ask(row(), further)
    assert (view.vraag, view.antwoord) == (vraag, antwoord)


async def test_an_answer_to_what_we_do_not_see_is_shown() -> None:
    """Nothing disappears: an answer to another's question, to itself or in a circle keeps a place."""
    rows = [
        row(uuid="k1", over=[antwoord_op("weg")]),
        row(uuid="k2", over=[antwoord_op("k2")]),
        row(uuid="k3", over=[antwoord_op("k4")], inhoud="eerst"),
        row(uuid="k4", over=[antwoord_op("k3")], inhoud="dan"),
    ]
    (views, _) = await ask(*rows)
    assert {view.ref.native: view.antwoord for view in views} == {"k1": None, "k2": None, "k3": "dan"}


@pytest.mark.parametrize(
    ("word", "kanaal"),
    [
        ("Contactformulier", Kanaal.PORTAAL), ("e-mail", Kanaal.EMAIL), ("telefoon", Kanaal.TELEFOON),
        ("balie", Kanaal.BALIE), ("brief", Kanaal.POST), ("WhatsApp", Kanaal.CHAT), ("beeldbellen", Kanaal.ONBEKEND),
    ],
)  # fmt: skip
async def test_channels_are_free_text(word: str, kanaal: Kanaal) -> None:
    """Known words get their place, any other is unknown; the word itself stands beside it."""
    ((view,), _) = await ask(row(kanaal=word))
    assert (view.kanaal, view.kanaal_bronwaarde) == (kanaal, word)


@pytest.mark.parametrize(
    ("instellingen", "codes", "keys"),
    [
        ({}, {}, (f"zaak/uuid/{ZAAK}",)),
        ({}, {"codeRegister": "openzaak"}, ()),
        ({"onderwerp": {"register": "openzaak"}}, {"codeRegister": "openzaak"}, (f"zaak/uuid/{ZAAK}",)),
        ({"onderwerp": {"soort": "nr"}}, {"codeSoortObjectId": "nr", "objectId": "Z-1"}, ("zaak/nummer/Z-1",)),
        ({}, {"codeObjecttype": "product"}, ()),
        ({"onderwerp": "stuk"}, {"objectId": ""}, ()),
    ],
)
async def test_the_codes_for_a_zaak_are_a_setting(
    instellingen: dict[str, object], codes: dict[str, str], keys: tuple[str, ...]
) -> None:
    """Only what all three codes say is a zaak leads to one."""
    made = call({("GET", CONTACTEN): page([row(over=[over_zaak(**codes)])])}, instellingen=instellingen)
    assert (await contactmomenten(made)).items[0].verwijst == keys


async def test_empty_texts_and_numbers_are_nothing() -> None:
    """Empty text is not an answer; a contact without subject still has a name; a moment without zone is UTC."""
    bare = row(nummer=None, inhoud="", onderwerp="", kanaal="", reactie=None, plaatsgevondenOp="2026-11-20T09:30:00")
    ((view,), _) = await ask(bare)
    assert (view.nummer, view.vraag, view.antwoord, view.kanaal_bronwaarde) == (None, None, None, None)
    assert view.titel
    assert view.plaatsgevonden_op is not None
    assert view.plaatsgevonden_op.utcoffset() is not None


async def test_a_business_asks_each_number_and_unites() -> None:
    """KvK and RSIN are asked apart, in their own kind; the same contact is there once."""
    both = [betrokkene(partij("99001001", "kvk_nummer")), betrokkene(partij("009900007", "rsin", ANDERE_PARTIJ))]
    (views, made) = await ask(row(*both), subject=BAKKERIJ)
    kinds = [one.params["hadBetrokkene__wasPartij__partijIdentificator__codeSoortObjectId"] for one in asked(made)]
    assert sorted(map(str, kinds)) == ["kvk_nummer", "rsin"]
    assert len(views) == 1


async def test_a_vestiging_is_looked_up_below_its_kvk_number() -> None:
    """The number of a vestiging only counts below its KvK number: first who it is, then their contacts."""
    own = partij("000099001001", "vestigingsnummer")
    rows = [row(betrokkene(own)), row(betrokkene(partij("000099001001", "vestigingsnummer", ANDERE_PARTIJ)), uuid="k2")]
    made = call({("GET", PARTIJEN): page([own]), ("GET", CONTACTEN): page(list(rows))}, VESTIGING)
    views = (await contactmomenten(made)).items
    who, contacts = asked(made)
    assert (who.params["partijIdentificator__objectId"], who.params["subIdentificatorVan__objectId"]) == (
        "000099001001",
        "99001001",
    )
    assert contacts.params["hadBetrokkene__wasPartij__uuid"] == PARTIJ
    assert ([view.ref.native for view in views], made.foreign) == (["k1"], 1)


async def test_a_vestiging_nobody_knows_has_nothing() -> None:
    """Without a partij nothing more is asked: an empty filter would give everybody."""
    made = call({("GET", PARTIJEN): page([])}, VESTIGING)
    assert (await contactmomenten(made)).items == []
    assert len(asked(made)) == 1


async def test_a_partij_without_a_real_uuid_is_never_asked_with() -> None:
    """An empty or odd uuid would make an empty filter."""
    made = call({("GET", PARTIJEN): page([partij("000099001001", "vestigingsnummer", "")])}, VESTIGING)
    assert (await contactmomenten(made)).items == []
    assert len(asked(made)) == 1


async def test_who_it_cannot_name_is_not_empty() -> None:
    """A vestiging without KvK number is not supported, which is another answer than having nothing."""
    alone = Subject("demo", Betrouwbaarheidsniveau.HOOG, vestiging=Vestiging("000099001001"))
    with pytest.raises(BronNotSupported):
        await contactmomenten(call({}, alone))


async def test_a_bad_row_does_not_break_the_list() -> None:
    """One row that breaks its type is left out with the place of the fault; the rest is there."""
    (views, made) = await ask(row(plaatsgevondenOp="gisteren", uuid="k2"), row())
    assert [view.ref.native for view in views] == ["k1"]
    assert made.dropped == ["$.plaatsgevondenOp"]
    with pytest.raises(BronInvalid):
        await contactmomenten(call({("GET", CONTACTEN): {"count": 0, "results": {}}}))


def recorded(name: str) -> list[models.Klantcontact]:
    """The klantcontacten of an answer of the real system."""
    path = RECORDINGS / f"{name}.json"
    if not path.exists():
        pytest.skip("geen opnamen van het echte systeem naast het project")
    answer = msgspec.json.decode(path.read_bytes())
    rows = answer.get("results", [answer])
    return msgspec.convert(rows, list[models.Klantcontact])


@pytest.mark.contract
@pytest.mark.parametrize(
    "name",
    [
        "klantcontacten-by-bsn", "klantcontacten-by-bsn-expand", "klantcontacten-empty-filter", "klantcontact-detail-expand",
        "klantcontacten-pagesize-1000", "klantcontact-vertrouwelijk",
    ],
)  # fmt: skip
def test_real_contacts_decode_and_map(name: str) -> None:
    """Every recorded contact becomes a view with a title; those about a zaak name it."""
    rows = recorded(name)
    views = map_gesprekken(rows, call({}), GevondenVia.BSN, Onderwerp(register="openzaak"))
    assert len(views) == len(rows) > 0
    assert all(view.titel and view.plaatsgevonden_op for view in views)
    expanded = [one for one in rows if one.delen.ging_over_onderwerpobjecten]
    assert len([view for view in views if view.verwijst]) == len(expanded)


@pytest.mark.contract
def test_the_numbers_of_a_real_partij_prove_who_it_is() -> None:
    """A recorded partij has its BSN where we look for it."""
    path = RECORDINGS / "partijen-by-bsn-full.json"
    if not path.exists():
        pytest.skip("geen opnamen van het echte systeem naast het project")
    (found,) = msgspec.convert(msgspec.json.decode(path.read_bytes())["results"], list[models.Partij])
    assert [(one.code_soort_object_id, len(one.object_id)) for one in found.identificatoren] == [("bsn", 9)]
