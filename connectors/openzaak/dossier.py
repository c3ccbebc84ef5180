"""What comes along with a zaak: its resultaat, properties, documents, and the zaken above and below it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from connectors.openzaak import models
from connectors.openzaak.adres import uuid_of
from connectors.openzaak.catalogus import Catalogus
from gateway.bronnen.call import Call
from gateway.domain.kenmerk import Kenmerk, kenmerk_tekst
from gateway.domain.zaak import LEEG_DOSSIER, Dossier, Resultaat

_NOTHING = models.Expand()


def dossier_of(row: models.Zaak, expand: Collection[str], call: Call, catalogus: Catalogus) -> Dossier:
    """What a row tells beside the zaak itself. Most rows of a list tell nothing, and share one answer to that.

    What was asked to come along and is absent is not there; what was not asked is not known.
    """
    if not (expand or row.resultaat or row.hoofdzaak or row.deelzaken):
        return LEEG_DOSSIER
    along = row.expand or _NOTHING
    return Dossier(
        heeft_resultaat=row.resultaat is not None,
        resultaat=map_resultaat(along.resultaat, catalogus) if along.resultaat is not None else None,
        kenmerken=_kenmerken(along, call) if "eigenschappen" in expand else None,
        stukken=_stukken(along, call) if "zaakinformatieobjecten" in expand else None,
        hoofdzaak=uuid_of(row.hoofdzaak) if row.hoofdzaak else None,
        deelzaken=tuple(uuid_of(url) for url in row.deelzaken or ()),
    )


def map_resultaat(row: models.Resultaat, catalogus: Catalogus) -> Resultaat:
    """How a zaak ended, in the words of its type."""
    type_ = catalogus.resultaattypen.get(uuid_of(row.resultaattype))
    named = row.tekst or (type_.naam or type_.omschrijving if type_ is not None else None)
    return Resultaat(tekst=named or "Afgehandeld", toelichting=row.toelichting or None, bronwaarde=named)


def map_eigenschappen(rows: Sequence[models.Eigenschap]) -> list[Kenmerk]:
    """The properties of a zaak, as values a screen can show."""
    return [kenmerk_tekst(row.naam, row.naam.replace("_", " ").capitalize(), row.waarde) for row in rows]


def _kenmerken(along: models.Expand, call: Call) -> list[Kenmerk]:
    return map_eigenschappen(call.decode_rows(along.eigenschappen or [], models.Eigenschap))


def _stukken(along: models.Expand, call: Call) -> tuple[str, ...]:
    links = call.decode_rows(along.zaakinformatieobjecten or [], models.Zaakdocument)
    return tuple(uuid_of(link.informatieobject) for link in links)
