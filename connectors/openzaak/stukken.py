"""Documents: which hang on a zaak or besluit, and what a person may know of them.

The links of a zaak tell the titles of secret documents too, so only uuids are read of them. One search then gives the
documents that our application may read, so that the secret ones drop out, and the rules of `zichtbaar` keep back the rest.
"""

from __future__ import annotations

from collections.abc import Sequence

from connectors.openzaak.adres import DOCUMENTEN, ZAKEN, uuid_of, zaak_url
from connectors.openzaak.catalogus import catalogus
from connectors.openzaak.models import Document as Row
from connectors.openzaak.models import Zaakdocument
from connectors.openzaak.zichtbaar import Regels, is_known
from gateway.bronnen.bestand import Bestand
from gateway.bronnen.call import Call, Paging
from gateway.domain.bron import Herkomst
from gateway.domain.document import Document, Inhoud

SEARCH = f"{DOCUMENTEN}/enkelvoudiginformatieobjecten/_zoek"
SEARCH_CRS = {"Content-Crs": "EPSG:4326"}
_AT_ONCE = 100
_PAGING = Paging(rows=_AT_ONCE)


async def links_of(call: Call, zaak: str) -> list[str]:
    """The uuids of all documents of a zaak, secret ones too."""
    path, params = f"{ZAKEN}/zaakinformatieobjecten", {"zaak": zaak_url(call, zaak)}
    return [uuid_of(link.informatieobject) for link in await call.bare_rows("GET", path, Zaakdocument, params=params)]


async def visible(call: Call, whole: str, uuids: Sequence[str], herkomst: list[Herkomst]) -> list[Document]:
    """The documents with these uuids that may be shown. `whole` is the native id of what they hang on."""
    rows = [row for at in range(0, len(uuids), _AT_ONCE) for row in await _search(call, uuids[at : at + _AT_ONCE])]
    soorten = (await catalogus(call)).documenttypen if rows else {}
    namen = {uuid: soort.omschrijving for uuid, soort in soorten.items()}
    return [
        map_document(row, call, whole, namen.get(uuid_of(row.informatieobjecttype or "")), herkomst) for row in rows
    ]


async def one_row(call: Call, uuid: str) -> Row | None:
    """The metadata of one document that may be shown; whose it is has to be proven apart."""
    return next(iter(await _search(call, [uuid])), None)


async def _search(call: Call, uuids: Sequence[str]) -> list[Row]:
    """What may be shown of these. The answer is held against the question: an empty filter would find every document."""
    wanted, regels = set(uuids), Regels.of(call.instellingen)
    rows, _, _ = await call.rows(
        "POST", SEARCH, Row, headers=SEARCH_CRS, body={"uuid__in": list(uuids)}, paging=_PAGING
    )
    own = [row for row in rows if uuid_of(row.url) in wanted]
    for row in own:
        if not is_known(row.vertrouwelijkheidaanduiding):
            call.drop("$.results[].vertrouwelijkheidaanduiding")
    return [row for row in own if regels.shows_document(row)]


def bestand_of(row: Row) -> Bestand:
    """Where the bytes of a document are: its own version of it, by our own address and never by the link in the row."""
    return Bestand(
        pad=f"{DOCUMENTEN}/enkelvoudiginformatieobjecten/{uuid_of(row.url)}/download",
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
        datum=row.ontvangstdatum or row.verzenddatum or row.creatiedatum,
        taal=row.taal or None,
        herkomst=herkomst,
        inhoud=Inhoud.HIER,
    )
