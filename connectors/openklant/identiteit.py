"""The numbers by which Open Klant knows a person or business: four parts each, that only mean something together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from connectors.openklant.models import Identificator
from gateway.bronnen.manifest import Nummer, Whose
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Bsn, Kvk, Rsin, Subject, Vestiging
from gateway.errors import BronNotSupported


@dataclass(frozen=True, slots=True)
class Naam:
    """One number of the subject. `onder`: the number below which it is unique, such as the KvK number of a vestiging."""

    objecttype: str
    register: str
    soort: str
    nummer: str
    via: GevondenVia
    onder: Naam | None = None

    def filter(self, prefix: str) -> dict[str, str]:
        """The query parameters for all four parts: with fewer, an equal number of another kind would match."""
        return {f"{prefix}__{part}": value for part, value in self.codes().items()}

    def codes(self) -> dict[str, str]:
        """The number with the three codes that say what kind of number it is."""
        return {
            "codeObjecttype": self.objecttype,
            "codeRegister": self.register,
            "codeSoortObjectId": self.soort,
            "objectId": self.nummer,
        }

    def among(self, identificatoren: Iterable[Identificator]) -> bool:
        """Is this number one of these, as a number of the same kind?"""
        return any(one.code_soort_object_id == self.soort and one.object_id == self.nummer for one in identificatoren)


def namen(subject: Subject) -> list[Naam]:
    """Every number this bron may know the subject by. Raises BronNotSupported when there is none.

    A vestigingsnummer is only unique below its KvK number here, so without that it names nobody.
    """
    if subject.bsn is not None:
        return [Naam("natuurlijk_persoon", "brp", "bsn", subject.bsn.waarde, GevondenVia.BSN)]
    kvk = _kvk(subject.kvk) if subject.kvk is not None else None
    if subject.vestiging is not None and kvk is not None:
        nummer = subject.vestiging.waarde
        return [Naam("vestiging", "hr", "vestigingsnummer", nummer, GevondenVia.VESTIGING, onder=kvk)]
    found = [kvk] if kvk is not None else []
    if subject.rsin is not None and subject.vestiging is None:
        found.append(Naam("niet_natuurlijk_persoon", "hr", "rsin", subject.rsin.waarde, GevondenVia.RSIN))
    if not found:
        raise BronNotSupported("no number this bron knows")
    return found


def _kvk(kvk: Kvk) -> Naam:
    return Naam("niet_natuurlijk_persoon", "hr", "kvk_nummer", kvk.waarde, GevondenVia.KVK)


def whose(identificatoren: Iterable[Identificator]) -> Whose:
    """Whose something is by the numbers that stand at it."""
    known = ((_SOORTEN.get(one.code_soort_object_id), one.object_id) for one in identificatoren)
    return Whose.of(*((kind, nummer) for kind, nummer in known if kind is not None))


_SOORTEN: dict[str, type[Nummer]] = {"bsn": Bsn, "kvk_nummer": Kvk, "rsin": Rsin, "vestigingsnummer": Vestiging}
