"""Name and address of a person from the BRP (Haal Centraal, BRP API Personen 2). Nothing is asked that nobody selected."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.haalcentraal import models
from connectors.haalcentraal.mapping import map_persoon
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page
from gateway.context import Needs
from gateway.domain.bron import Dienst
from gateway.domain.klant import Klantgegevens
from gateway.errors import BronNotSupported

PERSONEN = "/personen"
# A question with a body that only reads, so it may be asked again when nothing came back.
manifest = Manifest("haalcentraal", auth=("api_sleutel", "oauth2", "bearer", "geen"), searches=(PERSONEN,))
_NAAM = ("adressering.aanschrijfwijze",)
_ADRES = tuple(f"adressering.{field}" for field in ("adresregel1", "adresregel2", "adresregel3", "land"))
_ADRES_BINNENLAND = tuple(f"adresseringBinnenland.{field}" for field in ("adresregel1", "adresregel2"))


@manifest.source("persoonsgegevens", Dienst.PERSOONSGEGEVENS, needs=("naam", "adres"), versheid_s=300, proof=True)
async def persoonsgegevens(call: Call) -> Page[Klantgegevens]:
    """The person as the BRP has them; an empty page when they are not in it. The BRP knows no businesses."""
    if call.subject.bsn is None:
        raise BronNotSupported("the BRP knows persons only")
    bsn = call.subject.bsn.waarde
    body = {"type": "RaadpleegMetBurgerservicenummer", "burgerservicenummer": [bsn], "fields": _fields(call)}
    answer = await call.require("POST", PERSONEN, models.Antwoord, headers=_headers(call.instellingen), body=body)
    rows = call.decode_rows(answer.personen, models.Persoon)
    own = [row for row in rows if call.mine(row.burgerservicenummer, [bsn], "$.personen[].burgerservicenummer")]
    return Page([map_persoon(row, call) for row in own[:1]], len(own[:1]))


def _fields(call: Call) -> list[str]:
    """The fields to ask: the number, which proves whose the answer is, and what somebody selected.

    What the BRP gives unasked (geheimhoudingPersoonsgegevens, opschortingBijhouding) may not be in the list: that is a 400.
    """
    inland = call.instellingen.get("alleen_binnenland") is True
    return [
        "burgerservicenummer",
        *_when("naam", call.needs, _NAAM),
        *_when("adres", call.needs, _ADRES_BINNENLAND if inland else _ADRES),
    ]


def _when(need: str, needs: Needs, fields: tuple[str, ...]) -> tuple[str, ...]:
    return fields if need in needs else ()


def _headers(instellingen: Mapping[str, object]) -> dict[str, str]:
    """Fixed headers that the gateway before the BRP wants, such as `x-doelbinding`; never about a person."""
    given = instellingen.get("kopregels")
    return {str(name): str(value) for name, value in given.items()} if isinstance(given, Mapping) else {}
