"""The Interactieservices API as an app: a search by pseudonym, and one taak, of whoever it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus
from secrets import compare_digest

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.interactie.seed import Json, pseudoniemen, summary, taken

PAD = "/interactie/v0"
API_VERSION = {"API-Version": "0.1.0"}
FILTER_GENEGEERD = "filter_genegeerd"
GEEN_TAKEN = "geen_taken"

VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The pseudonym is not applied: every answer holds everyone's taken.",
    GEEN_TAKEN: "Taken are no longer supported: the key is not in the answer.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""


@dataclass(frozen=True)
class Voertuigdienst:
    """The two addresses of the API. Like the real ones it trusts the portal: a taak by uuid is anybody's."""

    secret: str
    personen: Mapping[str, str]
    taken: Mapping[str, list[Json]]
    varianten: Mapping[str, bool]

    async def zoek(self, request: Request) -> Response:
        """POST of a search; an unknown pseudonym has no taken."""
        if not self._admits(request):
            return _problem(401, "Er is geen geldig token.")
        body = await _body(request)
        if body is None or not isinstance(body.get("klantId"), str):
            return _problem(400, "Het veld 'klantId' is verplicht.")
        include = body.get("include") or ["taken"]
        if self.varianten[GEEN_TAKEN] or not isinstance(include, list) or "taken" not in include:
            return _json({})
        return _json({"taken": [summary(one) for one in self._of(str(body["klantId"]), body.get("contextId"))]})

    async def retrieve(self, request: Request) -> Response:
        """GET of one taak with everything that belongs to its type."""
        if not self._admits(request):
            return _problem(401, "Er is geen geldig token.")
        every = (one for rows in self.taken.values() for one in rows)
        found = next((one for one in every if one["uuid"] == request.path_params["uuid"]), None)
        return _json(found) if found is not None else _problem(404, "Deze taak is er niet.")

    def _of(self, klant_id: str, context: object) -> list[Json]:
        if self.varianten[FILTER_GENEGEERD]:
            return [one for rows in self.taken.values() for one in rows]
        rows = self.taken.get(self.personen.get(klant_id, ""), [])
        return rows if context is None else [one for one in rows if one["context"] == {"urn": context}]

    def _admits(self, request: Request) -> bool:
        return compare_digest(request.headers.get("authorization", "").encode(), f"Bearer {self.secret}".encode())


async def _body(request: Request) -> Json | None:
    try:
        body: object = msgspec.json.decode(await request.body())
    except msgspec.DecodeError:
        return None
    return body if isinstance(body, dict) else None


def _json(body: object) -> Response:
    return Response(msgspec.json.encode(body), 200, API_VERSION, "application/json")


def _problem(status: int, detail: str) -> Response:
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return Response(msgspec.json.encode(body), status, media_type="application/problem+json")


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of the organisation; callers show `Authorization: Bearer <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    dienst = Voertuigdienst(bron.geheim, pseudoniemen(), taken(date.today()), varianten)
    app = Starlette(
        routes=[
            Route(f"{PAD}/context/zoek", dienst.zoek, methods=["POST"]),
            Route(f"{PAD}/taken/{{uuid}}", dienst.retrieve, methods=["GET"]),
        ]
    )
    app.state.varianten = varianten
    return app
