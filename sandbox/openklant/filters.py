"""The filters on contacts and partijen: an empty value filters nothing, and a number without its codes matches any kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import UUID

from sandbox.openklant.rijen import DigitaalAdres, Identificator, Klantcontact, Partij, PartijIdentificator
from sandbox.openvtb.drf import refuse
from sandbox.openvtb.filters import Filter, Test, exact, parse_filters, truth

PARTS: Mapping[str, Callable[[Identificator], str]] = {
    "codeObjecttype": lambda one: one.objecttype,
    "codeRegister": lambda one: one.register,
    "codeSoortObjectId": lambda one: one.soort,
    "objectId": lambda one: one.nummer,
}
BETROKKENE = "hadBetrokkene__wasPartij__partijIdentificator__"
BETROKKENE_UUID = "hadBetrokkene__wasPartij__uuid"
ONDERWERP = "onderwerpobject__onderwerpobjectidentificator"
PARTIJ, ONDER = "partijIdentificator__", "subIdentificatorVan__"
PAGING = ("page", "pageSize", "expand")


def uuid_of(read: Callable[[Klantcontact], Iterable[str]]) -> Filter[Klantcontact]:
    """One of the row's uuids; what is no uuid is a 400."""

    def build(name: str, value: str) -> Test[Klantcontact]:
        try:
            wanted = str(UUID(value))
        except ValueError:
            refuse(name, "invalid", "Voer een geldige UUID in.")
        return lambda row: wanted in read(row)

    return build


SIMPLE: Mapping[str, Filter[Klantcontact]] = {
    BETROKKENE_UUID: uuid_of(lambda row: [one.partij.uuid for one in row.betrokkenen if one.partij]),
    "hadBetrokkene__uuid": uuid_of(lambda row: [one.uuid for one in row.betrokkenen]),
    "kanaal": exact(lambda row: row.kanaal),
    "nummer": exact(lambda row: row.nummer or ""),
    "vertrouwelijk": truth(lambda row: row.vertrouwelijk),
}
OF_CONTACTEN = (
    *SIMPLE,
    *(BETROKKENE + part for part in PARTS),
    *(ONDERWERP + part[:1].upper() + part[1:] for part in PARTS),
    *PAGING,
)
VERSTREKT = "verstrektDoorPartij__partijIdentificator__"
VERSTREKT_UUID = "verstrektDoorPartij__uuid"
OF_ADRESSEN = (*(VERSTREKT + part for part in PARTS), VERSTREKT_UUID, "soortDigitaalAdres", *PAGING)
OF_PARTIJEN = (*(PARTIJ + part for part in PARTS), *(ONDER + part for part in PARTS), *PAGING)


def contact_tests(query: str, params: Mapping[str, str], *, everyone: bool) -> list[Test[Klantcontact]]:
    """The tests a query asks for; `everyone` leaves out those on a person."""
    tests = parse_filters(query, SIMPLE, ignore=(BETROKKENE_UUID,) if everyone else ())
    who = {} if everyone else _wanted(params, BETROKKENE)
    about = {part: params.get(ONDERWERP + part[:1].upper() + part[1:], "") for part in PARTS}
    if any(who.values()):
        tests.append(lambda row: any(_has(one.partij, who) for one in row.betrokkenen if one.partij))
    if any(about.values()):
        tests.append(lambda row: any(_matches(one.nummer, about) for one in row.onderwerpen if one.nummer))
    return tests


def partij_test(params: Mapping[str, str]) -> Test[Partij]:
    """The test on a partij: all parts that were given hold for one of its numbers, and for the number above that."""
    own, above = _wanted(params, PARTIJ), _wanted(params, ONDER)
    return lambda row: any(_nested(one, own, above) for one in row.identificatoren)


def adres_test(params: Mapping[str, str], partijen: Iterable[Partij]) -> Test[DigitaalAdres]:
    """The test on an address: of this partij, of a partij with this number, of this kind."""
    who, uuid, soort = _wanted(params, VERSTREKT), params.get(VERSTREKT_UUID), params.get("soortDigitaalAdres")
    own = {one.uuid for one in partijen if not any(who.values()) or _has(one, who)}
    return lambda row: row.partij in own and uuid in ("", None, row.partij) and soort in ("", None, row.soort)


def _wanted(params: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {part: params.get(prefix + part, "") for part in PARTS}


def _has(partij: Partij, wanted: Mapping[str, str]) -> bool:
    return any(_matches(one.nummer, wanted) for one in partij.identificatoren)


def _nested(one: PartijIdentificator, own: Mapping[str, str], above: Mapping[str, str]) -> bool:
    if any(above.values()) and (one.onder is None or not _matches(one.onder.nummer, above)):
        return False
    return _matches(one.nummer, own)


def _matches(one: Identificator, wanted: Mapping[str, str]) -> bool:
    """An empty part matches anything: that is how everybody comes back."""
    return all(not value or PARTS[part](one) == value for part, value in wanted.items())
