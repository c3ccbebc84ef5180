"""What the Objects API does differently from its sister systems: it speaks English and has codes of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from sandbox.openklant.huis import TokenHouse
from sandbox.openvtb.drf import ApiError

CRS = "EPSG:4326"
HEADERS = {
    "API-version": "2.7.0",
    "X-Frame-Options": "DENY",
    "Vary": "origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TITLES: Mapping[str, tuple[int, str, str]] = {
    "parse_error": (400, "ParseError", "Malformed request."),
    "invalid": (400, "ValidationError", "Invalid input."),
    "not_authenticated": (401, "NotAuthenticated", "Authentication credentials were not provided."),
    "authentication_failed": (401, "AuthenticationFailed", "Incorrect authentication credentials."),
    "not_found": (404, "NotFound", "Not found."),
    "method_not_allowed": (405, "MethodNotAllowed", 'Method "{method}" not allowed.'),
    "not_acceptable": (406, "NotAcceptable", "Could not satisfy the request Accept header."),
    "precondition_failed": (412, "PreconditionFailed", "Precondition failed"),
    "unsupported_media_type": (415, "UnsupportedMediaType", 'Unsupported media type "{media_type}" in request.'),
    "error": (500, "APIException", "A server error occurred."),
}
_SAID: Mapping[str, str] = {
    "Ongeldige token.": "Invalid token.",
    "Ongeldige pagina.": "Invalid page.",
    "Ongeldige data. Verwacht een object.": "Invalid data. Expected a dictionary.",
}


@dataclass(frozen=True)
class ObjectsHouse(TokenHouse):
    """A house whose errors are in English; `invalid_params` is spelled with an underscore."""

    def error(self, error: ApiError, request: Request, allow: str) -> Response:
        """The body and headers the maker's exception handler writes for `error`."""
        status, kind, title = TITLES[error.code]
        body: dict[str, object] = {
            "type": f"{self.base()}/ref/fouten/{kind}/",
            "code": error.code,
            "title": title,
            "status": status,
            "detail": _SAID.get(error.detail, error.detail) or title,
            "instance": f"urn:uuid:{uuid4()}",
        }
        if error.params:
            body["invalid_params"] = error.params
        extra = {"WWW_Authenticate": "Token"} if status == 401 else {}
        return self.json(msgspec.json.encode(body), request, status=status, Allow=allow, **extra)


def check_crs(request: Request) -> None:
    """A call with a body must name the coordinate system of that body, although this one has no coordinates.

    Raises:
        ApiError: 412 without the header, 406 for another system.
    """
    given = request.headers.get("content-crs")
    if given is None:
        raise ApiError("precondition_failed", "'Content-Crs' header ontbreekt")
    if given != CRS:
        raise ApiError("not_acceptable", f"CRS '{given}' is niet ondersteund")
