"""What we read of the Objects API (2.7) and of the objects in it: taak versions 1 and 2, and bericht, in their own words."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from msgspec import Raw, Struct, field

from gateway.domain.datum import NEDERLAND


def moment(text: str) -> datetime:
    """A day or a moment as objects write it, in Dutch time; a day starts, and a moment without zone is, in the Netherlands.

    Raises ValueError for any other text.
    """
    found = datetime.fromisoformat(text)
    try:
        return found.astimezone(NEDERLAND) if found.tzinfo is not None else found.replace(tzinfo=NEDERLAND)
    except OverflowError:  # the last or first moment of the calendar, which stands for "never" or "always"
        return found


def day(text: str | None) -> date | None:
    """The day of a day or moment in the Netherlands; None without one. Raises ValueError as `moment`."""
    return moment(text).date() if text else None


class Record(Struct, rename="camel"):
    """A version of an object. The keys of `data` are those of its objecttype, kept as they are."""

    data: Raw
    start_at: date
    index: int = 1
    type_version: int = 1
    end_at: date | None = None


class Object(Struct):
    """An object with the record that holds today."""

    uuid: str
    type: str
    record: Record


class Identificatie(Struct):
    """The owner: a kind of number and the number."""

    type: str
    value: str

    @property
    def eigenaar(self) -> str:
        """Kind and number as one text, to compare."""
        return f"{self.type}:{self.value}"


class Inhoud(Struct):
    """Any object of a person: without an owner it is nobody's."""

    identificatie: Identificatie


class FormulierV1(Struct):
    """The form of a taak of version 1: `type` says whether `value` is an id or an address."""

    type: str = ""
    value: str = ""


class TaakV1(Inhoud):
    """A taak of the first version."""

    title: str
    status: str
    formulier: FormulierV1 | None = None
    data: dict[str, object] | None = None
    verzonden_data: dict[str, object] | None = None
    zaak: str | None = None
    verloopdatum: str | None = None

    def __post_init__(self) -> None:
        """A day that cannot be read breaks the type: without it a taak would seem to have no end."""
        day(self.verloopdatum)


class Koppeling(Struct):
    """What a taak belongs to. The schema calls its key `value`, the example in that schema and portals call it `uuid`."""

    registratie: str = ""
    uuid: str | None = None
    value: str | None = None


class Link(Struct):
    """An address to go to."""

    uri: str = ""


class FormulierV2(Struct):
    """The form of a taak of version 2: its id, or its address."""

    soort: str = ""
    value: str = ""


class Portaalformulier(Struct):
    """A form in the portal, with the answers that are known already, and those that were sent."""

    formulier: FormulierV2 = field(default_factory=FormulierV2)
    data: dict[str, object] | None = None
    verzonden_data: dict[str, object] | None = None


class Ogonebetaling(Struct):
    """A payment; the amount is a number."""

    bedrag: Decimal
    betaalkenmerk: str = ""


class TaakV2(Inhoud):
    """A taak of the second version; what belongs to its soort stands under the name of that soort."""

    titel: str
    status: str
    soort: str
    koppeling: Koppeling | None = None
    verloopdatum: str | None = None
    url: Link | None = None
    portaalformulier: Portaalformulier | None = None
    ogonebetaling: Ogonebetaling | None = None

    def __post_init__(self) -> None:
        """As of version 1."""
        day(self.verloopdatum)


class Bericht(Inhoud, rename="camel"):
    """A message; it keeps whether it was opened, not when."""

    onderwerp: str
    bericht_tekst: str = ""
    bericht_type: str | None = None
    publicatiedatum: str | None = None
    referentie: str | None = None
    geopend: bool | None = None
    einddatum_handelingstermijn: str | None = None
    bijlagen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Days that cannot be read break the type: a message must not be shown before its time."""
        day(self.publicatiedatum)
        day(self.einddatum_handelingstermijn)
