"""Checks access tokens and remembers those that were right, so that the next question is quick."""

from __future__ import annotations

import asyncio
import re
import time
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Generic, TypeVar

from gateway.auth.gezien import Gezien, Mark
from gateway.auth.identiteit import read_client, read_sub, read_subject
from gateway.auth.introspectie import Introspection
from gateway.auth.jwtoken import (
    Issuer,
    check_claims,
    check_signature,
    issuer_at_work,
    issuer_of,
    media_type,
    moment,
    peek,
)
from gateway.auth.partij import Claims
from gateway.auth.uitgelogd import NO_MARKS, Board, Marks, Uitgelogd
from gateway.auth.uitlogtoken import read_logout
from gateway.config import Configuratie, IssuerConfig, Kanaal
from gateway.domain.persoon import Subject
from gateway.errors import Unauthenticated
from gateway.telemetry import log

MAX_LENGTH = 8_192
MAX_REFUSED = 10_000
LONGEST_ASKED_S = 60.0
REFUSED_S = 10.0
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
_NAMES = ("jti", "sid", "sub")
W = TypeVar("W")


@dataclass(frozen=True, slots=True)
class Checked:
    """A token that holds: its claims, who issued it, until when it counts (seconds since 1970), by which portal."""

    token: str
    claims: Claims
    issuer: IssuerConfig
    expires_at: float
    until: float
    client: str
    marks: Marks


@dataclass(frozen=True, slots=True)
class Identity:
    """What a token proves: about whom, until when (seconds since 1970), by which portal, and who says so."""

    subject: Subject
    expires_at: float
    client: str
    issuer: str
    marks: Marks = NO_MARKS


class Verifier(ABC, Generic[W]):
    """Verifies the tokens of all issuers of one channel. `secret` makes the keyed hashes; `now` is the wall clock.

    `board`: where workers share who logged out. `left` is called with whoever logged out, so that what is kept of them goes.
    """

    def __init__(
        self,
        config: Configuratie,
        secret: bytes,
        now: Callable[[], float] = time.time,
        *,
        kanaal: Kanaal = "inwoner",
        board: Board | None = None,
        left: Callable[[W], None] = lambda _: None,
    ) -> None:
        self._secret = secret[:64]
        self._now = now
        self._left = left
        self._seen: Gezien[W] = Gezien()
        self._refused: OrderedDict[bytes, float] = OrderedDict()
        self.uitgelogd = Uitgelogd(secret, self._drop, board, now)
        own = [issuer for issuer in config.issuers if issuer.kanaal == kanaal]
        self._issuers = {issuer.url: issuer_at_work(issuer, self._seen.clear, now) for issuer in own}
        self._asking = next(
            ((issuer, Introspection(issuer, issuer.introspectie)) for issuer in own if issuer.introspectie), None
        )
        self._following: asyncio.Task[None] | None = None

    @abstractmethod
    def read(self, checked: Checked) -> W:
        """Who the claims say this is. Raises Unauthenticated."""

    async def start(self) -> None:
        """Begin fetching keys. An issuer that is down does not stop the start: `ready` tells, and it mends itself."""
        for url, issuer in self._issuers.items():
            if issuer.config.acr_anders != "BASIS":
                log().warning("unknown_acr_counts", issuer=url, niveau=issuer.config.acr_anders)
        await asyncio.gather(*(issuer.keys.start() for issuer in self._issuers.values()))
        if self._asking is not None:
            await self._asking[1].start()
        self._following = asyncio.create_task(self.uitgelogd.follow())

    async def stop(self) -> None:
        """Stop all that runs in the background."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait({self._following})
        if self._asking is not None:
            await self._asking[1].stop()
        await asyncio.gather(*(issuer.keys.stop() for issuer in self._issuers.values()))

    @property
    def ready(self) -> bool:
        """Are there keys of at least one issuer?"""
        return any(issuer.keys.ready for issuer in self._issuers.values())

    @property
    def issuers(self) -> dict[str, bool]:
        """Each issuer, and whether there are keys of it."""
        return {url: issuer.keys.ready for url, issuer in self._issuers.items()}

    async def verify(self, authorization_header: str | None) -> W:
        """Who asks, from the Authorization header (RFC 6750). Raises Unauthenticated, whose status is 401, 403 for a
        client that is not allowed, or 503 while there are no keys to check with."""
        if authorization_header is None:
            raise Unauthenticated("no token")
        header = authorization_header.encode("latin-1", "replace")
        seal = blake2b(header, key=self._secret, digest_size=32).digest()
        known = self._seen.get(seal, self._now())
        if known is not None:
            return known
        checked = await self._check(_token(authorization_header), seal)
        if self.uitgelogd.has_ended(checked.marks):
            raise Unauthenticated("logged out")
        who = self.read(checked)
        self._seen.put(seal, who, checked.until, checked.marks.every)
        return who

    async def log_out(self, logout_token: str) -> None:
        """Somebody logged out, says their issuer: their tokens count no more, at any worker. Raises Unauthenticated."""
        await self.uitgelogd.end(*await read_logout(logout_token, self._issuers, self._now()))

    async def _check(self, token: str, seal: bytes) -> Checked:
        """What the token says, once it is sure that its issuer says so. Raises Unauthenticated."""
        if token.count(".") == 2:
            head, claims = peek(token)
            issuer = issuer_of(claims, self._issuers)
            await check_signature(token, head, issuer, (media_type(issuer.config.typ),))
            return self._checked(token, claims, issuer, check_claims(claims, issuer, self._now()))
        if self._asking is None:
            raise Unauthenticated("not a bearer token in JWT form")
        issuer = self._issuers[self._asking[0].url]
        claims = {"iss": issuer.config.url, **await self._asked(self._asking[1], token, seal)}
        now = self._now()
        until = check_claims(claims, issuer, now)
        return self._checked(token, claims, issuer, min(until, now + min(LONGEST_ASKED_S, (until - now) / 2)))

    async def _asked(self, introspection: Introspection, token: str, seal: bytes) -> Claims:
        """What the issuer says of an opaque token. A no is kept for a few seconds, so that repeating it asks nobody."""
        if self._refused.get(seal, 0.0) > self._now():
            raise Unauthenticated("not active")
        claims = await introspection.ask(token, seal)
        if claims is None:
            self._refused[seal] = self._now() + REFUSED_S
            if len(self._refused) > MAX_REFUSED:
                self._refused.popitem(last=False)
            raise Unauthenticated("not active")
        return claims

    def _checked(self, token: str, claims: Claims, issuer: Issuer, until: float) -> Checked:
        config, now = issuer.config, self._now()
        expires_at = moment(claims, "exp", now)
        issued_at = moment(claims, "iat", now) if claims.get("iat") is not None else 0.0
        named = [(config.url, name, value) for name in _NAMES if isinstance(value := claims.get(name), str) and value]
        client = read_client(claims, config)
        return Checked(token, claims, config, expires_at, until, client, Marks(tuple(named), issued_at))

    def _drop(self, marks: set[Mark]) -> None:
        for who in self._seen.drop(marks):
            self._left(who)


class TokenVerifier(Verifier[Identity]):
    """Verifies the tokens of inwoners and ondernemers. With `keeps_tokens` the token goes along, for bronnen that exchange it
    for one of their own."""

    keeps_tokens = False

    def read(self, checked: Checked) -> Identity:
        """About whom the token is. Raises Unauthenticated."""
        subject = replace(
            read_subject(checked.claims, checked.issuer).with_keys(self._secret),
            sub=read_sub(checked.claims),
            token=checked.token if self.keeps_tokens else None,
        )
        return Identity(subject, checked.expires_at, checked.client, checked.issuer.url, checked.marks)

    async def over(self, identity: Identity) -> None:
        """Wait until this login is over: its token ended, or somebody logged out."""
        await self.uitgelogd.over(identity.marks, identity.expires_at)


def _token(header: str) -> str:
    """The token in a header. Raises Unauthenticated when it is not one bearer token (RFC 6750, 2.1)."""
    scheme, _, token = header.partition(" ")
    token = token.lstrip(" ")
    if scheme.lower() != "bearer" or len(header) > MAX_LENGTH or not _TOKEN.fullmatch(token):
        raise Unauthenticated("not a bearer token")
    return token
