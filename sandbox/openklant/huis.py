"""What Open Klant does differently from its sister systems: it takes a token only, says so, and knows its parameters."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from starlette.requests import Request

from sandbox.openvtb.drf import ApiError, House, refuse

HEADERS = {
    "API-version": "0.9.0",
    "X-Frame-Options": "DENY",
    "Vary": "origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@dataclass(frozen=True)
class TokenHouse(House):
    """A house that knows no other credentials than `Authorization: Token <key>`."""

    challenge: str = "Token"

    def authenticate(self, request: Request) -> None:
        """Check the token; any other scheme counts as no credentials at all. Raises ApiError."""
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "token":
            raise ApiError("not_authenticated")
        if key != self.secret:
            raise ApiError("authentication_failed", "Ongeldige token.")


def check_parameters(request: Request, known: Collection[str]) -> None:
    """A parameter that is not known is a 400 (ApiError), so a misspelt filter never gives everybody."""
    unknown = [name for name in request.query_params if name not in known]
    if unknown:
        refuse("nonFieldErrors", "unknown-parameters", f"Onbekende query parameters: {', '.join(unknown)}")
