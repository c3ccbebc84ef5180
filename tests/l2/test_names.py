"""Names in the server: different for different keys, whatever stands in them, and without a trace of a person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.bronnen.cache import Key
from gateway.bronnen.l2.names import index_of, name_of
from gateway.bronnen.seal import SealKey
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Subject
from tests.l2.world import NEW, OLD

SEAL = SealKey(OLD)
PART = st.text(st.sampled_from("ab:|%/\0é"), min_size=1, max_size=4)
KEYS = st.builds(Key, PART, PART, PART, st.binary(max_size=3), PART, st.frozensets(PART, max_size=2))


@pytest.mark.isolation
@given(KEYS, KEYS)
def test_different_keys_have_different_names(one: Key, other: Key) -> None:
    """Separators inside a part, parts moved over, shapes split elsewhere: no two keys meet in one name."""
    assert (name_of(one, SEAL, b"") == name_of(other, SEAL, b"")) == (one == other)


@pytest.mark.isolation
@given(KEYS)
def test_a_name_has_six_parts_and_never_is_an_index(key: Key) -> None:
    """Form `v1:tenant:bron:source:hash:hash`; the index of the person is something else."""
    parts = name_of(key, SEAL, b"").split(":")
    assert (parts[0], len(parts)) == ("v1", 6)
    assert index_of(key.tenant, key.bron, key.person, SEAL).split(":")[3] == "" != parts[3]


def test_another_layout_or_secret_is_another_name() -> None:
    """Two releases, or two secrets, never look for each other's values."""
    key = Key("demo", "bron", "zaken", b"p", "", frozenset())
    assert len({name_of(key, seal, layout) for seal in (SEAL, SealKey(NEW)) for layout in (b"1", b"2")}) == 4


@pytest.mark.canary
def test_a_name_tells_nothing_about_the_person() -> None:
    """Neither the number, nor the native id, nor the person's own keyed hash can be read in a name."""
    anna = Subject("demo", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn("999991103")).with_keys(b"k" * 32)
    key = Key("demo", "bron", "zaken", anna.sleutel, "999991103", frozenset())
    name = name_of(key, SEAL, b"") + index_of("demo", "bron", anna.sleutel, SEAL)
    assert "999991103" not in name
    assert anna.sleutel.hex() not in name
