"""Open VTB of the sandbox answers, and leaks, as the real system was seen to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.belastingen.seed import AANSLAGNUMMERS
from sandbox.belastingen.seed import seed as aanslagen
from sandbox.bron import Bron
from sandbox.openvtb import bouw
from sandbox.openvtb.rijen import Bijlage, Urn
from sandbox.openvtb.seed import seed
from sandbox.verhalen.inhoud import zaken as verhalen
from sandbox.verhalen.namen import uuid, zaaknummer
from sandbox.verhalen.personen import PERSONEN
from tests.sandbox.opnamen import recorded

BASE = "http://vtb.test"
TAKEN = "/taken/api/v1/externetaken"
BERICHTEN = "/berichten/api/v1/berichten"
VERZOEKEN = "/verzoeken/api/v1/verzoeken"
SANNE = f"urn:nld:brp:bsn:{PERSONEN['inwoner'].bsn}"
FATIMA = f"urn:nld:brp:bsn:{PERSONEN['fatima'].bsn}"


@pytest.fixture
def app() -> Starlette:
    bron = Bron("havenstad-vtb", "openvtb", "9901", ("TAKEN", "BERICHTEN"), "sleutel")
    return bouw(bron, lambda: BASE)


@pytest.fixture
async def vtb(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(app)
    headers = {"Authorization": "Token sleutel"}
    async with httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers) as client:
        yield client


async def owners(vtb: httpx.AsyncClient, query: str) -> set[str]:
    """Whose taken a query gives."""
    answer = await vtb.get(f"{TAKEN}?{query}")
    assert answer.status_code == 200
    return {taak["isToegewezenAan"] for taak in answer.json()["results"]}


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ({"Authorization": ""}, "not_authenticated"),
        ({"Authorization": "Token fout"}, "authentication_failed"),
        ({"Authorization": "Bearer sleutel"}, "authentication_failed"),
    ],
)
async def test_every_call_needs_the_token(vtb: httpx.AsyncClient, header: dict[str, str], code: str) -> None:
    """Without the right `Token` header the answer is 401 with the maker's code, and asks for Bearer nevertheless."""
    answer = await vtb.get(TAKEN, headers=header)

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"] == 'Bearer realm="api"'
    assert answer.headers["content-type"] == "application/json"


async def test_the_exact_urn_gives_one_persons_taken(vtb: httpx.AsyncClient) -> None:
    """The filter matches to the letter: another case, or a bare number, gives nothing."""
    assert await owners(vtb, f"isToegewezenAan={SANNE}") == {SANNE}
    assert await owners(vtb, f"is_toegewezen_aan={SANNE}") == {SANNE}
    assert await owners(vtb, f"isToegewezenAan={SANNE.upper()}") == set()
    assert await owners(vtb, f"isToegewezenAan={PERSONEN['inwoner'].bsn}") == set()
    assert await owners(vtb, "isToegewezenAan=urn:nld:brp:bsn:999999990") == set()


@pytest.mark.parametrize("query", ["isToegewezenAan=", f"toegewezenAan={SANNE}", f"IsToegewezenAan={SANNE}", ""])
async def test_an_empty_or_misspelt_filter_gives_everyone(vtb: httpx.AsyncClient, query: str) -> None:
    """The trap: 200 with the rows of all persons."""
    assert {SANNE, FATIMA} < await owners(vtb, query)


async def test_the_last_of_a_repeated_filter_counts(vtb: httpx.AsyncClient) -> None:
    """What is appended to a query string takes over the identity."""
    assert await owners(vtb, f"isToegewezenAan={SANNE}&isToegewezenAan={FATIMA}") == {FATIMA}


async def test_lists_are_in_creation_order_until_a_row_changes(vtb: httpx.AsyncClient) -> None:
    """There is no ordering: a changed row moves to the end, and `ordering` is ignored."""
    query = f"{TAKEN}?isToegewezenAan={SANNE}&ordering=-startdatum"
    before = [taak["uuid"] for taak in (await vtb.get(query)).json()["results"]]

    await vtb.patch(f"{TAKEN}/{before[0]}", json={})

    after = [taak["uuid"] for taak in (await vtb.get(query)).json()["results"]]
    assert before[0] == uuid("taak", "sanne-leges-uittreksel")
    assert after == [*before[1:], before[0]]


async def test_pages_link_to_each_other_and_end_in_404(vtb: httpx.AsyncClient) -> None:
    """`next` and `previous` carry the filters sorted; `previous` of page 2 has no page; beyond the end is 404."""
    query = {"isToegewezenAan": SANNE, "pageSize": "3"}
    first, second = [(await vtb.get(TAKEN, params={**query, "page": page})).json() for page in "12"]
    beyond = await vtb.get(TAKEN, params={**query, "page": "99"})

    encoded = SANNE.replace(":", "%3A")
    assert first["next"] == f"{BASE}{TAKEN}?isToegewezenAan={encoded}&page=2&pageSize=3"
    assert second["previous"] == f"{BASE}{TAKEN}?isToegewezenAan={encoded}&pageSize=3"
    assert (len(first["results"]), first["previous"]) == (3, None)
    assert (beyond.status_code, beyond.json()["detail"]) == (404, "Ongeldige pagina.")
    assert (await vtb.get(TAKEN, params={**query, "pageSize": "0"})).json()["next"] is None


async def test_a_later_page_can_repeat_a_row(app: Starlette, vtb: httpx.AsyncClient) -> None:
    """With `dubbele_rij` page 2 begins with the last row of page 1, while the count stays the same."""
    app.state.varianten["dubbele_rij"] = True
    first, second = [(await vtb.get(TAKEN, params={"pageSize": "5", "page": page})).json() for page in "12"]

    assert second["results"][0] == first["results"][-1]
    assert first["count"] == second["count"]


async def test_a_taak_that_begins_later_is_in_the_list(vtb: httpx.AsyncClient) -> None:
    """Only `startdatum__lte` keeps the future out."""
    later = uuid("taak", "sanne-evaluatie")
    everything = (await vtb.get(f"{TAKEN}?isToegewezenAan={SANNE}")).json()["results"]
    begun = (await vtb.get(f"{TAKEN}?isToegewezenAan={SANNE}&startdatum__lte={date.today()}")).json()["results"]

    assert later in {taak["uuid"] for taak in everything}
    assert {taak["uuid"] for taak in everything} - {taak["uuid"] for taak in begun} == {later}


async def test_values_that_nobody_published_are_stored(vtb: httpx.AsyncClient) -> None:
    """A taakSoort and a status can be new; asking for a status that is not published is a 400."""
    rows = (await vtb.get(f"{TAKEN}?isToegewezenAan={SANNE}")).json()["results"]
    refused = await vtb.get(f"{TAKEN}?status=aangehouden")

    assert "afspraaktaak" in {taak["taakSoort"] for taak in rows}
    assert "aangehouden" in {taak["status"] for taak in rows}
    assert refused.json()["invalidParams"][0]["code"] == "invalid_choice"


async def test_any_status_may_follow_any_other(vtb: httpx.AsyncClient) -> None:
    """No state machine, no deadline, no If-Match: verwerkt goes back to open, also after the last day."""
    address = f"{TAKEN}/{uuid('taak', 'sanne-leges-uittreksel')}"

    answer = await vtb.patch(address, json={"status": "open", "onbekend": 1}, headers={"If-Match": '"x"'})

    assert (answer.status_code, answer.json()["status"]) == (200, "open")
    assert "etag" not in answer.headers


async def test_details_are_merged_at_the_first_level_only(vtb: httpx.AsyncClient) -> None:
    """An object inside details is replaced as a whole, in the key order of the database; unknown keys are dropped."""
    address = f"{TAKEN}/{uuid('taak', 'sanne-inkomen')}"
    await vtb.patch(address, json={"details": {"ontvangenGegevens": {"inkomen_partner": "900", "reden": "x"}}})

    answer = await vtb.patch(address, json={"details": {"ontvangenGegevens": {"zz": 1, "b": 2}, "extra": 1}})

    details = answer.json()["details"]
    assert list(details) == ["formulierDefinitie", "voorinvullenGegevens", "ontvangenGegevens"]
    assert details["voorinvullenGegevens"] == {"inkomen_partner": "1200"}
    assert list(details["ontvangenGegevens"].items()) == [("b", 2), ("zz", 1)]


@pytest.mark.parametrize(
    ("change", "name", "code"),
    [
        ({"status": "klaar"}, "status", "invalid_choice"),
        ({"status": None}, "status", "null"),
        ({"details": {"bedrag": "abc"}}, "details.bedrag", "invalid"),
        ({"taakSoort": "urltaak"}, "details", "invalid"),
    ],
)
async def test_a_value_that_may_not_be_is_refused(
    vtb: httpx.AsyncClient, change: dict[str, object], name: str, code: str
) -> None:
    """400 names the field and says why."""
    answer = await vtb.patch(f"{TAKEN}/{uuid('taak', 'sanne-aanslag')}", json=change)

    assert answer.status_code == 400
    assert [(item["name"], item["code"]) for item in answer.json()["invalidParams"]] == [(name, code)]


async def test_a_taak_is_given_to_someone_else_and_deleted(vtb: httpx.AsyncClient) -> None:
    """The token may do everything: change whose taak it is, and delete it."""
    address = f"{TAKEN}/{uuid('taak', 'sanne-offerte')}"

    moved = await vtb.patch(address, json={"isToegewezenAan": FATIMA})
    deleted = await vtb.delete(address)

    assert moved.json()["isToegewezenAan"] == FATIMA
    assert (deleted.status_code, (await vtb.get(address)).status_code) == (204, 404)


async def test_a_new_taak_is_made_with_what_is_required(vtb: httpx.AsyncClient) -> None:
    """POST fills in the defaults; an amount that is a number becomes text; the herinnering is a week before the end."""
    details = {"bedrag": 12.5, "transactieomschrijving": "x", "doelrekening": {"naam": "x"}}
    body = {"titel": "Betaal", "einddatumHandelingsTermijn": "2031-12-31", "details": details}

    made = await vtb.post("/taken/api/v1/betaaltaken", json=body)
    refused = await vtb.post("/taken/api/v1/betaaltaken", json={**body, "taakSoort": "betaaltaak"})
    incomplete = await vtb.post(TAKEN, json={})

    assert (made.status_code, made.json()["details"]["bedrag"]) == (201, "12.5")
    assert (made.json()["datumHerinnering"], made.headers["location"]) == ("2031-12-24", made.json()["url"])
    assert refused.json()["invalidParams"][0]["name"] == "taakSoort"
    assert [item["name"] for item in incomplete.json()["invalidParams"]] == [
        "titel",
        "einddatumHandelingsTermijn",
        "taakSoort",
        "details",
    ]


async def test_the_soorten_are_views_on_the_same_rows(vtb: httpx.AsyncClient) -> None:
    """/betaaltaken lists and shows only its own soort, with addresses of /externetaken."""
    betaal = uuid("taak", "sanne-aanslag")

    rows = (await vtb.get(f"/taken/api/v1/betaaltaken?isToegewezenAan={SANNE}")).json()["results"]
    other = await vtb.get(f"/taken/api/v1/urltaken/{betaal}")

    assert {taak["taakSoort"] for taak in rows} == {"betaaltaak"}
    assert f"{BASE}{TAKEN}/{betaal}" in {taak["url"] for taak in rows}
    assert other.status_code == 404


async def test_unpublished_berichten_are_in_the_list(vtb: httpx.AsyncClient) -> None:
    """A publicatiedatum in the future, or none, hides nothing; `publicatiedatum__lte` does."""
    hidden = {uuid("bericht", "sanne-toekomst"), uuid("bericht", "sanne-concept")}
    now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    everything = (await vtb.get(BERICHTEN, params={"ontvanger": SANNE})).json()["results"]
    published = (await vtb.get(BERICHTEN, params={"ontvanger": SANNE, "publicatiedatum__lte": now})).json()["results"]

    assert {row["uuid"] for row in everything} - {row["uuid"] for row in published} == hidden
    assert {(await vtb.get(f"{BERICHTEN}/{one}")).status_code for one in hidden} == {200}


async def test_only_geopend_op_of_a_bericht_changes(vtb: httpx.AsyncClient) -> None:
    """PATCH takes any moment and null, and passes over all other fields; DELETE is not allowed."""
    address = f"{BERICHTEN}/{uuid('bericht', 'sanne-offerte-nodig')}"

    answer = await vtb.patch(address, json={"geopendOp": "2026-11-24T13:00:00+01:00", "onderwerp": "gehackt"})
    again = await vtb.patch(address, json={"geopendOp": None})
    deleted = await vtb.delete(address)

    assert answer.json()["geopendOp"] == "2026-11-24T12:00:00Z"
    assert answer.json()["onderwerp"] == "Wij hebben een offerte van u nodig"
    assert again.json()["geopendOp"] is None
    assert (deleted.status_code, deleted.json()["title"]) == (405, 'Methode "{method}" niet toegestaan.')


async def test_unread_berichten_can_be_counted(vtb: httpx.AsyncClient) -> None:
    """`geopendOp__isnull=true&pageSize=1` gives the number of unread berichten as `count`."""
    answer = await vtb.get(BERICHTEN, params={"ontvanger": SANNE, "geopendOp__isnull": "true", "pageSize": "1"})

    assert answer.json()["count"] > len(answer.json()["results"]) == 1


@pytest.mark.parametrize(
    ("method", "path", "accept", "status", "kind"),
    [
        ("GET", f"{TAKEN}/geen-uuid", "*/*", 404, "application/json"),
        ("GET", f"{TAKEN}/", "*/*", 404, "text/html; charset=utf-8"),
        ("GET", "/taken/api/v1/bestaatniet", "*/*", 404, "text/html; charset=utf-8"),
        ("GET", TAKEN, "application/problem+json", 406, "application/json"),
        ("GET", TAKEN, "text/html", 406, "application/json"),
        ("PUT", TAKEN, "application/json", 405, "application/json"),
    ],
)
async def test_wrong_addresses_and_types(
    vtb: httpx.AsyncClient, method: str, path: str, accept: str, status: int, kind: str
) -> None:
    """Errors are JSON, except for a path that is not there, which is a web page."""
    answer = await vtb.request(method, path, headers={"Accept": accept})

    assert (answer.status_code, answer.headers["content-type"]) == (status, kind)


async def test_a_body_must_be_json(vtb: httpx.AsyncClient) -> None:
    """Broken JSON is a parse_error without invalidParams; another content type is a 415."""
    address = f"{TAKEN}/{uuid('taak', 'sanne-aanslag')}"
    broken = await vtb.patch(address, content="{status", headers={"Content-Type": "application/json"})
    form = await vtb.patch(address, data={"status": "open"})

    assert (broken.status_code, broken.json()["code"], "invalidParams" in broken.json()) == (400, "parse_error", False)
    assert form.status_code == 415


async def test_a_verzoek_obeys_the_schema_of_its_type(vtb: httpx.AsyncClient) -> None:
    """Filing one without what its type requires is refused; a good one is found back under its initiator."""
    found = (await vtb.get("/verzoeken/api/v1/verzoektypen?naam=Aanvraag parkeervergunning")).json()["results"][0]
    body = {"verzoekType": found["url"], "aanvraagGegevens": {"kenteken": "AB-12-CD"}, "initiator": FATIMA}

    made = await vtb.post(VERZOEKEN, json=body)
    refused = await vtb.post(VERZOEKEN, json={**body, "aanvraagGegevens": {"x": 1}})

    assert (made.status_code, made.json()["versie"], made.json()["verzoekType"]) == (201, 1, found["url"])
    assert refused.json()["invalidParams"][0] == {
        "name": "aanvraagGegevens",
        "code": "invalid-json-schema",
        "reason": "'kenteken' is a required property",
    }
    rows = (await vtb.get(VERZOEKEN, params={"initiator": FATIMA})).json()["results"]
    assert made.json() in rows


async def test_a_broken_filter_answers_with_everyone(app: Starlette, vtb: httpx.AsyncClient) -> None:
    """With `filter_genegeerd` even a right filter gives the rows of all."""
    app.state.varianten["filter_genegeerd"] = True

    assert {SANNE, FATIMA} < await owners(vtb, f"isToegewezenAan={SANNE}")


@pytest.mark.parametrize("gemeente", ["9901", "9902"])
async def test_what_a_row_points_at_exists_and_concerns_the_person(gemeente: str) -> None:
    """A zaak of the same gemeente in which the person has a rol, and bijlagen that are documents of that zaak.

    A taak to pay points at the person's own aanslag.
    """
    rows = seed(gemeente, date.today())
    zaken = {uuid("zaak", zaak.naam): zaak for zaak in verhalen(gemeente)}
    owned: list[tuple[str, list[Urn], list[Bijlage]]] = [
        (taak.is_toegewezen_aan, taak.is_gerelateerd_aan, []) for taak in rows.taken
    ]
    owned += [(bericht.ontvanger, bericht.is_gerelateerd_aan, bericht.bijlagen) for bericht in rows.berichten]
    owned += [(verzoek.initiator, verzoek.is_gerelateerd_aan, []) for verzoek in rows.verzoeken]
    pointing = [one for one in owned if any(":zaak:" in urn.urn for urn in one[1])]

    assert pointing
    for owner, urns, bijlagen in pointing:
        if ":product:" in urns[0].urn:
            numbers = {PERSONEN[one].bsn: nummer for one, nummer in AANSLAGNUMMERS.items()}
            assert urns[0].urn.endswith(f":{numbers[owner.split(':')[4]]}-01")
            continue
        zaak = zaken[urns[1].urn.rpartition(":")[2]]
        parties = {betrokkene.persoon.bsn or betrokkene.persoon.kvk for betrokkene in zaak.betrokkenen}
        assert urns[0].urn.endswith(zaaknummer(zaak.naam))
        assert owner.split(":")[4] in parties
        documents = {uuid("document", stuk.naam) for stuk in zaak.stukken}
        assert {bijlage.informatie_object.rpartition(":")[2] for bijlage in bijlagen} <= documents


async def test_a_betaaltaak_asks_for_what_the_aanslag_leaves_open(vtb: httpx.AsyncClient) -> None:
    """The same bill has the same amount in Open VTB and in the tax system."""
    open_amounts = {
        f"urn:nld:brp:bsn:{biljet.belastingplichtige.burgerservicenummer}": biljet.openstaand_bedrag
        for biljet in aanslagen(date.today())
        if biljet.betaalstatus in ("open", "gedeeltelijk_betaald")
    }
    for name in ("sanne-aanslag", "miriam-aanslag"):
        taak = (await vtb.get(f"{TAKEN}/{uuid('taak', name)}")).json()
        assert taak["details"]["bedrag"].replace(".", ",") == open_amounts[taak["isToegewezenAan"]]


def shape(value: object) -> object:
    """Names in order with the types of what they hold; lists and objects that differ per row count as one."""
    if isinstance(value, dict):
        return [(name, type(item).__name__) for name, item in value.items()]
    return type(value).__name__


def same_shape(ours: dict[str, object], theirs: dict[str, object]) -> bool:
    """The same names in the same order, and the same types where both have a value."""
    return list(ours) == list(theirs) and all(
        shape(ours[name]) == shape(theirs[name])
        for name in ours
        if ours[name] is not None and theirs[name] is not None and name not in ("details", "aanvraagGegevens")
    )


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("externetaak-detail-betaal", f"{TAKEN}/{uuid('taak', 'sanne-aanslag')}"),
        ("externetaak-detail-url", f"{TAKEN}/{uuid('taak', 'sanne-offerte')}"),
        ("externetaak-detail-formulier", f"{TAKEN}/{uuid('taak', 'sanne-inkomen')}"),
        ("bericht-detail", f"{BERICHTEN}/{uuid('bericht', 'sanne-besluit-evenement')}"),
        ("verzoek-detail-no-betaling", f"{VERZOEKEN}/{uuid('verzoek', 'fatima-urgentie')}"),
        ("verzoek-detail", f"{VERZOEKEN}/{uuid('verzoek', 'korenaar-parkeren')}"),
        ("verzoektype-detail", f"/verzoeken/api/v1/verzoektypen/{uuid('verzoektype', '9901-parkeervergunning')}"),
        (
            "verzoektype-versie-1",
            f"/verzoeken/api/v1/verzoektypen/{uuid('verzoektype', '9901-parkeervergunning')}/versies/1",
        ),
        ("externetaken-list-bsn", TAKEN),
        ("externetaak-404", f"{TAKEN}/00000000-0000-4000-8000-000000000000"),
        ("externetaken-list-invalid-status-400", f"{TAKEN}?status=bestaatniet"),
        ("externetaken-list-page99-404", f"{TAKEN}?page=99"),
    ],
)
async def test_answers_have_the_form_of_the_recorded_ones(vtb: httpx.AsyncClient, name: str, path: str) -> None:
    """Names, their order and their types are those of the real system, also in `details` and in errors."""
    theirs = recorded("openvtb", name)
    assert isinstance(theirs, dict)

    ours = (await vtb.get(path)).json()

    assert same_shape(ours, theirs)
    if isinstance(theirs.get("details"), dict):
        assert shape(ours["details"]) == shape(theirs["details"])
    for field in ("code", "title", "status", "detail", "invalidParams"):
        if "code" in theirs:
            assert ours.get(field) == theirs.get(field)
