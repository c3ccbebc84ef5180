"""Serves the demo MijnOmgeving under a strict content security policy: a portal on an origin of its own, as in real life."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

CLIENT_ID = "portaal"
FOLDER = Path(__file__).resolve().parent.parent / "portal" / "dist"
NOT_BUILT = "Het portaal is nog niet gebouwd. Voer `make setup` uit."
_PAGE = "index.html"
_YEAR = "public, max-age=31536000, immutable"


def portal_app(endpoint: str, issuer: str, bediening: ASGIApp, folder: Path = FOLDER) -> Starlette:
    """The portal for one gateway and issuer. What browsers report about the policy is counted on `/csp`.

    `bediening`: the control API, of which the console page of the portal gets the part about bronnen.
    """
    meldingen: list[str] = []

    async def settings(_: Request) -> Response:
        return JSONResponse({"endpoint": endpoint, "issuer": issuer, "clientId": CLIENT_ID})

    async def report(request: Request) -> Response:
        if request.method == "POST":
            meldingen.append((await request.body())[:2000].decode("utf-8", "replace"))
            return Response(status_code=204)
        return JSONResponse({"meldingen": meldingen[-20:], "aantal": len(meldingen)})

    return Starlette(
        routes=[
            Route("/instellingen.json", settings),
            Route("/csp", report, methods=["GET", "POST"]),
            Mount("/bediening", _Console(bediening)),
            Mount("/", _Pages(folder, _headers(endpoint, issuer))),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
            Middleware(GZipMiddleware),
        ],
    )


class _Console:
    """What the console page may ask: bronnen, and nothing that gives out tokens. Pages of others can change nothing."""

    def __init__(self, bediening: ASGIApp) -> None:
        self._bediening = bediening

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        is_ours = request.method == "GET" or request.headers.get("sec-fetch-site") == "same-origin"
        if not scope["path"].startswith("/bediening/bronnen") or not is_ours:
            await PlainTextResponse("Dit kan hier niet.", 403)(scope, receive, send)
        else:
            await self._bediening(scope, receive, send)


class _Pages(StaticFiles):
    """The built files; every other path is a page of the portal, which finds its way by itself."""

    def __init__(self, folder: Path, headers: Mapping[str, str]) -> None:
        super().__init__(directory=folder, html=True, check_dir=False)
        self._built = folder / _PAGE
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._built.is_file():
            await super().__call__(scope, receive, send)
        else:
            await PlainTextResponse(NOT_BUILT, 503)(scope, receive, send)

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await self._file_or_page(path, scope)
        response.headers.update(self._headers)
        response.headers["Cache-Control"] = _YEAR if path.startswith("assets/") else "no-cache"
        return response

    async def _file_or_page(self, path: str, scope: Scope) -> Response:
        try:
            return await super().get_response(path, scope)
        except HTTPException as error:
            if error.status_code != 404 or "." in path.rpartition("/")[2]:
                raise
            return await super().get_response(_PAGE, scope)


def _headers(endpoint: str, issuer: str) -> Mapping[str, str]:
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        f"connect-src 'self' {_origin(endpoint)} {_origin(issuer)}; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; report-uri /csp"
    )
    return {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
