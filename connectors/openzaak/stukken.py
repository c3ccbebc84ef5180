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
from gateway.bronnen.call import Call, Paging
from gateway.domain.bron import Herkomst
from gateway.domain.document import Document

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
    regels = Regels.of(call.instellingen)
    rows = [row for at in range(0, len(uuids), _AT_ONCE) for row in await _search(call, uuids[at : at + _AT_ONCE])]
    soorten = (await catalogus(call)).documenttypen if rows else {}
    namen = {uuid: soort.omschrijving for uuid, soort in soorten.items()}
    for row in rows:
        if not is_known(row.vertrouwelijkheidaanduiding):
            call.drop("$.results[].vertrouwelijkheidaanduiding")
    shown = [row for row in rows if regels.shows_document(row)]
    return [
        map_document(row, call, whole, namen.get(uuid_of(row.informatieobjecttype or "")), herkomst) for row in shown
    ]


async def _search(call: Call, uuids: Sequence[str]) -> list[Row]:
    """What may be read of these. The answer is held against the question: an empty filter would find every document."""
    wanted = set(uuids)
    rows, _, _ = await call.rows(
        "POST", SEARCH, Row, headers=SEARCH_CRS, body={"uuid__in": list(uuids)}, paging=_PAGING
    )
    return [row for row in rows if uuid_of(row.url) in wanted]


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
        beschikbaar=False,
        download_url=None,
        herkomst=herkomst,
    )
