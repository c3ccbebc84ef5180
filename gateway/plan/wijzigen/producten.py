"""Extend, change or end a product, unless a rule of the organisation says it cannot be done now."""

from __future__ import annotations

from typing import cast

from gateway.context import Needs
from gateway.domain.actie import Actiesoort
from gateway.domain.fout import niet_gevonden
from gateway.domain.invoer import ProductActieInvoer
from gateway.plan.fanout.request import Request
from gateway.plan.wijzigen.toegestaan import toegestaan
from gateway.plan.wijzigen.uitvoeren import Doen, Invoer, ingediend, vind, wijzig


def product_actie(naam: str, soort: Actiesoort) -> Doen:
    """The write `naam` at the bron of a product."""

    async def doen(request: Request, invoer: Invoer, needs: Needs) -> object:
        found = vind(request, cast(ProductActieInvoer, invoer).product_id, ("product",))
        if found is None:
            return niet_gevonden()
        ref, live = found
        vooraf = toegestaan(request, ref, soort)
        return await wijzig(request, live, ref, naam, invoer, needs, ingediend, vooraf=vooraf)

    return doen
