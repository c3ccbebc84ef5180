"""A file at a bron: what a connector tells of it once the person's right is proven, and the way to its bytes.

A connector never touches bytes. Its source `bestand` says where they are, as Bestand, or under which name another bron has
them, as Elders; None means that there is no such file for this person.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from gateway.bronnen.call import Stroom
from gateway.bronnen.registry import LiveBron
from gateway.context import Deadline
from gateway.domain.document import Document, Inhoud
from gateway.domain.persoon import Subject
from gateway.errors import BronBusy, BronInvalid

SOURCE = "bestand"
LOS = "los_bestand"
"""The source of a file whose right another bron proved; native: its id at this bron. No id leads to it."""

OCTETS = "application/octet-stream"
_WAIT_S = 0.1


@dataclass(frozen=True, slots=True)
class Bestand:
    """Where the bytes of a file are, below the address of its bron, and what it is called. `omvang` in bytes."""

    pad: str
    naam: str
    mediatype: str | None = None
    omvang: int | None = None
    params: Mapping[str, str | int | bool] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Elders:
    """The file is at a sister bron of the same organisation, which knows it by this key (`document/uuid/<uuid>`)."""

    sleutel: str


def elders(stukken: Sequence[Document] | None, native: str) -> Elders | None:
    """The document with this native id among those of an item that is the person's, when its bytes are elsewhere."""
    is_there = any(one.ref.native == native and one.inhoud is Inhoud.ELDERS for one in stukken or ())
    return Elders(f"document/uuid/{native.rpartition('/')[2]}") if is_there else None


@dataclass(frozen=True, slots=True)
class Download:
    """A file that may be taken now, by this person and nobody else."""

    live: LiveBron
    bestand: Bestand
    subject: Subject
    deadline: Deadline

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Stroom | None]:
        """The bytes of the file; None when the bron has none after all.

        At most a quarter of what a bron gets at once are files. Raises BronError.
        """
        bestand = self.bestand
        headers = {"Accept": OCTETS, **bestand.headers}
        async with file_place(self.live):
            stream = self.live.transport.stream(
                bestand.pad, params=bestand.params, headers=headers, deadline=self.deadline, subject=self.subject
            )
            async with stream as stroom:
                yield _checked(stroom)


def _checked(stroom: Stroom) -> Stroom | None:
    """The body of an error looks like a file here (24 bytes of text), so only the status tells."""
    if stroom.status in (404, 410):
        return None
    if stroom.status != 200:
        raise BronInvalid(f"unexpected status {stroom.status}")
    return stroom


@asynccontextmanager
async def file_place(live: LiveBron) -> AsyncIterator[None]:
    """A place for a file at a bron, waited for only briefly. Raises BronBusy when there is none."""
    try:
        async with asyncio.timeout(_WAIT_S):
            await live.files.acquire()
    except TimeoutError:
        raise BronBusy("no free place for a file") from None
    try:
        yield
    finally:
        live.files.release()
