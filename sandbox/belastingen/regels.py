"""The lines of a biljet, and the kinds of tax they are about."""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import UNSET

from sandbox.belastingen.rijen import Aanslagregel, Adres, Beschikkingsregel


@dataclass(frozen=True)
class Soort:
    """A kind of tax: code and name, and those of the type within it."""

    code: str
    naam: str
    typecode: str
    typenaam: str


OZB = Soort("1", "Onroerendezaakbelasting", "0001", "OZB eigenaren woningen")
AFVAL_EEN = Soort("4", "Afvalstoffenheffing", "0011", "Afvalstoffenheffing eenpersoons")
AFVAL_MEER = Soort("4", "Afvalstoffenheffing", "0012", "Afvalstoffenheffing meerpersoons")
RIOOL = Soort("7", "Rioolheffing", "0021", "Rioolheffing gebruik")
HOND = Soort("9", "Hondenbelasting", "0040", "Hondenbelasting eerste hond")


@dataclass(frozen=True)
class Biljet:
    """What all lines of one biljet have in common; they hold for the whole year."""

    jaar: str
    adres: Adres
    bezwaar: bool

    def regel(self, nummer: str, soort: Soort, bedrag: str, *, woz: str = "", grondslag: str = "1,00") -> Aanslagregel:
        """A line with an amount; `grondslag` is what the tax was reckoned over."""
        return Aanslagregel(
            belastingplichtnummer=nummer,
            belasting_jaar=self.jaar,
            code_belastingsoort=soort.code,
            omschrijving_belastingsoort=soort.naam,
            code_belastingtype=soort.typecode,
            omschrijving_belastingtype=soort.typenaam,
            ingangsdatum=f"{self.jaar}-01-01",
            einddatum=f"{self.jaar}-12-31",
            woz_objectnummer=woz or UNSET,
            heffingsgrondslag=grondslag,
            bedrag=bedrag,
            bezwaar_mogelijk=self.bezwaar,
            adres=[self.adres],
        )

    def woz(self, sleutel: str, nummer: str, waarde: int) -> Beschikkingsregel:
        """The value of a WOZ object in whole euros."""
        return Beschikkingsregel(
            sleutel_beschikkingsregel=sleutel,
            woz_objectnummer=nummer,
            vastgestelde_waarde=waarde,
            bezwaar_mogelijk=self.bezwaar,
            adres=self.adres,
        )
