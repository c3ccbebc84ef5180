"""Open Product 1.8.0 as an app: the producten and the product catalogue of one gemeente behind one token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.openproduct import producten, producttypen
from sandbox.openproduct.seed import seed
from sandbox.openvtb.drf import House, not_found_page
from sandbox.openvtb.lijst import Table

HEADERS = {
    "API-version": "1.7.0",
    "X-Frame-Options": "DENY",
    "Vary": "Accept-Language, origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of one Open Product; callers show `Authorization: Token <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(producten.VARIANTEN, False)
    house = House(bron.geheim, basis, HEADERS, params_key="invalid_params", languages=("nl", "en"))
    inhoud = seed(bron.gemeente, date.today())
    table = Table(lambda: f"{basis()}{producten.BASE_PATH}/producten", inhoud.producten, keeps_place=True)
    app = Starlette(
        routes=[
            *producten.routes(producten.Producten(house, table, inhoud.catalogus, varianten)),
            *producttypen.routes(producttypen.Producttypen(house, inhoud.catalogus)),
        ],
        exception_handlers={404: not_found_page},
    )
    app.router.redirect_slashes = False
    app.state.varianten = varianten
    app.state.catalogus = inhoud.catalogus
    return app
