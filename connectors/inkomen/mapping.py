"""From the port to facts. Pure: the same input gives the same fact."""

from __future__ import annotations

from connectors.inkomen import models
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.inkomen import Huishouden, Inkomensverloop, Leefsituatie, Maandinkomen, Vermogen
from gateway.domain.waarden import bedrag


def map_maandinkomen(row: models.Maandinkomen, call: Call) -> Maandinkomen:
    """The income of a month."""
    return Maandinkomen(bedrag(row.netto), row.maand, call.herkomst(GevondenVia.BSN))


def map_verloop(row: models.Inkomensverloop, call: Call) -> Inkomensverloop:
    """The highest income of a period."""
    return Inkomensverloop(bedrag(row.hoogste_netto), row.maanden, call.herkomst(GevondenVia.BSN))


def map_huishouden(row: models.Huishouden, call: Call) -> Huishouden:
    """The household; a situation that we do not know is said to be unknown, so nobody judges by it."""
    known = row.leefsituatie.upper() in Leefsituatie.__members__
    situatie = Leefsituatie[row.leefsituatie.upper()] if known else Leefsituatie.ONBEKEND
    return Huishouden(situatie, row.minderjarige_kinderen, row.leeftijd, call.herkomst(GevondenVia.BSN))


def map_vermogen(row: models.Vermogen, call: Call) -> Vermogen:
    """What the household owns."""
    return Vermogen(bedrag(row.vermogen), row.peildatum, call.herkomst(GevondenVia.BSN))
