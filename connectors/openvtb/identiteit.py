"""The URNs by which Open VTB knows a person or business. It matches them letter by letter, one a question."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.bronnen.manifest import Nummer, Whose
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Bsn, Kvk, Rsin, Subject, Vestiging
from gateway.errors import BronNotSupported


@dataclass(frozen=True, slots=True)
class Naam:
    """One URN of the subject, and what it was found by."""

    urn: str
    via: GevondenVia


def namen(subject: Subject) -> list[Naam]:
    """Every URN this bron may use for the subject. Raises BronNotSupported when there is none."""
    if subject.bsn is not None:
        return [Naam(f"urn:nld:brp:bsn:{subject.bsn.waarde}", GevondenVia.BSN)]
    found: list[Naam] = []
    if subject.kvk is not None:
        kvk = f"urn:nld:hr:kvknummer:{subject.kvk.waarde}"
        if subject.vestiging is not None:
            found.append(Naam(f"{kvk}:vestigingsnummer:{subject.vestiging.waarde}", GevondenVia.VESTIGING))
        else:
            found.append(Naam(kvk, GevondenVia.KVK))
    if subject.rsin is not None and subject.vestiging is None:
        found.append(Naam(f"urn:nld:hr:rsin:{subject.rsin.waarde}", GevondenVia.RSIN))
    if not found:
        raise BronNotSupported("no number this bron knows")
    return found


def whose_urn(urn: str) -> Whose:
    """Whose something is by the URN that stands at it. The number at its end counts: a vestiging, not all of its company."""
    space, _, nummer = urn.rpartition(":")
    return Whose.of((_SOORTEN[space.rpartition(":")[2]], nummer)) if space.rpartition(":")[2] in _SOORTEN else Whose()


_SOORTEN: dict[str, type[Nummer]] = {"bsn": Bsn, "kvknummer": Kvk, "rsin": Rsin, "vestigingsnummer": Vestiging}
