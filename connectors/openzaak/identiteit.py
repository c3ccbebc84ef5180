"""How a person or business is found in the Zaken API: one closed set of filters for each way a rol may name them.

`POST /zaken/_zoek` ignores keys it does not know and gives everybody for an empty value, so a body is made here only, from
numbers that are types, and checked by the filter probe.
"""

from __future__ import annotations

from dataclasses import dataclass

from connectors.openzaak.models import Betrokkene
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Subject
from gateway.errors import BronNotSupported

_ROL = "rol__betrokkeneIdentificatie__"


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to find somebody: the filter key, the number, and what it was found by."""

    key: str
    nummer: str
    via: GevondenVia

    def body(self) -> dict[str, object]:
        """The filter as the body of `_zoek`."""
        return {_ROL + self.key: self.nummer}


def variants(subject: Subject) -> list[Variant]:
    """Every way this bron may know the subject: one for a person, up to four for a business.

    Raises BronNotSupported when there is no number to ask with.
    """
    if subject.bsn is not None:
        return [Variant("natuurlijkPersoon__inpBsn", subject.bsn.waarde, GevondenVia.BSN)]
    found: list[Variant] = []
    if subject.vestiging is not None:
        found.append(Variant("vestiging__vestigingsNummer", subject.vestiging.waarde, GevondenVia.VESTIGING))
        found.append(
            Variant("nietNatuurlijkPersoon__vestigingsNummer", subject.vestiging.waarde, GevondenVia.VESTIGING)
        )
    if subject.kvk is not None and subject.vestiging is None:
        found.append(Variant("nietNatuurlijkPersoon__kvkNummer", subject.kvk.waarde, GevondenVia.KVK))
        found.append(Variant("vestiging__kvkNummer", subject.kvk.waarde, GevondenVia.KVK))
    if subject.rsin is not None and subject.vestiging is None:
        found.append(Variant("nietNatuurlijkPersoon__innNnpId", subject.rsin.waarde, GevondenVia.RSIN))
    if not found:
        raise BronNotSupported("no number this bron knows")
    return found


def names(betrokkene: Betrokkene | None, betrokkene_type: str, subject: Subject) -> bool:
    """Does a rol name this subject? Numbers of another kind never match, also when their digits are equal."""
    if betrokkene is None:
        return False
    if subject.bsn is not None:
        return betrokkene_type == "natuurlijk_persoon" and betrokkene.inp_bsn == subject.bsn.waarde
    if betrokkene_type not in ("niet_natuurlijk_persoon", "vestiging"):
        return False
    if subject.vestiging is not None:
        return betrokkene.vestigings_nummer == subject.vestiging.waarde
    by_kvk = subject.kvk is not None and betrokkene.kvk_nummer == subject.kvk.waarde
    return by_kvk or (subject.rsin is not None and betrokkene.inn_nnp_id == subject.rsin.waarde)
