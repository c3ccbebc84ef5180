"""Filters end to end: what a filter leaves is exactly what the same list shows to fit, also where a bron cannot filter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any  # Any: an answer, read by what was asked

import pytest

from tests.scenarios.conftest import Portal

pytestmark = pytest.mark.scenario
ZAAK = (
    "lopend startdatum titel omschrijving identificatie status { groep } zaaktype { identificatie } organisatie { oin }"
)
TAAK = "status soort titel deadline { datum } organisatie { oin }"
BERICHT = "gelezen titel gepubliceerdOp organisatie { oin }"
PRODUCT = "status soort titel einddatum producttype { code } organisatie { oin }"
HAVENSTAD = "00000001999990010000"
Keeps = Callable[[Any], bool]


def day(days: int) -> str:
    """So many days from today: the stories of the sandbox move along with the calendar."""
    return (date.today() + timedelta(days=days)).isoformat()


CASES: list[tuple[str, str, dict[str, object], Keeps]] = [
    ("zaken", ZAAK, {"lopend": True}, lambda one: one["lopend"]),
    ("zaken", ZAAK, {"lopend": False}, lambda one: not one["lopend"]),
    ("zaken", ZAAK, {"statusgroep": ["AFGEROND", "ONTVANGEN"]},
     lambda one: one["status"] is not None and one["status"]["groep"] in ("AFGEROND", "ONTVANGEN")),
    ("zaken", ZAAK, {"zaaktype": ["ZT-DAKKAPEL", "ZT-RIJBEWIJS"]},
     lambda one: one["zaaktype"]["identificatie"] in ("ZT-DAKKAPEL", "ZT-RIJBEWIJS")),
    ("zaken", ZAAK, {"gestart": {"vanaf": day(-200), "totEnMet": day(-20)}},
     lambda one: day(-200) <= one["startdatum"] <= day(-20)),
    ("zaken", ZAAK, {"zoek": "DAKKAPEL"},
     lambda one: any("dakkapel" in (one[name] or "").lower() for name in ("titel", "omschrijving", "identificatie"))),
    ("zaken", ZAAK, {"zoek": "kade", "lopend": True},
     lambda one: one["lopend"] and any("kade" in (one[name] or "").lower() for name in ("titel", "omschrijving"))),
    ("taken", TAAK, {"status": ["OPEN"]}, lambda one: one["status"] == "OPEN"),
    ("taken", TAAK, {"soort": ["BETALING"]}, lambda one: one["soort"] == "BETALING"),
    ("taken", TAAK, {"deadline": {"totEnMet": day(12)}},
     lambda one: one["deadline"] is not None and one["deadline"]["datum"] <= day(12)),
    ("berichten", BERICHT, {"gelezen": False}, lambda one: one["gelezen"] is False),
    ("berichten", BERICHT, {"zoek": "vergunning"}, lambda one: "vergunning" in one["titel"].lower()),
    ("berichten", BERICHT, {"gepubliceerd": {"vanaf": day(-20)}}, lambda one: one["gepubliceerdOp"] >= day(-20)),
    ("producten", PRODUCT, {"soort": ["BELASTINGAANSLAG"]}, lambda one: one["soort"] == "BELASTINGAANSLAG"),
    ("producten", PRODUCT, {"organisatie": [HAVENSTAD]}, lambda one: one["organisatie"]["oin"] == HAVENSTAD),
    ("producten", PRODUCT, {"status": ["ACTIEF"]}, lambda one: one["status"] == "ACTIEF"),
    ("producten", PRODUCT, {"eindigt": {"totEnMet": day(60)}},
     lambda one: one["einddatum"] is not None and one["einddatum"] <= day(60)),
]  # fmt: skip


async def test_a_filter_leaves_what_fits(portal: Portal) -> None:
    """Each filter of each list, alone and together: nothing that fits is missing, nothing that does not is there."""
    for lijst, fields, wanted, keeps in CASES:
        type_ = {
            "zaken": "ZaakFilter",
            "taken": "TaakFilter",
            "berichten": "BerichtFilter",
            "producten": "ProductFilter",
        }
        query = f"query($f: {type_[lijst]}) {{ {lijst}(first: 100, filter: $f) {{ aantal nodes {{ {fields} }} }} }}"
        whole: Any = (await portal.ask(query, f=None))[lijst]
        found: Any = (await portal.ask(query, f=wanted))[lijst]
        expected = [one for one in whole["nodes"] if keeps(one)]
        assert found["nodes"] == expected, wanted
        assert 0 < len(expected) < len(whole["nodes"]), f"{wanted} tells nothing here"
        assert found["aantal"] in (None, len(expected))
