"""A logout token: an issuer tells that somebody logged out (OpenID Connect Back-Channel Logout 1.0)."""

from __future__ import annotations

from collections.abc import Mapping

from joserfc.errors import JoseError
from joserfc.jwt import JWTClaimsRegistry

from gateway.auth.gezien import Mark
from gateway.auth.jwtoken import Issuer, check_signature, issuer_of, peek
from gateway.auth.partij import Claims
from gateway.config import IssuerConfig
from gateway.errors import Unauthenticated

MAX_LENGTH = 8_192
LONGEST_AGE_S = 600
_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_TYPES = ("logout+jwt", "jwt", None)  # the first since 2022; what tells it from other tokens is `events`


async def read_logout(token: str, issuers: Mapping[str, Issuer], now: float) -> tuple[Mark, float]:
    """What ended, and up to which moment of issue. Raises Unauthenticated for what is no logout token of an issuer of ours."""
    if len(token) > MAX_LENGTH or token.count(".") != 2:
        raise Unauthenticated("not a JWT")
    head, claims = peek(token)
    issuer = issuer_of(claims, issuers)
    await check_signature(token, head, issuer, _TYPES)
    issued_at = _check(claims, issuer.config, now)
    for name in ("sid", "sub"):
        value = claims.get(name)
        if isinstance(value, str) and value:
            return (issuer.config.url, name, value), issued_at
    raise Unauthenticated("nobody logs out")


def _check(claims: Claims, config: IssuerConfig, now: float) -> float:
    """The moment of issue of a logout token, once its claims hold (section 2.6)."""
    rules = JWTClaimsRegistry(
        now=lambda: int(now),
        leeway=config.leeway_s,
        iss={"essential": True, "value": config.url},
        aud={"essential": True, "values": [config.audience, *config.clients]},
        iat={"essential": True},
        jti={"essential": True},
    )
    try:
        rules.validate(dict(claims))
    except (JoseError, ValueError) as fault:
        raise Unauthenticated(fault.error if isinstance(fault, JoseError) else "not a JWT") from None
    events = claims.get("events")
    if not isinstance(events, Mapping) or not isinstance(events.get(_EVENT), Mapping) or "nonce" in claims:
        raise Unauthenticated("not a logout token")
    issued_at = claims["iat"]
    if not isinstance(issued_at, int | float) or now - issued_at > LONGEST_AGE_S:
        raise Unauthenticated("the logout token is too old")
    return float(issued_at)
