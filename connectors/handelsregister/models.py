"""What we read of the Handelsregister (Basisprofiel 1.4, Vestigingsprofiel 1), in its own words. Owners are not even read."""

from __future__ import annotations

from msgspec import Struct, field

BEZOEKADRES = "bezoekadres"


class Kvk(Struct, rename="camel"):
    """A resource in camelCase."""


class Adres(Kvk):
    """An address. `ind_afgeschermd` is text: `Ja` or `Nee`."""

    type: str = ""
    ind_afgeschermd: str = ""
    volledig_adres: str = ""
    straatnaam: str = ""
    huisnummer: int | None = None
    huisletter: str = ""
    huisnummer_toevoeging: str = ""
    postcode: str = ""
    plaats: str = ""
    land: str = ""

    @property
    def is_shielded(self) -> bool:
        """May it be shown to the business alone? Whatever is not a plain `Nee` counts as shielded."""
        return self.ind_afgeschermd.strip().lower() not in ("nee", "")


class Vestiging(Kvk):
    """A vestiging, with its addresses."""

    kvk_nummer: str
    eerste_handelsnaam: str = ""
    adressen: list[Adres] = field(default_factory=list)

    @property
    def bezoekadres(self) -> Adres | None:
        """Where people may come; None when there is only an address for post."""
        return next((one for one in self.adressen if one.type == BEZOEKADRES), None)


class Delen(Kvk):
    """What comes along with a profile; a business without a hoofdvestiging has none."""

    hoofdvestiging: Vestiging | None = None


class Basisprofiel(Kvk):
    """A business."""

    kvk_nummer: str
    naam: str = ""
    delen: Delen = field(default_factory=Delen, name="_embedded")
