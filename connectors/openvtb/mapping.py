"""From taken, berichten and verzoeken as Open VTB keeps them to views. Pure: the same input gives the same view."""

from __future__ import annotations

import re
from datetime import date
from decimal import InvalidOperation

from connectors.openvtb import models
from connectors.openvtb.tekst import plain
from connectors.openvtb.verzoektypen import uuid_of
from gateway.bronnen.call import Call, decode
from gateway.domain.bericht import Bericht
from gateway.domain.betaling import Betaalstatus, Betaling
from gateway.domain.bron import GevondenVia, Herkomst
from gateway.domain.datum import NEDERLAND, Datumduiding, Termijn, termijn
from gateway.domain.document import Document, Inhoud, gelinkt_document
from gateway.domain.status import Taaksoort, Taakstatus, Verwerking
from gateway.domain.taak import Taak
from gateway.domain.urn import join_key, uuid_in
from gateway.domain.verzoek import Verzoek, Verzoektype, VerzoektypeVersie
from gateway.domain.waarden import Json, Urn, bedrag
from gateway.errors import BronInvalid

_STATUS = {
    "open": (Taakstatus.OPEN, Verwerking.NOG_ACTIE_NODIG),
    "uitgevoerd": (Taakstatus.AFGEROND, Verwerking.WORDT_VERWERKT),
    "verwerkt": (Taakstatus.AFGEROND, Verwerking.VERWERKT),
    "afgebroken": (Taakstatus.GEANNULEERD, Verwerking.VERVALLEN),
    "niet_uitgevoerd": (Taakstatus.GEANNULEERD, Verwerking.VERVALLEN),
}
_SOORT = {"betaaltaak": Taaksoort.BETALING, "urltaak": Taaksoort.LINK, "formuliertaak": Taaksoort.FORMULIER}
_VERWERKING = {"geregistreerd": Verwerking.WORDT_VERWERKT, "verwerkt": Verwerking.VERWERKT}
_NAMELOOS = "Aanvraag of melding"
_ZAAKNUMMER = "zaak/nummer/"
_BETALINGSKENMERK = re.compile(r"[0-9]{16}")
_DEADLINE = "Doe dit uiterlijk op deze dag."


def map_taak(row: models.Taak, call: Call, via: GevondenVia) -> Taak:
    """The view of a taak."""
    status, verwerking = _STATUS.get(row.status, (Taakstatus.ONBEKEND, Verwerking.ONBEKEND))
    return Taak(
        ref=call.ref("taak", row.uuid),
        sleutels=(f"taak/uuid/{row.uuid}",),
        verwijst=_keys(row.is_gerelateerd_aan),
        titel=row.titel,
        organisatie=call.bron.organisatie,
        herkomst=call.herkomst(via),
        urn=Urn(row.urn) if row.urn else None,
        laatst_gewijzigd_op=None,
        afscherming=None,
        toelichting=row.toelichting or None,
        status=status,
        verwerking=verwerking,
        status_bronwaarde=row.status,
        soort=_SOORT.get(row.taak_soort, Taaksoort.ONBEKEND),
        soort_bronwaarde=row.taak_soort,
        startdatum=row.startdatum,
        deadline=_termijn(row.einddatum_handelings_termijn),
        betaling=_betaling(row, status) if row.taak_soort == "betaaltaak" else None,
    )


def map_bericht(row: models.Bericht, call: Call, via: GevondenVia) -> Bericht:
    """The view of a message; its text came with the list."""
    end = row.einddatum_handelings_termijn
    herkomst = call.herkomst(via)
    return Bericht(
        ref=call.ref("bericht", row.uuid),
        sleutels=(f"bericht/uuid/{row.uuid}",),
        verwijst=_keys(row.is_gerelateerd_aan),
        titel=row.onderwerp,
        organisatie=call.bron.organisatie,
        herkomst=herkomst,
        urn=Urn(row.urn) if row.urn else None,
        laatst_gewijzigd_op=row.geopend_op or row.publicatiedatum,
        afscherming=None,
        gepubliceerd_op=row.publicatiedatum,
        gelezen=row.geopend_op is not None,
        gelezen_op=row.geopend_op,
        soort_bronwaarde=row.bericht_type or None,
        deadline=_termijn(end.astimezone(NEDERLAND).date() if end is not None else None),
        aantal_bijlagen=len(row.bijlagen),
        inhoud=plain(row.bericht_tekst),
        stukken=[_document(one, row.uuid, call, herkomst, number) for number, one in enumerate(row.bijlagen)],
    )


def map_verzoek(row: models.Verzoek, soort: models.Verzoektype | None, call: Call, via: GevondenVia) -> Verzoek:
    """The view of a verzoek, named after its kind. The bron does not tell when it was filed."""
    return Verzoek(
        ref=call.ref("verzoek", row.uuid),
        sleutels=(f"verzoek/uuid/{row.uuid}",),
        verwijst=_keys(row.is_gerelateerd_aan),
        titel=soort.naam if soort is not None else _NAMELOOS,
        organisatie=call.bron.organisatie,
        herkomst=call.herkomst(via),
        urn=Urn(row.urn) if row.urn else None,
        laatst_gewijzigd_op=None,
        afscherming=None,
        type_ref=call.ref("verzoektype", uuid_of(row.verzoek_type)),
        ingediend_op=None,
        verwerking=_VERWERKING.get(row.verwerk_status, Verwerking.ONBEKEND),
        status_bronwaarde=row.verwerk_status or None,
    )


def map_verzoektype(row: models.Verzoektype, call: Call) -> Verzoektype:
    """The view of a verzoektype. Its omschrijving is shown only where the organisation wrote it for everybody."""
    shown = call.instellingen.get("toon_omschrijving") is True
    return Verzoektype(
        ref=call.ref("verzoektype", row.uuid),
        naam=row.naam,
        omschrijving=row.omschrijving or None if shown else None,
        organisatie=call.bron.organisatie,
        minimaal_niveau=call.bron.minimaal_niveau,
        taal="nl",
    )


def map_versie(row: models.Versie) -> VerzoektypeVersie:
    """The form of a verzoektype."""
    bijlagen = [one.omschrijving for one in row.bijlage_typen if one.omschrijving]
    return VerzoektypeVersie(row.versie, Json(row.aanvraag_gegevens_schema), bijlagen)


def nummer_van_zaak(row: models.Taak) -> str | None:
    """The number of the zaak that a taak belongs to, which people know it by; None when it names none."""
    numbers = (key.removeprefix(_ZAAKNUMMER) for key in _keys(row.is_gerelateerd_aan) if key.startswith(_ZAAKNUMMER))
    return next(numbers, None)


def details_of(row: models.Taak) -> models.Details:
    """The details of a taak. Raises BronInvalid with the place that broke the contract."""
    try:
        return decode(bytes(row.details), models.Details)
    except BronInvalid as fault:
        raise BronInvalid("details break their type", pad=f"$.details{fault.pad.lstrip('$')}") from None


def _betaling(row: models.Taak, status: Taakstatus) -> Betaling | None:
    try:
        details = details_of(row)
        amount = bedrag(str(details.bedrag))
    except (BronInvalid, InvalidOperation):
        return None
    is_open = status is Taakstatus.OPEN
    return Betaling(
        status=Betaalstatus.OPEN if is_open else Betaalstatus.ONBEKEND,
        status_bronwaarde=row.status,
        bedrag=amount,
        openstaand=amount if is_open else None,
        deadline=_termijn(row.einddatum_handelings_termijn),
        termijnen=[],
        automatische_incasso=None,
        betalingskenmerk=_kenmerk(details.doelrekening),
    )


def _kenmerk(rekening: models.Rekening | None) -> str | None:
    """The betalingskenmerk of a payment: the code of the account, when it looks like one (16 digits)."""
    code = rekening.code if rekening is not None else ""
    return code if _BETALINGSKENMERK.fullmatch(code) else None


def _document(row: models.Bijlage, bericht: str, call: Call, herkomst: list[Herkomst], number: int) -> Document:
    key = join_key(row.informatie_object)
    ref = call.ref("document", f"{bericht}/{uuid_in(key) if key else number}")
    return gelinkt_document(ref, row.omschrijving or "Bijlage", herkomst, Inhoud.ELDERS if key else Inhoud.NERGENS)


def _keys(links: list[models.Verwijzing]) -> tuple[str, ...]:
    return tuple(key for link in links if (key := join_key(link.urn)) is not None)


def _termijn(day: date | None) -> Termijn | None:
    return termijn(day, Datumduiding.GEPLAND, _DEADLINE) if day is not None else None
