"""The authorities of the stories: two municipalities, a tax partnership, and those that serve the whole country."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Organisatie:
    """A public authority.

    `code` is the gemeentecode of a municipality or a short name otherwise; `sleutel` is the name as it stands in
    URNs and host names; `bedient` lists gemeentecodes, or is `("alle",)` for a national service.
    """

    code: str
    sleutel: str
    naam: str
    oin: str
    rsin: str
    bedient: tuple[str, ...]

    @property
    def website(self) -> str:
        """Its own site; a name that exists nowhere (RFC 2606)."""
        return f"https://www.{self.sleutel}.example"


HAVENSTAD = Organisatie("9901", "havenstad", "Havenstad", "00000001999990010000", "002564440", ("9901",))
DUINDORP = Organisatie("9902", "duindorp", "Duindorp", "00000001999990020000", "002564452", ("9902",))
BELASTINGEN = Organisatie(
    "BSHD",
    "havenduin",
    "Belastingsamenwerking Havenstad en Duindorp",
    "00000004999990030000",
    "002564464",
    ("9901", "9902"),
)
MIJNOVERHEID = Organisatie("MO", "mijnoverheid", "MijnOverheid", "00000004003214345001", "002564476", ("alle",))
RVIG = Organisatie(
    "RVIG", "rvig", "Rijksdienst voor Identiteitsgegevens", "00000004999990040000", "002564488", ("alle",)
)
KVK = Organisatie("KVK", "kvk", "Kamer van Koophandel", "00000004999990050000", "002564506", ("alle",))
INKOMENSDIENST = Organisatie("LID", "lid", "Landelijke Inkomensdienst", "00000004999990070000", "002564531", ("alle",))
LVD = Organisatie("LVD", "lvd", "Landelijke Voertuigdienst", "00000004999990060000", "002564518", ("9902",))

ORGANISATIES: dict[str, Organisatie] = {
    organisatie.code: organisatie
    for organisatie in (HAVENSTAD, DUINDORP, BELASTINGEN, MIJNOVERHEID, RVIG, KVK, LVD, INKOMENSDIENST)
}
GEMEENTEN: dict[str, Organisatie] = {gemeente.code: gemeente for gemeente in (HAVENSTAD, DUINDORP)}
