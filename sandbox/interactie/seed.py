"""The taken of the Landelijke Voertuigdienst, which knows people by pseudonym and tries this out in Duindorp."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sandbox.uitgever.aanvraag import CLIENTS
from sandbox.uitgever.identiteit import inloggen
from sandbox.verhalen.namen import uuid
from sandbox.verhalen.personen import PERSONEN

PORTAAL = "https://mijn.voertuigdienst.example/taken"
NEDERLAND = ZoneInfo("Europe/Amsterdam")
Json = dict[str, object]


def pseudoniemen() -> dict[str, str]:
    """From `sub` to login, for every client of the issuer: this organisation shares it with the portal."""
    clients = (*CLIENTS, "sandbox")
    return {inlog.sub(client): sleutel for sleutel, inlog in inloggen(PERSONEN).items() for client in clients}


def taken(vandaag: date) -> dict[str, list[Json]]:
    """The taken of each login, whole; a list of taken leaves out what belongs to a type."""
    return {
        "student": [
            _taak(
                "lvd-kentekenbewijs",
                {"nl": "Kentekenbewijs sturen", "en": "Send your registration card"},
                toelichting={"nl": "Wij missen de achterkant van uw kentekenbewijs."},
                deadline=_einde(vandaag, 12),
                soort="upload",
                maxBestanden=2,
                toegestaneFormaten=["pdf", "jpg"],
                maxBestandsgrootte=5_000_000,
            ),
            _taak(
                "lvd-motorrijtuig",
                {"nl": "Betaal de keuring van uw aanhanger"},
                deadline=datetime.combine(vandaag + timedelta(days=3), time(12, 0), NEDERLAND).isoformat(),
                soort="betaling",
            ),
            _taak("lvd-handtekening", {"nl": "Onderteken de verklaring"}, soort="digitaal-ondertekenen"),
            _taak("lvd-oud", {"nl": "Vrijwaring bevestigen"}, status="afgerond", soort="formulier"),
            _taak("lvd-wacht", {"en": "Wait for the inspection", "nl": ""}, status="wacht-op-derde"),
        ],
        "mantelzorger": [_taak("lvd-mantelzorger", {"nl": "Kilometerstand doorgeven"}, soort="formulier")],
        "ondernemer": [_taak("lvd-korenaar", {"nl": "Bestelbus laten keuren"}, deadline=_einde(vandaag, 40))],
    }


def summary(taak: Json) -> Json:
    """A taak as a list has it."""
    uitvoering = taak["uitvoering"]
    assert isinstance(uitvoering, Mapping)
    return {**taak, "uitvoering": {name: uitvoering[name] for name in ("type", "fallbackUrl") if name in uitvoering}}


def _taak(
    naam: str, titel: Mapping[str, str], *, status: str = "open", toelichting: Mapping[str, str] | None = None,
    deadline: str | None = None, soort: str = "overig", **velden: object,
) -> Json:  # fmt: skip
    nummer = uuid("taak", naam)
    if soort == "upload":
        velden["submitUrl"] = f"{PORTAAL}/{nummer}/bestanden"
    if soort == "formulier":
        velden["submitUrl"] = f"{PORTAAL}/{nummer}/antwoorden"
    optional: Json = {"toelichting": toelichting, "deadline": deadline}
    return {
        "uuid": nummer,
        "titel": titel,
        "status": status,
        **{name: value for name, value in optional.items() if value is not None},
        "context": {"urn": f"urn:nl:voertuigdienst:dossier:{naam}"},
        # Always a type: without one an answer fits two of the forms in the contract, which allows one.
        "uitvoering": {"type": soort, "fallbackUrl": f"{PORTAAL}/{nummer}", **velden},
    }


def _einde(vandaag: date, days: int) -> str:
    """The end of a day in Dutch time, as the contract writes a day."""
    return datetime.combine(vandaag + timedelta(days), time(23, 59, 59), NEDERLAND).isoformat()
