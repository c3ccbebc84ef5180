"""What the Objects API does differently from its sister systems: it speaks English and has codes of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from starlette.requests import Request

from sandbox.openklant.huis import TokenHouse
from sandbox.openvtb.drf import ApiError, Titles

CRS = "EPSG:4326"
HEADERS = {
    "API-version": "2.7.0",
    "X-Frame-Options": "DENY",
    "Vary": "origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
TITLES: Titles = {
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
SAID: Mapping[str, str] = {
    "Ongeldige token.": "Invalid token.",
    "Ongeldige pagina.": "Invalid page.",
    "Ongeldige data. Verwacht een object.": "Invalid data. Expected a dictionary.",
}


@dataclass(frozen=True)
class ObjectsHouse(TokenHouse):
    """A house whose errors are in English; `invalid_params` is spelled with an underscore."""

    params_key: str = "invalid_params"
    titles: Titles = field(default_factory=lambda: TITLES)
    said: Mapping[str, str] = field(default_factory=lambda: SAID)


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
