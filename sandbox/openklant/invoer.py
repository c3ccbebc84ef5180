"""What the bodies that Open Klant takes must look like, and the rows made of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

from sandbox.openklant.rijen import DigitaalAdres, Identificator, Klantcontact
from sandbox.openvtb.drf import refuse
from sandbox.openvtb.velden import Field, Refused, boolean, choice, clean_body, day, json_object, moment, objects, text

_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_TELEFOON = re.compile(r"0[1-9][0-9]{8}|\+[0-9]{9,20}")


def _metadata(value: object) -> object:
    """Keys and values of text, each value of at most 255 characters."""
    if not isinstance(value, dict) or not all(isinstance(one, str) and len(one) <= 255 for one in value.values()):
        raise Refused("invalid", "Waarde moet een geldig JSON-object zijn.")
    return value


CONTACT: Mapping[str, Field] = {
    "kanaal": Field(text(50, blank=False), required=True),
    "onderwerp": Field(text(200, blank=False), required=True),
    "inhoud": Field(text(1000)),
    "taal": Field(text(3, blank=False), required=True),
    "vertrouwelijk": Field(boolean, required=True),
    "plaatsgevondenOp": Field(moment),
    "metadata": Field(_metadata),
}
BETROKKENE: Mapping[str, Field] = {
    "wasPartij": Field(json_object, required=True, nullable=True),
    "rol": Field(choice("klant", "vertegenwoordiger"), required=True),
    "initiator": Field(boolean, required=True),
}
ONDERWERP: Mapping[str, Field] = {
    "wasKlantcontact": Field(json_object, nullable=True),
    "onderwerpobjectidentificator": Field(json_object, nullable=True),
}
CODES: Mapping[str, Field] = {
    name: Field(text(200, blank=False), required=True)
    for name in ("objectId", "codeObjecttype", "codeRegister", "codeSoortObjectId")
}
TAAK: Mapping[str, Field] = {
    "gevraagdeHandeling": Field(text(200, blank=False), required=True),
    "aanleidinggevendKlantcontact": Field(json_object, required=True),
    "toegewezenAanActoren": Field(objects, required=True),
    "toelichting": Field(text(1000)),
    "status": Field(choice("te_verwerken", "verwerkt"), required=True),
}
ADRES: Mapping[str, Field] = {
    "verstrektDoorPartij": Field(json_object, required=True, nullable=True),
    "verstrektDoorBetrokkene": Field(json_object, required=True, nullable=True),
    "adres": Field(text(80, blank=False), required=True),
    "soortDigitaalAdres": Field(choice("email", "telefoonnummer", "overig"), required=True),
    "isStandaardAdres": Field(boolean),
    "omschrijving": Field(text(40)),
    "referentie": Field(text(50)),
    "verificatieDatum": Field(day, nullable=True),
}
PARTIJ: Mapping[str, Field] = {
    "soortPartij": Field(choice("persoon", "organisatie", "contactpersoon"), required=True),
    "indicatieActief": Field(boolean, required=True),
    "partijIdentificatoren": Field(objects),
    "partijIdentificatie": Field(json_object, nullable=True),
}


def part(body: object, name: str) -> Mapping[str, object]:
    """The object under this name. Raises ApiError (400) when there is none."""
    part = body.get(name) if isinstance(body, dict) else None
    if not isinstance(part, dict):
        refuse(name, "required", "Dit veld is vereist.")
    return part


def contact_row(given: Mapping[str, object]) -> Klantcontact:
    """A new contact, with nobody in it yet."""
    cleaned = clean_body(given, CONTACT, partial=False)
    return Klantcontact(
        str(uuid4()),
        None,
        str(cleaned["kanaal"]),
        str(cleaned["onderwerp"]),
        str(cleaned.get("inhoud", "")),
        str(cleaned.get("plaatsgevondenOp", now())),
        (),
        vertrouwelijk=bool(cleaned["vertrouwelijk"]),
        metadata=cleaned.get("metadata", {}),  # type: ignore[arg-type]  # _metadata saw to it
    )


def identificator(given: Mapping[str, object]) -> Identificator:
    """A number with its three codes."""
    codes = clean_body(given, CODES, partial=False)
    parts = ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")
    return Identificator(*(str(codes[part]) for part in parts))


def adres_row(row: DigitaalAdres, given: Mapping[str, object]) -> DigitaalAdres:
    """The address with what was given; what is no address of its kind is a 400 (ApiError)."""
    soort, adres = str(given.get("soortDigitaalAdres", row.soort)), str(given.get("adres", row.adres))
    if soort == "email" and not _MAIL.fullmatch(adres):
        refuse("adres", "invalid", "Voer een geldig e-mailadres in.")
    if soort == "telefoonnummer" and not _TELEFOON.fullmatch(adres):
        refuse("adres", "invalid", "Het opgegeven telefoonnummer is ongeldig.")
    verificatie = given.get("verificatieDatum", row.verificatie)
    return replace(
        row,
        soort=soort,
        adres=adres,
        is_standaard=bool(given.get("isStandaardAdres", row.is_standaard)),
        omschrijving=str(given.get("omschrijving", row.omschrijving)),
        referentie=str(given.get("referentie", row.referentie)),
        verificatie=str(verificatie) if verificatie is not None else None,
    )


def naam_of(identificatie: object) -> str:
    """What a partij is called."""
    if not isinstance(identificatie, dict):
        return ""
    naam = identificatie.get("contactnaam") or {}
    return str(identificatie.get("naam") or f"{naam.get('voornaam', '')} {naam.get('achternaam', '')}".strip())


def now() -> str:
    """This moment in UTC, ending in Z."""
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")
