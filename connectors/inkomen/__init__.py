"""Income, household and assets, for a check that the person consented to. What comes back is kept nowhere.

The port is ours (docs/inkomen.md): a municipality puts its own source of these facts behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from connectors.inkomen import models
from connectors.inkomen.mapping import map_huishouden, map_maandinkomen, map_verloop, map_vermogen
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.bron import Dienst
from gateway.domain.inkomen import Huishouden, Inkomensverloop, Maandinkomen, Vermogen
from gateway.errors import BronNotSupported

manifest = Manifest("inkomen", auth=("token", "bearer", "api_sleutel", "oauth2"))
_PAD = "$.gegevens[].burgerservicenummer"
R = TypeVar("R", bound=models.Gegeven)
V = TypeVar("V")


@manifest.source("inkomen", Dienst.INKOMEN, once=True, versheid_s=0)
async def inkomen(call: Call) -> Page[Maandinkomen]:
    """The income of the last month; an empty page when the source does not know the person."""
    found = await _vraag(call, "/v1/maandinkomen", models.Maandinkomen, map_maandinkomen)
    return Page([found] if found is not None else [], 1 if found is not None else 0)


@manifest.source("inkomensverloop", Dienst.INKOMEN, once=True, versheid_s=0)
async def inkomensverloop(call: Call) -> Inkomensverloop | None:
    """The highest income in one of the last months."""
    return await _vraag(call, "/v1/inkomensverloop", models.Inkomensverloop, map_verloop)


@manifest.source("huishouden", Dienst.INKOMEN, once=True, versheid_s=0)
async def huishouden(call: Call) -> Huishouden | None:
    """With whom the person lives."""
    return await _vraag(call, "/v1/huishouden", models.Huishouden, map_huishouden)


@manifest.source("vermogen", Dienst.INKOMEN, once=True, versheid_s=0)
async def vermogen(call: Call) -> Vermogen | None:
    """What the household owns."""
    return await _vraag(call, "/v1/vermogen", models.Vermogen, map_vermogen)


async def _vraag(call: Call, path: str, type_: type[R], map_row: Callable[[R, Call], V]) -> V | None:
    """One question about one fact. It is not repeated when nothing came back: each consent is one question."""
    if call.subject.bsn is None:
        raise BronNotSupported("only persons have these facts")
    bsn = call.subject.bsn.waarde
    answer = await call.require("POST", path, models.Antwoord, body={"burgerservicenummer": bsn})
    rows = call.decode_rows(answer.gegevens, type_)
    own = [row for row in rows if call.mine(row.burgerservicenummer, [bsn], _PAD)]
    return map_row(own[0], call) if own else None
