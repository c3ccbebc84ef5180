"""Berichten of all organisations behind MijnOverheid (FBS Berichtenuitvraag 0.1).

The bron keeps a session for each person: a stream first gathers from every magazijn, then lists can be read. One
magazijn that fails is told apart; a stream that stops without its last event has failed as a whole.
"""

from __future__ import annotations

from connectors.mijnoverheid import meldingen, models
from connectors.mijnoverheid.mapping import map_bericht
from connectors.mijnoverheid.ophalen import ontvanger, ophalen
from connectors.mijnoverheid.schrijven import BERICHTEN, bericht_markeren
from gateway.bronnen.bestand import Bestand
from gateway.bronnen.call import MAX_ITEMS, MAX_PAGES, Call
from gateway.bronnen.manifest import Manifest, Page, unique
from gateway.domain.bericht import Bericht
from gateway.domain.bron import Dienst
from gateway.domain.document import Document
from gateway.errors import BronUnreachable

manifest = Manifest("mijnoverheid", auth=("oauth2",))
_ROWS = 200


@manifest.source("berichten", Dienst.BERICHTEN, calls=2, versheid_s=15, verwijst=())
async def berichten(call: Call) -> Page[Bericht]:
    """All messages of the person; `afgekapt` when a magazijn did not answer."""
    gathered = await ophalen(call)
    rows, is_cut = await _rows(call)
    views = unique(map_bericht(row, call, gathered) for row in rows if row.publicatietijdstip <= call.nu)
    return Page(views, None if gathered.mislukt else len(views), bool(gathered.mislukt) or is_cut)


async def _rows(call: Call) -> tuple[list[models.Samenvatting], bool]:
    """The rows of all pages, at most `MAX_ITEMS` on `MAX_PAGES` pages, and whether there are more."""
    rows: list[models.Samenvatting] = []
    for pagina in range(MAX_PAGES):
        answer = await _read_page(call, pagina)
        rows += call.decode_rows(answer.berichten, models.Samenvatting)
        if answer.links.next is None or not answer.berichten:
            return rows[:MAX_ITEMS], len(rows) > MAX_ITEMS
        if len(rows) >= MAX_ITEMS:
            break
    return rows[:MAX_ITEMS], True


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
    row = await _own_bericht(call, call.native)
    return map_bericht(row, call, gathered) if row is not None else None


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


@manifest.source("bestand", Dienst.BERICHTEN, calls=2, versheid_s=0, proof=True)
async def bestand(call: Call) -> Bestand | None:
    """Where the bytes of an attachment are: below its message, for whom the header names. Native: message, attachment."""
    of_bericht, _, bijlage = call.native.partition("/")
    await ophalen(call)
    row = await _own_bericht(call, of_bericht)
    found = next((one for one in row.bijlagen if one.bijlage_id == bijlage), None) if row is not None else None
    if found is None:
        return None
    pad = f"{BERICHTEN}/{of_bericht}/bijlagen/{bijlage}"
    return Bestand(pad, found.naam, found.mime_type, found.grootte_in_bytes, headers=ontvanger(call.subject))


async def _own_bericht(call: Call, uuid: str) -> models.Bericht | None:
    """One published message of the person's own session, once that is gathered."""
    row = await call.read("GET", f"{BERICHTEN}/{uuid}", models.Bericht, headers=ontvanger(call.subject))
    return row if row is not None and row.publicatietijdstip <= call.nu else None


manifest.write("bericht_markeren", Dienst.BERICHTEN, herhaalbaar=True)(bericht_markeren)
meldingen.declare(manifest)
