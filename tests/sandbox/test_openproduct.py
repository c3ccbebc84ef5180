"""Open Product of the sandbox answers, and leaks, as the real system was seen to do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest
from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.openproduct import bouw
from sandbox.openproduct.seed import seed
from sandbox.verhalen.inhoud import zaken as verhalen
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN
from tests.sandbox.opnamen import check_shape, recorded

BASE = "http://product.test"
PRODUCTEN = "/producten/api/v1/producten"
TYPEN = "/producttypen/api/v1/producttypen"
SANNE = PERSONEN["inwoner"].bsn
FATIMA = PERSONEN["fatima"].bsn


def build(gemeente: str) -> Starlette:
    return bouw(Bron("producten", "openproduct", gemeente, ("PRODUCTEN",), "sleutel"), lambda: BASE)


def client(app: Starlette) -> httpx.AsyncClient:
    headers = {"Authorization": "Token sleutel"}
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=BASE, headers=headers)


@pytest.fixture
def app() -> Starlette:
    return build("9901")


@pytest.fixture
async def product(app: Starlette) -> AsyncIterator[httpx.AsyncClient]:
    async with client(app) as found:
        yield found


async def owners(product: httpx.AsyncClient, query: str) -> set[str]:
    """The BSNs in the producten a query gives."""
    rows = (await product.get(f"{PRODUCTEN}?{query}")).json()["results"]
    return {eigenaar["bsn"] for row in rows for eigenaar in row["eigenaren"]}


async def names(product: httpx.AsyncClient, **query: str) -> list[str]:
    """The uuids of the producten a query gives."""
    rows = (await product.get(PRODUCTEN, params=query)).json()["results"]
    return [row["uuid"] for row in rows]


async def test_every_call_needs_the_token(product: httpx.AsyncClient) -> None:
    """A wrong token is a 401 that asks for Bearer although it takes Token."""
    wrong = await product.get(PRODUCTEN, headers={"Authorization": "Token fout"})
    none = await product.get(TYPEN, headers={"Authorization": ""})

    assert (wrong.status_code, wrong.json()["detail"]) == (401, "Ongeldige token.")
    assert (none.status_code, none.json()["code"]) == (401, "not_authenticated")
    assert wrong.headers["www-authenticate"] == 'Bearer realm="api"'


@pytest.mark.parametrize("query", ["eigenaren__bsn=", f"eigenarenBsn={SANNE}", f"eigenaren__Bsn={SANNE}", ""])
async def test_an_empty_or_misspelt_filter_gives_everyone(product: httpx.AsyncClient, query: str) -> None:
    """The trap: 200 with the producten of all persons; only the snake_case name filters."""
    assert {SANNE, FATIMA} < await owners(product, query)
    assert await owners(product, f"eigenaren__bsn={SANNE}") == {SANNE}
    assert await owners(product, "eigenaren__bsn=999999990") == set()


async def test_pages_go_by_page_size(product: httpx.AsyncClient) -> None:
    """`pageSize` is ignored; a page beyond the end is 404."""
    camel = (await product.get(PRODUCTEN, params={"eigenaren__bsn": SANNE or "", "pageSize": "2"})).json()
    snake = (await product.get(PRODUCTEN, params={"eigenaren__bsn": SANNE or "", "page_size": "2"})).json()
    beyond = await product.get(f"{PRODUCTEN}?page=99")

    assert camel["count"] == len(camel["results"]) > 2 == len(snake["results"])
    assert snake["next"] == f"{BASE}{PRODUCTEN}?eigenaren__bsn={SANNE}&page=2&page_size=2"
    assert (beyond.status_code, beyond.json()["detail"]) == (404, "Ongeldige pagina.")


async def test_what_is_not_published_is_in_the_list(product: httpx.AsyncClient) -> None:
    """Unpublished producten, those of an unpublished type and expired ones are only left out when asked for."""
    everything = await names(product, eigenaren__bsn=SANNE or "")
    filters = {"gepubliceerd": "true", "producttype__gepubliceerd": "true", "status": "actief"}
    shown = await names(product, eigenaren__bsn=SANNE or "", **filters)

    hidden = {uuid("product", f"sanne-{naam}") for naam in ("niet-gepubliceerd", "intern", "evenement-vorig-jaar")}
    assert hidden < set(everything)
    assert hidden.isdisjoint(shown)
    assert shown


async def test_newest_product_comes_first(product: httpx.AsyncClient) -> None:
    """The list goes from new to old, whatever `ordering` asks for, and a change moves nothing."""
    before = await names(product, eigenaren__bsn=SANNE or "", ordering="start_datum")
    await product.patch(f"{PRODUCTEN}/{before[-1]}", json={"naam": "Kadefeest"})

    assert await names(product, eigenaren__bsn=SANNE or "") == before
    assert before[-1] == uuid("product", "sanne-evenement-vorig-jaar")


async def test_all_owners_are_shown_with_their_bsn() -> None:
    """A shared product names both owners to whoever asks for one of them."""
    jan, piet = PERSONEN["mantelzorger"].bsn, PERSONEN["vader"].bsn
    async with client(build("9902")) as duindorp:
        assert await owners(duindorp, f"eigenaren__bsn={jan}") == {jan, piet}


async def test_a_business_is_found_by_kvk_and_vestiging(product: httpx.AsyncClient) -> None:
    """Numbers a product does not have are empty text, not null."""
    korenaar = PERSONEN["ondernemer"]
    rows = (await product.get(PRODUCTEN, params={"eigenaren__kvk_nummer": korenaar.kvk or ""})).json()["results"]
    vestiging = await names(product, eigenaren__vestigingsnummer=korenaar.vestigingen[0])

    assert vestiging == [uuid("product", "korenaar-terras")]
    assert {row["eigenaren"][0]["bsn"] for row in rows} == {""}
    assert {row["eigenaren"][0]["vestigingsnummer"] for row in rows} == {"", korenaar.vestigingen[0]}


async def test_moments_carry_the_offset_of_amsterdam(product: httpx.AsyncClient) -> None:
    """Where other systems write Z, this one writes +01:00 or +02:00."""
    rows = (await product.get(PRODUCTEN)).json()["results"]

    assert {row["update_datum"][-6:] for row in rows} <= {"+01:00", "+02:00"}


async def test_a_wmo_voorziening_has_no_zaak(product: httpx.AsyncClient) -> None:
    """Both forms of the aanvraagzaak are null, though other producten have them."""
    wmo = (await product.get(f"{PRODUCTEN}/{uuid('product', 'sanne-wmo')}")).json()
    fatima = (await product.get(f"{PRODUCTEN}/{uuid('product', 'fatima-urgentie')}")).json()

    assert (wmo["aanvraag_zaak_urn"], wmo["aanvraag_zaak_url"], wmo["zaken"]) == (None, None, [])
    assert fatima["aanvraag_zaak_url"].endswith(uuid("zaak", "fatima-urgentie"))
    assert await names(product, zaken__urn=fatima["zaken"][0]["urn"]) == [fatima["uuid"]]


@pytest.mark.parametrize("gemeente", ["9901", "9902"])
async def test_the_zaak_of_a_product_exists_and_concerns_an_owner(gemeente: str) -> None:
    """It is a zaak of the same gemeente in which one of the owners has a rol."""
    zaken = {uuid("zaak", zaak.naam): zaak for zaak in verhalen(gemeente)}
    pointing = [row for row in seed(gemeente, date.today()).producten if row.zaken]

    assert pointing
    for row in pointing:
        zaak = zaken[(row.zaken[0].urn or "").rpartition(":")[2]]
        assert {eigenaar.bsn for eigenaar in row.eigenaren} & {one.persoon.bsn for one in zaak.betrokkenen}


@pytest.mark.parametrize(
    ("filter_", "found"),
    [
        ("soort__exact__bestuurder", True),
        ("soort__icontains__BESTUUR", True),
        ("soort__exact__Bestuurder", False),
        ("soort__nested__exact__x", False),
    ],
)
async def test_a_dataobject_can_be_filtered(product: httpx.AsyncClient, filter_: str, found: bool) -> None:
    """`dataobject_attr=key__operator__value` looks inside the dataobject."""
    gpk = uuid("product", "sanne-gpk")

    assert (gpk in await names(product, dataobject_attr=filter_)) is found


async def test_a_dataobject_filter_must_have_three_parts(product: httpx.AsyncClient) -> None:
    """400 with snake_case `invalid_params` and an empty name."""
    answer = await product.get(f"{PRODUCTEN}?dataobject_attr=kenteken")

    assert answer.status_code == 400
    assert answer.json()["invalid_params"][0]["code"] == "invalid-data-attr-query"
    assert answer.json()["invalid_params"][0]["name"] == ""


async def test_a_dataobject_is_replaced_and_checked(product: httpx.AsyncClient) -> None:
    """PATCH forgets the keys that are not in the new object, and refuses one that breaks the schema."""
    address = f"{PRODUCTEN}/{uuid('product', 'sanne-gpk')}"
    answer = await product.patch(address, json={"dataobject": {"kaartnummer": "NL-1"}})
    refused = await product.patch(address, json={"dataobject": {"soort": "passagier"}})

    assert answer.json()["dataobject"] == {"kaartnummer": "NL-1"}
    assert refused.json()["invalid_params"][0]["reason"] == "'kaartnummer' is a required property"


async def test_the_dates_have_the_last_word_on_a_status(product: httpx.AsyncClient) -> None:
    """A product that has begun goes from initieel to actief in the same PATCH."""
    address = f"{PRODUCTEN}/{uuid('product', 'sanne-gpk')}"
    answer = await product.patch(address, json={"status": "initieel"})

    assert (answer.status_code, answer.json()["status"]) == (200, "actief")


async def test_texts_follow_accept_language(product: httpx.AsyncClient) -> None:
    """English where there is a translation, else Dutch with `taal` nl; the header names what was asked for."""
    texts = {}
    for code in ("GPK", "WMO"):
        address = f"{TYPEN}/{uuid('producttype', f'9901-{code}')}"
        soort = await product.get(address, headers={"Accept-Language": "en"})
        content = (await product.get(f"{address}/content", headers={"Accept-Language": "en-GB,nl;q=0.5"})).json()
        texts[code] = (soort.json()["naam"], soort.json()["taal"], content[0]["taal"])
        assert soort.headers["content-language"] == "en"

    assert texts == {
        "GPK": ("Disabled parking permit", "en", "en"),
        "WMO": ("Wmo-voorziening", "nl", "nl"),
    }


async def test_content_is_a_bare_array_that_filters_on_labels(product: httpx.AsyncClient) -> None:
    """`labels` and `exclude_labels` take a comma separated list."""
    address = f"{TYPEN}/{uuid('producttype', '9901-WMO')}/content"
    everything = (await product.get(address)).json()
    some = (await product.get(f"{address}?labels=termijn,x")).json()
    rest = (await product.get(f"{address}?exclude_labels=termijn")).json()

    assert [text["labels"] for text in everything] == [["omschrijving"], ["termijn"]]
    assert (some, rest) == (everything[1:], everything[:1])


async def test_the_catalogue_lists_prices_and_actions(product: httpx.AsyncClient) -> None:
    """Prices and actions can be asked per type; a type without a price that holds today says null."""
    gpk, wmo = uuid("producttype", "9901-GPK"), uuid("producttype", "9901-WMO")
    prijzen = (await product.get(f"/producttypen/api/v1/prijzen?producttype__uuid={gpk}")).json()
    acties = (await product.get(f"/producttypen/api/v1/acties?producttype__uuid={gpk}")).json()

    assert prijzen["results"][0]["prijsopties"][0]["bedrag"] == "68.40"
    assert [actie["naam"] for actie in acties["results"]] == ["Kaart als gestolen melden"]
    assert (await product.get(f"{TYPEN}/{gpk}/actuele-prijs")).json()["actuele_prijs"] is not None
    assert (await product.get(f"{TYPEN}/{wmo}/actuele-prijs")).json()["actuele_prijs"] is None


async def test_an_unpublished_type_is_in_the_catalogue(product: httpx.AsyncClient) -> None:
    """With its internal remarks in the same body."""
    rows = (await product.get(TYPEN)).json()["results"]

    assert {row["interne_opmerkingen"] for row in rows if not row["gepubliceerd"]} == {"Niet delen met inwoners."}


async def test_a_status_that_nobody_published_is_stored(product: httpx.AsyncClient) -> None:
    """It comes in lists, but cannot be asked for."""
    rows = (await product.get(PRODUCTEN, params={"eigenaren__bsn": SANNE or ""})).json()["results"]
    asked = await product.get(f"{PRODUCTEN}?status=opgeschort")

    assert "opgeschort" in {row["status"] for row in rows}
    assert asked.status_code == 400


async def test_a_broken_filter_answers_with_everyone(app: Starlette, product: httpx.AsyncClient) -> None:
    """With `filter_genegeerd` even a right filter gives the producten of all."""
    app.state.varianten["filter_genegeerd"] = True

    assert {SANNE, FATIMA} < await owners(product, f"eigenaren__bsn={SANNE}")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("product-detail", f"{PRODUCTEN}/{uuid('product', 'sanne-evenement')}"),
        ("producten-list-bsn", f"{PRODUCTEN}?eigenaren__bsn={SANNE}"),
        ("producttype-detail", f"{TYPEN}/{uuid('producttype', '9901-GPK')}"),
        ("producttypen-list", TYPEN),
        ("producttype-actuele-prijs", f"{TYPEN}/{uuid('producttype', '9901-GPK')}/actuele-prijs"),
        ("themas-list", "/producttypen/api/v1/themas"),
        ("acties-list", "/producttypen/api/v1/acties"),
        ("prijzen-list", "/producttypen/api/v1/prijzen"),
        ("product-404", f"{PRODUCTEN}/geen-uuid"),
        ("producten-list-page99-404", f"{PRODUCTEN}?page=99"),
        ("producten-list-kenteken-invalid-400", f"{PRODUCTEN}?dataobject_attr=kenteken"),
    ],
)
async def test_answers_have_the_form_of_the_recorded_ones(product: httpx.AsyncClient, name: str, path: str) -> None:
    """Names, their order and their types are those of the real system, at every depth."""
    theirs = recorded("openproduct", name)

    ours = (await product.get(path)).json()

    check_shape(ours, theirs, free={"dataobject", "verbruiksobject", "schema"})
    if isinstance(theirs, dict) and "code" in theirs and "invalid_params" in theirs:
        assert ours["invalid_params"] == theirs["invalid_params"]
