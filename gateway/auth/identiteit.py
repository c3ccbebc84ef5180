"""From checked claims to who somebody is: exactly one person or one organisation, who acts for it, and how strongly they
logged in."""

from __future__ import annotations

import re

from gateway.auth.keten import Partijen, read_chain
from gateway.auth.partij import Claims, at, read_party
from gateway.config import Claims as Paden
from gateway.config import IssuerConfig
from gateway.domain.persoon import Betrouwbaarheidsniveau, Handelend, Pseudoniem, Subject, Vestiging
from gateway.errors import Unauthenticated
from gateway.telemetry import log

_ETD, _EID = "urn:etoegang:core:", "urn:nl-eid-gdi:1.0:"
TELLING = frozenset({
    "represents", "act", "aanvrager", "gemachtigde", "sel_uid",
    f"{_EID}LegalSubjectID", f"{_EID}ActingSubjectID", f"{_ETD}LegalSubjectID", f"{_ETD}ActingSubjectID",
    f"{_ETD}IntermediateEntityID", f"{_ETD}IntermediateSubjectID",
})  # fmt: skip
"""Claims that tell whose token it is or who acts (OpenID NLGov, RFC 8693, DigiD Machtigen, eToegang, nl-portal). Passing over
one would show the wrong person's data, so a token with one that is not read is refused."""
MAX_SUB = 255  # OpenID Connect Core, section 2
MAX_LOGGED = 100
_logged: set[tuple[str, str]] = set()  # names of login levels: nothing about a person


def read_subject(claims: Claims, issuer: IssuerConfig) -> Subject:
    """Who the token is about, without the keyed hashes. Raises Unauthenticated.

    Every sort of token of this issuer is tried; those that fit must agree.
    """
    telling = TELLING.intersection(claims)
    fitting = [paths for paths in issuer.claims if telling <= paths.namen]
    if not fitting:
        raise Unauthenticated("a claim that this gateway does not understand changes whose token this is")
    found = [subject for paths in fitting if (subject := _subject(claims, paths, issuer)) is not None]
    if not found or any(subject != found[0] for subject in found):
        raise Unauthenticated("the token names no identity, or more than one")
    return found[0]


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


def read_niveau(claims: Claims, paths: Paden, issuer: IssuerConfig) -> Betrouwbaarheidsniveau:
    """The level of login; one that is absent or unknown is the lowest, unless the issuer is set otherwise."""
    acr = at(claims, paths.acr)
    if acr is not None and str(acr) not in issuer.acr:
        _log_once(issuer.url, str(acr)[:200])
    return Betrouwbaarheidsniveau(issuer.acr.get(str(acr), issuer.acr_anders) if acr is not None else issuer.acr_anders)


def _subject(claims: Claims, paths: Paden, issuer: IssuerConfig) -> Subject | None:
    """The subject as this sort of token tells it; None when it tells nobody."""
    parties = read_chain(claims, paths, issuer.url) if paths.keten else _side_by_side(claims, paths, issuer.url)
    if parties is None:
        return None
    over, vestiging = parties.over, _vestiging(parties.claims, paths)
    if over.bsn is not None and not over.is_mens:
        raise Unauthenticated("the token names a person and an organisation")
    if vestiging is not None and over.is_mens:
        raise Unauthenticated("a vestiging of a person")
    return Subject(
        issuer.tenant,
        read_niveau(claims, paths, issuer),
        over.bsn,
        over.kvk,
        over.rsin,
        vestiging,
        over.pseudoniem if over.is_mens and over.bsn is None else None,
        naam=over.naam,
        gemeenten=_gemeenten(at(parties.claims, paths.gemeenten)),
        handelend=_handelend(parties, _diensten(claims, paths)),
    )


def _side_by_side(claims: Claims, paths: Paden, uitgever: str) -> Partijen | None:
    """The parties of a token that has them next to each other."""
    over = read_party(claims, paths, uitgever)
    if over is None:
        return None
    acts, via = (None if one.is_leeg else read_party(claims, one, uitgever) for one in (paths.handelend, paths.via))
    return Partijen(over, claims, acts, (via,) if via is not None else ())


def _handelend(parties: Partijen, diensten: frozenset[str]) -> Handelend | None:
    """Who acts, when that is another than whom it is about, or when the login holds for some services only.

    Somebody who is known by a pseudonym alone and acts for a business with nobody in between works there; every other one
    acts for somebody else, and may do no more than the mandate says.
    """
    over, (acts, *between) = parties.over, (parties.handelend or parties.over, *parties.via)
    if parties.handelend is None and between:
        acts, *between = between
    numbers = acts.nummers
    is_self = set(numbers) == set(over.nummers) and not between
    if is_self and (over.is_mens or not diensten):
        return None
    works_there = not over.is_mens and not between and (is_self or all(isinstance(one, Pseudoniem) for one in numbers))
    return Handelend(
        numbers,
        namens_ander=not works_there,
        diensten=(diensten or None) if works_there else diensten,
        via=tuple(number for one in between for number in one.nummers),
        naam=acts.naam,
    )


def _diensten(claims: Claims, paths: Paden) -> frozenset[str]:
    """The services a mandate names: texts, lists of them, or several in one text as in a scope."""
    found = [at(claims, path) for path in paths.diensten]
    if not found:
        return frozenset()
    texts = [text for value in found for text in (value if isinstance(value, list) else [value])]
    return frozenset(one.casefold() for text in texts if isinstance(text, str) for one in text.split())


def _vestiging(claims: Claims, paths: Paden) -> Vestiging | None:
    found = at(claims, paths.vestiging)
    if found is None:
        return None
    if not isinstance(found, str):
        raise Unauthenticated("the vestiging is not text")
    try:
        return Vestiging(found)
    except ValueError:
        raise Unauthenticated("the vestiging is not valid") from None


def _log_once(issuer: str, acr: str) -> None:
    if (issuer, acr) not in _logged and len(_logged) < MAX_LOGGED:
        _logged.add((issuer, acr))
        log().warning("unknown_acr", issuer=issuer, acr=acr)


def _gemeenten(found: object) -> tuple[str, ...]:
    """The gemeentecodes among what is told; they choose bronnen and prove nothing, so what is no code is left out."""
    codes = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    return tuple(code for code in codes if isinstance(code, str) and re.fullmatch(r"[0-9]{4}", code))
