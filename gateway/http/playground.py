"""The playground: GraphiQL from our own files under a strict content security policy, with the examples as tabs."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from gateway.http.csp import CspReports
from gateway.http.problem import NIET_GEVONDEN, Problem

FOLDER = Path(__file__).parent / "static" / "graphiql"
_BUILT = "graphiql.min.js"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self' {issuer}; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "report-uri /csp"
)


class Playground:
    """`/graphiql/` and what its page asks for. `examples`: operations by name; `issuer`: where people log in."""

    def __init__(
        self,
        examples: Mapping[str, str],
        *,
        issuer: str,
        client_id: str,
        endpoint: str = "/graphql",
        folder: Path = FOLDER,
    ) -> None:
        self.reports = CspReports()
        self._examples = msgspec.json.encode([{"naam": naam, "query": query} for naam, query in examples.items()])
        self._settings = msgspec.json.encode({"issuer": issuer, "client_id": client_id, "endpoint": endpoint})
        self._files = _Files(folder, _POLICY.format(issuer=_origin(issuer)))

    def routes(self) -> list[BaseRoute]:
        """The routes of the playground."""
        return [
            Route("/graphiql", _to_page),
            Route("/graphiql/voorbeelden.json", _document(self._examples)),
            Route("/graphiql/instellingen.json", _document(self._settings)),
            Mount("/graphiql", self._files),
            self.reports.route(),
        ]


class _Files(StaticFiles):
    """The files in the built folder, each with the policy. Their names hold no version, so browsers ask every time."""

    def __init__(self, folder: Path, policy: str) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._built = folder / _BUILT
        self._policy = policy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._built.is_file():
            raise Problem(NIET_GEVONDEN, "De probeerplek is nog niet gebouwd. Voer `make setup` uit.")
        await super().__call__(scope, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Content-Security-Policy"] = self._policy
        response.headers["Cache-Control"] = "no-cache"
        return response


async def _to_page(_: Request) -> Response:
    return RedirectResponse("/graphiql/")


def _document(body: bytes) -> Callable[[Request], Awaitable[Response]]:
    async def answer(_: Request) -> Response:
        return Response(body, media_type="application/json")

    return answer


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
