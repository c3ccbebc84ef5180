"""The APIs of KVK as an app: two profiles by number, behind a key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import compare_digest

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.handelsregister.bedrijven import Json, basisprofielen, vestigingsprofielen

ANDER_BEDRIJF = "ander_bedrijf"

VARIANTEN: Mapping[str, str] = {
    ANDER_BEDRIJF: "Every profile names another KvK number than the one that was asked.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""


@dataclass(frozen=True)
class Handelsregister:
    """The two addresses of the register."""

    secret: str
    varianten: Mapping[str, bool]

    def profile(self, rows: Mapping[str, Json], code: str) -> Callable[[Request], object]:
        """The GET of one profile by its number; `code` stands in the error for a number that is not there."""

        async def get(request: Request) -> Response:
            if not compare_digest(request.headers.get("apikey", "").encode(), self.secret.encode()):
                return _refuse(401, "IPD0000", "De API-key is niet geldig.")
            row = rows.get(request.path_params["nummer"])
            if row is None:
                return _refuse(404, code, "Er zijn geen gegevens bij dit nummer.")
            return _answer({**row, "kvkNummer": "99999999"} if self.varianten[ANDER_BEDRIJF] else row)

        return get


def _answer(body: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(body), status, media_type="application/hal+json")


def _refuse(status: int, code: str, text: str) -> Response:
    return Response(
        msgspec.json.encode({"fout": [{"code": code, "omschrijving": text}]}), status, media_type="application/json"
    )


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of the register; callers show `apikey: <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    register = Handelsregister(bron.geheim, varianten)
    basis_get = register.profile(basisprofielen(), "IPD0005")
    vestiging_get = register.profile(vestigingsprofielen(), "IPD0005")
    app = Starlette(
        routes=[
            Route("/api/v1/basisprofielen/{nummer}", basis_get, methods=["GET"]),
            Route("/api/v1/vestigingsprofielen/{nummer}", vestiging_get, methods=["GET"]),
        ]
    )
    app.state.varianten = varianten
    return app
