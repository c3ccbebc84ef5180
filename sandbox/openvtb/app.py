"""Open VTB 0.1.0 as an app: verzoeken, taken and berichten of one gemeente behind one token."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.applications import Starlette

from sandbox.bron import Bron
from sandbox.openvtb import berichten, taken, verzoeken
from sandbox.openvtb.drf import House, not_found_page
from sandbox.openvtb.gebeurtenissen import Gebeurtenissen
from sandbox.openvtb.lijst import Table
from sandbox.openvtb.seed import seed
from sandbox.openvtb.varianten import VARIANTEN

HEADERS = {
    "API-version": "0.1.0",
    "X-Frame-Options": "DENY",
    "Vary": "origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of one Open VTB; callers show `Authorization: Token <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN, `app.state.gebeurtenissen` what may happen in it.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    house = House(bron.geheim, basis, HEADERS)
    inhoud = seed(bron.gemeente, date.today())

    def address(path: str) -> Callable[[], str]:
        return lambda: basis() + path

    tabel_taken = Table(address(f"{taken.BASE_PATH}/externetaken"), inhoud.taken)
    tabel_berichten = Table(address(f"{berichten.BASE_PATH}/berichten"), inhoud.berichten)
    tabel_verzoeken = Table(address(f"{verzoeken.BASE_PATH}/verzoeken"), inhoud.verzoeken)
    typen = Table(address(f"{verzoeken.BASE_PATH}/verzoektypen"), inhoud.verzoektypen)
    app = Starlette(
        routes=[
            *taken.routes(house, tabel_taken, varianten),
            *berichten.routes(house, tabel_berichten, varianten),
            *verzoeken.routes(verzoeken.Verzoeken(house, tabel_verzoeken, typen, inhoud.versies, varianten)),
        ],
        exception_handlers={404: not_found_page},
    )
    app.router.redirect_slashes = False
    app.state.varianten = varianten
    app.state.gebeurtenissen = Gebeurtenissen(bron.gemeente, tabel_taken, tabel_berichten).namen()
    return app
