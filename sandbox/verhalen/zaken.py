"""What a story tells about a zaak: who is in it, which steps it took and when, its besluit and its documents.

Days are counted from the day the sandbox started; a negative number lies in the past.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sandbox.verhalen.personen import PERSONEN, Persoon

Vorm = Literal["bsn", "kvk", "nnp_vestiging", "rsin", "kvk_als_rsin", "vestiging"]
"""How a rol names somebody. Registers hold businesses in several shapes: `nnp_vestiging` is a niet-natuurlijk persoon
with KvK number and vestigingsnummer, `kvk_als_rsin` an old registration with the KvK number where the RSIN belongs."""


@dataclass(frozen=True)
class Betrokkene:
    """A rol of somebody in a zaak. `eindigt` is the day it ends; `namens` is whom a gemachtigde acts for."""

    persoon: Persoon
    vorm: Vorm = "bsn"
    rol: str = "initiator"
    machtiging: str = ""
    namens: Persoon | None = None
    vestiging: int = 0
    eindigt: int | None = None


@dataclass(frozen=True)
class Stuk:
    """A document of a zaak; `richting` is `in` (from the applicant), `uit` (to them) or empty (drawn up inside)."""

    naam: str
    titel: str
    soort: str
    dag: int
    richting: str = ""
    status: str = "definitief"
    vertrouwelijkheid: str = "zaakvertrouwelijk"


@dataclass(frozen=True)
class Beslissing:
    """The besluit in a zaak; `reageren` is how many days one may object, where the besluit says so itself."""

    toelichting: str
    dag: int
    ingaat: int
    vervalt: int | None = None
    reageren: int | None = None


@dataclass(frozen=True)
class Zaakverhaal:
    """A zaak. `stappen` holds the day each step was set, in order of volgnummer; None for a step passed over."""

    naam: str
    zaaktype: str
    omschrijving: str
    betrokkenen: tuple[Betrokkene, ...]
    begint: int
    stappen: tuple[int | None, ...] = ()
    resultaat: str = ""
    toelichting: str = ""
    verlengd: str = ""
    opgeschort: str = ""
    hoofdzaak: str = ""
    eigenschappen: Mapping[str, str] = field(default_factory=dict)
    stukken: tuple[Stuk, ...] = ()
    besluit: Beslissing | None = None


def iemand(sleutel: str, rol: str = "initiator", *, machtiging: str = "", eindigt: int | None = None) -> Betrokkene:
    """A person by BSN."""
    return Betrokkene(PERSONEN[sleutel], rol=rol, machtiging=machtiging, eindigt=eindigt)


def gemachtigde(sleutel: str, namens: str) -> Betrokkene:
    """A person who acts for another, as belanghebbende."""
    return Betrokkene(PERSONEN[sleutel], rol="belanghebbende", machtiging="gemachtigde", namens=PERSONEN[namens])


def bedrijf(sleutel: str, vorm: Vorm, vestiging: int = 0) -> Betrokkene:
    """A business as initiator, in one of the shapes registers use."""
    return Betrokkene(PERSONEN[sleutel], vorm, vestiging=vestiging)


def aanvraag(zaak: str, dag: int) -> Stuk:
    """The form the applicant sent in."""
    return Stuk(f"{zaak}-aanvraag", "Aanvraagformulier", "Aanvraag", dag, "in")


def brief(zaak: str, dag: int, titel: str = "Besluitbrief") -> Stuk:
    """The letter that tells what was decided."""
    return Stuk(f"{zaak}-besluit", titel, "Besluit", dag, "uit")
