"""Errors of the Berichtenuitvraag as Problem Details (RFC 9457), sent as `application/problem+json`."""

from __future__ import annotations

from http import HTTPStatus

import msgspec
from starlette.requests import Request
from starlette.responses import Response

API_VERSION = {"API-Version": "0.1.0"}


class Problem(Exception):
    """An answer other than success."""

    def __init__(self, status: int, detail: str, *, retry_after_s: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.retry_after_s = retry_after_s


async def problem_response(request: Request, error: Exception) -> Response:
    """The body and headers for a Problem."""
    assert isinstance(error, Problem)
    body = {
        "type": "about:blank",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": error.detail,
        "instance": request.url.path,
    }
    headers = dict(API_VERSION)
    if error.retry_after_s is not None:
        headers["Retry-After"] = str(error.retry_after_s)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return Response(msgspec.json.encode(body), error.status, headers, "application/problem+json")
