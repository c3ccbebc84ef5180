"""How a person or business is found in the Zaken API, and recognised in a rol: by each kind of number apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec import structs

from connectors.openzaak.models import Betrokkene, Rol
from connectors.openzaak.zoekvraag import Zoekvraag
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


def variants(subject: Subject) -> list[Variant]:
    """Every way this bron may know the subject: one for a person, up to four for a business.

    Somebody who may act for one vestiging is not shown what belongs to the others. Raises BronNotSupported when there is no
    number to ask with.
    """
    found = list(_variants(subject))
    if not found:
        raise BronNotSupported("no number this bron knows")
    return found


def refuse_nobody(subject: Subject) -> None:
    """Raises BronNotSupported when nobody in particular asks, before the bron is asked anything."""
    variants(subject)


def _variants(subject: Subject) -> Iterator[Variant]:
    if subject.bsn is not None:
        yield Variant(Zoekvraag(bsn=subject.bsn.waarde), GevondenVia.BSN)
        return
    if subject.vestiging is not None:
        yield Variant(Zoekvraag(vestiging=subject.vestiging.waarde), GevondenVia.VESTIGING)
        yield Variant(Zoekvraag(vestiging_van_nnp=subject.vestiging.waarde), GevondenVia.VESTIGING)
        return
    if subject.kvk is not None:
        yield Variant(Zoekvraag(kvk=subject.kvk.waarde), GevondenVia.KVK)
        yield Variant(Zoekvraag(kvk_van_vestiging=subject.kvk.waarde), GevondenVia.KVK)
    if subject.rsin is not None:
        yield Variant(Zoekvraag(rsin=subject.rsin.waarde), GevondenVia.RSIN)


def named_by(rol: Rol, subject: Subject) -> GevondenVia | None:
    """By which number a rol names this subject; None when it does not.

    Numbers of another kind never match, also when their digits are equal: a BSN and an RSIN have the same form.
    """
    who = rol.betrokkene_identificatie or Betrokkene()
    if subject.bsn is not None:
        is_own = rol.betrokkene_type == NATUURLIJK and who.inp_bsn == subject.bsn.waarde
        return GevondenVia.BSN if is_own else None
    if rol.betrokkene_type not in (NIET_NATUURLIJK, VESTIGING):
        return None
    if subject.vestiging is not None:
        return GevondenVia.VESTIGING if who.vestigings_nummer == subject.vestiging.waarde else None
    if subject.kvk is not None and who.kvk_nummer == subject.kvk.waarde:
        return GevondenVia.KVK
    is_rsin = subject.rsin is not None and rol.betrokkene_type == NIET_NATUURLIJK
    return GevondenVia.RSIN if is_rsin and subject.rsin and who.inn_nnp_id == subject.rsin.waarde else None
