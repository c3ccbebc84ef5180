"""Filters on rollen, for the list of rollen and, with `rol__` before them, for zaken.

All filters of one call must hold for one and the same rol. An empty value is no filter at all, so it lets everybody's
rollen through: that is how the real system behaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from sandbox.openzaak.adressen import Rij
from sandbox.openzaak.betrokkenen import EENHEID, MEDEWERKER, NATUURLIJK, NIET_NATUURLIJK, VESTIGING
from sandbox.openzaak.fouten import weiger

Test = Callable[[Rij], bool]

_IDENTITEIT = "betrokkeneIdentificatie__"
_SOORTEN = {
    "natuurlijkPersoon": (NATUURLIJK, {"inpBsn": 9, "anpIdentificatie": 17, "inpA_nummer": 10}),
    "nietNatuurlijkPersoon": (
        NIET_NATUURLIJK,
        {"innNnpId": 9, "annIdentificatie": 17, "kvkNummer": 8, "vestigingsNummer": 24},
    ),
    "vestiging": (VESTIGING, {"kvkNummer": 8, "vestigingsNummer": 24}),
    "medewerker": (MEDEWERKER, {"identificatie": 24}),
    "organisatorischeEenheid": (EENHEID, {"identificatie": 24}),
}
_NUMMERS = {
    f"{_IDENTITEIT}{naam}__{veld}": (soort, veld, lengte)
    for naam, (soort, velden) in _SOORTEN.items()
    for veld, lengte in velden.items()
}
_MACHTIGING = {"eigen": "", "gemachtigde": "gemachtigde", "machtiginggever": "machtiginggever"}
_GENERIEK = (
    "adviseur",
    "behandelaar",
    "belanghebbende",
    "beslisser",
    "initiator",
    "klantcontacter",
    "zaakcoordinator",
    "mede_initiator",
)
_DIGID = "urn:oasis:names:tc:SAML:2.0:ac:classes:"
_LOA = {
    f"{_DIGID}PasswordProtectedTransport": 1,
    f"{_DIGID}MobileTwoFactorContract": 2,
    f"{_DIGID}Smartcard": 3,
    f"{_DIGID}SmartcardPKI": 4,
    "urn:etoegang:core:assurance-class:loa1": 1,
    "urn:etoegang:core:assurance-class:loa2": 1,
    "urn:etoegang:core:assurance-class:loa2plus": 2,
    "urn:etoegang:core:assurance-class:loa3": 3,
    "urn:etoegang:core:assurance-class:loa4": 4,
}

NAMEN = frozenset((*_NUMMERS, "betrokkene", "betrokkeneType", "machtiging", "machtiging__loa", "omschrijvingGeneriek"))
"""Filters that exist both on rollen and, as `rol__...`, on zaken."""


def eisen(filters: Mapping[str, str], prefix: str) -> list[Test]:
    """What a rol must pass; names not in NAMEN are left alone, empty values are no filter.

    Raises Fout (400) for a value the system refuses; the message names the filter with `prefix`.
    """
    return [_test(naam, value.strip(), prefix + naam) for naam, value in filters.items() if naam in NAMEN and value]


def past(rollen: Iterable[Rij], checks: list[Test]) -> bool:
    """Is there one rol that passes all of them?"""
    return any(all(check(rol) for check in checks) for rol in rollen)


def _test(naam: str, value: str, shown: str) -> Test:
    if naam in _NUMMERS:
        soort, veld, lengte = _NUMMERS[naam]
        if len(value) > lengte:
            weiger(shown, "max_length", "De waarde is te lang.")
        return lambda rol: rol["betrokkeneType"] == soort and _wie(rol).get(veld) == value
    match naam:
        case "machtiging":
            wanted = _MACHTIGING[keuze(shown, value, _MACHTIGING)]
            return lambda rol: rol["indicatieMachtiging"] == wanted
        case "machtiging__loa":
            level = _LOA[keuze(shown, value, _LOA)]
            return lambda rol: 0 < _LOA.get(str(_context(rol).get("levelOfAssurance")), 0) <= level
        case "omschrijvingGeneriek":
            keuze(shown, value, _GENERIEK)
        case "betrokkeneType":
            keuze(shown, value, [soort for soort, _ in _SOORTEN.values()])
        case _:
            pass
    return lambda rol: rol[naam] == value


def keuze(shown: str, value: str, offered: Iterable[str]) -> str:
    """The value when it is one of those offered; raises Fout (400) otherwise."""
    if value not in offered:
        weiger(shown, "invalid_choice", f"Selecteer een geldige keuze. {value} is geen beschikbare keuze.")
    return value


def _wie(rol: Rij) -> Rij:
    found = rol["betrokkeneIdentificatie"]
    return found if isinstance(found, dict) else {}


def _context(rol: Rij) -> Rij:
    found = rol.get("authenticatieContext")
    return found if isinstance(found, dict) else {}
