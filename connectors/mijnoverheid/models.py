"""What we read of the Berichtenuitvraag: lists as summaries, one message in full, and the events of gathering."""

from __future__ import annotations

from datetime import datetime

from msgspec import Raw, Struct, field


class Fbs(Struct, rename="camel"):
    """A part of an answer, in camelCase."""


class Samenvatting(Fbs):
    """A message as lists show it, without its text."""

    bericht_id: str
    onderwerp: str
    publicatietijdstip: datetime
    afzender: str = ""
    status: str = ""
    aantal_bijlagen: int = 0
    magazijn_id: str = ""


class Bijlage(Fbs):
    """A file with a message."""

    bijlage_id: str
    naam: str
    mime_type: str | None = None
    grootte_in_bytes: int | None = None


class Bericht(Samenvatting):
    """A message in full."""

    inhoud: str = ""
    bijlagen: list[Bijlage] = field(default_factory=list)


class Link(Struct):
    """A link; only that it is there counts, it is never followed."""

    href: str = ""


class Links(Struct):
    """The links of a page."""

    next: Link | None = None


class Lijst(Struct):
    """A page of messages; there are no totals."""

    berichten: list[Raw]
    links: Links = field(name="_links", default_factory=Links)


class Event(Fbs):
    """An event while gathering; which fields it has depends on its name, which may stand inside it."""

    event: str | None = None
    magazijn_id: str | None = None
    naam: str | None = None
    status: str | None = None
