"""What every kind of credentials can do, and the kind that never changes."""

from __future__ import annotations

from collections.abc import Mapping

from gateway.config import Geheim
from gateway.context import Deadline
from gateway.domain.persoon import Subject
from gateway.errors import BronNotSupported


class Credentials:
    """No credentials, and what is the same for kinds that cannot be renewed."""

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        """The headers to send for this person. Raises a BronError when they cannot be had before the deadline."""
        return {}

    def refresh(self, refused: Mapping[str, str], subject: Subject) -> bool:
        """The bron refused these headers. Is it of use to ask for new ones and try once more?"""
        return False

    async def mint(self, claims: Mapping[str, str]) -> str:
        """A token about a person, for a bron that wants one in its body. Raises BronNotSupported."""
        raise BronNotSupported("these credentials make no tokens about persons")

    async def close(self) -> None:
        """Give back what is held."""


class FixedCredentials(Credentials):
    """One secret in one header, such as `Authorization: Token ...`."""

    def __init__(self, header: str, before: str, geheim: Geheim) -> None:
        self._header = header
        self._before = before
        self._geheim = geheim

    async def headers(self, deadline: Deadline, subject: Subject) -> dict[str, str]:
        return {self._header: self._before + self._geheim.reveal()}

    def refresh(self, refused: Mapping[str, str], subject: Subject) -> bool:
        """Of use when the secret was replaced since."""
        return refused != {self._header: self._before + self._geheim.reveal(now=True)}
