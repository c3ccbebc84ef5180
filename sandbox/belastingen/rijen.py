"""What the tax system says about an assessment: amounts are text with a comma, numbers keep their zeros.

The fields after `beschikkingsregels` are no part of the vendor's published schema. Not every biljet has them:
one that is handled on paper leaves them out, and then nothing is known about its payment.
"""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType


class Adres(msgspec.Struct, rename="camel", kw_only=True):
    """The address of what is taxed; the spelling of `huisnumertoevoeging` is the vendor's."""

    straatnaam: str
    huisnummer: str
    huisletter: str = ""
    huisnumertoevoeging: str = ""
    postcode: str
    woonplaatsnaam: str
    locatieomschrijving: str = ""


class Aanslagregel(msgspec.Struct, rename="camel", kw_only=True):
    """One tax on a biljet."""

    belastingplichtnummer: str
    belasting_jaar: str
    code_belastingsoort: str
    omschrijving_belastingsoort: str
    code_belastingtype: str
    omschrijving_belastingtype: str
    ingangsdatum: str
    einddatum: str
    woz_objectnummer: str | UnsetType = UNSET
    heffingsgrondslag: str
    bedrag: str
    bezwaar_mogelijk: bool
    adres: list[Adres] = []


class Beschikkingsregel(msgspec.Struct, rename="camel", kw_only=True):
    """The WOZ value of one object; a whole number of euros, and one address instead of a list."""

    sleutel_beschikkingsregel: str
    woz_objectnummer: str
    vastgestelde_waarde: int
    bezwaar_mogelijk: bool
    adres: Adres


class Belastingplichtige(msgspec.Struct):
    """Whose bill it is."""

    burgerservicenummer: str


class Termijn(msgspec.Struct, rename="camel", kw_only=True):
    """One part of a bill that is paid in parts."""

    volgnr: int
    bedrag: str
    vervaldatum: str
    betaald_op: str | None = None


class Aanslagbiljet(msgspec.Struct, rename="camel", kw_only=True):
    """One assessment; nummer and volgnummer together are its key."""

    aanslagbiljetnummer: str
    aanslagbiljetvolgnummer: str = "01"
    dagtekening: str
    belasting_jaar: str
    belastingsoortcombinatie: str
    totaalbedrag_aanslag: str
    bezwaar_mogelijk: bool
    belastingplichtige: Belastingplichtige
    aanslagregels: list[Aanslagregel]
    beschikkingsregels: list[Beschikkingsregel] | UnsetType = UNSET
    betaalstatus: str | UnsetType = UNSET
    openstaand_bedrag: str | UnsetType = UNSET
    vervaldatum: str | UnsetType = UNSET
    termijnen: list[Termijn] | UnsetType = UNSET
    automatische_incasso: bool | UnsetType = UNSET
    betaalkenmerk: str | UnsetType = UNSET
    betaal_url: str | UnsetType | None = UNSET
    document_url: str | UnsetType | None = UNSET


class Betaling(msgspec.Struct, rename="camel", kw_only=True):
    """A payment that was begun; `status` is `gestart` or `betaald`. Not of the vendor's schema."""

    kenmerk: str
    bedrag: str
    betaal_url: str
    geldig_tot: str
    status: str = "gestart"
    aanslagbiljetnummer: str
    aanslagbiljetvolgnummer: str
    termijn: int | None = None
    terugkeer_url: str
