"""Open Product: published products of the person, without anybody else's number."""

from __future__ import annotations

import pytest

from connectors.openproduct import product, producten, producttype
from gateway.bronnen.call import Response
from gateway.domain.product import GeneriekProduct, Parkeervergunning
from gateway.domain.status import Productstatus
from tests.connectors.canned import BAKKERIJ, asked, call, page

PRODUCTEN = "/producten/api/v1/producten"


def row(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "uuid": "p1",
        "naam": "Vergunning",
        "status": "actief",
        "gepubliceerd": True,
        "prijs": "42.50",
        "frequentie": "jaarlijks",
        "producttype": {"uuid": "pt", "code": "PARK", "naam": "Parkeren", "gepubliceerd": True, "themas": []},
        "eigenaren": [{"bsn": "999991103", "kvk_nummer": "", "vestigingsnummer": ""}],
        "start_datum": "2026-01-01",
        "eind_datum": "2026-12-31",
        "zaken": [{"urn": "urn:nld:gemeentehavenstad:zaak:uuid:0f0f0f0f-1111-4111-8111-111111111111", "url": None}],
        "dataobject": {
            "kenteken": "12-abc-3",
            "zone": "Centrum",
            "auto": {"merk": "Fiat"},
            "vanaf": "2026-03-01",
            "elektrisch": True,
        },
    }
    return {**made, **changes}


async def test_only_published_products_are_asked_and_kept() -> None:
    """The filter asks for published products; one that comes all the same is left out."""
    hidden = row(uuid="p2", gepubliceerd=False)
    typeless = row(uuid="p3", producttype={**row()["producttype"], "gepubliceerd": False})  # type: ignore[dict-item]
    made = call({("GET", PRODUCTEN): page([row(), hidden, typeless])})
    assert [view.ref.native for view in (await producten(made)).items] == ["p1"]
    assert asked(made)[0].params == {
        "eigenaren__bsn": "999991103",
        "gepubliceerd": "true",
        "producttype__gepubliceerd": "true",
        "page": 1,
        "page_size": 100,
    }


async def test_a_generic_product_describes_itself() -> None:
    """A kind we do not know shows its data with labels, nested data as groups."""
    (view,) = (await producten(call({("GET", PRODUCTEN): page([row()])}))).items
    assert isinstance(view, GeneriekProduct)
    shown = {(one.groep, one.label): one.weergave for one in view.kenmerken}
    assert shown == {
        (None, "Kenteken"): "12-abc-3",
        (None, "Zone"): "Centrum",
        ("Auto", "Merk"): "Fiat",
        (None, "Vanaf"): "1 maart 2026",
        (None, "Elektrisch"): "Ja",
    }
    assert view.verwijst == ("zaak/uuid/0f0f0f0f-1111-4111-8111-111111111111",)


async def test_configured_codes_become_parking_permits() -> None:
    """A producttype a gemeente names as parking permit gets that type, with kentekens without dashes."""
    made = call({("GET", PRODUCTEN): page([row()])}, instellingen={"parkeervergunningen": ["PARK"]})
    (view,) = (await producten(made)).items
    assert isinstance(view, Parkeervergunning)
    assert (view.kentekens, view.zone) == (["12ABC3"], "Centrum")
    assert [one.sleutel for one in view.kenmerken][:2] == ["kenteken", "zone"]


async def test_co_owners_numbers_never_leave() -> None:
    """A shared product says that it is shared, and nothing of the other."""
    shared = row(eigenaren=[{"bsn": "999991103"}, {"bsn": "999991115"}])
    (view,) = (await producten(call({("GET", PRODUCTEN): page([shared])}))).items
    assert view.gedeeld is True
    assert "999991115" not in repr(view)


async def test_a_product_of_others_is_dropped_and_alarmed() -> None:
    """When the server ignored the filter, others' products come; none goes on."""
    made = call({("GET", PRODUCTEN): page([row(eigenaren=[{"bsn": "999991115"}])])})
    assert (await producten(made)).items == []
    assert made.foreign == 1


async def test_by_id_only_for_an_owner() -> None:
    """By id the server gives anybody's product."""
    assert await product(call({("GET", f"{PRODUCTEN}/p1"): row()}, native="p1")) is not None
    assert await product(call({("GET", f"{PRODUCTEN}/p1"): row()}, BAKKERIJ, native="p1")) is None


@pytest.mark.parametrize(("status", "expected"), [("verlopen", "VERLOPEN"), ("geschorst", "ONBEKEND")])
async def test_unknown_state_keeps_the_word(status: str, expected: str) -> None:
    """A state we do not know is ONBEKEND, with the word of the bron beside it."""
    (view,) = (await producten(call({("GET", PRODUCTEN): page([row(status=status)])}))).items
    assert (view.status, view.status_bronwaarde) == (Productstatus[expected], status)


async def test_text_of_a_producttype_is_asked_once_for_everybody() -> None:
    """The same text is not asked again for another person."""
    path = "/producttypen/api/v1/producttypen/pt"
    answer = Response(200, {"content-type": "application/json"}, b'{"samenvatting": "Parkeren mag", "taal": "nl"}')
    made = call({("GET", path): answer}, native="pt")
    assert [await producttype(made), await producttype(made)] == ["Parkeren mag", "Parkeren mag"]
    assert len(asked(made)) == 1
