"""Sealing: only with the key, only under the name, only unchanged."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.bronnen.seal import HEADER_BYTES, SealBroken, SealKey, seal_keys
from tests.l2.world import NEW, OLD

KEY = SealKey(OLD)


@given(st.binary(max_size=300), st.text(max_size=60))
def test_what_is_sealed_opens_under_its_name(plain: bytes, name: str) -> None:
    """Any value, any name; and no two sealings of the same look alike."""
    sealed = KEY.seal(plain, name)
    assert KEY.open(sealed, name) == plain
    assert SealKey(OLD).open(sealed, name) == plain
    assert sealed != KEY.seal(plain, name)


@pytest.mark.attacks
@given(st.data())
def test_one_changed_bit_does_not_open(data: st.DataObject) -> None:
    """Header, nonce, value and tag: a bit of any of them, or an end cut off, is refused."""
    sealed = bytearray(KEY.seal(b"geheim", "v1:a"))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(SealBroken):
        KEY.open(bytes(sealed), "v1:a")
    with pytest.raises(SealBroken):
        KEY.open(KEY.seal(b"geheim", "v1:a")[: place // 8], "v1:a")


@pytest.mark.attacks
def test_another_name_or_key_does_not_open() -> None:
    """A value belongs to its name and its key; the fault never quotes it."""
    sealed = KEY.seal(b"geheim", "v1:a")
    for other, name in ((KEY, "v1:b"), (KEY, ""), (SealKey(NEW), "v1:a")):
        with pytest.raises(SealBroken) as fault:
            other.open(sealed, name)
        assert "geheim" not in str(fault.value)
        assert "v1" not in str(fault.value)


@pytest.mark.attacks
def test_the_header_of_another_key_does_not_help() -> None:
    """Who writes our key id before a value sealed with another key gets nowhere."""
    foreign = SealKey(NEW).seal(b"geheim", "v1:a")
    with pytest.raises(SealBroken):
        KEY.open(KEY.header + foreign[HEADER_BYTES:], "v1:a")


@pytest.mark.parametrize("secrets", [[], [b"kort"], [OLD, OLD], [OLD, NEW, b"x" * 32]])
def test_keys_are_one_or_two_long_different_secrets(secrets: list[bytes]) -> None:
    """Anything else is refused at start."""
    with pytest.raises(ValueError, match="secret"):
        seal_keys(secrets)


def test_a_key_never_shows_itself() -> None:
    """Neither secret nor derived keys are in its repr; the id is."""
    assert repr(KEY) == f"SealKey({KEY.header[1:].hex()})"
    assert KEY.header != SealKey(NEW).header


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_a_hash_is_of_the_list_not_of_its_bytes(one: list[bytes], other: list[bytes]) -> None:
    """Moving a byte from one part to the next gives another hash."""
    assert (KEY.hash(*one) == KEY.hash(*other)) == (one == other)
