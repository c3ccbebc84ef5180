"""What we read of the tax system (Pink API): amounts are text with a comma, numbers keep their zeros.

Payment state is no part of the published schema; systems that have it add it to the biljet. Absent is unknown, never zero.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Raw, Struct, field

Komma = Annotated[str, Meta(pattern=r"^-?\d+(,\d{1,2})?$")]
"""An amount in euro with a decimal comma."""


class Pink(Struct, rename="camel"):
    """A part of an answer, in camelCase."""


class Adres(Pink):
    """Where something is. Vendors spell the addition in two ways."""

    straatnaam: str = ""
    huisnummer: str = ""
    huisletter: str = ""
    huisnummertoevoeging: str = ""
    huisnumertoevoeging: str = ""
    postcode: str = ""
    woonplaatsnaam: str = ""
    locatieomschrijving: str = ""


class Regel(Pink):
    """One tax on a biljet."""

    omschrijving_belastingsoort: str
    bedrag: Komma
    belastingplichtnummer: str = ""
    ingangsdatum: date | None = None
    einddatum: date | None = None
    heffingsgrondslag: str | None = None
    bezwaar_mogelijk: bool = False
    adres: list[Adres] | Adres | None = None


class Beschikking(Pink):
    """A WOZ value."""

    sleutel_beschikkingsregel: str
    vastgestelde_waarde: int
    woz_objectnummer: str | None = None
    bezwaar_mogelijk: bool = False
    adres: list[Adres] | Adres | None = None


class Plichtige(Struct):
    """Whose biljet it is."""

    burgerservicenummer: str


class Termijn(Pink):
    """A part that is paid apart."""

    volgnr: int
    bedrag: Komma
    vervaldatum: date
    betaald_op: date | None = None


class Biljet(Pink):
    """An assessment."""

    aanslagbiljetnummer: str
    aanslagbiljetvolgnummer: str
    dagtekening: date
    belasting_jaar: str
    totaalbedrag_aanslag: Komma
    belastingplichtige: Plichtige
    belastingsoortcombinatie: str = ""
    bezwaar_mogelijk: bool = False
    aanslagregels: list[Regel] = field(default_factory=list)
    beschikkingsregels: list[Beschikking] = field(default_factory=list)
    betaalstatus: str | None = None
    openstaand_bedrag: Komma | None = None
    vervaldatum: date | None = None
    termijnen: list[Termijn] = field(default_factory=list)
    automatische_incasso: bool | None = None
    betaalkenmerk: str | None = None

    @property
    def nummer(self) -> str:
        """Number and volgnummer together, zeros kept: what names a biljet."""
        return f"{self.aanslagbiljetnummer}-{self.aanslagbiljetvolgnummer}"


class Betaling(Pink):
    """A payment that was begun: its page, of how much, and until when."""

    kenmerk: str
    bedrag: Komma
    betaal_url: str
    geldig_tot: datetime | None = None


class Aanvraag(Pink):
    """A request under the number that was given to it, and the number by which the organisation knows it."""

    aanvraagnummer: str
    kenmerk: str = ""
    status: str = ""


class Instance(Struct):
    """The rows, each decoded apart. Without them the answer is broken: that is not the same as having nothing."""

    rows: list[Raw]


class Result(Struct):
    """The wrapper inside the answer."""

    instance: Instance


class Answer(Struct):
    """The whole answer."""

    result: Result
