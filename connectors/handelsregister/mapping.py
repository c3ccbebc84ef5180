"""From a profile in the Handelsregister to a view. Pure: the same input gives the same view."""

from __future__ import annotations

from connectors.handelsregister.models import Adres, Basisprofiel, Vestiging
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.klant import Klantgegevens

_NEDERLAND = ("", "nederland")


def map_basisprofiel(row: Basisprofiel, call: Call) -> Klantgegevens:
    """The business, with the visiting address of its hoofdvestiging."""
    vestiging = row.delen.hoofdvestiging
    naam = row.naam or (vestiging.eerste_handelsnaam if vestiging is not None else "")
    return _gegevens(naam, vestiging.bezoekadres if vestiging is not None else None, call, GevondenVia.KVK)


def map_vestiging(row: Vestiging, call: Call) -> Klantgegevens:
    """The vestiging under its own name."""
    return _gegevens(row.eerste_handelsnaam, row.bezoekadres, call, GevondenVia.VESTIGING)


def _gegevens(naam: str, adres: Adres | None, call: Call, via: GevondenVia) -> Klantgegevens:
    return Klantgegevens(
        naam=naam or None,
        adres=(_lines(adres) or None) if adres is not None else None,
        afgeschermd=adres is not None and adres.is_shielded,
        herkomst=call.herkomst(via),
    )


def _lines(adres: Adres) -> list[str]:
    """The lines to show: from the parts, or the whole as the register wrote it where there are no parts."""
    nummer = f"{adres.huisnummer or ''}{adres.huisletter}"
    straat = " ".join(part for part in (adres.straatnaam, nummer, adres.huisnummer_toevoeging) if part)
    plaats = " ".join(part for part in (_postcode(adres.postcode), adres.plaats) if part)
    land = "" if adres.land.strip().lower() in _NEDERLAND else adres.land
    lines = [line for line in (straat, plaats, land) if line]
    return lines if adres.straatnaam else [" ".join(adres.volledig_adres.split())] if adres.volledig_adres else []


def _postcode(text: str) -> str:
    """`1234AB` as people write it: `1234 AB`."""
    return f"{text[:4]} {text[4:]}" if len(text) == 6 and text[:4].isdigit() else text
