"""The file behind the id of a document: its bron proves the right anew, and tells where the bytes are."""

from __future__ import annotations

from gateway.bronnen.bestand import LOS, SOURCE, Bestand, Download, Elders
from gateway.bronnen.registry import LiveBron
from gateway.plan.fanout.request import Request

DOCUMENT = "document"


async def find_download(request: Request, opaque: str) -> Download | None:
    """The file of a document, for this person; None when there is none, or it is not theirs.

    Raises GatewayError when its bron could not be asked.
    """
    ref = request.ids.decode(opaque, request.subject.id_sleutel)
    live = request.registry.find(ref.bron, request.subject) if ref is not None and ref.soort == DOCUMENT else None
    if ref is None or live is None or live.source(SOURCE) is None:
        return None
    lacking = request.scherm.files(live.bron.diensten) if request.scherm is not None else None
    if lacking is not None:
        raise lacking
    found = await _ask(request, live, SOURCE, ref.native)
    if isinstance(found, Elders):
        return await _elsewhere(request, live, found)
    return _download(request, live, found)


async def _elsewhere(request: Request, named: LiveBron, elders: Elders) -> Download | None:
    native = elders.sleutel.removeprefix(f"{DOCUMENT}/uuid/")
    for live in request.registry.sisters(named, LOS, request.subject):
        found = _download(request, live, await _ask(request, live, LOS, native))
        if found is not None:
            return found
    return None


async def _ask(request: Request, live: LiveBron, source: str, native: str) -> object:
    outcome = await request.ask(live, source, native=native)
    if outcome.fault is not None:
        raise outcome.fault
    return outcome.value


def _download(request: Request, live: LiveBron, found: object) -> Download | None:
    return Download(live, found, request.subject, request.deadline) if isinstance(found, Bestand) else None
