"""From checked claims to who somebody is: exactly one person or one organisation, and how strongly they logged in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from gateway.config import IssuerConfig
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Rsin, Subject, Vestiging
from gateway.errors import Unauthenticated
from gateway.telemetry import log

Claims = Mapping[str, object]
N = TypeVar("N", Bsn, Kvk, Rsin, Vestiging)
NOT_UNDERSTOOD = frozenset({
    "represents", "act", "gemachtigde", "cnf",
    "urn:nl-eid-gdi:1.0:LegalSubjectID", "urn:nl-eid-gdi:1.0:ActingSubjectID",
})  # fmt: skip
"""Claims that change whose token it is or who may use it: representation (OpenID NLGov, RFC 8693, DigiD Machtigen) and
binding to a key (RFC 7800). Passing over one would show the wrong person's data, so a token with one is refused."""
MAX_SUB = 255  # OpenID Connect Core, section 2
MAX_LOGGED = 100
_logged: set[tuple[str, str]] = set()  # names of login levels: nothing about a person


def read_subject(claims: Claims, issuer: IssuerConfig) -> Subject:
    """Who the token is about, without the keyed hashes. Raises Unauthenticated."""
    if not NOT_UNDERSTOOD.isdisjoint(claims):
        raise Unauthenticated("a claim that this gateway does not understand changes whose token this is")
    paths = issuer.claims
    bsn = _number(claims, paths.bsn, Bsn)
    kvk, rsin = _number(claims, paths.kvk, Kvk), _number(claims, paths.rsin, Rsin)
    vestiging = _number(claims, paths.vestiging, Vestiging)
    is_organisation = kvk is not None or rsin is not None
    if (bsn is not None) == is_organisation or (vestiging is not None and not is_organisation):
        raise Unauthenticated("the token names no identity, or more than one")
    return Subject(
        issuer.tenant,
        _niveau(claims, issuer),
        bsn,
        kvk,
        rsin,
        vestiging,
        naam=_naam(_at(claims, paths.naam)),
        gemeenten=_gemeenten(_at(claims, paths.gemeenten)),
    )


def read_sub(claims: Claims) -> str:
    """The pseudonym that the issuer gave whoever logged in; empty when there is none that fits a name."""
    sub = claims.get("sub")
    return sub if isinstance(sub, str) and len(sub) <= MAX_SUB else ""


def read_client(claims: Claims, issuer: IssuerConfig) -> str:
    """The portal that asks (RFC 9068 `client_id`, OpenID Connect `azp`). Raises Unauthenticated; 403: not allowed."""
    named = [claims[name] for name in ("client_id", "azp") if claims.get(name) is not None]
    if not named:
        raise Unauthenticated("the token names no client")
    if not all(isinstance(client, str) and client in issuer.clients for client in named):
        raise Unauthenticated("this client is not allowed", status=403)
    return str(named[0])


def _at(claims: Claims, path: Sequence[str]) -> object:
    """What stands at a path of names; None when it is not there."""
    found: object = claims
    for name in path:
        if not isinstance(found, Mapping):
            return None
        found = found.get(name)
    return found


def _number(claims: Claims, path: Sequence[str], kind: type[N]) -> N | None:
    found = _at(claims, path)
    if found is None:
        return None
    if not isinstance(found, str):
        raise Unauthenticated(f"the {kind.__name__} is not text")
    try:
        return kind(found)
    except ValueError:
        raise Unauthenticated(f"the {kind.__name__} is not valid") from None


def _niveau(claims: Claims, issuer: IssuerConfig) -> Betrouwbaarheidsniveau:
    """The level of login; one that is absent or unknown is the lowest."""
    acr = _at(claims, issuer.claims.acr)
    if acr is None:
        return Betrouwbaarheidsniveau.BASIS
    if str(acr) not in issuer.acr:
        _log_once(issuer.url, str(acr)[:200])
    return Betrouwbaarheidsniveau(issuer.acr.get(str(acr), "BASIS"))


def _log_once(issuer: str, acr: str) -> None:
    if (issuer, acr) not in _logged and len(_logged) < MAX_LOGGED:
        _logged.add((issuer, acr))
        log().warning("unknown_acr", issuer=issuer, acr=acr)


def _naam(found: object) -> str | None:
    return found[:200] if isinstance(found, str) and found else None


def _gemeenten(found: object) -> tuple[str, ...]:
    """The gemeentecodes among what is told; they choose bronnen and prove nothing, so what is no code is left out."""
    codes = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return tuple(code for code in codes if isinstance(code, str) and re.fullmatch(r"[0-9]{4}", code))
