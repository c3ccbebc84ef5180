"""Open Zaak: only the person's own zaken, in one search a variant, with what a portal may show."""

from __future__ import annotations

import pytest

from connectors.openzaak import (
    besluit,
    besluitdocumenten,
    besluiten,
    bestand,
    deelzaken,
    los_bestand,
    manifest,
    resultaat,
    statussen,
    zaak,
    zaakdocumenten,
    zaken,
)
from connectors.openzaak import document as een_document
from connectors.openzaak.identiteit import named_by, variants
from connectors.openzaak.models import Betrokkene, Rol
from connectors.openzaak.profiel import Profiel
from connectors.openzaak.zoekvraag import Zoekvraag
from gateway.bronnen.call import Response
from gateway.domain.bron import GevondenVia
from gateway.domain.datum import Datumduiding
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Rsin, Subject
from gateway.domain.status import Stapstand, Statusgroep
from gateway.domain.zaak import Zaakrol
from gateway.errors import BronNotSupported
from tests.connectors.canned import BAKKERIJ, BASIS, VESTIGING, PerParam, asked, call, page

ZAKEN, CATALOGI = "/zaken/api/v1", "/catalogi/api/v1"
TYPE, INTERN, CONCEPT = (f"{BASIS}{CATALOGI}/zaaktypen/{name}" for name in ("t1", "t2", "t3"))
DOCUMENT = f"{BASIS}/documenten/api/v1/enkelvoudiginformatieobjecten"
SEARCH = "/documenten/api/v1/enkelvoudiginformatieobjecten/_zoek"


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
            {"url": CONCEPT, "identificatie": "CONCEPT", "omschrijving": "Concept", "concept": True},
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


def document(uuid: str, titel: str, **changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "url": f"{DOCUMENT}/{uuid}",
        "titel": titel,
        "status": "definitief",
        "vertrouwelijkheidaanduiding": "openbaar",
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
    assert search.params == {"page": 1, "pageSize": 500}
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
    ("statussen", "groep", "vertaald"),
    [
        ({}, "ONBEKEND", False),
        ({"*": {"Raadplegen": "IN_BEHANDELING"}}, "IN_BEHANDELING", True),
        ({"*": {"Raadplegen": "BESLIST"}, "PARKEREN": {"Raadplegen": "CONCEPT"}}, "CONCEPT", True),
        ({"ANDERS": {"Raadplegen": "BESLIST"}}, "ONBEKEND", False),
        ({"*": {"Raadplegen": "Zoek"}}, "ONBEKEND", False),
    ],
)
async def test_a_gemeente_says_which_step_is_which(
    statussen: dict[str, dict[str, str]], groep: str, vertaald: bool
) -> None:
    """Its own words for a zaaktype go before those for all; what is not translated is shown raw, and says so."""
    answers = {**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row()])}
    (view,) = (await zaken(call(answers, instellingen={"statussen": statussen}))).items
    assert view.volgende_stap is not None
    assert (view.volgende_stap.groep, view.volgende_stap.vertaald) == (Statusgroep[groep], vertaald)
    assert (view.volgende_stap.tekst, view.volgende_stap.bronwaarde) == ("Raadplegen", "Raadplegen")


@pytest.mark.parametrize(
    "hidden",
    [
        {"zaaktype": INTERN},
        {"zaaktype": CONCEPT},
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
        variants(call({}, Subject("demo", Betrouwbaarheidsniveau.HOOG)))
    assert [one.via for one in variants(call({}, VESTIGING))] == [GevondenVia.VESTIGING, GevondenVia.VESTIGING]


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
    links = [{"informatieobject": f"{DOCUMENT}/{uuid}", "titel": "Intern advies"} for uuid in ("d1", "d2", "d3")]
    answers = {
        **CATALOGUS,
        ("GET", f"{ZAKEN}/zaakinformatieobjecten"): links,
        ("POST", SEARCH): page([document("d1", "Aanvraag"), document("d2", "Concept", status="in_bewerking")]),
    }
    made = call(answers, native="z1")
    found = await zaakdocumenten(made)
    assert [(one.titel, one.ref.native) for one in found] == [("Aanvraag", "z1/d1")]
    (search,) = [one for one in asked(made) if one.path == SEARCH]
    assert search.body == {"uuid__in": ["d1", "d2", "d3"]}


async def test_documents_that_the_zaak_named_are_one_call() -> None:
    """When the zaak told which documents it has, they are asked by name; nothing beside them is taken for its own."""
    made = call(
        {**CATALOGUS, ("POST", SEARCH): page([document("d1", "Brief"), document("d9", "Van een ander")])},
        native="z1/d1/d2",
    )
    assert [one.titel for one in await zaakdocumenten(made)] == ["Brief"]
    assert [one.path for one in asked(made) if "catalogi" not in one.path] == [SEARCH]


async def test_without_documents_nothing_is_searched() -> None:
    """An empty list of uuids is no filter, so it would find every document there is."""
    made = call({**CATALOGUS, ("GET", f"{ZAKEN}/zaakinformatieobjecten"): []}, native="z1")
    assert await zaakdocumenten(made) == []
    assert [one for one in asked(made) if one.path == SEARCH] == []


async def test_what_is_selected_comes_along_with_one_zaak() -> None:
    """Resultaat, properties and links to documents come with the zaak, when they are selected; no family, no types."""
    links = [{"informatieobject": f"{DOCUMENT}/d1", "titel": "Geheim"}]
    along = {
        **row()["_expand"],  # type: ignore[dict-item]
        "resultaat": {"resultaattype": f"{BASIS}{CATALOGI}/resultaattypen/r1", "toelichting": ""},
        "eigenschappen": [{"naam": "soort_kaart", "waarde": "bestuurder"}, {"naam": 7}],
        "zaakinformatieobjecten": links,
    }
    answers = {
        **CATALOGUS,
        ("GET", f"{ZAKEN}/zaken/z1"): row(resultaat=f"{BASIS}{ZAKEN}/resultaten/1", _expand=along),
        ("GET", f"{ZAKEN}/rollen"): page([rol("999991103")]),
    }
    made = call(answers, native="z1", needs=frozenset({"resultaat", "kenmerken", "documenten", "titel"}))
    view = await zaak(made)
    assert view is not None
    assert view.dossier.resultaat is not None
    assert view.dossier.resultaat.tekst == "Toegekend"
    assert [(one.label, one.weergave) for one in view.dossier.kenmerken or ()] == [("Soort kaart", "bestuurder")]
    assert view.dossier.stukken == ("d1",)
    assert made.dropped == ["$.naam"]
    (read,) = [one for one in asked(made) if one.path.endswith("/zaken/z1")]
    assert read.params == {"expand": "status,resultaat,eigenschappen,zaakinformatieobjecten"}
    assert not {"If-None-Match", "If-Modified-Since"} & set(read.headers)


async def test_what_is_not_selected_does_not_come_along() -> None:
    """Without these fields only the status comes along; what was not asked is not known, which is not the same as nothing."""
    answers = {**CATALOGUS, ("GET", f"{ZAKEN}/zaken/z1"): row(), ("GET", f"{ZAKEN}/rollen"): page([rol("999991103")])}
    made = call(answers, native="z1")
    view = await zaak(made)
    assert view is not None
    assert (view.dossier.kenmerken, view.dossier.stukken) == (None, None)
    (read,) = [one for one in asked(made) if one.path.endswith("/zaken/z1")]
    assert read.params == {"expand": "status"}
    asked_for = await zaak(call(answers, native="z1", needs=frozenset({"kenmerken", "documenten"})))
    assert asked_for is not None
    assert (asked_for.dossier.kenmerken, asked_for.dossier.stukken) == ([], ())


async def test_the_list_never_asks_a_resultaat_along() -> None:
    """Whatever is selected, the server expands one thing a row; the list tells that there is a resultaat, not which."""
    ended = row(einddatum="2026-11-20", resultaat=f"{BASIS}{ZAKEN}/resultaten/1")
    made = call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([ended])}, needs=frozenset({"resultaat"}))
    (view,) = (await zaken(made)).items
    (search,) = [one for one in asked(made) if one.method == "POST"]
    assert search.body["expand"] == ["status"]  # type: ignore[index]
    assert manifest.sources["zaken"].needs == ()
    assert (view.dossier.heeft_resultaat, view.dossier.resultaat) == (True, None)


async def test_a_resultaat_is_told_in_the_words_of_its_type() -> None:
    """The resultaat of a zaak, from its own list; a zaak without one has none."""
    one = {"resultaattype": f"{BASIS}{CATALOGI}/resultaattypen/r1", "toelichting": "Vanaf december"}
    made = call({**CATALOGUS, ("GET", f"{ZAKEN}/resultaten"): page([one])}, native="z1")
    found = await resultaat(made)
    assert found is not None
    assert (found.tekst, found.toelichting) == ("Toegekend", "Vanaf december")
    assert asked(made)[0].params["zaak"] == f"{BASIS}{ZAKEN}/zaken/z1"
    assert await resultaat(call({**CATALOGUS, ("GET", f"{ZAKEN}/resultaten"): page([])}, native="z1")) is None


@pytest.mark.parametrize("numbers", [{}, {"bsn": "", "uuids": ()}, {"bsn": "999991103", "kvk": "99001001"}])
def test_a_search_for_nobody_cannot_be_made(numbers: dict[str, str]) -> None:
    """An empty filter finds everybody's zaken, so a search without one number or uuids does not exist."""
    with pytest.raises(ValueError, match="one number"):
        Zoekvraag(**numbers)  # type: ignore[arg-type]  # a table of wrong searches


def of_zaken(**rows: list[object]) -> PerParam:
    """Answers that depend on the zaak in the question."""
    return PerParam("zaak", {f"{BASIS}{ZAKEN}/zaken/{uuid}": page(found) for uuid, found in rows.items()})


HOOFD = {"hoofdzaak": f"{BASIS}{ZAKEN}/zaken/z1", "uuid": "z2"}
ADVISEUR = rol("", "adviseur", betrokkeneType="medewerker", betrokkeneIdentificatie={"identificatie": "jan"})


@pytest.mark.parametrize(
    ("of_deelzaak", "of_hoofdzaak", "secret", "shown"),
    [
        ([ADVISEUR], [rol("999991103")], False, True),
        ([rol("999991103")], [], True, True),
        ([ADVISEUR, rol("999991115")], [rol("999991103")], False, False),
        ([ADVISEUR], [rol("999991115")], False, False),
        ([ADVISEUR], [rol("999991103")], True, False),
    ],
    ids=["through the hoofdzaak", "own rol", "of another", "hoofdzaak of another", "hoofdzaak is secret"],
)
async def test_a_deelzaak_opens_through_its_hoofdzaak(
    of_deelzaak: list[object], of_hoofdzaak: list[object], secret: bool, shown: bool
) -> None:
    """A deelzaak without a rol of the person is theirs when it names nobody, and its hoofdzaak is theirs and visible."""
    forbidden = Response(403, {"content-type": "application/json"}, b'{"code":"permission_denied"}')
    answers = {
        **CATALOGUS,
        ("GET", f"{ZAKEN}/zaken/z2"): row(**HOOFD),
        ("GET", f"{ZAKEN}/zaken/z1"): forbidden if secret else row(),
        ("GET", f"{ZAKEN}/rollen"): of_zaken(z2=of_deelzaak, z1=of_hoofdzaak),
    }
    made = call(answers, native="z2")
    view = await zaak(made)
    assert (view is not None) is shown
    if view is not None and of_deelzaak == [ADVISEUR]:
        assert view.betrokkenheid is not None
        assert view.betrokkenheid.mijn_rol is Zaakrol.ONBEKEND


async def test_deelzaken_are_one_search_and_leave_out_those_of_others() -> None:
    """The deelzaken of an own zaak: those that name the person or nobody. Never by expanding, which shows secret ones."""
    roles = of_zaken(z2=[ADVISEUR], z3=[rol("999991115")], z4=[rol("999991103")])
    rows = [row("z2", omschrijving="Advies"), row("z3"), row("z4", omschrijving="Eigen"), row("z9")]
    answers = {**CATALOGUS, ("GET", f"{ZAKEN}/rollen"): roles, ("POST", f"{ZAKEN}/zaken/_zoek"): page(rows)}
    made = call(answers, native="z1/z2/z3/z4")
    assert [view.titel for view in await deelzaken(made)] == ["Advies", "Eigen"]
    (search,) = [one for one in asked(made) if one.method == "POST"]
    assert search.body == {
        "uuid__in": ["z2", "z3", "z4"],
        "maximaleVertrouwelijkheidaanduiding": "zaakvertrouwelijk",
        "expand": ["status"],
    }


async def test_more_deelzaken_than_we_read_are_counted() -> None:
    """At most twenty deelzaken are read; the rest is counted as left out."""
    uuids = [f"d{number}" for number in range(23)]
    answers = {**CATALOGUS, ("GET", f"{ZAKEN}/rollen"): page([]), ("POST", f"{ZAKEN}/zaken/_zoek"): page([])}
    made = call(answers, native="/".join(["z1", *uuids]))
    await deelzaken(made)
    assert made.dropped == ["$.deelzaken"] * 3
    assert len([one for one in asked(made) if one.path.endswith("/rollen")]) == 20


@pytest.mark.parametrize(
    ("in_zaak", "owner", "shown"), [("z1", "999991103", True), ("z1", "999991115", False), ("z7", "999991103", False)]
)
async def test_one_besluit_needs_a_rol_in_its_own_zaak(in_zaak: str, owner: str, shown: bool) -> None:
    """A besluit is read by itself only when it is in the zaak it is named with, and a rol in that zaak names the person."""
    one = {
        "url": f"{BASIS}/besluiten/api/v1/besluiten/b1",
        "besluittype": f"{BASIS}{CATALOGI}/besluittypen/b1",
        "datum": "2026-11-01",
        "zaak": f"{BASIS}{ZAKEN}/zaken/{in_zaak}",
    }
    answers = {
        **CATALOGUS,
        ("GET", "/besluiten/api/v1/besluiten/b1"): one,
        ("GET", f"{ZAKEN}/zaken/z1"): row(),
        ("GET", f"{ZAKEN}/rollen"): page([rol(owner)]),
    }
    found = await besluit(call(answers, native="z1/b1"))
    assert (found is not None) is shown


BIO, ZIO = "/besluiten/api/v1/besluitinformatieobjecten", f"{ZAKEN}/zaakinformatieobjecten"


def with_document(**changes: object) -> dict[tuple[str, str], object]:
    """A register in which document d1 hangs on zaak z1 of the person, and on its besluit b1; `changes` by short names."""
    links = [{"informatieobject": f"{DOCUMENT}/d1", "titel": "x"}]
    made: dict[str, tuple[tuple[str, str], object]] = {
        "zaak": (("GET", f"{ZAKEN}/zaken/z1"), row()),
        "rollen": (("GET", f"{ZAKEN}/rollen"), page([rol("999991103")])),
        "links": (("GET", ZIO), links),
        "besluit": (
            ("GET", "/besluiten/api/v1/besluiten/b1"),
            {
                "url": f"{BASIS}/besluiten/b1",
                "besluittype": "x",
                "datum": "2026-11-01",
                "zaak": f"{BASIS}{ZAKEN}/zaken/z1",
            },
        ),
        "stukken": (("GET", BIO), links),
        "document": (
            ("POST", SEARCH),
            page([document("d1", "Brief", versie=3, formaat="application/pdf", bestandsnaam="brief.pdf")]),
        ),
    }
    return {**CATALOGUS, **{key: changes.get(name, answer) for name, (key, answer) in made.items()}}


@pytest.mark.parametrize("native", ["z1/d1", "z1/b1/d1"], ids=["of a zaak", "of a besluit"])
async def test_a_file_is_where_our_own_address_says(native: str) -> None:
    """The bytes of this version, below the bron's address: the link in the record is never followed."""
    found = await bestand(call(with_document(), native=native))
    assert found is not None
    assert found.pad == "/documenten/api/v1/enkelvoudiginformatieobjecten/d1/download"
    assert (found.params, found.naam, found.mediatype) == ({"versie": 3}, "brief.pdf", "application/pdf")
    shown = await een_document(call(with_document(), native=native))
    assert shown is not None
    assert (shown.titel, shown.ref.native) == ("Brief", native)


@pytest.mark.parametrize(
    ("native", "changes"),
    [
        ("z1/d1", {"rollen": page([rol("999991115")])}),
        ("z1/d1", {"rollen": page([rol("999991103", eindeGeldigheid="2026-01-01")])}),
        ("z1/d1", {"zaak": row(zaaktype=INTERN)}),
        ("z1/d1", {"links": []}),
        ("z1/d1", {"document": page([document("d1", "Brief", vertrouwelijkheidaanduiding="geheim")])}),
        ("z1/d1", {"document": page([])}),
        ("z1/b1/d1", {"stukken": []}),
        ("z1/b1/d1", {"besluit": {"url": "x/b1", "besluittype": "x", "datum": "2026-11-01", "zaak": "x/zaken/z9"}}),
    ],
    ids=["of another", "rol ended", "zaak hidden", "unlinked", "secret", "gone", "not of the besluit", "other zaak"],
)
async def test_a_file_is_proven_at_every_download(native: str, changes: dict[str, object]) -> None:
    """Right to the zaak, the link, and the rules: each is looked at anew, and what fails is not there."""
    assert await bestand(call(with_document(**changes), native=native)) is None
    assert await een_document(call(with_document(**changes), native=native)) is None
    assert (manifest.sources["bestand"].proof, manifest.sources["bestand"].versheid_s) == (True, 0)


async def test_a_file_that_another_bron_vouches_for_keeps_our_rules() -> None:
    """A document of a product or message is shown by the same rules, whoever proved the right."""
    assert await los_bestand(call(with_document(), native="d1")) is not None
    secret = page([document("d1", "Brief", status="in_bewerking")])
    assert await los_bestand(call(with_document(document=secret), native="d1")) is None


async def test_documents_of_a_besluit() -> None:
    """The letters in which a besluit was laid down, by the same rules as those of a zaak."""
    path = "/besluiten/api/v1/besluitinformatieobjecten"
    links = [{"informatieobject": f"{DOCUMENT}/d1"}, {"informatieobject": f"{DOCUMENT}/d2"}]
    answers = {
        **CATALOGUS,
        ("GET", path): links,
        ("POST", SEARCH): page([document("d1", "Besluit"), document("d2", "x", vertrouwelijkheidaanduiding="geheim")]),
    }
    made = call(answers, native="z1/b1")
    assert [(one.titel, one.ref.native) for one in await besluitdocumenten(made)] == [("Besluit", "z1/b1/d1")]
    assert asked(made)[0].params == {"besluit": f"{BASIS}/besluiten/api/v1/besluiten/b1"}


async def test_zaaktypen_newer_than_the_catalogue_are_fetched_apart() -> None:
    """Every zaak of a new zaaktype is shown, also beside one of another new zaaktype, and later beside only one of them."""
    new = {name: f"{BASIS}{CATALOGI}/zaaktypen/{name}" for name in ("n1", "n2")}
    answers = {
        **CATALOGUS,
        **{
            ("GET", f"{CATALOGI}/zaaktypen/{name}"): {"url": url, "identificatie": name, "omschrijving": name}
            for name, url in new.items()
        },
    }
    rows = {"a": row("a", zaaktype=new["n1"]), "b": row("b", zaaktype=new["n2"])}
    first = call({**answers, ("POST", f"{ZAKEN}/zaken/_zoek"): page([rows["b"]])})
    assert [view.ref.native for view in (await zaken(first)).items] == ["b"]
    both = call({**answers, ("POST", f"{ZAKEN}/zaken/_zoek"): page(list(rows.values()))})
    both.shared = first.shared
    assert [view.ref.native for view in (await zaken(both)).items] == ["a", "b"]


async def test_a_zaak_whose_type_cannot_be_found_is_left_out_and_counted() -> None:
    """One zaak of a type that lives elsewhere does not take the list with it."""
    rows = [row("a", zaaktype="https://elders.example/catalogi/api/v1/zaaktypen/x"), row("b")]
    made = call({**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page(rows)})
    assert [view.ref.native for view in (await zaken(made)).items] == ["b"]
    assert made.dropped == ["$.zaaktype"]


def test_a_number_of_another_kind_never_names_anybody() -> None:
    """A BSN and an RSIN have the same form, a KvK-nummer may stand where an RSIN belongs: equal digits prove nothing."""
    digits, ways = "009900007", Profiel().bedrijf
    bedrijf = Subject("demo", Betrouwbaarheidsniveau.HOOG, rsin=Rsin(digits))
    persoon = Subject("demo", Betrouwbaarheidsniveau.HOOG, bsn=Bsn(digits))
    nnp = Rol("niet_natuurlijk_persoon", betrokkene_identificatie=Betrokkene(inn_nnp_id=digits))
    np = Rol("natuurlijk_persoon", betrokkene_identificatie=Betrokkene(inp_bsn=digits))
    assert (named_by(nnp, bedrijf, ways), named_by(np, persoon, ways)) == (GevondenVia.RSIN, GevondenVia.BSN)
    assert (named_by(nnp, persoon, ways), named_by(np, bedrijf, ways)) == (None, None)
    kvk_als_rsin = Rol("niet_natuurlijk_persoon", betrokkene_identificatie=Betrokkene(inn_nnp_id="99001001"))
    assert named_by(kvk_als_rsin, BAKKERIJ, ways) is None
    assert named_by(kvk_als_rsin, BAKKERIJ, (*ways, "kvk_als_rsin")) is GevondenVia.KVK
