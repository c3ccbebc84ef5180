"""Open Zaak: only the person's own zaken, in one search a variant, with what a portal may show."""

from __future__ import annotations

import pytest

from connectors.openzaak import besluiten, manifest, statussen, zaak, zaakdocumenten, zaken
from connectors.openzaak.identiteit import variants
from gateway.bronnen.call import Response
from gateway.domain.bron import GevondenVia
from gateway.domain.datum import Datumduiding
from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject
from gateway.domain.status import Stapstand, Statusgroep
from gateway.domain.zaak import Zaakrol
from gateway.errors import BronNotSupported
from tests.connectors.canned import BAKKERIJ, BASIS, SANNE, VESTIGING, asked, call, page

ZAKEN, CATALOGI = "/zaken/api/v1", "/catalogi/api/v1"
TYPE, INTERN = f"{BASIS}{CATALOGI}/zaaktypen/t1", f"{BASIS}{CATALOGI}/zaaktypen/t2"


def statustype(uuid: str, volgnummer: int, omschrijving: str, *, eind: bool = False) -> dict[str, object]:
    return {
        "url": f"{BASIS}{CATALOGI}/statustypen/{uuid}",
        "zaaktype": TYPE,
        "omschrijving": omschrijving,
        "volgnummer": volgnummer,
        "isEindstatus": eind,
        "statustekst": "",
    }


CATALOGUS = {
    ("GET", f"{CATALOGI}/zaaktypen"): page(
        [
            {"url": TYPE, "identificatie": "PARKEREN", "omschrijving": "Parkeren", "indicatieInternOfExtern": "extern"},
            {"url": INTERN, "identificatie": "INTERN", "omschrijving": "Intern", "indicatieInternOfExtern": "intern"},
        ]
    ),
    ("GET", f"{CATALOGI}/statustypen"): page(
        [
            statustype("s3", 3, "Afgehandeld", eind=True),
            statustype("s1", 1, "Ontvangen"),
            statustype("s2", 2, "Raadplegen"),
        ]
    ),
    ("GET", f"{CATALOGI}/resultaattypen"): page(
        [{"url": f"{BASIS}{CATALOGI}/resultaattypen/r1", "omschrijving": "Toegekend"}]
    ),
    ("GET", f"{CATALOGI}/besluittypen"): page(
        [{"url": f"{BASIS}{CATALOGI}/besluittypen/b1", "omschrijving": "Besluit", "reactietermijn": "P6W"}]
    ),
    ("GET", f"{CATALOGI}/informatieobjecttypen"): page([]),
}


def row(uuid: str = "z1", **changes: object) -> dict[str, object]:
    zaak_row: dict[str, object] = {
        "url": f"{BASIS}{ZAKEN}/zaken/{uuid}",
        "uuid": uuid,
        "identificatie": "ZAAK-1",
        "zaaktype": TYPE,
        "omschrijving": "Parkeervergunning",
        "startdatum": "2026-11-01",
        "einddatum": None,
        "vertrouwelijkheidaanduiding": "zaakvertrouwelijk",
        "status": f"{BASIS}{ZAKEN}/statussen/x",
        "_expand": {
            "status": {"statustype": f"{BASIS}{CATALOGI}/statustypen/s1", "datumStatusGezet": "2026-11-02T09:00:00Z"}
        },
    }
    return {**zaak_row, **changes}


def rol(bsn: str, generiek: str = "initiator", **changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "betrokkeneType": "natuurlijk_persoon",
        "omschrijving": generiek,
        "omschrijvingGeneriek": generiek,
        "betrokkeneIdentificatie": {"inpBsn": bsn},
        "eindeGeldigheid": None,
        "indicatieMachtiging": "",
    }
    return {**made, **changes}


async def test_list_is_one_search_with_a_closed_body() -> None:
    """The zaken of a person are one call; the body holds the filter, the ceiling and expand, and nothing else."""
    made = call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row()])})
    found = await zaken(made)
    (search,) = [one for one in asked(made) if one.method == "POST"]
    assert search.body == {
        "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": "999991103",
        "maximaleVertrouwelijkheidaanduiding": "zaakvertrouwelijk",
        "expand": ["status"],
    }
    assert search.headers["Accept-Crs"] == search.headers["Content-Crs"] == "EPSG:4326"
    assert search.params == {"page": 1, "pageSize": 100}
    assert [view.titel for view in found.items] == ["Parkeervergunning"]


async def test_view_speaks_one_language() -> None:
    """Status, next step, dates and origin are told in the words of the schema."""
    changes = {"einddatumGepland": "2026-12-01", "opschorting": {"indicatie": True, "reden": "wacht op advies"}}
    (view,) = (await zaken(call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row(**changes)])}))).items
    assert view.status is not None
    assert view.volgende_stap is not None
    assert (view.status.groep, view.status.tekst, view.status.stand) == (
        Statusgroep.ONTVANGEN,
        "Ontvangen",
        Stapstand.HUIDIG,
    )
    assert (view.volgende_stap.groep, view.volgende_stap.vertaald) == (Statusgroep.ONBEKEND, False)
    assert view.einddatum_gepland is not None
    assert view.einddatum_gepland.duiding is Datumduiding.GEPLAND
    assert view.uitstel == "Uw zaak staat stil: wacht op advies"
    assert view.lopend
    assert view.herkomst[0].gevonden_via is GevondenVia.BSN
    assert view.sleutels == ("zaak/uuid/z1", "zaak/nummer/ZAAK-1")


@pytest.mark.parametrize(
    "hidden",
    [
        {"zaaktype": INTERN},
        {"vertrouwelijkheidaanduiding": "vertrouwelijk"},
        {"vertrouwelijkheidaanduiding": "iets nieuws"},
        {"vertrouwelijkheidaanduiding": None},
        {"status": None, "_expand": {}},
    ],
)
async def test_what_a_portal_may_not_show_is_left_out(hidden: dict[str, object]) -> None:
    """Internal zaaktypen, secret zaken and zaken without a status are not shown."""
    found = await zaken(call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row(**hidden)])}))
    assert found.items == []


async def test_a_bad_row_is_dropped_and_counted() -> None:
    """One row that breaks the contract does not break the list."""
    made = call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row(startdatum=7), row("z2")])})
    found = await zaken(made)
    assert [view.ref.native for view in found.items] == ["z2"]
    assert made.dropped == ["$.startdatum"]


async def test_a_business_is_searched_in_every_shape_and_united() -> None:
    """A business is found by KvK (two shapes) and RSIN at once; a zaak found twice is shown once."""
    made = call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row()])}, BAKKERIJ)
    found = await zaken(made)
    keys = [next(iter(one.body)) for one in asked(made) if one.method == "POST"]  # type: ignore[call-overload]
    assert [key.removeprefix("rol__betrokkeneIdentificatie__") for key in keys] == [
        "nietNatuurlijkPersoon__kvkNummer",
        "vestiging__kvkNummer",
        "nietNatuurlijkPersoon__innNnpId",
    ]
    assert len(found.items) == 1


def test_without_a_number_nothing_is_asked() -> None:
    """There is no search without an identity."""
    with pytest.raises(BronNotSupported):
        variants(Subject("demo", Betrouwbaarheidsniveau.HOOG))
    assert [one.via for one in variants(VESTIGING)] == [GevondenVia.VESTIGING, GevondenVia.VESTIGING]


async def test_one_zaak_needs_a_rol_of_the_person() -> None:
    """The register shows any zaak; only one whose rol names the person comes back, with what they are in it."""
    answers = {**CATALOGUS, ("GET", f"{ZAKEN}/zaken/z1"): row(), ("GET", f"{ZAKEN}/rollen"): page([rol("999991103")])}
    made = call(answers, native="z1")
    view = await zaak(made)
    assert view is not None
    assert view.betrokkenheid is not None
    assert view.betrokkenheid.mijn_rol is Zaakrol.INITIATOR
    (rollen,) = [one for one in asked(made) if one.path.endswith("/rollen")]
    assert rollen.params["zaak"] == f"{BASIS}{ZAKEN}/zaken/z1"


@pytest.mark.parametrize(
    "others",
    [
        [],
        [rol("999991115")],
        [rol("999991103", eindeGeldigheid="2026-01-01")],
        [rol("999991103", betrokkeneType="medewerker")],
    ],
)
async def test_a_zaak_of_somebody_else_is_not_there(others: list[object]) -> None:
    """No rol, another's rol, a rol that ended, or a rol of another kind: the zaak is not there."""
    answers = {**CATALOGUS, ("GET", f"{ZAKEN}/zaken/z1"): row(), ("GET", f"{ZAKEN}/rollen"): page(others)}
    assert await zaak(call(answers, native="z1")) is None


async def test_a_zaak_our_application_may_not_read_is_not_there() -> None:
    """403 on a secret zaak is, for a person, the same as not there."""
    forbidden = Response(403, {"content-type": "application/json"}, b'{"code":"permission_denied"}')
    answers = {
        **CATALOGUS,
        ("GET", f"{ZAKEN}/zaken/z1"): forbidden,
        ("GET", f"{ZAKEN}/rollen"): page([rol("999991103")]),
    }
    assert await zaak(call(answers, native="z1")) is None


async def test_steps_are_past_now_and_expected() -> None:
    """Steps come in order whatever order the register lists them in."""
    history = [
        {"statustype": f"{BASIS}{CATALOGI}/statustypen/s2", "datumStatusGezet": "2026-11-05T09:00:00Z"},
        {"statustype": f"{BASIS}{CATALOGI}/statustypen/s1", "datumStatusGezet": "2026-11-02T23:30:00Z"},
    ]
    steps = await statussen(call({**CATALOGUS, ("GET", f"{ZAKEN}/statussen"): page(history)}, native="z1"))
    assert [(step.tekst, step.stand.name) for step in steps] == [
        ("Ontvangen", "GEWEEST"),
        ("Raadplegen", "HUIDIG"),
        ("Afgehandeld", "VERWACHT"),
    ]
    assert steps[0].datum is not None
    assert steps[0].datum.datum.isoformat() == "2026-11-03"


async def test_objection_term_follows_the_type_when_the_besluit_has_none() -> None:
    """Six weeks from the day a besluit was sent, unless the besluit says the last day itself."""
    base = {"besluittype": f"{BASIS}{CATALOGI}/besluittypen/b1", "datum": "2026-11-01", "verzenddatum": "2026-11-02"}
    rows = [
        {**base, "url": f"{BASIS}/besluiten/1"},
        {**base, "url": f"{BASIS}/besluiten/2", "uiterlijkeReactiedatum": "2026-12-24"},
        {**base, "url": f"{BASIS}/besluiten/3", "verzenddatum": None},
    ]
    made = call({**CATALOGUS, ("GET", "/besluiten/api/v1/besluiten"): page(rows)}, native="z1")
    terms = [one.bezwaartermijn.datum.isoformat() if one.bezwaartermijn else None for one in await besluiten(made)]
    assert terms == ["2026-12-14", "2026-12-24", None]


async def test_secret_and_unfinished_documents_stay_hidden() -> None:
    """Titles come from documents our application may read, never from the links; unfinished ones are left out."""
    links = [
        {
            "informatieobject": f"{BASIS}/documenten/api/v1/enkelvoudiginformatieobjecten/{uuid}",
            "titel": "Intern advies",
        }
        for uuid in ("d1", "d2", "d3")
    ]
    readable = [
        {"url": f"{BASIS}/d1", "titel": "Aanvraag", "status": "definitief", "vertrouwelijkheidaanduiding": "openbaar"},
        {"url": f"{BASIS}/d2", "titel": "Concept", "status": "in_bewerking", "vertrouwelijkheidaanduiding": "openbaar"},
    ]
    search = "/documenten/api/v1/enkelvoudiginformatieobjecten/_zoek"
    answers = {
        **CATALOGUS,
        ("GET", f"{ZAKEN}/zaakinformatieobjecten"): links,
        ("POST", search): page(readable),
    }
    made = call(answers, native="z1")
    assert [one.titel for one in await zaakdocumenten(made)] == ["Aanvraag"]
    (found,) = [one for one in asked(made) if one.path == search]
    assert found.body == {"uuid__in": ["d1", "d2", "d3"]}


async def test_resultaat_is_asked_only_when_selected() -> None:
    """The server pays for every expansion; without `resultaat` selected it is not asked."""
    made = call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([])}, SANNE, needs=frozenset({"resultaat"}))
    await zaken(made)
    (search,) = [one for one in asked(made) if one.method == "POST"]
    assert search.body["expand"] == ["status", "resultaat"]  # type: ignore[index]
    assert manifest.sources["zaken"].needs == ("resultaat",)
