"""Who can log in, by which means, and what a token then says about them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from sandbox.verhalen.personen import Persoon

DIGID_MIDDEN = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
EHERKENNING_3 = "urn:etoegang:core:assurance-class:loa3"
EIDAS_SUBSTANTIEEL = "http://eidas.europa.eu/LoA/substantial"


@dataclass(frozen=True)
class Inlog:
    """One way to log in: as a person, as a business, or as one vestiging of a business.

    `sleutel` names it: `inwoner`, `ondernemer`, `ondernemer/<vestigingsnummer>`, `eenmanszaak/digid`.
    """

    sleutel: str
    label: str
    middel: str
    acr: str
    claims: Mapping[str, object] = field(repr=False)

    def sub(self, client_id: str) -> str:
        """A pseudonym that differs by client and says nothing about the person's number."""
        text = f"{client_id}\n{self.sleutel}".encode()
        return hashlib.blake2b(text, key=b"mijnservices-zandbak", digest_size=20).hexdigest()


class OnbekendePersoon(LookupError):
    """Nobody with this key can log in; the message lists who can."""

    def __init__(self, sleutel: str, known: list[str]) -> None:
        super().__init__(f"Onbekende persoon '{sleutel}'. Kies uit: {', '.join(known)}.")


def inloggen(personen: Mapping[str, Persoon]) -> dict[str, Inlog]:
    """Every way to log in, by its key. Someone with a business number as well as a BSN logs in as the business
    unless `/digid` is asked: a token names exactly one identity."""
    return {inlog.sleutel: inlog for persoon in personen.values() for inlog in _inloggen(persoon)}


def _inloggen(persoon: Persoon) -> Iterator[Inlog]:
    is_business = persoon.kvk is not None or persoon.rsin is not None
    if is_business:
        yield _business(persoon, None)
        for vestiging in persoon.vestigingen:
            yield _business(persoon, vestiging)
    if persoon.bsn is not None:
        yield _person(persoon, f"{persoon.sleutel}/digid" if is_business else persoon.sleutel)


def _person(persoon: Persoon, sleutel: str) -> Inlog:
    is_foreign = persoon.sleutel == "eidas"
    middel, acr = ("eIDAS", EIDAS_SUBSTANTIEEL) if is_foreign else ("DigiD", DIGID_MIDDEN)
    return Inlog(sleutel, persoon.naam, middel, acr, {"bsn": persoon.bsn, **_shared(persoon)})


def _business(persoon: Persoon, vestiging: str | None) -> Inlog:
    numbers = {"kvk": persoon.kvk, "rsin": persoon.rsin, "vestiging": vestiging}
    claims = {name: number for name, number in numbers.items() if number is not None} | _shared(persoon)
    if vestiging is None:
        return Inlog(persoon.sleutel, persoon.naam, "eHerkenning", EHERKENNING_3, claims)
    label = f"{persoon.naam}, vestiging {vestiging}"
    return Inlog(f"{persoon.sleutel}/{vestiging}", label, "eHerkenning", EHERKENNING_3, claims)


def _shared(persoon: Persoon) -> dict[str, object]:
    return {"name": persoon.naam, "gemeenten": list(persoon.gemeenten)}
