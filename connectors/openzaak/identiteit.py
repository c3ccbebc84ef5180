"""How a person or business is found in the Zaken API, and recognised in a rol: by each kind of number apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from msgspec import structs

from connectors.openzaak.models import Betrokkene, Rol
from connectors.openzaak.profiel import Manier, profiel_of
from connectors.openzaak.zoekvraag import Zoekvraag
from gateway.bronnen.call import Call
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Subject
from gateway.errors import BronNotSupported

NATUURLIJK, NIET_NATUURLIJK, VESTIGING = "natuurlijk_persoon", "niet_natuurlijk_persoon", "vestiging"
PARTIJEN = frozenset((NATUURLIJK, NIET_NATUURLIJK, VESTIGING))
"""Kinds of betrokkenen from outside the organisation: people and businesses."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which the register may name somebody: the search for it, and by which number that is."""

    vraag: Zoekvraag
    via: GevondenVia

    def zoekvraag(self, plafond: str) -> Zoekvraag:
        """The search for all their zaken, up to this vertrouwelijkheidaanduiding."""
        return structs.replace(self.vraag, plafond=plafond, expand=("status",))


def variants(call: Call) -> list[Variant]:
    """Every way this bron may know who asks: one for a person, up to four for a business.

    Somebody who may act for one vestiging is not shown what belongs to the others. Raises BronNotSupported when there is no
    number to ask with, before the bron is asked anything.
    """
    found = list(_variants(call.subject, profiel_of(call.instellingen).bedrijf))
    if not found:
        raise BronNotSupported("no number this bron knows")
    return found


def _variants(subject: Subject, bedrijf: Sequence[Manier]) -> Iterator[Variant]:
    if subject.bsn is not None:
        yield Variant(Zoekvraag(bsn=subject.bsn.waarde), GevondenVia.BSN)
        return
    if subject.vestiging is not None:
        nummer, via = subject.vestiging.waarde, GevondenVia.VESTIGING
        if "vestiging" in bedrijf:
            yield Variant(Zoekvraag(vestiging=nummer), via)
        if "vestiging_van_nnp" in bedrijf:
            yield Variant(Zoekvraag(vestiging_van_nnp=nummer), via)
        return
    if subject.kvk is not None:
        yield from _by_kvk(subject.kvk.waarde, bedrijf)
    if subject.rsin is not None and "rsin" in bedrijf:
        yield Variant(Zoekvraag(rsin=subject.rsin.waarde), GevondenVia.RSIN)


def _by_kvk(nummer: str, bedrijf: Sequence[Manier]) -> Iterator[Variant]:
    if "kvk" in bedrijf:
        yield Variant(Zoekvraag(kvk=nummer), GevondenVia.KVK)
    if "kvk_van_vestiging" in bedrijf:
        yield Variant(Zoekvraag(kvk_van_vestiging=nummer), GevondenVia.KVK)
    if "kvk_als_rsin" in bedrijf:
        yield Variant(Zoekvraag(rsin=nummer), GevondenVia.KVK)


def named_by(rol: Rol, subject: Subject, bedrijf: Collection[Manier]) -> GevondenVia | None:
    """By which number a rol names this subject; None when it does not.

    Numbers of another kind never match, also when their digits are equal: a BSN and an RSIN have the same form. A KvK-nummer
    in the place of an RSIN counts only in a register that is known to write it there.
    """
    who = rol.betrokkene_identificatie or Betrokkene()
    if subject.bsn is not None:
        is_own = rol.betrokkene_type == NATUURLIJK and who.inp_bsn == subject.bsn.waarde
        return GevondenVia.BSN if is_own else None
    if rol.betrokkene_type not in (NIET_NATUURLIJK, VESTIGING):
        return None
    if subject.vestiging is not None:
        return GevondenVia.VESTIGING if who.vestigings_nummer == subject.vestiging.waarde else None
    as_rsin = who.inn_nnp_id if rol.betrokkene_type == NIET_NATUURLIJK else None
    if subject.kvk is not None:
        places = (who.kvk_nummer, as_rsin if "kvk_als_rsin" in bedrijf else None)
        if subject.kvk.waarde in places:
            return GevondenVia.KVK
    return GevondenVia.RSIN if subject.rsin is not None and as_rsin == subject.rsin.waarde else None
