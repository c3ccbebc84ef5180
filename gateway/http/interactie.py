"""VNG's Interactieservices API (0.1): the taken of the person whose token it is, for portals of others."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from typing import Generic, TypeVar
from uuid import UUID

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from gateway.context import Deadline
from gateway.errors import LevelTooLow
from gateway.http.answer import log_crash
from gateway.http.arrival import Arrival
from gateway.http.body import ClientGone, read_body
from gateway.http.logboek import keep
from gateway.http.media import is_json_request
from gateway.http.presence import Presence
from gateway.http.problem import (
    BRONNEN_ONBEREIKBAAR,
    INTERNE_FOUT,
    NIET_GEVONDEN,
    VORM_ONBEKEND,
    VRAAG_ONGELDIG,
    Problem,
    stronger_login,
)
from gateway.interactie.vormen import API_VERSION, ContextQuery, read_query
from gateway.interactie.zoeken import NietTeVragen, Zoeker

PAD = "/interactie/v0"
MAX_BYTES = 16_384
RETRY_AFTER_S = 5
_HEADERS = {"API-Version": API_VERSION, "Cache-Control": "no-store"}
_DESCRIPTION = (Path(__file__).parent / "static" / "interactie" / "openapi.json").read_bytes()
Who = TypeVar("Who")


@dataclass(frozen=True, slots=True)
class Interactieservices(Generic[Who]):
    """The addresses of the API. `klant_id` is the `sub` of whoever asks; `zoeker` searches what their portal may see."""

    arrival: Arrival[Who]
    klant_id: Callable[[Who], str]
    zoeker: Callable[[Who, Deadline], Zoeker]

    def routes(self) -> list[BaseRoute]:
        """The addresses; another method there is a 405."""
        return [
            Route(f"{PAD}/context/zoek", self.zoek, methods=["POST"]),
            Route(f"{PAD}/taken/{{uuid}}", self.retrieve, methods=["GET"]),
            Route(f"{PAD}/openapi.json", describe, methods=["GET"]),
        ]

    async def zoek(self, request: Request) -> Response:
        """POST of a search; it only reads."""
        who, deadline = await self.arrival.admit(request.scope)
        query = await _query(request)
        if not compare_digest(query.klant_id.encode(), self.klant_id(who).encode()):
            raise Problem(VRAAG_ONGELDIG, "Het klantId hoort niet bij dit token.")
        return await self._answer(request, who, deadline, lambda zoeker: zoeker.zoek(query))

    async def retrieve(self, request: Request) -> Response:
        """GET of one taak. Another's is not there, just as one that does not exist."""
        who, deadline = await self.arrival.admit(request.scope)
        uuid = _uuid(request.path_params["uuid"])
        return await self._answer(request, who, deadline, lambda zoeker: zoeker.haal(uuid))

    async def _answer(
        self, request: Request, who: Who, deadline: Deadline, find: Callable[[Zoeker], Awaitable[object | None]]
    ) -> Response:
        """What was found, once it stands in the processing log. Raises Problem."""
        zoeker = self.zoeker(who, deadline)
        is_broken = False
        try:
            with Presence(request.receive):
                found = await find(zoeker)
        except NietTeVragen:
            raise Problem(BRONNEN_ONBEREIKBAAR, headers={"Retry-After": str(RETRY_AFTER_S)}) from None
        except LevelTooLow as fault:
            raise stronger_login(fault) from None
        except ClientGone:
            return Response(status_code=204)  # nobody reads it
        except Exception as fault:  # the edge: nothing that goes wrong inside may show outside
            is_broken = True
            log_crash(fault)
            raise Problem(INTERNE_FOUT) from None
        finally:
            keep(self.arrival.logboek, who, zoeker.vraag, ok=not is_broken)
        if found is None:
            raise Problem(NIET_GEVONDEN)
        return Response(msgspec.json.encode(found), 200, _HEADERS, "application/json")


async def describe(_: Request) -> Response:
    """GET of what this API is (OpenAPI 3.1); anybody may read that."""
    return Response(_DESCRIPTION, 200, {"API-Version": API_VERSION}, "application/json")


async def _query(request: Request) -> ContextQuery:
    """The search in the body. Raises Problem."""
    headers = dict(request.scope["headers"])
    if not is_json_request(headers.get(b"content-type")):
        raise Problem(VRAAG_ONGELDIG, VORM_ONBEKEND.detail)  # the contract has no 415
    raw = await read_body(request.receive, headers, MAX_BYTES)
    try:
        return read_query(raw)
    except ValueError:
        raise Problem(
            VRAAG_ONGELDIG, "Geef klantId (tekst), en zo nodig contextId (een URN) en include (een lijst)."
        ) from None


def _uuid(text: str) -> str:
    """The uuid in an address, in one spelling. Raises Problem for what cannot be one."""
    try:
        return str(UUID(text))
    except ValueError:
        raise Problem(NIET_GEVONDEN) from None
