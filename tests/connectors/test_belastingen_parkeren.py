"""Tax and parking: commas, zeros and unknowns come through as they are; another's rows do not."""

from __future__ import annotations

import pytest

from connectors.belastingen import producten as aanslagen
from connectors.parkeren import producten as vergunningen
from gateway.domain.betaling import Betaalstatus
from gateway.domain.status import Productstatus
from gateway.errors import BronNotSupported
from tests.connectors.canned import BAKKERIJ, asked, call

EGIS = "/v1/private/client_product_details"


def biljet(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "aanslagbiljetnummer": "0000003255468",
        "aanslagbiljetvolgnummer": "01",
        "dagtekening": "2026-11-01",
        "belastingJaar": "2026",
        "belastingsoortcombinatie": "Aanslag",
        "totaalbedragAanslag": "15,20",
        "bezwaarMogelijk": True,
        "belastingplichtige": {"burgerservicenummer": "999991103"},
        "aanslagregels": [
            {
                "omschrijvingBelastingsoort": "Rioolheffing",
                "bedrag": "15,20",
                "ingangsdatum": "2026-01-01",
                "einddatum": "2026-12-31",
                "adres": [{"straatnaam": "Kade", "huisnummer": "12", "huisnumertoevoeging": "II"}],
            }
        ],
    }
    return {**made, **changes}


def answer(*rows: object) -> dict[tuple[str, str], object]:
    return {("GET", "/v1/aanslagen"): {"result": {"instance": {"rows": list(rows)}}}}


async def test_amounts_and_numbers_keep_their_form() -> None:
    """A comma amount is exact, leading zeros stay, both spellings of the addition are read."""
    (view,) = (await aanslagen(call(answer(biljet())))).items
    assert (view.nummer, str(view.totaal), view.belastingjaar) == ("0000003255468-01", "15.20", 2026)
    assert view.regels[0].adres == ["Kade 12 II"]
    assert view.bezwaartermijn is not None
    assert view.bezwaartermijn.datum.isoformat() == "2026-12-13"


async def test_payment_is_unknown_when_the_bron_does_not_tell() -> None:
    """No payment block means null, never zero."""
    (view,) = (await aanslagen(call(answer(biljet())))).items
    assert view.betaling is None
    (view,) = (await aanslagen(call(answer(biljet(betaalstatus="open"))))).items
    assert view.betaling is not None
    assert (view.betaling.status, view.betaling.openstaand) == (Betaalstatus.OPEN, None)


async def test_anothers_biljet_is_dropped() -> None:
    """Each biljet names its owner; another's is left out and alarmed."""
    made = call(
        answer(biljet(belastingplichtige={"burgerservicenummer": "999991115"}), biljet(totaalbedragAanslag="veel"))
    )
    assert (await aanslagen(made)).items == []
    assert (made.foreign, made.dropped) == (1, ["$.totaalbedragAanslag", "$.result.instance.rows[].belastingplichtige"])


async def test_businesses_are_not_supported_by_tax() -> None:
    """The tax system knows no KvK: it says so, instead of an empty list."""
    with pytest.raises(BronNotSupported):
        await aanslagen(call({}, BAKKERIJ))


async def test_no_permits_is_empty_not_an_error() -> None:
    """404 of the parking system means nothing is there."""
    assert (await vergunningen(call({}))).items == []


async def test_permit_has_plates_zone_and_state() -> None:
    """Plates are split and cleaned, the zone has a code and a name, an ended permit is over."""
    row = {
        "client_product_id": 8703,
        "status": "ACTIVE",
        "started_at": "2025-10-01T12:00:00+00:00",
        "ended_at": "2026-12-10T22:59:59+00:00",
        "zone": "WM55 Oost-5a",
        "vrns": "12-abc-3, XX999Y",
    }
    made = call(
        {
            ("POST", EGIS): {
                "result": "success",
                "data": [row, {**row, "client_product_id": 8704, "ended_at": "2026-11-01T00:00:00+00:00"}],
            }
        }
    )
    active, ended = (await vergunningen(made)).items
    assert (active.kentekens, active.zonecode, active.zone) == (["12ABC3", "XX999Y"], "WM55", "Oost-5a")
    assert active.einddatum is not None
    assert active.einddatum.isoformat() == "2026-12-10"
    assert (active.status, ended.status) == (Productstatus.ACTIEF, Productstatus.VERLOPEN)
    assert asked(made)[0].body == {"token": "verzegeld"}


async def test_a_business_asks_the_other_address() -> None:
    """Companies have an address and a claim of their own."""
    made = call({}, BAKKERIJ)
    await vergunningen(made)
    assert asked(made)[0].path == "/v1/company/client_product_details"
    assert made.transport.minted == [{"kvk_number": "99001001"}]  # type: ignore[attr-defined]
