"""The traps of Open Product."""

from __future__ import annotations

import copy
import json
from typing import Any  # Any: recorded JSON

import pytest

from tests.contract.bron import ask
from tests.contract.opname import Opname, find

pytestmark = pytest.mark.contract
PRODUCTEN = find("openproduct.producten")
UUID = "0f0f0f0f-1111-4111-8111-111111111111"
NIETS: dict[str, Any] = {"zaken": [], "aanvraag_zaak_urn": None, "aanvraag_zaak_url": None}


def changed(**fields: Any) -> Opname:
    """The list with these fields in its first product."""
    whole = copy.deepcopy(PRODUCTEN.antwoorden[0].json)
    whole["results"][0].update(fields)
    return PRODUCTEN.with_answer(0, json=whole)


async def test_parameters_are_in_snake_case() -> None:
    """In camel case a filter is ignored, which gives everybody's products; `pageSize` is ignored too."""
    (one,) = (await ask(PRODUCTEN)).asked
    assert one.params == {
        "eigenaren__bsn": PRODUCTEN.persoon["bsn"], "gepubliceerd": "true", "producttype__gepubliceerd": "true",
        "page": "1", "page_size": "100",
    }  # fmt: skip


@pytest.mark.parametrize(
    "link",
    [
        {"zaken": [{"urn": f"urn:nld:gemeentehavenstad:zaak:uuid:{UUID}", "url": None}]},
        {"zaken": [{"urn": None, "url": f"https://open-zaak.example/zaken/api/v1/zaken/{UUID}"}]},
        {"aanvraag_zaak_urn": f"urn:nld:gemeentehavenstad:zaak:uuid:{UUID}"},
        {"aanvraag_zaak_url": f"https://open-zaak.example/zaken/api/v1/zaken/{UUID}"},
    ],
    ids=["urn", "url", "aanvraag urn", "aanvraag url"],
)
async def test_a_zaak_is_known_by_its_uuid_however_it_is_named(link: dict[str, Any]) -> None:
    """A product names its zaak by URN, by address, or by either in another field."""
    found = await ask(changed(**{**NIETS, **link}))
    assert f"zaak/uuid/{UUID}" in json.dumps(found.look)
    assert f"zaak/uuid/{UUID}" not in json.dumps((await ask(changed(**NIETS))).look)


async def test_themas_that_are_not_published_are_not_shown() -> None:
    """A published product may hang below a thema that is not."""
    whole = copy.deepcopy(PRODUCTEN.antwoorden[0].json)
    whole["results"][0]["producttype"]["themas"] = [
        {"naam": "Geheime plannen", "gepubliceerd": False}, {"naam": "Wonen", "gepubliceerd": True},
    ]  # fmt: skip
    shown = json.dumps((await ask(PRODUCTEN.with_answer(0, json=whole))).look)
    assert "Wonen" in shown
    assert "Geheime plannen" not in shown


async def test_moments_keep_the_zone_of_the_server() -> None:
    """Other systems write UTC; this one writes local time with its offset, which names the same moment."""
    one = await ask(changed(update_datum="2024-10-25T16:14:11.123482+01:00"))
    other = await ask(changed(update_datum="2024-10-25T15:14:11.123482Z"))
    moments = {json.dumps(found.look).partition('"laatst_gewijzigd_op": "')[2][:32] for found in (one, other)}
    assert {text[11:16] for text in moments} == {"16:14", "15:14"}
    assert any("+01:00" in text for text in moments)
