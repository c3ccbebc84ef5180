"""What we read of Open Klant (Klantinteracties 0.9), in its own words. Actors are not even read, nor what a task says."""

from __future__ import annotations

from datetime import UTC, datetime

from msgspec import Struct, field


class Klant(Struct, rename="camel"):
    """A resource in camelCase."""


class Verwijzing(Klant):
    """A resource of this API, by uuid."""

    uuid: str


class Identificator(Klant):
    """What something is called in a register: a number, and the three codes that say what kind of number."""

    object_id: str = ""
    code_objecttype: str = ""
    code_register: str = ""
    code_soort_object_id: str = ""


class PartijIdentificator(Klant):
    """One of the numbers of a partij."""

    partij_identificator: Identificator
    uuid: str = ""


class Partij(Klant):
    """A person or business. Its numbers prove whose a row is and go no further."""

    uuid: str
    partij_identificatoren: list[PartijIdentificator] = field(default_factory=list)

    @property
    def identificatoren(self) -> list[Identificator]:
        """The numbers of the partij."""
        return [one.partij_identificator for one in self.partij_identificatoren]


class BetrokkeneDelen(Klant):
    """What was expanded below a betrokkene; a relation that is not there is absent."""

    was_partij: Partij | None = None


class Betrokkene(Klant):
    """Somebody who took part: a known partij, or a stranger."""

    was_partij: Verwijzing | None = None
    initiator: bool | None = None
    delen: BetrokkeneDelen = field(default_factory=BetrokkeneDelen, name="_expand")


class Onderwerpobject(Klant):
    """What a contact was about: something in another register, or an earlier contact that this one answers."""

    was_klantcontact: Verwijzing | None = None
    onderwerpobjectidentificator: Identificator | None = None


class Delen(Klant):
    """What was expanded below a klantcontact; an empty relation may be absent."""

    had_betrokkenen: list[Betrokkene] = field(default_factory=list)
    ging_over_onderwerpobjecten: list[Onderwerpobject] = field(default_factory=list)


class Klantcontact(Klant):
    """A contact. Whether it is confidential must be said: without that the row is not used."""

    uuid: str
    vertrouwelijk: bool
    onderwerp: str = ""
    kanaal: str = ""
    inhoud: str | None = None
    reactie: str | None = None
    nummer: str | None = None
    referentienummer: str | None = None
    plaatsgevonden_op: datetime | None = None
    metadata: dict[str, object] = field(default_factory=dict)
    leidde_tot_interne_taken: list[Verwijzing] = field(default_factory=list)
    delen: Delen = field(default_factory=Delen, name="_expand")

    @property
    def moment(self) -> datetime | None:
        """When it was. The register keeps UTC, so a moment without a zone is UTC."""
        found = self.plaatsgevonden_op
        return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found

    @property
    def is_theirs(self) -> bool:
        """Did the person begin it? Where the bron does not say, an answer is the organisation's."""
        return any(one.initiator is True for one in self.delen.had_betrokkenen)

    @property
    def answered(self) -> set[str]:
        """The uuids of the contacts that this one answers."""
        about = self.delen.ging_over_onderwerpobjecten
        return {one.was_klantcontact.uuid for one in about if one.was_klantcontact is not None}

    @property
    def identificatoren(self) -> list[Identificator]:
        """The numbers of everybody who took part."""
        shown = [one.delen.was_partij for one in self.delen.had_betrokkenen]
        return [number for partij in shown if partij is not None for number in partij.identificatoren]

    @property
    def partijen(self) -> set[str]:
        """The uuids of the partijen who took part."""
        return {one.was_partij.uuid for one in self.delen.had_betrokkenen if one.was_partij is not None}

    @property
    def is_telling(self) -> bool:
        """Does it show the numbers of every partij it names? A row without any partij has nothing to tell."""
        named = [one for one in self.delen.had_betrokkenen if one.was_partij is not None]
        return all(one.delen.was_partij is not None for one in named)


class GemaaktContact(Klant):
    """What `maak-klantcontact` gives back."""

    klantcontact: Verwijzing


class DigitaalAdres(Klant):
    """Where somebody can be reached. `verificatie_datum`: the day on which that was proven."""

    uuid: str
    adres: str
    soort_digitaal_adres: str
    is_standaard_adres: bool = False
    verificatie_datum: str | None = None
    verstrekt_door_partij: Verwijzing | None = None
