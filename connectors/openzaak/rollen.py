"""Rollen: the proof that a zaak is somebody's, what they are in it, and who handles it.

The rollen of a zaak hold numbers of other people. They are read anew for every proof, and nothing but what stands here is
made of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from connectors.openzaak.adres import pad, read_rows, zaak_url
from connectors.openzaak.identiteit import PARTIJEN, named_by, variants
from connectors.openzaak.models import Rol
from connectors.openzaak.profiel import profiel_of
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.datum import NEDERLAND
from gateway.domain.zaak import Betrokkenheid, Zaakrol

_DAY_LENGTH = len("2026-01-01")
_EENHEID = "organisatorische_eenheid"
_ROLLEN = {
    "initiator": Zaakrol.INITIATOR,
    "mede_initiator": Zaakrol.INITIATOR,
    "belanghebbende": Zaakrol.BELANGHEBBENDE,
}


@dataclass(frozen=True, slots=True)
class Recht:
    """Why a zaak may be shown: what the person is in it, and the number by which a rol names them."""

    betrokkenheid: Betrokkenheid
    via: GevondenVia


async def rollen(call: Call, zaak: str) -> list[Rol]:
    """All rollen of a zaak that hold today; the register cannot leave out those that ended."""
    found, _ = await read_rows(call, pad(call, "zaken", "/rollen"), Rol, params={"zaak": zaak_url(call, zaak)})
    return [rol for rol in found if not _is_past(rol.einde_geldigheid, call.nu)]


def own_right(of_zaak: Sequence[Rol], call: Call) -> Recht | None:
    """The person's own right to a zaak; None when no rol names this person, so it is not theirs."""
    bedrijf = profiel_of(call.instellingen).bedrijf
    own = [(rol, via) for rol in of_zaak if (via := named_by(rol, call.subject, bedrijf)) is not None]
    if not own:
        return None
    rol, via = min(own, key=lambda pair: pair[0].omschrijving_generiek != "initiator")
    mijn = Zaakrol.GEMACHTIGDE if rol.indicatie_machtiging == "gemachtigde" else _rol(rol)
    return Recht(Betrokkenheid(mijn_rol=mijn, bronwaarde=rol.omschrijving or None, behandelaar=_afdeling(of_zaak)), via)


def inherited_right(of_zaak: Sequence[Rol], call: Call) -> Recht | None:
    """The right to a deelzaak of a hoofdzaak that is the person's: there is one when it names nobody from outside.

    A deelzaak usually has no rol of the person. One that has a rol of another person or business is about that other.
    """
    if any(rol.betrokkene_type in PARTIJEN for rol in of_zaak):
        return None
    niets = Betrokkenheid(mijn_rol=Zaakrol.ONBEKEND, bronwaarde=None, behandelaar=_afdeling(of_zaak))
    return Recht(niets, variants(call)[0].via)


def _is_past(end: str | None, now: datetime) -> bool:
    """Has a rol ended? Registers give a day or a moment; a day counts to its end, and nonsense counts as ended."""
    if not end:
        return False
    try:
        moment = datetime.fromisoformat(end)
    except ValueError:
        return True
    if len(end) == _DAY_LENGTH:
        moment = datetime.combine(moment.date(), time.max, NEDERLAND)
    return (moment if moment.tzinfo else moment.replace(tzinfo=NEDERLAND)) < now


def _rol(rol: Rol) -> Zaakrol:
    return _ROLLEN.get(rol.omschrijving_generiek or "", Zaakrol.ONBEKEND)


def _afdeling(of_zaak: Sequence[Rol]) -> str | None:
    """The department that handles the zaak; names of staff are never shown."""
    for rol in of_zaak:
        who = rol.betrokkene_identificatie
        if rol.betrokkene_type == _EENHEID and who is not None and who.naam:
            return who.naam
    return None
