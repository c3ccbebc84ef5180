"""Checks a JWT: its header against what the issuer is set to, its signature, and its registered claims (RFC 7519, 9068)."""

from __future__ import annotations

from base64 import urlsafe_b64decode
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jwt import JWTClaimsRegistry

from gateway.auth.jwks import IssuerKeys
from gateway.auth.partij import Claims
from gateway.config import IssuerConfig
from gateway.errors import Unauthenticated

LONGEST_LIFE_S = 86_400
OF_OTHER_TOKENS = ("at_hash", "c_hash", "s_hash", "events")
"""Claims of ID tokens and logout tokens (OpenID Connect): such a token never counts as an access token."""
OTHER_TYPES = ("ID", "Refresh", "Offline", "Logout")
"""The `typ` that Keycloak puts among the claims of those."""


@dataclass(frozen=True, slots=True)
class Issuer:
    """An issuer at work: what it is set to, its keys, and the rules for its registered claims."""

    config: IssuerConfig
    keys: IssuerKeys
    rules: JWTClaimsRegistry


def issuer_at_work(config: IssuerConfig, changed: Callable[[], None], now: Callable[[], float]) -> Issuer:
    """The issuer of a configuration; `changed` is called when a key of it was taken away."""
    rules = JWTClaimsRegistry(
        now=lambda: int(now()),
        leeway=config.leeway_s,
        iss={"essential": True, "value": config.url},
        aud={"essential": True, "value": config.audience},
        exp={"essential": True},
    )
    return Issuer(config, IssuerKeys(config, changed), rules)


def peek(token: str) -> tuple[Claims, Claims]:
    """Header and claims before they are checked: only to choose the issuer and the key. Raises Unauthenticated."""
    try:
        head, claims = (msgspec.json.decode(urlsafe_b64decode(part + "==")) for part in token.split(".")[:2])
    except (ValueError, RecursionError):
        raise Unauthenticated("not a JWT") from None
    if not isinstance(head, dict) or not isinstance(claims, dict):
        raise Unauthenticated("not a JWT")
    return head, claims


def issuer_of(claims: Claims, issuers: Mapping[str, Issuer]) -> Issuer:
    """The issuer that a token names, letter by letter. Raises Unauthenticated for one that is not configured."""
    iss = claims.get("iss")
    issuer = issuers.get(iss) if isinstance(iss, str) else None
    if issuer is None:
        raise Unauthenticated("unknown issuer")
    return issuer


async def check_signature(token: str, head: Claims, issuer: Issuer, types: Collection[str | None]) -> None:
    """Raises Unauthenticated unless the token is of one of these types and signed with a key of its issuer.

    The library refuses a key whose type, curve, `use`, `alg` or `key_ops` is not for this algorithm.
    """
    alg, kid, typ = head.get("alg"), head.get("kid"), head.get("typ")
    if not isinstance(alg, str) or alg not in issuer.config.algoritmen:
        raise Unauthenticated("algorithm not allowed")
    if (media_type(typ) if isinstance(typ, str) else typ) not in types:
        raise Unauthenticated("wrong type of token")
    if not isinstance(kid, str):
        raise Unauthenticated("the token names no key")
    key = await issuer.keys.find(kid)
    if key is None:
        raise Unauthenticated("unknown key") if issuer.keys.ready else Unauthenticated("no keys yet", status=503)
    _verify(token, key, alg)


def check_claims(claims: Claims, issuer: Issuer, now: float) -> float:
    """Until when the token counts, leeway included. Raises Unauthenticated when its registered claims do not hold, when it
    is another sort of token, bound to a key, or older than this issuer's tokens may be."""
    try:
        issuer.rules.validate(dict(claims))
    except (JoseError, ValueError) as fault:
        raise Unauthenticated(fault.error if isinstance(fault, JoseError) else "not a JWT") from None
    if any(name in claims for name in OF_OTHER_TOKENS) or claims.get("typ") in OTHER_TYPES:
        raise Unauthenticated("not an access token")
    if "cnf" in claims:
        raise Unauthenticated("the token is bound to a key")
    config, until = issuer.config, moment(claims, "exp", now)
    if config.max_leeftijd_s is not None:
        if claims.get("iat") is None:
            raise Unauthenticated("the token does not tell its age")
        until = min(until, moment(claims, "iat", now) + config.max_leeftijd_s)
        if until + config.leeway_s <= now:
            raise Unauthenticated("the token is too old")
    return until + config.leeway_s


def moment(claims: Claims, name: str, now: float) -> float:
    """A moment that the library checked to be a number; one far away is as good as tomorrow."""
    value = claims[name]
    assert isinstance(value, int | float)
    return float(max(0, min(value, int(now) + LONGEST_LIFE_S)))


def media_type(typ: str) -> str:
    """`application/at+jwt` and `at+jwt` are the same (RFC 7515)."""
    return typ.lower().removeprefix("application/")


def _verify(token: str, key: RSAKey | ECKey, alg: str) -> None:
    """The signature over the same text that was peeked at."""
    try:
        jws.deserialize_compact(token, key, algorithms=[alg])
    except (JoseError, ValueError, RecursionError) as fault:
        raise Unauthenticated(fault.error if isinstance(fault, JoseError) else "not a JWT") from None
