"""The native reference of an item: which kind, at which bron, under which id there. Never shown as it is."""

from __future__ import annotations


class Ref:
    """Names one item at one bron. Its opaque id is made on first selection and kept for the same person only."""

    __slots__ = ("_for", "_id", "bron", "native", "soort")

    def __init__(self, soort: str, bron: str, native: str) -> None:
        self.soort = soort
        self.bron = bron
        self.native = native
        self._for: bytes | None = None
        self._id = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and self.key() == other.key()

    def __hash__(self) -> int:
        return hash(self.key())

    def __repr__(self) -> str:
        return f"Ref({self.soort}, {self.bron})"

    def key(self) -> tuple[str, str, str]:
        """Kind, bron and native id: equal keys name the same item."""
        return (self.soort, self.bron, self.native)

    def kept_id(self, person: bytes) -> str | None:
        """The opaque id made before for this person; None for anybody else."""
        return self._id if self._for == person else None

    def keep_id(self, person: bytes, opaque: str) -> str:
        """Remember the opaque id made for this person."""
        self._for, self._id = person, opaque
        return opaque
