"""The keyed hash that stands for a person in caches, flights, ids and audit trails: never the same for two identities."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.persoon import (
    Betrouwbaarheidsniveau,
    Bsn,
    Handelend,
    Kvk,
    Nummer,
    Pseudoniem,
    Rsin,
    Subject,
    Vestiging,
)

pytestmark = pytest.mark.isolation
SECRET = b"s" * 64
NINE = ["000000012", "999993653", "999990019"]
names = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=12)
numbers: st.SearchStrategy[Nummer] = st.one_of(
    st.sampled_from([Bsn(text) for text in NINE]),
    st.sampled_from([Rsin(text) for text in NINE]),
    st.sampled_from([Kvk("00000012"), Kvk("12345678")]),
    st.builds(Pseudoniem, names, names),
)
maybe = st.none()
tenants = st.one_of(st.sampled_from(["a", "b", "a:b", "a|b", "a\0b", ""]), st.text(max_size=6))
scopes = st.none() | st.frozensets(st.sampled_from(["zorg", "belasting", "None", "HOOG", ""]), max_size=3)
ACTING: dict[str, st.SearchStrategy[object]] = {
    "nummers": st.lists(numbers, min_size=1, max_size=2).map(tuple),
    "namens_ander": st.booleans(),
    "diensten": scopes,
    "via": st.lists(numbers, max_size=2).map(tuple),
}
OWN: dict[str, st.SearchStrategy[object]] = {
    "tenant": tenants,
    "niveau": st.sampled_from(Betrouwbaarheidsniveau),
    "bsn": maybe | st.sampled_from([Bsn(text) for text in NINE]),
    "kvk": maybe | st.sampled_from([Kvk("00000012"), Kvk("12345678")]),
    "rsin": maybe | st.sampled_from([Rsin(text) for text in NINE]),
    "vestiging": maybe | st.sampled_from([Vestiging("000000000012"), Vestiging("000012345678")]),
    "pseudoniem": maybe | st.builds(Pseudoniem, names, names),
    "handelend": maybe | st.builds(Handelend, **ACTING),
}
subjects = st.builds(Subject, **OWN)


@st.composite
def neighbours(draw: st.DrawFn) -> tuple[Subject, Subject]:
    """Two subjects that are equal but for one thing at most."""
    one = draw(subjects)
    name = draw(st.sampled_from([*OWN, *ACTING]))
    if name in OWN:
        return one, replace(one, **{name: draw(OWN[name])})
    handelend = one.handelend or draw(st.builds(Handelend, **ACTING))
    other = replace(handelend, **{name: draw(ACTING[name])})
    return replace(one, handelend=handelend), replace(one, handelend=other)


def identity(one: Subject) -> object:
    """All that separates two people: who, who acts, along which chain, how strongly, for which services."""
    handelend = one.handelend
    by = (handelend.nummers, handelend.via, handelend.diensten) if handelend is not None else ((), (), None)
    return (one.tenant, one.niveau, one.eigen_nummers, *by)


@given(neighbours() | st.tuples(subjects, subjects))
def test_two_identities_never_share_a_key(two: tuple[Subject, Subject]) -> None:
    """They differ in anything: other keys. They do not: the same key."""
    one, other = two
    same = identity(one) == identity(other)
    one, other = one.with_keys(SECRET), other.with_keys(SECRET)
    assert (one.sleutel == other.sleutel) is same
    if same:
        assert (one.id_sleutel, one.spoor) == (other.id_sleutel, other.spoor)


@pytest.mark.parametrize("text", ["000000012"])
def test_equal_digits_of_another_kind_are_another(text: str) -> None:
    """A BSN, an RSIN and a KvK-nummer with the same digits are three people."""
    niveau = Betrouwbaarheidsniveau.MIDDEN
    three = [
        Subject("t", niveau, bsn=Bsn(text)),
        Subject("t", niveau, rsin=Rsin(text)),
        Subject("t", niveau, kvk=Kvk(text[1:])),
    ]
    assert len({one.with_keys(SECRET).sleutel for one in three}) == 3
    assert len({one.with_keys(SECRET).id_sleutel for one in three}) == 3


def test_an_id_outlives_a_stronger_login_but_not_another_who_acts() -> None:
    """Level and services of the mandate may change; who is meant and who acts may not."""
    daan, petra = (Handelend((Bsn(bsn),), namens_ander=True, diensten=frozenset({"x"})) for bsn in NINE[1:])
    lotte = Subject("t", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn(NINE[0]), handelend=daan)
    stronger = replace(lotte, niveau=Betrouwbaarheidsniveau.HOOG)
    wider = replace(lotte, handelend=replace(daan, diensten=frozenset({"x", "y"})))
    others = [replace(lotte, handelend=None), replace(lotte, handelend=petra), replace(lotte, bsn=daan.nummers[0])]
    key = lotte.with_keys(SECRET).id_sleutel
    assert [one.with_keys(SECRET).id_sleutel == key for one in (stronger, wider)] == [True, True]
    assert [one.with_keys(SECRET).id_sleutel == key for one in others] == [False] * 3
    assert len({one.with_keys(SECRET).sleutel for one in (lotte, stronger, wider, *others)}) == 6


def test_another_secret_gives_other_keys() -> None:
    """Who does not hold the key cannot work a person's hash out."""
    sanne = Subject("t", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn(NINE[0]))
    keys = [sanne.with_keys(secret) for secret in (SECRET, b"t" * 64)]
    assert len({key for one in keys for key in (one.sleutel, one.id_sleutel, one.spoor)}) == 6
