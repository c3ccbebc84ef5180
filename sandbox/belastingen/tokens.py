"""Bearer tokens a system hands out to a client that knows its secret, each valid for a while."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field

from starlette.requests import Request


@dataclass
class Tokens:
    """The tokens of one system; `lifetime_s` in seconds."""

    secret: str = field(repr=False)
    lifetime_s: int
    _expires: dict[str, float] = field(default_factory=dict, repr=False)

    def issue(self, client_id: str, client_secret: str) -> str | None:
        """A new token; None for a client without a name or with another secret."""
        if not client_id or not secrets.compare_digest(client_secret.encode(), self.secret.encode()):
            return None
        self._forget_expired()
        token = secrets.token_urlsafe(32)
        self._expires[token] = time.monotonic() + self.lifetime_s
        return token

    def admits(self, request: Request) -> bool:
        """Does the call carry a token of ours that still holds?"""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        return scheme.lower() == "bearer" and self._expires.get(token, 0.0) > time.monotonic()

    def revoke_all(self) -> None:
        """Make every token worthless at once, as a restart of the system does."""
        self._expires.clear()

    def _forget_expired(self) -> None:
        now = time.monotonic()
        self._expires = {token: until for token, until in self._expires.items() if until > now}
