"""Taken of other organisations, through the VNG Interactieservices API. They know the person by a pseudonym, not a number."""

from __future__ import annotations

from connectors.interactie import models
from connectors.interactie.mapping import map_taak
from connectors.interactie.uitvoering import uitvoering as way_to_do
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.bron import Dienst
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import Uitvoering
from gateway.domain.urn import uuid_key
from gateway.errors import BronNotSupported

ZOEK = "/context/zoek"
TAKEN = "/taken"
# The contract says that searching is safe, though it goes by POST (as the QUERY method of HTTP would).
manifest = Manifest("interactie", auth=("bearer", "oauth2", "api_sleutel", "geen"), searches=(ZOEK,))


@manifest.source("taken", Dienst.TAKEN, versheid_s=15)
async def taken(call: Call) -> Page[Taak]:
    """All taken of the person, of every status; cut off when the organisation says that it could not tell all."""
    answer = await _search(call)
    rows = [row for row in call.decode_rows(answer.taken or [], models.TaakInfo) if _is_named(row, call)]
    views = {row.uuid: map_taak(row, call) for row in rows}
    return Page(list(views.values()), len(views), not answer.volledig)


@manifest.source("uitvoering", Dienst.TAKEN, calls=2, versheid_s=0, proof=True)
async def uitvoering(call: Call) -> Uitvoering | None:
    """How to do an open taak of the person, read anew each time.

    A taak by its uuid names no owner, so it must be in the person's own list first.
    """
    own = {row.uuid for row in call.decode_rows((await _search(call)).taken or [], models.TaakInfo)}
    if call.native not in own or uuid_key("taak", call.native) is None:
        return None
    row = await call.read("GET", f"{TAKEN}/{call.native}", models.TaakInfo)
    return way_to_do(row) if row is not None and row.status == "open" else None


async def _search(call: Call) -> models.ContextResultaat:
    """What the organisation has of this person. Raises BronNotSupported when it gives no taken, or cannot know the person."""
    body = {"klantId": _klant_id(call), "include": ["taken"]}
    answer = await call.require("POST", ZOEK, models.ContextResultaat, body=body)
    if answer.taken is None:
        raise BronNotSupported("this organisation gives no taken")
    return answer


def _klant_id(call: Call) -> str:
    """The pseudonym of the login. It stands for who logged in, so never for somebody they act for.

    Raises BronNotSupported.
    """
    if not call.subject.sub or call.subject.handelend is not None:
        raise BronNotSupported("the login has no name for this person that this organisation knows")
    return call.subject.sub


def _is_named(row: models.TaakInfo, call: Call) -> bool:
    """Is its uuid one? It becomes part of an address later on."""
    if uuid_key("taak", row.uuid) is not None:
        return True
    call.drop("$.taken[].uuid")
    return False
