"""Models and mapping against answers of the real systems, where those recordings stand beside the project."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from connectors.openproduct.mapping import map_product
from connectors.openproduct.models import Product, Producttekst
from connectors.openvtb.mapping import map_bericht, map_taak
from connectors.openvtb.models import Bericht, Taak, Versie, Verzoek, Verzoektype
from connectors.openzaak import models
from gateway.domain.bron import GevondenVia
from tests.connectors.canned import call

RECORDINGS = Path(__file__).resolve().parents[3] / "shared" / "recordings"
pytestmark = pytest.mark.skipif(not RECORDINGS.is_dir(), reason="geen opnamen van de echte systemen naast het project")

ROWS = [
    ("openzaak/zaken-list-bsn", models.Zaak),
    ("openzaak/zaken-zoek-bsn-expand-list", models.Zaak),
    ("openzaak/big-list-100-expand-status", models.Zaak),
    ("openzaak/zaak-detail-expand-all", models.Zaak),
    ("openzaak/statussen-list-zaak", models.Status),
    ("openzaak/rollen-list-zaak", models.Rol),
    ("openzaak/rollen-big", models.Rol),
    ("openzaak/statustypen-list-zaaktype", models.Statustype),
    ("openzaak/resultaattype-detail", models.Omschreven),
    ("openzaak/informatieobjecttype-detail", models.Omschreven),
    ("openzaak/besluittype-detail", models.Besluittype),
    ("openzaak/besluiten-list-zaak", models.Besluit),
    ("openzaak/zaakinformatieobjecten-list", models.Zaakdocument),
    ("openzaak/zaakeigenschappen-list", models.Eigenschap),
    ("openzaak/eio-zoek-uuids", models.Document),
    ("openvtb/externetaken-list-all", Taak),
    ("openvtb/berichten-list-bsn", Bericht),
    ("openvtb/bericht-markdown-html", Bericht),
    ("openvtb/verzoeken-list-empty-filter", Verzoek),
    ("openvtb/verzoek-detail-no-betaling", Verzoek),
    ("openvtb/verzoektypen-list", Verzoektype),
    ("openvtb/verzoektype-versies", Versie),
    ("openproduct/producten-list-all", Product),
    ("openproduct/product-detail-gedeeld", Product),
    ("openproduct/producttype-detail", Producttekst),
]


def rows(name: str) -> list[object]:
    """The records of a recorded answer: of a page, a bare list, or one resource."""
    answer = msgspec.json.decode((RECORDINGS / f"{name}.json").read_bytes())
    if isinstance(answer, dict) and "results" in answer:
        answer = answer["results"]
    return answer if isinstance(answer, list) else [answer]


@pytest.mark.parametrize(("name", "model"), ROWS, ids=[name for name, _ in ROWS])
def test_every_real_record_decodes(name: str, model: type) -> None:
    """Not one record of the real systems breaks our models."""
    found = rows(name)
    assert found
    for record in found:
        msgspec.json.decode(msgspec.json.encode(record), type=model)


def test_real_records_map() -> None:
    """Every recorded taak, bericht and product becomes a view with a title and an origin."""
    made = call({})
    decode = msgspec.json.decode
    taken = [decode(msgspec.json.encode(one), type=Taak) for one in rows("openvtb/externetaken-list-all")]
    berichten = [decode(msgspec.json.encode(one), type=Bericht) for one in rows("openvtb/berichten-list-bsn")]
    producten = [decode(msgspec.json.encode(one), type=Product) for one in rows("openproduct/producten-list-all")]
    views = [
        *(map_taak(one, made, GevondenVia.BSN) for one in taken),
        *(map_bericht(one, made, GevondenVia.BSN) for one in berichten),
        *(map_product(one, made, GevondenVia.BSN) for one in producten),
    ]
    assert len(views) == len(taken) + len(berichten) + len(producten) > 20
    assert all(view.titel and view.herkomst for view in views)
