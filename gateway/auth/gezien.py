"""The tokens that were checked before: who shows one again is known by one look."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import Generic, NamedTuple, TypeVar

W = TypeVar("W")
Mark = tuple[str, str, str]
"""A token, a session or a person at an issuer: the issuer's name, `jti`, `sid` or `sub`, and what it is called there."""


class _Token(NamedTuple, Generic[W]):
    who: W
    until: float
    marks: Collection[Mark]


class Gezien(Generic[W]):
    """Who showed a token, by the seal of that token, for the tokens seen last; at most `size`."""

    def __init__(self, *, size: int = 20_000) -> None:
        self._size = size
        self._tokens: OrderedDict[bytes, _Token[W]] = OrderedDict()

    def get(self, seal: bytes, now: float) -> W | None:
        """Who showed this token; None when it is not known, or may not be taken as seen any more."""
        token = self._tokens.get(seal)
        if token is None or token.until <= now:
            return None
        self._tokens.move_to_end(seal)
        return token.who

    def put(self, seal: bytes, who: W, until: float, marks: Collection[Mark]) -> None:
        """Take this token as seen until a moment (seconds since 1970), unless one of its marks is dropped before."""
        self._tokens[seal] = _Token(who, until, marks)
        if len(self._tokens) > self._size:
            self._tokens.popitem(last=False)

    def drop(self, marks: set[Mark]) -> list[W]:
        """Forget every token with one of these marks, and tell who had them."""
        seals = [seal for seal, token in self._tokens.items() if not marks.isdisjoint(token.marks)]
        return [self._tokens.pop(seal).who for seal in seals]

    def clear(self) -> None:
        """Forget all."""
        self._tokens.clear()
