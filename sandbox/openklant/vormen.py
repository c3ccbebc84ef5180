"""The JSON of Open Klant: its resources with the names, and the order of names, in which it publishes them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sandbox.openklant.rijen import (
    Betrokkene,
    DigitaalAdres,
    Identificator,
    InterneTaak,
    Klantcontact,
    Onderwerp,
    Partij,
    PartijIdentificator,
)
from sandbox.openklant.seed import Inhoud
from sandbox.verhalen.namen import uuid

BASE_PATH = "/klantinteracties/api/v1"
JsonObject = dict[str, object]
PARTIJ = "hadBetrokkenen.wasPartij"
EXPANDS = (
    "gingOverOnderwerpobjecten", "hadBetrokkenen", "hadBetrokkenen.digitaleAdressen", PARTIJ, "leiddeTotInterneTaken",
    "omvatteBijlagen",
)  # fmt: skip
_ADRES: JsonObject = {
    "nummeraanduidingId": "",
    "straatnaam": "",
    "huisnummer": None,
    "huisnummertoevoeging": "",
    "postcode": "",
    "stad": "",
    "adresregel1": "",
    "adresregel2": "",
    "adresregel3": "",
    "land": "",
}
_NAAMLOOS: JsonObject = {"voorletters": "", "voornaam": "", "voorvoegselAchternaam": "", "achternaam": ""}


@dataclass(frozen=True)
class Vormen:
    """Writes resources with links that start at `base`; `inhoud` knows the roles and addresses of a partij."""

    base: Callable[[], str]
    inhoud: Inhoud

    def klantcontact(self, row: Klantcontact, expand: Collection[str]) -> JsonObject:
        """A contact; the member of staff stands in it whole, expanded or not."""
        return {
            **self._verwijzing("klantcontacten", row.uuid),
            "gingOverOnderwerpobjecten": [self._verwijzing("onderwerpobjecten", one.uuid) for one in row.onderwerpen],
            "hadBetrokkenActoren": [self._actor(row.medewerker)] if row.medewerker else [],
            "omvatteBijlagen": [],
            "hadBetrokkenen": [self._verwijzing("betrokkenen", one.uuid) for one in row.betrokkenen],
            "leiddeTotInterneTaken": [self._verwijzing("internetaken", one.uuid) for one in row.taken],
            "nummer": row.nummer,
            "referentienummer": None,
            "kanaal": row.kanaal,
            "onderwerp": row.onderwerp,
            "inhoud": row.inhoud,
            "reactie": row.reactie,
            "indicatieContactGelukt": True,
            "hoofdOnderwerpType": "",
            "verdereActieOndernomen": False,
            "taal": "nld",
            "vertrouwelijk": row.vertrouwelijk,
            "plaatsgevondenOp": row.plaatsgevonden_op,
            "metadata": row.metadata,
            "_expand": self._delen(row, expand),
        }

    def _delen(self, row: Klantcontact, expand: Collection[str]) -> JsonObject:
        """What was expanded. A row without interne taken has no key for them at all."""
        delen: JsonObject = {}
        if "gingOverOnderwerpobjecten" in expand:
            delen["gingOverOnderwerpobjecten"] = [self.onderwerp(one, row) for one in row.onderwerpen]
        if "hadBetrokkenen" in expand or PARTIJ in expand:
            delen["hadBetrokkenen"] = [self.betrokkene(one, row, PARTIJ in expand) for one in row.betrokkenen]
        if "leiddeTotInterneTaken" in expand and row.taken:
            delen["leiddeTotInterneTaken"] = [self.taak(one, row) for one in row.taken]
        return delen

    def betrokkene(self, row: Betrokkene, contact: Klantcontact, whole: bool) -> JsonObject:
        """Somebody in a contact; `whole` shows the partij too."""
        found: JsonObject = {
            **self._verwijzing("betrokkenen", row.uuid),
            "wasPartij": self._verwijzing("partijen", row.partij.uuid) if row.partij else None,
            "hadKlantcontact": self._verwijzing("klantcontacten", contact.uuid),
            "digitaleAdressen": [],
            "bezoekadres": _ADRES,
            "correspondentieadres": _ADRES,
            "contactnaam": _NAAMLOOS,
            "volledigeNaam": "",
            "rol": row.rol,
            "organisatienaam": "",
            "initiator": row.initiator,
        }
        return {**found, "_expand": {"wasPartij": self.partij(row.partij)}} if whole and row.partij else found

    def onderwerp(self, row: Onderwerp, contact: Klantcontact) -> JsonObject:
        """What a contact was about."""
        return {
            **self._verwijzing("onderwerpobjecten", row.uuid),
            "klantcontact": self._verwijzing("klantcontacten", contact.uuid),
            "wasKlantcontact": self._verwijzing("klantcontacten", row.klantcontact) if row.klantcontact else None,
            "onderwerpobjectidentificator": _onderwerpnummer(row.nummer) if row.nummer else None,
        }

    def taak(self, row: InterneTaak, contact: Klantcontact) -> JsonObject:
        """What staff has to do."""
        actor = self._verwijzing("actoren", row.actor or uuid("actor", contact.medewerker or ""))
        return {
            **self._verwijzing("internetaken", row.uuid),
            "nummer": "0000000001",
            "referentienummer": None,
            "gevraagdeHandeling": row.handeling,
            "aanleidinggevendKlantcontact": self._verwijzing("klantcontacten", contact.uuid),
            "toegewezenAanActor": actor,
            "toegewezenAanActoren": [actor],
            "toelichting": row.toelichting,
            "status": "te_verwerken",
            "toegewezenOp": row.toegewezen_op,
            "afgehandeldOp": None,
        }

    def partij(self, row: Partij) -> JsonObject:
        """A partij with all its numbers."""
        return {
            **self._verwijzing("partijen", row.uuid),
            "nummer": f"{row.volgnummer:010d}",
            "interneNotitie": "",
            "betrokkenen": [self._verwijzing("betrokkenen", one) for one in self.inhoud.betrokkenen_van(row)],
            "categorieRelaties": [],
            "digitaleAdressen": [
                self._verwijzing("digitaleadressen", one.uuid) for one in self.inhoud.adressen if one.partij == row.uuid
            ],
            "voorkeursDigitaalAdres": None,
            "vertegenwoordigden": [],
            "rekeningnummers": [],
            "voorkeursRekeningnummer": None,
            "partijIdentificatoren": [self._nummer(one, row) for one in row.identificatoren],
            "soortPartij": row.soort,
            "indicatieGeheimhouding": False,
            "voorkeurstaal": "nld",
            "indicatieActief": True,
            "bezoekadres": _ADRES,
            "correspondentieadres": _ADRES,
            "partijIdentificatie": _identificatie(row),
        }

    def adres(self, row: DigitaalAdres) -> JsonObject:
        """Where a partij can be reached."""
        return {
            **self._verwijzing("digitaleadressen", row.uuid),
            "verstrektDoorBetrokkene": None,
            "verstrektDoorPartij": self._verwijzing("partijen", row.partij),
            "adres": row.adres,
            "soortDigitaalAdres": row.soort,
            "isStandaardAdres": row.is_standaard,
            "omschrijving": row.omschrijving,
            "referentie": row.referentie,
            "verificatieDatum": row.verificatie,
        }

    def _nummer(self, row: PartijIdentificator, partij: Partij) -> JsonObject:
        return {
            **self._verwijzing("partij-identificatoren", uuid("partijidentificator", row.naam)),
            "identificeerdePartij": self._verwijzing("partijen", partij.uuid),
            "anderePartijIdentificator": "",
            "partijIdentificator": {
                "codeObjecttype": row.nummer.objecttype,
                "codeSoortObjectId": row.nummer.soort,
                "objectId": row.nummer.nummer,
                "codeRegister": row.nummer.register,
            },
            "subIdentificatorVan": self._verwijzing(
                "partij-identificatoren", uuid("partijidentificator", row.onder.naam)
            )
            if row.onder
            else None,
        }

    def _actor(self, naam: str) -> JsonObject:
        return {
            **self._verwijzing("actoren", uuid("actor", naam)),
            "naam": naam,
            "soortActor": "medewerker",
            "indicatieActief": True,
            "actoridentificator": {
                "objectId": naam.lower().replace(" ", "."),
                "codeObjecttype": "mdw",
                "codeRegister": "obj",
                "codeSoortObjectId": "idf",
            },
            "actorIdentificatie": {"functie": "Medewerker klantcontact", "emailadres": "", "telefoonnummer": ""},
        }

    def _verwijzing(self, resource: str, uuid_: str) -> JsonObject:
        return {"uuid": uuid_, "url": f"{self.base()}{BASE_PATH}/{resource}/{uuid_}"}


def _onderwerpnummer(row: Identificator) -> JsonObject:
    return {
        "objectId": row.nummer,
        "codeObjecttype": row.objecttype,
        "codeRegister": row.register,
        "codeSoortObjectId": row.soort,
    }


def _identificatie(row: Partij) -> JsonObject:
    if row.soort == "organisatie":
        return {"naam": row.weergavenaam}
    voornaam, _, achternaam = row.weergavenaam.partition(" ")
    naam = {**_NAAMLOOS, "voorletters": f"{voornaam[:1]}.", "voornaam": voornaam, "achternaam": achternaam}
    return {"contactnaam": naam, "volledigeNaam": row.weergavenaam}
