"""Open Klant of the sandbox answers, and leaks, as the real system was seen to do."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.openklant import bouw
from sandbox.verhalen.inhoud import zaken as verhalen
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN
from tests.sandbox.opnamen import check_shape, recorded

BASE = "http://klant.test"
CONTACTEN, PARTIJEN = "/klantinteracties/api/v1/klantcontacten", "/klantinteracties/api/v1/partijen"
FREE = {"actorIdentificatie", "_expand"}  # those of a department, and whatever was expanded
WAS_PARTIJ = "hadBetrokkene__wasPartij__partijIdentificator__"
SANNE = PERSONEN["inwoner"].bsn or ""
BSN = {"codeObjecttype": "natuurlijk_persoon", "codeRegister": "brp", "codeSoortObjectId": "bsn"}


@pytest.fixture
def app() -> Starlette:
    return bouw(Bron("klant", "openklant", "9901", ("CONTACTMOMENTEN",), "sleutel"), lambda: BASE)


@pytest.fixture
async def klant(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": "Token sleutel"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers) as found:
        yield found


def named(prefix: str, nummer: str, **codes: str) -> dict[str, str]:
    """The parameters for a number, with the codes of a BSN unless others are given."""
    return {f"{prefix}{part}": value for part, value in {**BSN, "objectId": nummer, **codes}.items()}


async def names(klant: httpx.AsyncClient, **params: str) -> list[str]:
    """The uuids of the contacts a query gives."""
    answer = await klant.get(CONTACTEN, params=params)
    assert answer.status_code == 200, answer.text
    return [row["uuid"] for row in answer.json()["results"]]


async def test_every_call_needs_the_token(klant: httpx.AsyncClient) -> None:
    """401 with `Token`, and its own sentences for no token and a wrong one; another scheme is no token."""
    none = await klant.get(CONTACTEN, headers={"Authorization": ""})
    wrong = await klant.get(CONTACTEN, headers={"Authorization": "Token fout"})
    bearer = await klant.get(CONTACTEN, headers={"Authorization": "Bearer sleutel"})

    assert (none.status_code, none.json()["code"]) == (401, "not_authenticated")
    assert (wrong.status_code, wrong.json()["detail"]) == (401, "Ongeldige token.")
    assert bearer.json()["code"] == "not_authenticated"
    assert {one.headers["www-authenticate"] for one in (none, wrong, bearer)} == {"Token"}


async def test_a_person_is_found_by_all_parts_of_a_number(klant: httpx.AsyncClient) -> None:
    """Their contacts, confidential ones included, newest number first; nobody has a number nobody has."""
    found = await names(klant, **named(WAS_PARTIJ, SANNE))

    assert found[-1] == uuid("klantcontact", "sanne-evenement")
    assert uuid("klantcontact", "sanne-zorg") in found
    assert uuid("klantcontact", "fatima-urgentie") not in found
    assert await names(klant, **named(WAS_PARTIJ, "999999990")) == []


async def test_an_empty_number_gives_everyone(klant: httpx.AsyncClient) -> None:
    """The trap: 200 with the contacts of all, for an empty number and for an empty uuid."""
    everyone = await names(klant)

    assert len(everyone) > 15
    assert await names(klant, hadBetrokkene__wasPartij__uuid="") == everyone
    assert await names(klant, **{f"{WAS_PARTIJ}objectId": ""}) == everyone
    persons = await names(klant, **named(WAS_PARTIJ, ""))
    assert {uuid("klantcontact", "sanne-zorg"), uuid("klantcontact", "fatima-urgentie")} < set(persons)


async def test_a_number_without_its_kind_matches_any(klant: httpx.AsyncClient) -> None:
    """A foundation has an RSIN with the digits of a BSN: without the codes it is found as well."""
    other = uuid("klantcontact", "stichting-zaal")

    assert other in await names(klant, **{f"{WAS_PARTIJ}objectId": SANNE})
    assert other not in await names(klant, **named(WAS_PARTIJ, SANNE))


@pytest.mark.parametrize("path", [CONTACTEN, PARTIJEN])
async def test_an_unknown_parameter_is_refused(klant: httpx.AsyncClient, path: str) -> None:
    """Unlike its sister systems it notices a misspelt filter, and so does not give everybody."""
    answer = await klant.get(f"{path}?bestaatNiet=1")

    assert answer.status_code == 400
    assert answer.json()["invalidParams"] == [
        {"name": "nonFieldErrors", "code": "unknown-parameters", "reason": "Onbekende query parameters: bestaatNiet"}
    ]


async def test_what_is_no_uuid_is_refused(klant: httpx.AsyncClient) -> None:
    """400 in a filter, 404 in an address."""
    answer = await klant.get(f"{CONTACTEN}?hadBetrokkene__wasPartij__uuid=x")

    assert answer.json()["invalidParams"][0]["reason"] == "Voer een geldige UUID in."
    assert (await klant.get(f"{CONTACTEN}/geen-uuid")).status_code == 404
    assert (await klant.get(f"{CONTACTEN}?expand=alles")).status_code == 400


async def test_anybody_can_be_read(klant: httpx.AsyncClient) -> None:
    """The token knows no citizens, and `vertrouwelijk` is only a flag."""
    answer = (await klant.get(f"{CONTACTEN}/{uuid('klantcontact', 'sanne-zorg')}")).json()

    assert answer["vertrouwelijk"] is True
    assert answer["hadBetrokkenActoren"][0]["naam"] == "Petra Duijn"
    assert "_expand" not in answer


async def test_confidential_contacts_can_be_left_out(klant: httpx.AsyncClient) -> None:
    """The flag is a filter too."""
    shown = await names(klant, **named(WAS_PARTIJ, SANNE), vertrouwelijk="false")

    assert uuid("klantcontact", "sanne-zorg") not in shown
    assert shown


async def test_expand_shows_who_it_was(klant: httpx.AsyncClient) -> None:
    """Numbers stand in the partij two levels down; a row without interne taken has no key for them."""
    expand = "hadBetrokkenen,hadBetrokkenen.wasPartij,gingOverOnderwerpobjecten,leiddeTotInterneTaken"
    rows = (await klant.get(CONTACTEN, params={**named(WAS_PARTIJ, SANNE), "expand": expand})).json()["results"]
    by_name = {row["uuid"]: row["_expand"] for row in rows}
    answer = by_name[uuid("klantcontact", "sanne-dakkapel-antwoord")]
    called = by_name[uuid("klantcontact", "sanne-offerte")]

    partij = answer["hadBetrokkenen"][0]["_expand"]["wasPartij"]
    assert partij["partijIdentificatoren"][0]["partijIdentificator"]["objectId"] == SANNE
    assert answer["gingOverOnderwerpobjecten"][0]["wasKlantcontact"]["uuid"] == uuid("klantcontact", "sanne-dakkapel")
    assert called["leiddeTotInterneTaken"][0]["gevraagdeHandeling"] == "Terugbellen"
    assert "leiddeTotInterneTaken" not in answer


async def test_contacts_of_a_zaak(klant: httpx.AsyncClient) -> None:
    """By what they were about, whoever took part."""
    prefix = "onderwerpobject__onderwerpobjectidentificator"
    params = {f"{prefix}ObjectId": uuid("zaak", "sanne-dakkapel"), f"{prefix}CodeSoortObjectId": "uuid"}

    assert await names(klant, **params) == [uuid("klantcontact", "sanne-dakkapel")]


async def test_one_person_can_be_there_twice(klant: httpx.AsyncClient) -> None:
    """Two partijen with one BSN: the number finds both, the uuid of one only its own contacts."""
    fatima = PERSONEN["fatima"].bsn or ""
    rows = (await klant.get(PARTIJEN, params=named("partijIdentificator__", fatima))).json()["results"]

    assert len(rows) == 2
    assert len(await names(klant, **named(WAS_PARTIJ, fatima))) == 2
    assert len(await names(klant, hadBetrokkene__wasPartij__uuid=rows[0]["uuid"])) == 1


async def test_a_vestiging_hangs_below_its_business(klant: httpx.AsyncClient) -> None:
    """Found by its own number together with the KvK number above it, and not below another."""
    korenaar = PERSONEN["ondernemer"]
    own = named(
        "partijIdentificator__", korenaar.vestigingen[1],
        codeObjecttype="vestiging", codeRegister="hr", codeSoortObjectId="vestigingsnummer",
    )  # fmt: skip
    right = {**own, "subIdentificatorVan__objectId": korenaar.kvk or ""}
    wrong = {**own, "subIdentificatorVan__objectId": PERSONEN["eenmanszaak"].kvk or ""}

    (found,) = (await klant.get(PARTIJEN, params=right)).json()["results"]
    assert found["partijIdentificatoren"][0]["subIdentificatorVan"]["uuid"]
    assert (await klant.get(PARTIJEN, params=wrong)).json()["results"] == []


async def test_pages(klant: httpx.AsyncClient) -> None:
    """By `pageSize`; `next` is absolute, and a page beyond the end is 404."""
    first = (await klant.get(CONTACTEN, params={"kanaal": "telefoon", "pageSize": "3"})).json()
    beyond = await klant.get(f"{CONTACTEN}?page=99")

    assert first["next"] == f"{BASE}{CONTACTEN}?kanaal=telefoon&page=2&pageSize=3"
    assert (len(first["results"]), first["count"] > 3) == (3, True)
    assert (beyond.status_code, beyond.json()["detail"]) == (404, "Ongeldige pagina.")


async def test_the_zaken_of_contacts_exist_and_concern_who_took_part(klant: httpx.AsyncClient) -> None:
    """A contact about a zaak is with somebody who has a rol in it."""
    zaken = {uuid("zaak", zaak.naam): zaak for zaak in verhalen("9901")}
    expand = "hadBetrokkenen.wasPartij,gingOverOnderwerpobjecten"
    rows = (await klant.get(CONTACTEN, params={"expand": expand})).json()["results"]
    checked = 0
    for row in rows:
        shown = [one.get("_expand", {}).get("wasPartij") for one in row["_expand"]["hadBetrokkenen"]]
        numbers = {
            one["partijIdentificator"]["objectId"]
            for partij in shown
            if partij
            for one in partij["partijIdentificatoren"]
        }
        for about in row["_expand"]["gingOverOnderwerpobjecten"]:
            number = about["onderwerpobjectidentificator"]
            if number is not None and number["codeObjecttype"] == "zaak":
                roles = [one.persoon for one in zaken[number["objectId"]].betrokkenen]
                known = {n for p in roles for n in (p.bsn, p.kvk, p.rsin, *p.vestigingen)}
                assert numbers & known, row["onderwerp"]
                checked += 1
    assert checked > 10


async def test_a_broken_filter_answers_with_everyone(app: Starlette, klant: httpx.AsyncClient) -> None:
    """With `filter_genegeerd` even a right filter gives the contacts of all."""
    app.state.varianten["filter_genegeerd"] = True

    assert await names(klant, **named(WAS_PARTIJ, SANNE)) == await names(klant)


async def test_duindorp_has_none() -> None:
    """Only Havenstad keeps its contacts here."""
    app = bouw(Bron("klant", "openklant", "9902", ("CONTACTMOMENTEN",), "sleutel"), lambda: BASE)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url=BASE, headers={"Authorization": "Token sleutel"}
    ) as duindorp:
        assert await names(duindorp) == []


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("klantcontact-vertrouwelijk", f"{CONTACTEN}/{uuid('klantcontact', 'sanne-zorg')}"),
        ("klantcontacten-by-bsn", CONTACTEN),
        ("klantcontacten-invalid-uuid", f"{CONTACTEN}?hadBetrokkene__wasPartij__uuid=x"),
        ("klantcontact-404", f"{CONTACTEN}/00000000-0000-4000-8000-000000000000"),
        ("klantcontact-bad-uuid", f"{CONTACTEN}/geen-uuid"),
        ("partij-detail", f"{PARTIJEN}/{uuid('partij', 'inwoner')}"),
        ("partijen-by-bsn-full", f"{PARTIJEN}?partijIdentificator__objectId={SANNE}"),
        ("partijen-unknown-param", f"{PARTIJEN}?bestaatNiet=1"),
    ],
)
async def test_answers_have_the_form_of_the_recorded_ones(klant: httpx.AsyncClient, name: str, path: str) -> None:
    """Names, their order and their types are those of the real system, at every depth."""
    theirs = recorded("openklant", name)

    ours = (await klant.get(path)).json()

    check_shape(ours, theirs, free=FREE)
    if isinstance(theirs, dict) and "invalidParams" in theirs:
        assert ours["invalidParams"] == theirs["invalidParams"]


async def test_what_is_expanded_has_the_recorded_form(klant: httpx.AsyncClient) -> None:
    """Betrokkenen, onderwerpen and interne taken are those of the real system."""
    theirs = recorded("openklant", "klantcontact-detail-expand")
    expand = "hadBetrokkenen,leiddeTotInterneTaken,gingOverOnderwerpobjecten"
    ours = (await klant.get(f"{CONTACTEN}/{uuid('klantcontact', 'sanne-offerte')}?expand={expand}")).json()

    assert isinstance(theirs, dict)
    check_shape(ours["_expand"], theirs["_expand"], free=FREE)
