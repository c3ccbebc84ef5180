"""Checks access tokens (JWT, RFC 9068) and remembers those that were right, so that the next question is quick."""

from __future__ import annotations

import asyncio
import time
from base64 import urlsafe_b64decode
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey
from joserfc.jwt import JWTClaimsRegistry

from gateway.auth.identiteit import Claims, read_client, read_sub, read_subject
from gateway.auth.jwks import IssuerKeys
from gateway.config import Configuratie, IssuerConfig
from gateway.domain.persoon import Subject
from gateway.errors import Unauthenticated

MAX_LENGTH = 8_192
MAX_TOKENS = 20_000
LONGEST_LIFE_S = 86_400


@dataclass(frozen=True, slots=True)
class Identity:
    """What a token proves: about whom, until when (seconds since 1970), by which portal, and who says so."""

    subject: Subject
    expires_at: float
    client: str
    issuer: str


@dataclass(frozen=True, slots=True)
class _Issuer:
    config: IssuerConfig
    keys: IssuerKeys
    claims: JWTClaimsRegistry


class TokenVerifier:
    """Verifies the tokens of all issuers. `secret` makes the keyed hashes of subjects; `now` is the wall clock."""

    def __init__(self, config: Configuratie, secret: bytes, now: Callable[[], float] = time.time) -> None:
        self._secret = secret
        self._now = now
        self._seen: OrderedDict[bytes, tuple[Identity, float]] = OrderedDict()
        self._issuers = {issuer.url: self._issuer(issuer) for issuer in config.issuers}

    async def start(self) -> None:
        """Begin fetching keys. An issuer that is down does not stop the start: `ready` tells, and it mends itself."""
        await asyncio.gather(*(issuer.keys.start() for issuer in self._issuers.values()))

    async def stop(self) -> None:
        """Stop fetching keys."""
        await asyncio.gather(*(issuer.keys.stop() for issuer in self._issuers.values()))

    @property
    def ready(self) -> bool:
        """Are there keys of at least one issuer?"""
        return any(issuer.keys.ready for issuer in self._issuers.values())

    @property
    def issuers(self) -> dict[str, bool]:
        """Each issuer, and whether there are keys of it."""
        return {url: issuer.keys.ready for url, issuer in self._issuers.items()}

    async def verify(self, authorization_header: str | None) -> Identity:
        """Who asks, from the Authorization header (RFC 6750). Raises Unauthenticated, whose status is 401, 403 for a
        client that is not allowed, or 503 while there are no keys to check with."""
        if authorization_header is None:
            raise Unauthenticated("no token")
        seal = sha256(authorization_header.encode("latin-1", "replace")).digest()
        known = self._seen.get(seal)
        if known is not None and known[1] > self._now():
            self._seen.move_to_end(seal)
            return known[0]
        identity, until = await self._check(authorization_header)
        self._seen[seal] = (identity, until)
        if len(self._seen) > MAX_TOKENS:
            self._seen.popitem(last=False)
        return identity

    def _issuer(self, config: IssuerConfig) -> _Issuer:
        claims = JWTClaimsRegistry(
            now=lambda: int(self._now()),
            leeway=config.leeway_s,
            iss={"essential": True, "value": config.url},
            aud={"essential": True, "value": config.audience},
            exp={"essential": True},
        )
        return _Issuer(config, IssuerKeys(config, self._seen.clear), claims)

    async def _check(self, header: str) -> tuple[Identity, float]:
        """The identity, and until when this token may be taken as seen."""
        token = _token(header)
        head, peeked = _peek(token)
        iss = peeked.get("iss")
        issuer = self._issuers.get(iss) if isinstance(iss, str) else None
        if issuer is None:
            raise Unauthenticated("unknown issuer")
        key = await _key(issuer, head)
        claims = _verified(token, peeked, key, str(head["alg"]), issuer)
        until = self._until(claims, issuer.config)
        client = read_client(claims, issuer.config)
        subject = replace(read_subject(claims, issuer.config).with_keys(self._secret), sub=read_sub(claims))
        expires_at = self._moment(claims, "exp")
        return Identity(subject, expires_at, client, issuer.config.url), until

    def _until(self, claims: Claims, config: IssuerConfig) -> float:
        """When the token ends, leeway included. Raises Unauthenticated when it is older than this issuer's may be."""
        until = self._moment(claims, "exp")
        if config.max_leeftijd_s is not None:
            if claims.get("iat") is None:
                raise Unauthenticated("the token does not tell its age")
            until = min(until, self._moment(claims, "iat") + config.max_leeftijd_s)
            if until + config.leeway_s <= self._now():
                raise Unauthenticated("the token is too old")
        return until + config.leeway_s

    def _moment(self, claims: Claims, name: str) -> float:
        """A moment that the library checked to be a number; one far away is as good as tomorrow."""
        value = claims[name]
        assert isinstance(value, int | float)
        return float(max(0, min(value, int(self._now()) + LONGEST_LIFE_S)))


def _token(header: str) -> str:
    """The token in a header; what is not base64url in it is found when its parts are decoded."""
    scheme, _, token = header.partition(" ")
    token = token.lstrip(" ")
    if scheme.lower() != "bearer" or token.count(".") != 2 or len(header) > MAX_LENGTH:
        raise Unauthenticated("not a bearer token in JWT form")
    return token


def _peek(token: str) -> tuple[Claims, Claims]:
    """Header and claims before they are checked: only to choose the issuer and the key."""
    try:
        head, claims = (msgspec.json.decode(urlsafe_b64decode(part + "==")) for part in token.split(".")[:2])
    except (ValueError, RecursionError):
        raise Unauthenticated("not a JWT") from None
    if not isinstance(head, dict) or not isinstance(claims, dict):
        raise Unauthenticated("not a JWT")
    return head, claims


async def _key(issuer: _Issuer, head: Claims) -> RSAKey | ECKey:
    """The key that the header names. Raises Unauthenticated when the header is not what this issuer's tokens have."""
    alg, kid, typ = head.get("alg"), head.get("kid"), head.get("typ")
    if not isinstance(alg, str) or alg not in issuer.config.algoritmen:
        raise Unauthenticated("algorithm not allowed")
    if not isinstance(typ, str) or _media_type(typ) != _media_type(issuer.config.typ):
        raise Unauthenticated("wrong type of token")
    if not isinstance(kid, str):
        raise Unauthenticated("the token names no key")
    key = await issuer.keys.find(kid)
    if key is None:
        raise Unauthenticated("unknown key") if issuer.keys.ready else Unauthenticated("no keys yet", status=503)
    return key


def _verified(token: str, peeked: Claims, key: RSAKey | ECKey, alg: str, issuer: _Issuer) -> Claims:
    """The claims that were peeked at, once the signature over that same text and the registered claims (RFC 7519) hold.

    The library refuses a key whose type, curve, `use`, `alg` or `key_ops` is not for this algorithm.
    """
    try:
        jws.deserialize_compact(token, key, algorithms=[alg])
        issuer.claims.validate(dict(peeked))
    except (JoseError, ValueError, RecursionError) as fault:
        raise Unauthenticated(fault.error if isinstance(fault, JoseError) else "not a JWT") from None
    return peeked


def _media_type(typ: str) -> str:
    """`application/at+jwt` and `at+jwt` are the same (RFC 7515)."""
    return typ.lower().removeprefix("application/")
