"""The native reference of an item: which kind, at which bron, under which id there. Never shown as it is."""

from __future__ import annotations

from strawberry import ID


class Ref:
    """Names one item at one bron. Its opaque id is made on first selection and kept for the same person only.

    The native id of a part begins with that of its whole, and a slash.
    `kept_id` counts only while `kept_for` is that person's key: whoever reads it compares first.
    """

    __slots__ = ("bron", "kept_for", "kept_id", "native", "soort")

    def __init__(self, soort: str, bron: str, native: str) -> None:
        self.soort = soort
        self.bron = bron
        self.native = native
        self.kept_for: bytes | None = None
        self.kept_id = ID("")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and self.key() == other.key()

    def __hash__(self) -> int:
        return hash(self.key())

    def __repr__(self) -> str:
        return f"Ref({self.soort}, {self.bron})"

    def key(self) -> tuple[str, str, str]:
        """Kind, bron and native id: equal keys name the same item."""
        return (self.soort, self.bron, self.native)

    def keep_id(self, person: bytes, opaque: ID) -> ID:
        """Remember the opaque id made for this person."""
        self.kept_for, self.kept_id = person, opaque
        return opaque
