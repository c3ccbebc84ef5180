"""What goes over the line, in the words of the Interactieservices API. What a portal does not know it must pass over."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, Struct, UnsetType

API_VERSION = "0.1.0"
TAKEN = "taken"
MAX_TEXT = 1_000


class ContextQuery(Struct, rename="camel"):
    """A search. `include`: which kinds are wanted; empty or absent means all. Kinds that we do not know are passed over."""

    klant_id: str
    context_id: str | UnsetType = UNSET
    include: list[str] | UnsetType = UNSET

    @property
    def wants_taken(self) -> bool:
        """Are taken asked for?"""
        return not self.include or TAKEN in self.include


class ContextLink(Struct, rename="camel", omit_defaults=True):
    """What a taak belongs to, by a name that works everywhere."""

    urn: str


class Uitvoering(Struct, rename="camel"):
    """How a taak is done. Always with a type: without one an answer would fit two forms of the contract, which allows one."""

    type: str
    fallback_url: str


class TaakInfo(Struct, rename="camel", omit_defaults=True):
    """A taak: in a list, and alone."""

    uuid: str
    titel: dict[str, str]
    status: str
    toelichting: dict[str, str] | UnsetType = UNSET
    deadline: str | UnsetType = UNSET
    context: ContextLink | UnsetType = UNSET
    uitvoering: Uitvoering | UnsetType = UNSET


class Bronmelding(Struct, rename="camel", omit_defaults=True):
    """An organisation whose taken are not all there, and why: our addition to the contract."""

    organisatie: str
    status: str
    oin: str | UnsetType = UNSET
    melding: str | UnsetType = UNSET


class ContextResultaat(Struct, rename="camel", omit_defaults=True):
    """What was found. `volledig` and `meldingen` are our addition, there only when something is missing."""

    taken: list[TaakInfo] | UnsetType = UNSET
    volledig: bool = True
    meldingen: list[Bronmelding] = []


_query = msgspec.json.Decoder(ContextQuery)


def read_query(raw: bytes) -> ContextQuery:
    """A search. Raises ValueError when it is not one; the text never holds a value."""
    try:
        query = _query.decode(raw)
    except msgspec.ValidationError as fault:
        raise ValueError(str(fault)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise ValueError("no JSON") from None
    if not isinstance(query.context_id, UnsetType) and not query.context_id.startswith("urn:"):
        raise ValueError("contextId is no URN")
    return query
