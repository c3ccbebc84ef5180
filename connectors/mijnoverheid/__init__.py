"""Berichten of all organisations behind MijnOverheid (FBS Berichtenuitvraag 0.1).

The bron keeps a session for each person: a stream first gathers from every magazijn, then lists can be read. One
magazijn that fails is told apart; a stream that stops without its last event has failed as a whole.
"""

from __future__ import annotations

from connectors.mijnoverheid import models
from connectors.mijnoverheid.mapping import map_bericht
from connectors.mijnoverheid.ophalen import ontvanger, ophalen
from gateway.bronnen.call import MAX_ITEMS, Call
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.bericht import Bericht
from gateway.domain.bron import Dienst
from gateway.domain.document import Document
from gateway.errors import BronUnreachable

manifest = Manifest("mijnoverheid", auth=("oauth2",))
BERICHTEN = "/api/v1/berichten"
_ROWS = 200


@manifest.source("berichten", Dienst.BERICHTEN, calls=2, versheid_s=15)
async def berichten(call: Call) -> Page[Bericht]:
    """All messages of the person; `afgekapt` when a magazijn did not answer."""
    gathered = await ophalen(call)
    rows: list[models.Samenvatting] = []
    pagina = 0
    while True:
        answer = await _read_page(call, pagina)
        found = call.decode_rows(answer.berichten, models.Samenvatting)
        rows += found
        pagina += 1
        if answer.links.next is None or not answer.berichten or len(rows) >= MAX_ITEMS:
            break
    views = [map_bericht(row, call, gathered) for row in rows[:MAX_ITEMS] if row.publicatietijdstip <= call.nu]
    return Page(
        views, None if gathered.mislukt else len(views), bool(gathered.mislukt) or answer.links.next is not None
    )


async def _read_page(call: Call, pagina: int) -> models.Lijst:
    params = {"pagina": pagina, "paginaGrootte": _ROWS}
    response = await call.send("GET", BERICHTEN, headers=ontvanger(call.subject), params=params)
    if response.status == 409:
        raise BronUnreachable("session is not filled")
    return call.decode(response, models.Lijst)


@manifest.source("bericht", Dienst.BERICHTEN, calls=2, proof=True)
async def bericht(call: Call) -> Bericht | None:
    """One message out of the person's own session, with its text and attachments."""
    gathered = await ophalen(call)
    row = await call.read("GET", f"{BERICHTEN}/{call.native}", models.Bericht, headers=ontvanger(call.subject))
    return map_bericht(row, call, gathered) if row is not None and row.publicatietijdstip <= call.nu else None


@manifest.source("berichttekst", Dienst.BERICHTEN, calls=2, proof=True)
async def berichttekst(call: Call) -> str | None:
    """The text of a message; the list does not have it."""
    found = await bericht(call)
    return found.inhoud if found is not None else None


@manifest.source("bijlagen", Dienst.BERICHTEN, calls=2, proof=True)
async def bijlagen(call: Call) -> list[Document] | None:
    """The attachments of a message; the list only counts them."""
    found = await bericht(call)
    return found.stukken if found is not None else None
