"""Open Zaak 1.30 as an app: the Zaken, Catalogi, Documenten and Besluiten APIs of one gemeente on one port."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.openvtb.drf import not_found_page
from sandbox.openzaak.aanleveren import Aanleveren
from sandbox.openzaak.besluiten_api import Besluiten
from sandbox.openzaak.catalogi_api import Catalogi
from sandbox.openzaak.documenten_api import Documenten
from sandbox.openzaak.gebeurtenissen import Gebeurtenissen
from sandbox.openzaak.leveranciers import LEVERANCIERS, Gevel, Leverancier
from sandbox.openzaak.loket import Loket
from sandbox.openzaak.register import Register
from sandbox.openzaak.toegang import Toegang
from sandbox.openzaak.varianten import VARIANTEN
from sandbox.openzaak.zaakdelen import Zaakdelen
from sandbox.openzaak.zaken import Zaken

WORTELS = ("/zaken/api/v1", "/catalogi/api/v1", "/documenten/api/v1", "/besluiten/api/v1")


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of one Open Zaak, or of another supplier's ZGW when the bron names one.

    Callers sign their JWT with `geheim` as the client `toegang.CLIENT_ID`.

    `app.state.varianten` holds a switch per name in VARIANTEN, `app.state.gebeurtenissen` what may happen.
    Links start with what `basis` gives at the first call.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    leverancier = LEVERANCIERS[bron.leverancier]
    register = _eenmalig(bron.gemeente, basis, leverancier)
    loket = Loket(Toegang(bron.geheim), basis, register, varianten)
    aanleveren = Aanleveren(loket)
    app = Starlette(
        routes=[
            *(Route(wortel, _naar_de_wortel) for wortel in WORTELS),
            *Zaken(loket).routes(),
            *Zaakdelen(loket, aanleveren).routes(),
            *Catalogi(loket).routes(),
            *aanleveren.routes(),
            *Documenten(loket, aanleveren).routes(),
            *Besluiten(loket).routes(),
        ],
        exception_handlers={404: not_found_page},
    )
    app.router.redirect_slashes = False
    if bron.leverancier != "open-zaak":
        app.add_middleware(Gevel, leverancier=leverancier, register=register, basis=basis)
    app.state.varianten = varianten
    app.state.gebeurtenissen = Gebeurtenissen(bron.gemeente, loket.register).namen()
    return app


def _eenmalig(gemeente: str, basis: Callable[[], str], leverancier: Leverancier) -> Callable[[], Register]:
    """Gives the register, built when it is first asked for: only then is the port in its links known."""
    built: list[Register] = []
    vandaag = date.today()

    def register() -> Register:
        if not built:
            built.append(Register.bouw(gemeente, basis(), vandaag, leverancier.paden))
            leverancier.richt_in(built[0])
        return built[0]

    return register


async def _naar_de_wortel(request: Request) -> Response:
    """The root of an API without its slash moves to the one with it, as an HTML answer."""
    return Response(status_code=301, headers={"Location": request.url.path + "/"}, media_type="text/html")
