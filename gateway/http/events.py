"""Where bronnen tell that something changed: one address a bron, for notifications and CloudEvents alike."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gateway.errors import InputInvalid
from gateway.events.events import Events
from gateway.events.message import CLOUDEVENT, NOTIFICATION, read_message
from gateway.http.body import read_body
from gateway.http.problem import MELDING_GEWEIGERD, MELDING_ONGELDIG, VORM_ONBEKEND, Problem

MAX_BYTES = 64 * 1024
"""The most a CloudEvent may be, by its specification (1.0, Size Limits)."""


def event_routes(events: Events) -> list[BaseRoute]:
    """`POST /events/<code of the bron>`. 204 says that it came in well, whether or not it meant anything to us."""

    async def take(request: Request) -> Response:
        code = request.path_params["code"]
        given = request.headers.getlist("authorization")
        if not events.proves(code, given[0] if len(given) == 1 else None):
            raise Problem(MELDING_GEWEIGERD, headers={"WWW-Authenticate": 'Bearer realm="events"'})
        media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media_type not in (NOTIFICATION, CLOUDEVENT) or "content-encoding" in request.headers:
            raise Problem(VORM_ONBEKEND, "Stuur een melding als application/json of application/cloudevents+json.")
        raw = await read_body(request.receive, dict(request.scope["headers"]), MAX_BYTES)
        try:
            events.take(code, read_message(raw, media_type))
        except InputInvalid:
            events.count(code, "onleesbaar")
            raise Problem(MELDING_ONGELDIG) from None
        return Response(status_code=204)

    return [Route("/events/{code}", take, methods=["POST"])]
