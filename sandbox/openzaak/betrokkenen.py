"""Rollen as the Zaken API (ZGW 1.5) shows them: betrokkeneIdentificatie changes its shape with betrokkeneType."""

from __future__ import annotations

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.catalogus import ROLLEN
from sandbox.verhalen.personen import Persoon
from sandbox.verhalen.zaken import Betrokkene

NATUURLIJK, NIET_NATUURLIJK = "natuurlijk_persoon", "niet_natuurlijk_persoon"
VESTIGING, MEDEWERKER, EENHEID = "vestiging", "medewerker", "organisatorische_eenheid"
_LOA = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
_VOORVOEGSELS = ("van der", "van den", "van", "de", "den", "der", "el", "ter", "ten")


def rol(url: str, uuid: str, zaak: str, roltype: str, generiek: str, moment: str) -> Rij:
    """A rol without its betrokkene; numbers it does not have are empty text, not null."""
    return {
        "url": url,
        "uuid": uuid,
        "zaak": zaak,
        "betrokkene": "",
        "betrokkeneType": "",
        "afwijkendeNaamBetrokkene": "",
        "roltype": roltype,
        "omschrijving": ROLLEN[generiek],
        "omschrijvingGeneriek": generiek,
        "roltoelichting": ROLLEN[generiek],
        "registratiedatum": moment,
        "indicatieMachtiging": "",
        "contactpersoonRol": {"emailadres": "", "functie": "", "telefoonnummer": "", "naam": ""},
        "statussen": [],
        "beginGeldigheid": None,
        "eindeGeldigheid": None,
    }


def identiteit(betrokkene: Betrokkene) -> Rij:
    """The fields of a rol that say who it is."""
    persoon = betrokkene.persoon
    kvk, rsin = persoon.kvk or "", persoon.rsin or ""
    nummer = persoon.vestigingen[betrokkene.vestiging] if persoon.vestigingen else ""
    match betrokkene.vorm:
        case "bsn":
            soort, wie = NATUURLIJK, natuurlijk(persoon)
        case "kvk":
            soort, wie = NIET_NATUURLIJK, niet_natuurlijk(persoon, kvk=kvk)
        case "nnp_vestiging":
            soort, wie = NIET_NATUURLIJK, niet_natuurlijk(persoon, kvk=kvk, vestiging=nummer)
        case "rsin":
            soort, wie = NIET_NATUURLIJK, niet_natuurlijk(persoon, rsin=rsin)
        case "kvk_als_rsin":
            soort, wie = NIET_NATUURLIJK, niet_natuurlijk(persoon, rsin=kvk)
        case "vestiging":
            soort, wie = VESTIGING, vestiging(persoon, nummer, kvk)
    return {
        "betrokkeneType": soort,
        "betrokkeneIdentificatie": wie,
        "indicatieMachtiging": betrokkene.machtiging,
        "authenticatieContext": _context(betrokkene),
    }


def natuurlijk(persoon: Persoon) -> Rij:
    """A natural person."""
    voorvoegsel, geslachtsnaam = _naamdelen(persoon.achternaam)
    return {
        "inpBsn": persoon.bsn or "",
        "anpIdentificatie": "",
        "inpA_nummer": "",
        "geslachtsnaam": geslachtsnaam,
        "voorvoegselGeslachtsnaam": voorvoegsel,
        "voorletters": "",
        "voornamen": persoon.voornaam,
        "geslachtsaanduiding": "",
        "geboortedatum": persoon.geboortedatum.replace("-", ""),
        "verblijfsadres": None,
        "subVerblijfBuitenland": None,
    }


def niet_natuurlijk(persoon: Persoon, *, kvk: str = "", rsin: str = "", vestiging: str = "") -> Rij:
    """A legal person, with the numbers this registration has."""
    return {
        "innNnpId": rsin,
        "annIdentificatie": "",
        "kvkNummer": kvk,
        "vestigingsNummer": vestiging,
        "statutaireNaam": persoon.naam,
        "innRechtsvorm": "",
        "bezoekadres": "",
        "verblijfsadres": None,
        "subVerblijfBuitenland": None,
    }


def vestiging(persoon: Persoon, nummer: str, kvk: str) -> Rij:
    """A vestiging of a business."""
    return {
        "vestigingsNummer": nummer,
        "handelsnaam": [persoon.naam],
        "verblijfsadres": None,
        "subVerblijfBuitenland": None,
        "kvkNummer": kvk,
    }


def medewerker() -> Rij:
    """The civil servant who handles a zaak."""
    wie = {"identificatie": "mdekker", "achternaam": "Dekker", "voorletters": "M.", "voorvoegselAchternaam": ""}
    return {"betrokkeneType": MEDEWERKER, "betrokkeneIdentificatie": wie}


def eenheid(afdeling: str) -> Rij:
    """The department that handles a zaak."""
    wie = {"identificatie": afdeling.upper()[:24], "naam": afdeling, "isGehuisvestIn": ""}
    return {"betrokkeneType": EENHEID, "betrokkeneIdentificatie": wie}


def _context(betrokkene: Betrokkene) -> Rij | None:
    """How a gemachtigde logged in, and for whom (DigiD Machtigen)."""
    if betrokkene.namens is None:
        return None
    return {
        "source": "digid",
        "levelOfAssurance": _LOA,
        "representee": {"identifierType": "bsn", "identifier": betrokkene.namens.bsn or ""},
        "mandate": {"services": [{"id": "5628edbd-333e-460d-8a69-8f083b8cf1b8"}]},
    }


def _naamdelen(achternaam: str) -> tuple[str, str]:
    for voorvoegsel in _VOORVOEGSELS:
        if achternaam.lower().startswith(voorvoegsel + " "):
            return achternaam[: len(voorvoegsel)], achternaam[len(voorvoegsel) + 1 :]
    return "", achternaam
