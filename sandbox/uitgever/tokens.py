"""The tokens: a JWT access token (RFC 9068) for the gateway and an ID token (OpenID Connect Core) for the client."""

from __future__ import annotations

import base64
import hashlib
import secrets
import time
from collections.abc import Mapping

from sandbox.uitgever.identiteit import SOORTEN, Inlog
from sandbox.uitgever.sleutels import Sleutels

AUDIENCE = "mijnservices-gateway"
LIFETIME_S = 900  # at most 15 minutes for a public client, says the Dutch OAuth profile


def access_token(
    sleutels: Sleutels,
    issuer: str,
    client_id: str,
    inlog: Inlog,
    *,
    geldig_s: int = LIFETIME_S,
    header: Mapping[str, str] | None = None,
    overrides: Mapping[str, object] | None = None,
) -> str:
    """A token for the gateway; `header` and `overrides` replace header fields and claims, None takes a claim out."""
    now = int(time.time())
    claims: dict[str, object] = {
        "iss": issuer,
        "sub": inlog.sub(client_id),
        "sub_id_type": SOORTEN[""],
        "aud": AUDIENCE,
        "azp": client_id,
        "client_id": client_id,
        "jti": secrets.token_urlsafe(16),
        "iat": now,
        "exp": now + geldig_s,
        "acr": inlog.acr,
        **inlog.claims,
        **(overrides or {}),
    }
    present = {name: value for name, value in claims.items() if value is not None}
    return sleutels.sign({"alg": "PS256", "typ": "at+jwt", **(header or {})}, present)


def id_token(sleutels: Sleutels, issuer: str, client_id: str, inlog: Inlog, access: str, nonce: str | None) -> str:
    """Proof of login for the client. It carries no BSN or business number: only the gateway gets to see those."""
    now = int(time.time())
    claims: dict[str, object] = {
        "iss": issuer,
        "sub": inlog.sub(client_id),
        "aud": client_id,
        "iat": now,
        "auth_time": now,
        "exp": now + LIFETIME_S,
        "acr": inlog.acr,
        "name": inlog.label,
        "at_hash": _left_half(access),
    }
    if nonce:
        claims["nonce"] = nonce
    return sleutels.sign({"alg": "PS256", "typ": "JWT"}, claims)


def _left_half(token: str) -> str:
    """`at_hash` of OpenID Connect Core 3.1.3.6 for the SHA-256 family."""
    digest = hashlib.sha256(token.encode("ascii")).digest()
    return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
