"""Manners that Open VTB and Open Product share, both being Django REST systems of one maker: tokens, errors, methods.

The body of an error follows ZGW's "Fout", but is sent as `application/json` and never as `application/problem+json`,
which these systems refuse with 406 when it is the only type asked for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from uuid import uuid4

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

Action = Callable[[Request], Awaitable[Response]]

ACCEPTABLE = frozenset({"application/json", "application/*", "*/*", ""})
Titles = Mapping[str, tuple[int, str, str]]
TITLES: Titles = {
    "parse_error": (400, "ParseError", "Ongeldig samengestelde request."),
    "invalid": (400, "ValidationError", "Ongeldige invoerwaarde."),
    "not_authenticated": (401, "NotAuthenticated", "Authenticatiegegevens zijn niet opgegeven."),
    "authentication_failed": (401, "AuthenticationFailed", "Ongeldige authenticatiegegevens."),
    "not_found": (404, "NotFound", "Niet gevonden."),
    # The unfilled template is what the real systems send.
    "method_not_allowed": (405, "MethodNotAllowed", 'Methode "{method}" niet toegestaan.'),
    "not_acceptable": (406, "NotAcceptable", "Kan niet voldoen aan de opgegeven Accept header."),
    "unsupported_media_type": (415, "UnsupportedMediaType", "Ongeldige media type in request."),
}


class InvalidParam(msgspec.Struct, frozen=True):
    """One refused field or filter of a request."""

    name: str
    code: str
    reason: str


class ApiError(Exception):
    """An answer other than success; `code` picks status and title from the maker's list."""

    def __init__(self, code: str, detail: str = "", params: tuple[InvalidParam, ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.params = params


def refuse(name: str, code: str, reason: str) -> NoReturn:
    """Raise a validation error (400) about one field or filter."""
    raise ApiError("invalid", params=(InvalidParam(name, code, reason),))


@dataclass(frozen=True)
class House:
    """What differs between the systems: versions, header habits, the token, where links start and their own words."""

    secret: str
    base: Callable[[], str]
    headers: Mapping[str, str]
    params_key: str = "invalidParams"
    languages: tuple[str, ...] = ()
    # `Bearer` although the scheme is `Token`: so do most of the real systems.
    challenge: str = 'Bearer realm="api"'
    titles: Titles = field(default_factory=lambda: TITLES)
    said: Mapping[str, str] = field(default_factory=dict)

    def json(self, body: bytes, request: Request, *, status: int = 200, **extra: str) -> Response:
        """An answer in JSON with the headers of this system; `extra` names headers with underscores."""
        headers = {**self.headers, **{name.replace("_", "-"): value for name, value in extra.items()}}
        if self.languages:
            headers["Content-Language"] = language_of(request, self.languages)
        return Response(body, status, headers, "application/json")

    def error(self, error: ApiError, request: Request, allow: str) -> Response:
        """The body and headers the maker's exception handler writes for `error`."""
        status, kind, title = self.titles[error.code]
        body: dict[str, object] = {
            "type": f"{self.base()}/ref/fouten/{kind}/",
            "code": error.code,
            "title": title,
            "status": status,
            "detail": self.said.get(error.detail, error.detail) or title,
            "instance": f"urn:uuid:{uuid4()}",
        }
        if error.params:
            body[self.params_key] = error.params
        extra = {"WWW_Authenticate": self.challenge} if status == 401 else {}
        return self.json(msgspec.json.encode(body), request, status=status, Allow=allow, **extra)

    def authenticate(self, request: Request) -> None:
        """Check `Authorization: Token <key>`.

        Raises:
            ApiError: no token, another scheme or a wrong token.
        """
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            raise ApiError(
                "authentication_failed", "OIDC authentication failed: authentication is not properly configured."
            )
        if scheme.lower() != "token":
            raise ApiError("not_authenticated")
        if key != self.secret:
            raise ApiError("authentication_failed", "Ongeldige token.")


@dataclass(frozen=True)
class Endpoint:
    """One address as an ASGI app: what to do per method, after the checks in the order Django REST does them."""

    house: House
    actions: Mapping[str, Action]

    @property
    def allow(self) -> str:
        names = [*self.actions, "HEAD"] if "GET" in self.actions else list(self.actions)
        return ", ".join(names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        try:
            response = await self._run(request)
            response.headers["Allow"] = self.allow
        except ApiError as error:
            response = self.house.error(error, request, self.allow)
        await response(scope, receive, send)

    async def _run(self, request: Request) -> Response:
        if not accepts_json(request.headers.get("accept", "")):
            raise ApiError("not_acceptable")
        self.house.authenticate(request)
        action = self.actions.get("GET" if request.method == "HEAD" else request.method)
        if action is None:
            raise ApiError("method_not_allowed", f'Methode "{request.method}" niet toegestaan.')
        return await action(request)


def accepts_json(accept: str) -> bool:
    """Does an Accept header leave room for `application/json`?"""
    return any(part.partition(";")[0].strip() in ACCEPTABLE for part in accept.split(","))


def language_of(request: Request, offered: tuple[str, ...]) -> str:
    """The first offered language in Accept-Language; the first of `offered` without a match."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.partition(";")[0].strip().partition("-")[0].lower()
        if code in offered:
            return code
    return offered[0]


async def read_object(request: Request) -> dict[str, object]:
    """The JSON object in the body.

    Raises:
        ApiError: another content type, no JSON, or JSON that is no object.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind != "application/json":
        raise ApiError("unsupported_media_type", f'Ongeldige media type "{kind}" in request.')
    try:
        body: object = msgspec.json.decode(await request.body())
    except msgspec.DecodeError as error:
        raise ApiError("parse_error", f"JSON parse error - {error}") from error
    if not isinstance(body, dict):
        refuse("nonFieldErrors", "invalid", "Ongeldige data. Verwacht een object.")
    return body


PAGE_NOT_FOUND = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Pagina niet gevonden</title></head>
<body>
<main>
<h1>Pagina niet gevonden (404)</h1>
<p>Op dit adres is niets te vinden. Dit systeem antwoordt op een onbekend pad met een webpagina, niet met JSON.</p>
</main>
</body>
</html>
"""


async def not_found_page(request: Request, error: Exception) -> Response:
    """An unknown path, or a known one with a slash at its end, gets a web page instead of JSON."""
    return Response(PAGE_NOT_FOUND, 404, media_type="text/html")
