"""From a message of the berichtenstelsel to a view. Pure: the same input gives the same view."""

from __future__ import annotations

from connectors.mijnoverheid import models
from connectors.mijnoverheid.ophalen import Opgehaald
from gateway.bronnen.call import Call
from gateway.domain.bericht import Bericht
from gateway.domain.bron import GevondenVia, Herkomst, Organisatie
from gateway.domain.document import Document, Inhoud


def map_bericht(row: models.Samenvatting, call: Call, gathered: Opgehaald) -> Bericht:
    """The view of a message; from the list it has no text and no attachments yet."""
    herkomst = call.herkomst(_via(call))
    full = row if isinstance(row, models.Bericht) else None
    return Bericht(
        ref=call.ref("bericht", row.bericht_id),
        sleutels=(f"bericht/uuid/{row.bericht_id}",),
        verwijst=(),
        titel=row.onderwerp,
        organisatie=_afzender(row, gathered),
        herkomst=herkomst,
        urn=None,
        laatst_gewijzigd_op=row.publicatietijdstip,
        afscherming=None,
        gepubliceerd_op=row.publicatietijdstip,
        gelezen=_GELEZEN.get(row.status),
        gelezen_op=None,
        soort_bronwaarde=None,
        deadline=None,
        aantal_bijlagen=len(full.bijlagen) if full is not None else row.aantal_bijlagen,
        inhoud=full.inhoud if full is not None else None,
        stukken=[_document(one, full.bericht_id, call, herkomst) for one in full.bijlagen]
        if full is not None
        else _none_or_unknown(row),
    )


_GELEZEN = {"gelezen": True, "ongelezen": False}


def _none_or_unknown(row: models.Samenvatting) -> list[Document] | None:
    """A message that says it has no attachments has none; of any other the list does not tell which."""
    return [] if row.aantal_bijlagen == 0 else None


def _afzender(row: models.Samenvatting, gathered: Opgehaald) -> Organisatie:
    """Who sent it; a message need not say, and then it is whoever keeps it."""
    oin = row.afzender or row.magazijn_id
    naam = gathered.namen.get(row.magazijn_id) or gathered.namen.get(oin)
    return Organisatie(naam=naam or f"Organisatie {oin}".strip(), oin=oin or None, website=None)


def _via(call: Call) -> GevondenVia:
    if call.subject.bsn is not None:
        return GevondenVia.BSN
    return GevondenVia.KVK if call.subject.kvk is not None else GevondenVia.RSIN


def _document(row: models.Bijlage, bericht: str, call: Call, herkomst: list[Herkomst]) -> Document:
    return Document(
        ref=call.ref("document", f"{bericht}/{row.bijlage_id}"),
        titel=row.naam,
        bestandsnaam=row.naam,
        bestandstype=row.mime_type,
        bestandsomvang=row.grootte_in_bytes,
        soort=None,
        van_mij=False,
        datum=None,
        taal=None,
        herkomst=herkomst,
        inhoud=Inhoud.HIER,
    )
