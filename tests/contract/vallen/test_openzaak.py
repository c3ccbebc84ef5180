"""The traps of Open Zaak and other ZGW registers, each with an answer or a question that shows the handling."""

from __future__ import annotations

import copy
from dataclasses import replace
from typing import Any  # Any: recorded JSON

import pytest

from gateway.domain.bron import Bronstatus
from tests.contract.bron import ask
from tests.contract.opname import Opname, every, find, subject_of
from tests.contract.verteld import Verteld

pytestmark = pytest.mark.contract
ZAKEN, ZAAK, ROLLEN = find("openzaak.zaken"), find("openzaak.zaak"), find("openzaak.zaakrollen")
SEARCH, CRS = "POST /zaken/api/v1/zaken/_zoek", "EPSG:4326"
ZGW = [one for one in every() if one.manifest.naam == "openzaak"]
BUSINESS = {"kvk": "99001001", "rsin": "009900007"}
ROL = "rol__betrokkeneIdentificatie__"
IDENTITY = {
    f"{ROL}natuurlijkPersoon__inpBsn", f"{ROL}nietNatuurlijkPersoon__kvkNummer", f"{ROL}vestiging__kvkNummer",
    f"{ROL}nietNatuurlijkPersoon__innNnpId", f"{ROL}nietNatuurlijkPersoon__vestigingsNummer",
    f"{ROL}vestiging__vestigingsNummer",
}  # fmt: skip
BESIDE = {"maximaleVertrouwelijkheidaanduiding", "expand", "ordering", "einddatum__isnull", "uuid__in"}
LEAKS = ("hoofdzaak", "deelzaken")


def changed(opname: Opname, **fields: Any) -> Opname:
    """The recording with these fields in the first zaak."""
    number = number_of(opname, "/zaken/_zoek" if opname is ZAKEN else f"/zaken/{opname.native}")
    whole = copy.deepcopy(opname.antwoorden[number].json)
    (whole["results"][0] if "results" in whole else whole).update(fields)
    return opname.with_answer(number, json=whole)


def number_of(opname: Opname, end: str) -> int:
    """The number of the answer to the question whose path ends like this."""
    return next(number for number, one in enumerate(opname.antwoorden) if one.path.endswith(end))


def with_rollen(opname: Opname, change: Any) -> Opname:
    """The recording in which every rol became what `change` makes of it."""
    number = number_of(opname, "/rollen")
    return opname.with_answer(
        number, json=opname.antwoorden[number].with_rows(lambda rows: [change(row) for row in rows])
    )


@pytest.mark.parametrize("bron", ZGW, ids=str)
async def test_zaken_are_asked_in_the_crs_that_the_server_demands(bron: Opname) -> None:
    """Without these headers every question to /zaken itself is a 412."""
    for one in (await ask(bron)).asked:
        if one.path.startswith("/zaken/api/v1/zaken") and not one.path.endswith("zaakeigenschappen"):
            assert one.headers["accept-crs"] == CRS
        if one.line.startswith("POST"):
            assert one.headers["content-crs"] == CRS


@pytest.mark.parametrize("persoon", [ZAKEN.persoon, BUSINESS, {**BUSINESS, "vestiging": "000099001001"}], ids=str)
async def test_a_search_is_a_closed_body_with_one_number(persoon: dict[str, str]) -> None:
    """The server ignores keys that it does not know, and gives everybody for an empty value."""
    found = await ask(ZAKEN, subject=subject_of(persoon))
    searches = [one.body for one in found.asked if one.vraag == SEARCH]
    assert searches
    for body in searches:
        assert len(IDENTITY & body.keys()) == 1
        assert body.keys() <= IDENTITY | BESIDE
        assert all(body.values())
        assert body[next(iter(IDENTITY & body.keys()))] in persoon.values()


async def test_a_business_is_searched_in_every_shape() -> None:
    """Registers keep a business under KvK or RSIN, as a legal person or as a vestiging: each is a search of its own."""
    found = await ask(ZAKEN, subject=subject_of(BUSINESS))
    shapes = {next(iter(IDENTITY & one.body.keys())) for one in found.asked if one.vraag == SEARCH}
    assert {f"{ROL}nietNatuurlijkPersoon__kvkNummer", f"{ROL}vestiging__kvkNummer"} < shapes
    assert f"{ROL}nietNatuurlijkPersoon__innNnpId" in shapes
    assert len(shapes) <= 4


async def test_pages_of_a_search_are_asked_in_the_address() -> None:
    """In the body a page is ignored, and `next` names another POST, which nobody must GET."""
    number = number_of(ZAKEN, "/zaken/_zoek")
    more = {**ZAKEN.antwoorden[number].json, "next": "{basis}/zaken/api/v1/zaken/_zoek?page=2"}
    found = await ask(ZAKEN.with_answer(number, json=more))
    searches = [one for one in found.asked if "_zoek" in one.path]
    assert [(one.vraag, one.params["page"]) for one in searches] == [(SEARCH, "1"), (SEARCH, "2")]
    assert not any({"page", "pageSize"} & one.body.keys() for one in searches)


@pytest.mark.parametrize("bron", ZGW, ids=str)
async def test_nothing_that_leaks_or_costs_is_expanded(bron: Opname) -> None:
    """A hoofdzaak or deelzaak comes along even when it is secret; types come row by row, where a catalogue has them all."""
    for one in (await ask(bron)).asked:
        asked = (one.body or {}).get("expand") or one.params.get("expand", "").split(",")
        assert not any(path.startswith(LEAKS) for path in asked)
        assert not any(path.partition(".")[0] == "zaaktype" or path.endswith("type") for path in asked)


async def test_expand_in_a_body_is_a_list() -> None:
    """As text with commas, which a GET wants, it is a 500 of the server."""
    found = await ask(ZAKEN)
    assert all(isinstance(one.body["expand"], list) for one in found.asked if one.vraag == SEARCH)


@pytest.mark.parametrize("naam", ["openzaak.zaakdocumenten", "openzaak.eigenschappen"])
async def test_bare_lists_are_read(naam: str) -> None:
    """Some lists have no envelope and no pages."""
    opname = find(naam)
    bare = [number for number, one in enumerate(opname.antwoorden) if isinstance(one.json, list)]
    found = await ask(opname)
    assert bare
    assert set(bare) <= found.used
    assert not any("pageSize" in one.params for one in found.asked if one.vraag == opname.antwoorden[bare[0]].vraag)
    assert found.items


@pytest.mark.parametrize("along", [{}, None], ids=["nothing in it", "not there"])
async def test_what_was_not_expanded_costs_only_itself(along: dict[str, Any] | None) -> None:
    """A relation that is empty, or that our rights do not reach, is absent: the zaak is there all the same."""
    found = await ask(changed(ZAKEN, _expand=along))
    assert found.items == (await ask(ZAKEN)).items


@pytest.mark.parametrize(
    "hidden",
    [{"status": None}, {"vertrouwelijkheidaanduiding": "geheim"}, {"vertrouwelijkheidaanduiding": "vertrouwelijk"}],
    ids=str,
)
@pytest.mark.parametrize("bron", [ZAKEN, ZAAK], ids=str)
async def test_what_a_portal_may_not_show_is_hidden(bron: Opname, hidden: dict[str, object]) -> None:
    """A zaak without a status, or above the ceiling, is left out of the list and is not there by its id."""
    found = await ask(changed(bron, **hidden))
    assert sum(found.items.values()) == sum((await ask(bron)).items.values()) - 1
    assert found.code is None


async def test_the_ceiling_is_asked_for_too() -> None:
    """What is above it does not even travel."""
    found = await ask(ZAKEN)
    searches = [one.body for one in found.asked if one.vraag == SEARCH]
    assert [one["maximaleVertrouwelijkheidaanduiding"] for one in searches] == ["zaakvertrouwelijk"]


@pytest.mark.parametrize("bron", [ZAKEN, ZAAK], ids=str)
async def test_internal_zaaktypen_are_hidden(bron: Opname) -> None:
    """A zaaktype that is internal is not for persons, whoever has a rol in it."""
    number = number_of(bron, "/zaaktypen")
    intern = bron.antwoorden[number].with_rows(
        lambda rows: [{**row, "indicatieInternOfExtern": "intern"} for row in rows]
    )
    found = await ask(bron.with_answer(number, json=intern))
    assert (found.status, found.dropped) == (Bronstatus.LEEG, 0)


@pytest.mark.parametrize("bron", [ZAAK, ROLLEN], ids=str)
async def test_a_rol_that_ended_proves_nothing(bron: Opname) -> None:
    """The server cannot leave them out: a day counts to its end, and what cannot be read counts as ended."""
    for end in ("2024-01-01", "2024-01-01T10:00:00Z", "ooit"):
        found = await ask(with_rollen(bron, lambda row, end=end: {**row, "eindeGeldigheid": end}))
        assert (found.status, sum(found.items.values())) == (Bronstatus.LEEG, 0)
    assert (await ask(with_rollen(bron, lambda row: {**row, "eindeGeldigheid": "2999-12-31"}))).items


async def test_a_number_of_another_kind_never_matches() -> None:
    """The shape of a betrokkene follows its kind: equal digits of staff, or as an RSIN, are somebody else's."""
    bsn = ZAAK.persoon["bsn"]
    for kind, who in (
        ("medewerker", {"identificatie": bsn}), ("medewerker", {"inpBsn": bsn}),
        ("niet_natuurlijk_persoon", {"innNnpId": bsn}), ("organisatorische_eenheid", {"identificatie": bsn}),
        ("natuurlijk_persoon", {"anpIdentificatie": bsn, "inpA_nummer": bsn}),
    ):  # fmt: skip
        other = with_rollen(
            ZAAK, lambda row, kind=kind, who=who: {**row, "betrokkeneType": kind, "betrokkeneIdentificatie": who}
        )
        assert not (await ask(other)).items, kind


async def test_empty_texts_name_nobody() -> None:
    """Where a kind of betrokkene has no number, the register writes an empty text, not null."""
    empty = {"inpBsn": "", "innNnpId": "", "kvkNummer": "", "vestigingsNummer": "", "annIdentificatie": ""}
    for kind in ("natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging"):
        nobody = with_rollen(
            ZAAK, lambda row, kind=kind: {**row, "betrokkeneType": kind, "betrokkeneIdentificatie": empty}
        )
        assert not (await ask(nobody)).items
        assert not (await ask(nobody, subject=subject_of(BUSINESS))).items


async def test_a_zaak_of_which_one_is_only_belanghebbende_says_so() -> None:
    """The filter finds every rol of a person, so what they are in it is told."""

    def other(row: dict[str, Any]) -> dict[str, Any]:
        return (
            {**row, "omschrijvingGeneriek": "belanghebbende"} if row["betrokkeneType"] == "natuurlijk_persoon" else row
        )

    found = await ask(with_rollen(ROLLEN, other))
    assert found.look["mijn_rol"] == "BELANGHEBBENDE"
    assert (await ask(ROLLEN)).look["mijn_rol"] == "INITIATOR"


async def test_titles_of_documents_we_may_not_read_stay_behind() -> None:
    """The links of a zaak tell titles of secret documents too; only what the search gives back is shown."""
    opname = find("openzaak.zaakdocumenten")
    links = number_of(opname, "/zaakinformatieobjecten")
    secret = {**opname.antwoorden[links].json[0], "titel": "Intern advies", "informatieobject": "{basis}/x/" + "0" * 36}
    found = await ask(opname.with_answer(links, json=[secret, *opname.antwoorden[links].json]))
    assert "Intern advies" not in repr(found.look)
    assert found.items == (await ask(opname)).items
    searches = [one for one in found.asked if one.line.startswith("POST") and "uuid__in" in one.body]
    assert len(searches) == 1


async def test_a_zaak_is_named_as_the_register_names_it() -> None:
    """`?zaak=` compares addresses letter by letter, with the address the register itself writes."""
    for naam in ("openzaak.statussen", "openzaak.zaakrollen", "openzaak.besluiten", "openzaak.zaakdocumenten"):
        found = await ask(find(naam), canoniek="https://zaken.example")
        named = [one.params["zaak"] for one in found.asked if "zaak" in one.params]
        assert named
        assert all(one.startswith("https://zaken.example/zaken/api/v1/zaken/") for one in named)


async def test_steps_are_put_in_order() -> None:
    """The register lists its history newest first, others otherwise: the order is that of the days."""
    opname = find("openzaak.statussen")
    number = number_of(opname, "/statussen")
    turned = opname.with_answer(number, json=opname.antwoorden[number].with_rows(lambda rows: rows[::-1]))
    assert (await ask(turned)).look == (await ask(opname)).look


async def test_a_history_that_is_empty_is_an_alarm(verteld: Verteld) -> None:
    """A zaak that is shown has a status. No history of it means that the register does not know the address we used."""
    opname = find("openzaak.statussen")
    number = number_of(opname, "/statussen")
    none = opname.with_answer(number, json=opname.antwoorden[number].with_rows(lambda _: []))
    assert (await ask(none)).status is Bronstatus.ONGELDIG
    assert [one["log_level"] for one in verteld.of("bron_failed")] == ["error"]
    also = replace(none, instellingen={"toon_zonder_status": True})
    assert (await ask(also)).status is Bronstatus.LEEG
