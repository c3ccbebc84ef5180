"""Zaken from Open Zaak and other ZGW registers: the list of a person, one zaak with proof of right, and its details.

A detail is asked with the native id of its zaak, whose right was proven before: by the list that is the person's, or by the
rollen read beside the zaak. What is asked by its own id proves the right anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping

from connectors.openzaak import beslissingen, meldingen, profiel, stukken, vinden, zichtbaar
from connectors.openzaak.adres import pad, read_bare, read_rows, uuid_of, zaak_url
from connectors.openzaak.catalogus import catalogus
from connectors.openzaak.dossier import map_eigenschappen, map_resultaat
from connectors.openzaak.geschiedenis import geschiedenis
from connectors.openzaak.identiteit import variants
from connectors.openzaak.models import Document as DocumentRow
from connectors.openzaak.models import Eigenschap
from connectors.openzaak.models import Resultaat as ResultaatRow
from connectors.openzaak.rollen import own_right, rollen
from gateway.bronnen.bestand import Bestand
from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page
from gateway.domain.besluit import Besluit
from gateway.domain.bron import Dienst, Herkomst
from gateway.domain.document import Document
from gateway.domain.kenmerk import Kenmerk
from gateway.domain.status import Zaakstatus
from gateway.domain.zaak import Betrokkenheid, Resultaat, Zaak

manifest = Manifest("openzaak", auth=("zgw_jwt",))


@manifest.source("zaken", Dienst.ZAKEN, versheid_s=20, verwijst=("zaak",))
async def zaken(call: Call) -> Page[Zaak]:
    """All zaken of the person: one search for each way the register may name them, united by uuid."""
    return await vinden.own_zaken(call)


@manifest.source("zaak", Dienst.ZAKEN, needs=vinden.ALONG, calls=2, proof=True)
async def zaak(call: Call) -> Zaak | None:
    """One zaak, when a rol that holds today names the person, or when it is a deelzaak of such a zaak and names nobody."""
    return await vinden.one_zaak(call, call.native)


@manifest.source("deelzaken", Dienst.ZAKEN, calls=2, versheid_s=20)
async def deelzaken(call: Call) -> list[Zaak]:
    """The deelzaken of a zaak; native: the zaak, then its deelzaken."""
    _, *uuids = call.native.split("/")
    return await vinden.deelzaken(call, uuids) if uuids else []


@manifest.source("zaakrollen", Dienst.ZAKEN, proof=True)
async def zaakrollen(call: Call) -> Betrokkenheid | None:
    """What the person is in the zaak, and which department handles it."""
    variants(call)
    recht = own_right(await rollen(call, call.native), call)
    return recht.betrokkenheid if recht is not None else None


@manifest.source("resultaat", Dienst.ZAKEN, versheid_s=900, verouderd_s=1_800)
async def resultaat(call: Call) -> Resultaat | None:
    """How a zaak ended. Kept for long: it does not change, but for a zaak that is opened again."""
    path, params = pad(call, "zaken", "/resultaten"), {"zaak": zaak_url(call, call.native)}
    (found, _), known = await asyncio.gather(read_rows(call, path, ResultaatRow, params=params), catalogus(call))
    return map_resultaat(found[0], known) if found else None


@manifest.source("statussen", Dienst.ZAKEN)
async def statussen(call: Call) -> list[Zaakstatus]:
    """The steps of a zaak: behind it, now, and perhaps to come."""
    return await geschiedenis(call, call.native)


@manifest.source("eigenschappen", Dienst.ZAKEN)
async def eigenschappen(call: Call) -> list[Kenmerk]:
    """The properties of a zaak."""
    path = pad(call, "zaken", f"/zaken/{call.native}/zaakeigenschappen")
    return map_eigenschappen(await read_bare(call, path, Eigenschap))


@manifest.source("besluiten", Dienst.ZAKEN)
async def besluiten(call: Call) -> list[Besluit]:
    """The besluiten in a zaak, newest first."""
    return await beslissingen.besluiten_of(call, call.native, await catalogus(call))


@manifest.source("besluit", Dienst.ZAKEN, calls=3, proof=True)
async def besluit(call: Call) -> Besluit | None:
    """One besluit, when its zaak is the person's; native: the zaak and the besluit."""
    variants(call)
    in_zaak, _, uuid = call.native.partition("/")
    row, own = await asyncio.gather(beslissingen.read_besluit(call, in_zaak, uuid), vinden.one_zaak(call, in_zaak))
    if row is None or own is None:
        return None
    return beslissingen.map_besluit(row, call, in_zaak, await catalogus(call))


@manifest.source("zaakdocumenten", Dienst.ZAKEN, calls=2, versheid_s=300)
async def zaakdocumenten(call: Call) -> list[Document]:
    """The documents of a zaak that the person may see; native: the zaak, then its documents where those are known."""
    whole, *uuids = call.native.split("/")
    return await stukken.visible(call, whole, uuids or await stukken.links_of(call, whole), _herkomst(call))


@manifest.source("besluitdocumenten", Dienst.ZAKEN, calls=2, versheid_s=300)
async def besluitdocumenten(call: Call) -> list[Document]:
    """The documents in which a besluit was laid down, as far as the person may see them; native: zaak and besluit."""
    uuids = await beslissingen.stukken_of(call, call.native.partition("/")[2])
    return await stukken.visible(call, call.native, uuids, _herkomst(call))


@manifest.source("document", Dienst.ZAKEN, calls=5, proof=True)
async def document(call: Call) -> Document | None:
    """One document, when it hangs on a zaak or besluit of the person; native: zaak, besluit if any, document."""
    row = await _own_document(call)
    if row is None:
        return None
    typen = (await catalogus(call)).documenttypen
    soort = typen.get(uuid_of(row.informatieobjecttype))
    whole = call.native.rpartition("/")[0]
    return stukken.map_document(row, call, whole, soort.omschrijving if soort else None, _herkomst(call))


@manifest.source("bestand", Dienst.ZAKEN, calls=5, versheid_s=0, proof=True)
async def bestand(call: Call) -> Bestand | None:
    """Where the bytes of a document are, proven anew each time; native as for a document."""
    row = await _own_document(call)
    return stukken.bestand_of(call, row) if row is not None else None


@manifest.source("los_bestand", Dienst.ZAKEN, versheid_s=0, proof=True)
async def los_bestand(call: Call) -> Bestand | None:
    """The same for a document that another bron proved to be the person's; no id leads here."""
    variants(call)
    row = await stukken.one_row(call, "", call.native)
    return stukken.bestand_of(call, row) if row is not None else None


async def _own_document(call: Call) -> DocumentRow | None:
    """The metadata of a document, when its zaak is the person's, it hangs there still, and it may be shown."""
    variants(call)
    in_zaak, *in_besluit, uuid = call.native.split("/")
    own, linked, row = await asyncio.gather(
        vinden.one_zaak(call, in_zaak), _links(call, in_zaak, in_besluit), stukken.one_row(call, in_zaak, uuid)
    )
    return row if own is not None and uuid in linked else None


async def _links(call: Call, in_zaak: str, in_besluit: list[str]) -> list[str]:
    """The documents of a zaak, or those of a besluit that is in it."""
    if not in_besluit:
        return await stukken.links_of(call, in_zaak)
    row, links = await asyncio.gather(
        beslissingen.read_besluit(call, in_zaak, in_besluit[0]), beslissingen.stukken_of(call, in_besluit[0])
    )
    return links if row is not None else []


async def warm(call: Call) -> object:
    """Read the catalogue at start, so that the first person does not wait for it."""
    return await catalogus(call)


def _herkomst(call: Call) -> list[Herkomst]:
    return call.herkomst(variants(call)[0].via)


def faults_in(instellingen: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
    """What is not right in the settings of a bron, for `gateway check-config`."""
    known = {"profiel", "afwijkingen", "plafond", "toon_zonder_status", "statussen"}
    for naam in sorted(instellingen.keys() - known):
        yield (naam,), f"onbekende sleutel; kies uit {', '.join(sorted(known))}"
    yield from profiel.faults_in(instellingen)
    yield from zichtbaar.faults_in(instellingen)


manifest.warm = warm
meldingen.declare(manifest)
manifest.faults_in = faults_in
