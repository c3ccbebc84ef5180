"""Who can log in, by which means, and what a token then says about them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sandbox.verhalen.machtigingen import Machtiging
from sandbox.verhalen.personen import Persoon

DIGID_MIDDEN = "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract"
EHERKENNING_3 = "urn:etoegang:core:assurance-class:loa3"
ISSUER_OF_NUMBERS = "urn:uuid:5b1e6a0c-2c39-4f0e-9f43-3a3c5b5a9d10"
SOORTEN = {
    name: f"urn:nl-eid-gdi:1.0:id:{soort}" for name, soort in (("kvk", "KvKnr"), ("rsin", "RSIN"), ("", "pseudonym"))
}
EIDAS_SUBSTANTIEEL = "http://eidas.europa.eu/LoA/substantial"


@dataclass(frozen=True)
class Inlog:
    """One way to log in: as a person, as a business, or as one vestiging of a business.

    `sleutel` names it: `inwoner`, `ondernemer`, `ondernemer/<vestigingsnummer>`, `eenmanszaak/digid`,
    `ouder/namens/kind`. `wie` is the one who logs in, whomever they act for.
    """

    sleutel: str
    label: str
    middel: str
    acr: str
    claims: Mapping[str, object] = field(repr=False)
    wie: str = ""

    @property
    def is_namens(self) -> bool:
        """For somebody else."""
        return "represents" in self.claims

    def sub(self, client_id: str) -> str:
        """A pseudonym that differs by client and says nothing about the person's number."""
        return _pseudonym(f"{client_id}\n{self.wie or self.sleutel}")


class OnbekendePersoon(LookupError):
    """Nobody with this key can log in; the message lists who can."""

    def __init__(self, sleutel: str, known: list[str]) -> None:
        super().__init__(f"Onbekende persoon '{sleutel}'. Kies uit: {', '.join(known)}.")


def inloggen(personen: Mapping[str, Persoon], machtigingen: Iterable[Machtiging] = ()) -> dict[str, Inlog]:
    """Every way to log in, by its key. Someone with a business number as well as a BSN logs in as the business
    unless `/digid` is asked: a token names exactly one identity."""
    own = [inlog for persoon in personen.values() for inlog in _inloggen(persoon)]
    return {inlog.sleutel: inlog for inlog in [*own, *map(_namens, machtigingen)]}


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


def _namens(machtiging: Machtiging) -> Inlog:
    """A login for somebody else, as OpenID NLGov has it: who logs in `represents` the other, with an office in between."""
    handelend, namens = machtiging.handelend, machtiging.namens
    represented = _party(namens) | _shared(namens)
    if machtiging.medewerker:
        wie = f"{handelend.sleutel}/{machtiging.medewerker}"
        own: dict[str, object] = {"name": machtiging.medewerker}
        middel, acr = "eHerkenning", EHERKENNING_3
        represented = _party(handelend) | {"name": handelend.naam, "represents": represented}
    else:
        wie, own = handelend.sleutel, {"bsn": handelend.bsn, "name": handelend.naam}
        middel, acr = "DigiD", DIGID_MIDDEN
    label = f"{machtiging.medewerker or handelend.naam}, namens {namens.naam}"
    claims = {**own, "represents": represented, "diensten": [machtiging.dienst]}
    return Inlog(machtiging.sleutel, label, middel, acr, claims, wie)


def _party(persoon: Persoon) -> dict[str, object]:
    """Who a represented party is: by its number in the trade register, or by a pseudonym with the BSN beside it."""
    numbers = {"kvk": persoon.kvk, "rsin": persoon.rsin}
    found = {name: number for name, number in numbers.items() if number is not None}
    sort, sub = next(iter(found.items()), ("", _pseudonym(persoon.sleutel)))
    return {"iss": ISSUER_OF_NUMBERS, "sub": sub, "sub_id_type": SOORTEN[sort], **(found or {"bsn": persoon.bsn})}


def _pseudonym(text: str) -> str:
    return hashlib.blake2b(text.encode(), key=b"mijnservices-zandbak", digest_size=20).hexdigest()
