"""How an object names its owner: a kind of number and the number itself, which are compared together."""

from __future__ import annotations

from dataclasses import dataclass

from connectors.objecten.models import Identificatie
from gateway.bronnen.manifest import Nummer, Whose
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Bsn, Kvk, Rsin, Subject, Vestiging
from gateway.errors import BronNotSupported


@dataclass(frozen=True, slots=True)
class Naam:
    """One number of the subject under the word objects use for its kind, and what it was found by."""

    soort: str
    nummer: str
    via: GevondenVia

    @property
    def filter(self) -> str:
        """The filter expression for objects of this owner: `and` between the two halves, which a list spells as a comma."""
        return f"identificatie__type__exact__{self.soort},identificatie__value__exact__{self.nummer}"

    @property
    def eigenaar(self) -> str:
        """Kind and number as one text: an equal number of another kind is another owner."""
        return f"{self.soort}:{self.nummer}"


def namen(subject: Subject) -> list[Naam]:
    """Every number objects may name the subject by. Raises BronNotSupported when there is none."""
    if subject.bsn is not None:
        return [Naam("bsn", subject.bsn.waarde, GevondenVia.BSN)]
    if subject.vestiging is not None:
        return [Naam("vestigingsnummer", subject.vestiging.waarde, GevondenVia.VESTIGING)]
    found: list[Naam] = []
    if subject.kvk is not None:
        found.append(Naam("kvk", subject.kvk.waarde, GevondenVia.KVK))
    if subject.rsin is not None:
        found.append(Naam("rsin", subject.rsin.waarde, GevondenVia.RSIN))
    if not found:
        raise BronNotSupported("no number this bron knows")
    return found


def whose(eigenaar: Identificatie, soort: str) -> Whose:
    """The owner of an object of this kind of item."""
    kind = _SOORTEN.get(eigenaar.type)
    return Whose.of((kind, eigenaar.value), soort=soort) if kind is not None else Whose(soort=soort)


_SOORTEN: dict[str, type[Nummer]] = {"bsn": Bsn, "kvk": Kvk, "rsin": Rsin, "vestigingsnummer": Vestiging}
