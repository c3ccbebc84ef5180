"""What Open Klant holds: people and businesses, the contacts with them, and what those were about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Identificator:
    """A number in a register, with the codes that say what it is."""

    objecttype: str
    register: str
    soort: str
    nummer: str


@dataclass(frozen=True)
class PartijIdentificator:
    """A number of a partij; `onder` is the number below which it is unique."""

    naam: str
    nummer: Identificator
    onder: PartijIdentificator | None = None


@dataclass(frozen=True)
class Partij:
    """A person (`soort` persoon) or a business (organisatie)."""

    uuid: str
    volgnummer: int
    soort: str
    weergavenaam: str
    identificatoren: tuple[PartijIdentificator, ...]


@dataclass(frozen=True)
class Betrokkene:
    """Somebody who took part in a contact; a stranger is no partij."""

    uuid: str
    partij: Partij | None
    rol: str = "klant"
    initiator: bool = True


@dataclass(frozen=True)
class Onderwerp:
    """What a contact was about: a number in another register, or the uuid of an earlier contact."""

    uuid: str
    nummer: Identificator | None = None
    klantcontact: str | None = None


@dataclass(frozen=True)
class InterneTaak:
    """What staff still has to do after a contact; not meant for the person. `actor` is the uuid of who has to."""

    uuid: str
    toelichting: str
    toegewezen_op: str
    handeling: str = "Terugbellen"
    actor: str = ""


@dataclass(frozen=True)
class Klantcontact:
    """A contact; moments are UTC. `medewerker` is the name of who spoke for the gemeente."""

    uuid: str
    nummer: str | None
    kanaal: str
    onderwerp: str
    inhoud: str
    plaatsgevonden_op: str
    betrokkenen: tuple[Betrokkene, ...]
    onderwerpen: tuple[Onderwerp, ...] = ()
    taken: tuple[InterneTaak, ...] = ()
    reactie: str = ""
    vertrouwelijk: bool = False
    medewerker: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DigitaalAdres:
    """Where a partij (its uuid) can be reached; `verificatie` is the day on which that was proven."""

    uuid: str
    partij: str
    soort: str
    adres: str
    is_standaard: bool = False
    omschrijving: str = ""
    referentie: str = ""
    verificatie: str | None = None
