"""Producten from Open Product. Unpublished products and other people's numbers stand in its answers; neither goes on."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from connectors.openproduct import models
from connectors.openproduct.eigen import PRODUCTEN, PRODUCTTYPEN, Eigenaar, eigenaren, is_published, own_product
from connectors.openproduct.mapping import map_documenten, map_product
from connectors.openproduct.wijzigen import product_opzeggen, product_verlengen, product_wijzigen
from gateway.bronnen.bestand import Elders, elders
from gateway.bronnen.call import Call, Paging
from gateway.bronnen.manifest import Manifest, Page, Whose
from gateway.domain.bron import Dienst
from gateway.domain.document import Document
from gateway.domain.persoon import Bsn, Kvk, Vestiging
from gateway.domain.product import Product

manifest = Manifest("openproduct", auth=("token", "bearer"))
_PAGING = Paging(size="page_size")
_TEKST_VERSHEID_S = 6 * 3600


@manifest.source("producten", Dienst.PRODUCTEN, versheid_s=300, verouderd_s=1_800)
async def producten(call: Call) -> Page[Product]:
    """All published producten of the person."""
    found = await asyncio.gather(*(_producten(call, one) for one in eigenaren(call.subject)))
    views = {view.ref.native: view for page in found for view in page.items}
    return Page(list(views.values()), len(views), any(page.afgekapt for page in found))


async def _producten(call: Call, eigenaar: Eigenaar) -> Page[Product]:
    params = {eigenaar.key: eigenaar.nummer, "gepubliceerd": "true", "producttype__gepubliceerd": "true"}
    rows, total, cut = await call.rows("GET", PRODUCTEN, models.Product, params=params, paging=_PAGING)
    own = [row for row in rows if _is_own(row, call, eigenaar) and is_published(row)]
    return Page([map_product(row, call, eigenaar.via) for row in own], total, cut)


def _is_own(row: models.Product, call: Call, eigenaar: Eigenaar) -> bool:
    numbers = [getattr(one, eigenaar.veld) for one in row.eigenaren]
    return call.mine(eigenaar.nummer, numbers, "$.results[].eigenaren")


@manifest.source("product", Dienst.PRODUCTEN, proof=True)
async def product(call: Call) -> Product | None:
    """One product, when the person is one of its owners and it is published."""
    found = await own_product(call)
    return map_product(found[0], call, found[1].via) if found is not None else None


@manifest.source("productdocumenten", Dienst.PRODUCTEN, proof=True)
async def productdocumenten(call: Call) -> list[Document]:
    """The documents that a product of the person points at; only their names in the Documenten API are known here."""
    found = await own_product(call)
    return map_documenten(found[0], call, found[1].via) if found is not None else []


@manifest.source("bestand", Dienst.PRODUCTEN, versheid_s=0, proof=True)
async def bestand(call: Call) -> Elders | None:
    """Which document of the person's product this is; the Documenten API has its bytes. Native: product, document."""
    return elders(await productdocumenten(call.about(call.native.partition("/")[0])), call.native)


@manifest.source("producttype", Dienst.PRODUCTEN, versheid_s=300)
async def producttype(call: Call) -> str | None:
    """What one can do with a kind of product; the same for everybody, so kept for hours."""
    path = f"{PRODUCTTYPEN}/{call.native}"

    async def load() -> str | None:
        row = await call.read("GET", path, models.Producttekst, headers={"Accept-Language": "nl"})
        return row.samenvatting or None if row is not None else None

    return await call.shared.get(f"producttype/{call.native}/nl", load, versheid_s=_TEKST_VERSHEID_S)


manifest.write("product_verlengen", Dienst.PRODUCTEN)(product_verlengen)
manifest.write("product_wijzigen", Dienst.PRODUCTEN, herhaalbaar=True)(product_wijzigen)
manifest.write("product_opzeggen", Dienst.PRODUCTEN, herhaalbaar=True)(product_opzeggen)


async def owners(call: Call, told: Mapping[str, object]) -> Whose:
    """Every owner of a product."""
    row = await call.read("GET", f"{PRODUCTEN}/{call.native}", models.Eigendom)
    return Whose.of(
        *(
            number
            for one in (row.eigenaren if row is not None else ())
            for number in ((Bsn, one.bsn), (Kvk, one.kvk_nummer), (Vestiging, one.vestigingsnummer))
        )
    )


# An owner who was taken off is not told apart from any other change, so after one nothing of before is shown.
manifest.event("producten/product/create", soort="product", diensten=(Dienst.PRODUCTEN,), owners=owners)
manifest.event("producten/product", soort="product", diensten=(Dienst.PRODUCTEN,), owners=owners, gone=True)
manifest.event("producten/product/destroy", soort="product", diensten=(Dienst.PRODUCTEN,), gone=True)
