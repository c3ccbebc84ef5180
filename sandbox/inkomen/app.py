"""The port for income as an app: one question about one fact, behind a token, strict about what is asked."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from secrets import compare_digest

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.inkomen.seed import Json, seed

ANDER_PERSOON = "ander_persoon"
FILTER_GENEGEERD = "filter_genegeerd"
VARIANTEN: Mapping[str, str] = {
    ANDER_PERSOON: "Every answer is about somebody else than who was asked for.",
    FILTER_GENEGEERD: "The number is not applied: every answer holds everybody.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""

_VREEMD = "999999436"


@dataclass(frozen=True)
class Poort:
    """The addresses of the port."""

    secret: str
    feiten: Mapping[str, Mapping[str, Json]]
    varianten: Mapping[str, bool]

    def answer(self, feit: str) -> Callable[[Request], Awaitable[Response]]:
        """The POST of a question about this fact of one person."""

        async def ask(request: Request) -> Response:
            given = request.headers.get("authorization", "")
            if not compare_digest(given.encode(), f"Token {self.secret}".encode()):
                return _refuse(401, "Het token ontbreekt of klopt niet.")
            number = _number(await request.body())
            if number is None:
                return _refuse(400, "Geef precies een burgerservicenummer.")
            return _answer({"gegevens": self._found(feit, number)})

        return ask

    def _found(self, feit: str, number: str) -> list[Json]:
        rows = self.feiten[feit]
        if self.varianten[FILTER_GENEGEERD]:
            return list(rows.values())
        found = [rows[number]] if number in rows else []
        return [{**row, "burgerservicenummer": _VREEMD} for row in found] if self.varianten[ANDER_PERSOON] else found


def _number(body: bytes) -> str | None:
    """The number in a question that holds nothing else."""
    try:
        found: object = msgspec.json.decode(body)
    except msgspec.DecodeError:
        return None
    if not isinstance(found, dict) or set(found) != {"burgerservicenummer"}:
        return None
    number = found["burgerservicenummer"]
    return number if isinstance(number, str) and re.fullmatch(r"[0-9]{9}", number) else None


def _answer(body: object, status: int = 200, kind: str = "application/json") -> Response:
    return Response(msgspec.json.encode(body), status, media_type=kind)


def _refuse(status: int, detail: str) -> Response:
    return _answer({"title": "Dit kan niet.", "status": status, "detail": detail}, status, "application/problem+json")


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of the port; callers show `Authorization: Token <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    feiten = seed(date.today())
    poort = Poort(bron.geheim, feiten, varianten)
    app = Starlette(routes=[Route(f"/v1/{feit}", poort.answer(feit), methods=["POST"]) for feit in feiten])
    app.state.varianten = varianten
    return app
