"""Parties that stand inside each other: `represents` of OpenID NLGov, and `act` of RFC 8693, which runs the other way.

With `represents` the token is of the one who logged in, and the deepest party is represented. With `act` the token is of the
one represented, and `act` names who acts. Mixing them up shows the wrong person's data, so an issuer is set to one of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.auth.partij import Claims, Partij, at, naam, note, party_of, read_party, sort_of
from gateway.config import Claims as Paden
from gateway.errors import Unauthenticated

MAX_DEPTH = 5


@dataclass(frozen=True, slots=True)
class Partijen:
    """Who it is about (with the claims that stand beside it), who acts when that is another, and who stands in between."""

    over: Partij
    claims: Claims
    handelend: Partij | None = None
    via: tuple[Partij, ...] = ()


def read_chain(claims: Claims, paths: Paden, uitgever: str) -> Partijen | None:
    """The parties of a token that can hold others; None when it names nobody. Raises Unauthenticated."""
    top = _party(claims, paths, uitgever)
    if top is None:
        return None
    inside = list(_inside(claims, str(paths.keten)))
    if not inside:
        return Partijen(top, claims)
    parties = [_inner(one, paths) if paths.keten == "represents" else _actor(one, paths, uitgever) for one in inside]
    if paths.keten == "represents":
        return Partijen(parties[-1], inside[-1], top, tuple(parties[:-1]))
    return Partijen(top, claims, parties[0])  # what is deeper acted before, and decides nothing (RFC 8693, 4.1)


def _inside(claims: Claims, name: str) -> list[Claims]:
    """The objects inside each other under this name, from the outside in."""
    found: list[Claims] = []
    while name in claims:
        inner = claims[name]
        if not isinstance(inner, Mapping) or len(found) == MAX_DEPTH:
            raise Unauthenticated(f"{name} is no object, or too deep")
        found.append(inner)
        claims = inner
    return found


def _party(claims: Claims, paths: Paden, uitgever: str) -> Partij | None:
    """A party, with its other names (`alt_sub`) if it has those."""
    party = read_party(claims, paths, uitgever)
    others = claims.get("alt_sub") if paths.keten == "represents" else None
    if others is None:
        return party
    found = {kind: number.waarde for number in (party.nummers if party else ()) if (kind := _kind(number))}
    for other in others if isinstance(others, list) else [others]:
        if not isinstance(other, Mapping):
            raise Unauthenticated("alt_sub is no object")
        sort = sort_of(other.get("sub_id_type"))
        if sort != "pseudoniem":  # one for another audience tells us nothing
            note(found, sort, other.get("sub"))  # what is no text is refused there
    return party_of(found, uitgever, naam(at(claims, paths.naam))) if found else party


def _inner(claims: Claims, paths: Paden) -> Partij:
    """A represented party. It must say who it is, by whose word, and under which sort of name (OpenID NLGov, 5.2.2)."""
    issuer = claims.get("iss")
    if not isinstance(claims.get("sub"), str) or not isinstance(issuer, str) or not issuer:
        raise Unauthenticated("a represented party without sub or iss")
    sort_of(claims.get("sub_id_type"))
    party = _party(claims, paths, issuer)
    if party is None:
        raise Unauthenticated("a represented party without a number")
    return party


def _actor(claims: Claims, paths: Paden, uitgever: str) -> Partij:
    """The party that acts: by its number, else by the name its issuer gives it."""
    issuer = claims.get("iss", uitgever)
    sub = claims.get("sub")
    if not isinstance(sub, str) or not isinstance(issuer, str):
        raise Unauthenticated("an actor without sub")
    return _party(claims, paths, issuer) or party_of({"pseudoniem": sub}, issuer, naam(at(claims, paths.naam)))


def _kind(number: object) -> str:
    return {"Bsn": "bsn", "Kvk": "kvk", "Rsin": "rsin"}.get(type(number).__name__, "")
