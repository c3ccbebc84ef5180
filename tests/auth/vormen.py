"""Tokens as products and profiles send them: claims by name, made here without the presets they are held against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hypothesis import strategies as st

from gateway.domain.persoon import Bsn, Kvk, Nummer, Pseudoniem, Rsin, Subject
from gateway.elfproef import passes_elfproef

Claims = Mapping[str, object]
URL = "https://login.havenstad.nl"
ETD, EID = "urn:etoegang:core:", "urn:nl-eid-gdi:1.0:"
SOORT = "urn:etoegang:1.9:EntityConcernedID:"
ID = f"{EID}id:"


def _with_check_digit(number: int) -> str:
    """A number of nine digits that passes the 11-proef, near this one."""
    while not passes_elfproef(f"{number % 10**9:09}"):
        number += 1
    return f"{number % 10**9:09}"


nine = st.integers(1, 999_999_000).map(_with_check_digit)
kvks = st.integers(0, 99_999_999).map(lambda number: f"{number:08}")
names = st.text("abcdefghijklmnopqrstuvwxyz0123456789@-", min_size=1, max_size=20)
services = st.sets(st.sampled_from(["urn:etoegang:DV:1:services:9009", "B2BA62A6-419c", "zorg"]), max_size=2)


@dataclass(frozen=True)
class Told:
    """A token, and what must be read in it: about whom, by whom, along whom, for which services."""

    claims: Claims
    over: frozenset[Nummer]
    door: frozenset[Nummer] = frozenset()
    via: tuple[Nummer, ...] = ()
    diensten: frozenset[str] | None = None
    namens: bool = False


def told_by(subject: Subject) -> Told:
    """What the gateway read, to be compared."""
    handelend = subject.handelend
    own = frozenset(number for number in subject.eigen_nummers if number != subject.vestiging)
    if handelend is None:
        return Told({}, own)
    by = frozenset(handelend.nummers)
    return Told({}, own, by, handelend.via, handelend.diensten, handelend.namens_ander)


def folded(found: set[str]) -> frozenset[str]:
    return frozenset(one.casefold() for one in found)


@st.composite
def digid(draw: st.DrawFn) -> Told:
    bsn = draw(nine)
    return Told({"bsn": bsn}, frozenset({Bsn(bsn)}))


@st.composite
def digid_machtigen(draw: st.DrawFn) -> Told:
    over, door, found = draw(nine), draw(nine), draw(services)
    claims = {f"{EID}LegalSubjectID": over, f"{EID}ActingSubjectID": door, f"{EID}ServiceUUID": " ".join(sorted(found))}
    if over == door:
        return Told(claims, frozenset({Bsn(over)}))
    return Told(claims, frozenset({Bsn(over)}), frozenset({Bsn(door)}), diensten=folded(found), namens=True)


@st.composite
def eherkenning(draw: st.DrawFn) -> Told:
    as_rsin, between, door, found = draw(st.booleans()), draw(st.booleans()), draw(names), draw(services)
    number = draw(nine if as_rsin else kvks)
    claims: dict[str, object] = {
        f"{ETD}LegalSubjectID": number,
        "namequalifier": SOORT + ("RSIN" if as_rsin else "KvKnr"),
        f"{ETD}ActingSubjectID": door,
        f"{ETD}ServiceID": sorted(found),
    }
    via: tuple[Nummer, ...] = ()
    if between:
        office = draw(kvks)
        claims[f"{ETD}IntermediateEntityID"], via = office, (Kvk(office),)
    own: Nummer = Rsin(number) if as_rsin else Kvk(number)
    limits = folded(found) if between else folded(found) or None
    return Told(claims, frozenset({own}), frozenset({Pseudoniem(door, URL)}), via, limits, between)


@st.composite
def bewindvoering(draw: st.DrawFn) -> Told:
    over, office, door, found = draw(nine), draw(kvks), draw(names), draw(services)
    claims = {
        "sel_uid": over, f"{ETD}LegalSubjectID": office, "namequalifier": f"{SOORT}KvKnr",
        f"{ETD}ActingSubjectID": door, f"{ETD}ServiceID": " ".join(sorted(found)),
    }  # fmt: skip
    acts = frozenset[Nummer]({Pseudoniem(door, URL)})
    return Told(claims, frozenset({Bsn(over)}), acts, (Kvk(office),), folded(found), namens=True)


@st.composite
def eidas(draw: st.DrawFn) -> Told:
    has_bsn = draw(st.booleans())
    value = draw(nine if has_bsn else names)
    claims = {"urn:etoegang:1.12:EntityConcernedID:PseudoID": value, "namequalifier": "bsn" if has_bsn else "pseudo"}
    return Told(claims, frozenset({Bsn(value) if has_bsn else Pseudoniem(value, URL)}))


@st.composite
def nl_portal(draw: st.DrawFn) -> Told:
    person, acts = draw(st.booleans()), draw(st.sampled_from(["", "bsn", "kvk", "sub"]))
    number = draw(nine if person else kvks)
    over = frozenset[Nummer]({Bsn(number) if person else Kvk(number)})
    claims: dict[str, object] = {"aanvrager": {"bsn" if person else "kvk": number}}
    if not acts:
        return Told(claims, over)
    value = draw({"bsn": nine, "kvk": kvks, "sub": names}[acts])
    claims["gemachtigde"] = {acts: value}
    kinds: dict[str, Nummer] = {"bsn": Bsn(value)} if acts == "bsn" else {"kvk": Kvk(value)} if acts == "kvk" else {}
    door = frozenset({kinds.get(acts, Pseudoniem(value, URL))})
    if door == over:
        return Told(claims, over)
    works_there = not person and acts == "sub"
    return Told(claims, over, door, diensten=None if works_there else frozenset(), namens=not works_there)


@st.composite
def nlgov(draw: st.DrawFn) -> Told:
    """The one who logged in at the top, each represented party inside the last, up to five deep."""
    top, nested = draw(names), draw(st.lists(_nlgov_party(), max_size=5))
    claims: dict[str, object] = {"sub": top, "sub_id_type": f"{ID}pseudonym"}
    inside: dict[str, object] | None = None
    for party, _ in reversed(nested):
        inside = {**party, **({"represents": inside} if inside else {})}
    if inside is None:
        return Told(claims, frozenset({Pseudoniem(top, URL)}))
    claims["represents"] = inside
    numbers = [number for _, number in nested]
    over, via = numbers[-1], tuple(numbers[:-1])
    acts = frozenset[Nummer]({Pseudoniem(top, URL)})
    works_there = isinstance(over, Kvk | Rsin) and not via
    return Told(claims, frozenset({over}), acts, via, None if works_there else frozenset(), not works_there)


@st.composite
def _nlgov_party(draw: st.DrawFn) -> tuple[dict[str, object], Nummer]:
    sort = draw(st.sampled_from(["KvKnr", "RSIN", "BSN", "pseudonym"]))
    value = draw({"KvKnr": kvks, "pseudonym": names}.get(sort, nine))
    issuer = draw(st.sampled_from(["urn:uuid:a", "urn:uuid:b"]))
    number: Nummer
    match sort:
        case "KvKnr":
            number = Kvk(value)
        case "RSIN":
            number = Rsin(value)
        case "BSN":
            number = Bsn(value)
        case _:
            number = Pseudoniem(value, issuer)
    return {"sub": value, "iss": issuer, "sub_id_type": ID + sort}, number


@st.composite
def rfc8693(draw: st.DrawFn) -> Told:
    """The one represented at the top, the actor in `act`, who acted before that inside it."""
    over, door, before = draw(nine), draw(names), draw(st.lists(names, max_size=3))
    act: dict[str, object] = {}
    for sub in [*reversed(before), door]:
        act = {"sub": sub, **({"act": act} if act else {})}
    claims = {"bsn": over, "act": act}
    acts = frozenset[Nummer]({Pseudoniem(door, URL)})
    return Told(claims, frozenset({Bsn(over)}), acts, diensten=frozenset(), namens=True)
