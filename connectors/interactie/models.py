"""What we read of the Interactieservices API (0.1), in its own words. Unknown fields and words are part of the contract."""

from __future__ import annotations

from datetime import datetime

import msgspec
from msgspec import Struct, field

Taalteksten = dict[str, object]
"""One text in several languages, by BCP 47 code; `nl` is always there. What is no text is passed over."""


class Interactie(Struct, rename="camel"):
    """A resource in camelCase."""


class ContextResultaat(Interactie):
    """What was found. Without `taken` the organisation does not support them, which is not the same as none.

    `volledig` is ours: a gateway like this one says with it that it could not ask all that it stands for.
    """

    taken: list[msgspec.Raw] | None = None
    volledig: bool = True


class Context(Interactie):
    """What a taak belongs to."""

    urn: str


class Uitvoering(Interactie):
    """How a taak is done. What belongs to a type is there in the answer for one taak only."""

    fallback_url: str = ""
    type: str = ""
    max_bestanden: int | None = None
    toegestane_formaten: list[str] = field(default_factory=list)
    max_bestandsgrootte: int | None = None


class TaakInfo(Interactie):
    """A taak; `status` and the type of `uitvoering` are open lists."""

    uuid: str
    titel: Taalteksten
    status: str
    toelichting: Taalteksten | None = None
    deadline: datetime | None = None
    context: Context | None = None
    uitvoering: Uitvoering | None = None
