"""Documents: which hang on a zaak or besluit, and what a person may know of them.

The links of a zaak tell the titles of secret documents too, so only uuids are read of them. One search then gives the
documents that our application may read, so that the secret ones drop out, and the rules of `zichtbaar` keep back the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from connectors.openzaak.adres import pad, read_bare, read_rows, uuid_of, zaak_url
from connectors.openzaak.catalogus import catalogus
from connectors.openzaak.models import Document as Row
from connectors.openzaak.models import Zaakdocument
from connectors.openzaak.profiel import profiel_of
from connectors.openzaak.tegelijk import each
from connectors.openzaak.zichtbaar import Regels, is_known
from gateway.bronnen.bestand import Bestand
from gateway.bronnen.call import Call, is_absent
from gateway.domain.bron import Herkomst
from gateway.domain.document import Document, Inhoud

EIO = "/enkelvoudiginformatieobjecten"
SEARCH_CRS = {"Content-Crs": "EPSG:4326"}
_AT_ONCE = 100


async def links_of(call: Call, zaak: str) -> list[str]:
    """The uuids of all documents of a zaak, secret ones too."""
    if profiel_of(call.instellingen).documenten == "bij_zaak":
        return [uuid_of(row.url) for row in await _of_zaak(call, zaak)]
    path, params = pad(call, "zaken", "/zaakinformatieobjecten"), {"zaak": zaak_url(call, zaak)}
    return [uuid_of(link.informatieobject) for link in await read_bare(call, path, Zaakdocument, params=params)]


async def visible(call: Call, whole: str, uuids: Sequence[str], herkomst: list[Herkomst]) -> list[Document]:
    """The documents with these uuids that may be shown, oldest first. `whole` is the native id of what they hang on."""
    rows = [
        row for at in range(0, len(uuids), _AT_ONCE) for row in await _search(call, whole, uuids[at : at + _AT_ONCE])
    ]
    rows.sort(key=lambda row: (_day(row) or date.min, row.titel))
    soorten = (await catalogus(call)).documenttypen if rows else {}
    namen = {uuid: soort.omschrijving for uuid, soort in soorten.items()}
    return [map_document(row, call, whole, namen.get(uuid_of(row.informatieobjecttype)), herkomst) for row in rows]


async def one_row(call: Call, whole: str, uuid: str) -> Row | None:
    """The metadata of one document that may be shown; whose it is has to be proven apart."""
    return next(iter(await _search(call, whole, [uuid])), None)


async def _search(call: Call, whole: str, uuids: Sequence[str]) -> list[Row]:
    """What may be shown of these. The answer is held against the question: an empty filter would find every document."""
    wanted, regels = set(uuids), Regels.of(call.instellingen)
    own = [row for row in await _found(call, whole, uuids) if uuid_of(row.url) in wanted]
    for row in own:
        if not is_known(row.vertrouwelijkheidaanduiding):
            call.drop("$.results[].vertrouwelijkheidaanduiding")
    return [row for row in own if regels.shows_document(row)]


async def _found(call: Call, whole: str, uuids: Sequence[str]) -> list[Row]:
    """The documents with these uuids that our application may read, as this supplier gives them."""
    match profiel_of(call.instellingen).documenten:
        case "bij_zaak" if whole:
            return await _of_zaak(call, whole.partition("/")[0])
        case "bij_zaak" | "los":
            return [row for row in await each(partial(_one, call), uuids) if row is not None]
    path, body = pad(call, "documenten", f"{EIO}/_zoek"), {"uuid__in": list(uuids)}
    found, _ = await read_rows(call, path, Row, headers=SEARCH_CRS, body=body)
    return found


async def _one(call: Call, uuid: str) -> Row | None:
    response = await call.send("GET", pad(call, "documenten", f"{EIO}/{uuid}"))
    return None if response.status == 403 or is_absent(response) else call.decode(response, Row)


async def _of_zaak(call: Call, zaak: str) -> list[Row]:
    found, _ = await read_rows(call, pad(call, "documenten", EIO), Row, params={"identifier": zaak})
    return found


def bestand_of(call: Call, row: Row) -> Bestand:
    """Where the bytes of a document are: its own version of it, by our own address and never by the link in the row."""
    return Bestand(
        pad=pad(call, "documenten", f"{EIO}/{uuid_of(row.url)}/download"),
        naam=row.bestandsnaam or row.titel,
        mediatype=row.formaat or None,
        omvang=row.bestandsomvang,
        params={"versie": row.versie} if row.versie else {},
    )


def map_document(row: Row, call: Call, whole: str, soort: str | None, herkomst: list[Herkomst]) -> Document:
    """The view of a document's metadata."""
    return Document(
        ref=call.ref("document", f"{whole}/{uuid_of(row.url)}"),
        titel=row.titel,
        bestandsnaam=row.bestandsnaam or None,
        bestandstype=row.formaat or None,
        bestandsomvang=row.bestandsomvang,
        soort=soort,
        van_mij=True if row.ontvangstdatum else False if row.verzenddatum else None,
        datum=_day(row),
        taal=row.taal or None,
        herkomst=herkomst,
        inhoud=Inhoud.HIER,
    )


def _day(row: Row) -> date | None:
    return row.ontvangstdatum or row.verzenddatum or row.creatiedatum
