"""From a person in the BRP to a view. Pure: the same input gives the same view."""

from __future__ import annotations

from connectors.haalcentraal.models import Adressering, Persoon
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.klant import Klantgegevens


def map_persoon(row: Persoon, call: Call) -> Klantgegevens:
    """Name and address as the BRP gives them; None for what it did not give."""
    schrijfwijze = row.adressering.aanschrijfwijze
    return Klantgegevens(
        naam=(schrijfwijze.naam if schrijfwijze is not None else "") or None,
        adres=_adres(row.adressering) or None,
        afgeschermd=row.geheimhouding_persoonsgegevens,
        herkomst=call.herkomst(GevondenVia.BSN),
    )


def _adres(found: Adressering) -> list[str]:
    """The lines to show, without the double spaces of an envelope.

    None when a municipality found that the person does not live there: then it is nobody's address.
    """
    if found.indicatie_vastgesteld_verblijft_niet_op_adres:
        return []
    land = found.land.omschrijving if found.land is not None else ""
    lines = (found.adresregel1, found.adresregel2, found.adresregel3, land)
    return [" ".join(line.split()) for line in lines if line.strip()]
