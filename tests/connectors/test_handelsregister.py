"""The Handelsregister: the business of the login and no other, with the address that people may visit."""

from __future__ import annotations

import pytest

from connectors.handelsregister import persoonsgegevens
from gateway.domain.bron import GevondenVia
from gateway.domain.persoon import Betrouwbaarheidsniveau, Rsin, Subject
from gateway.errors import BronNotSupported
from tests.connectors.canned import BAKKERIJ, SANNE, VESTIGING, asked, call

BASIS = ("GET", "/v1/basisprofielen/99001001")
PROFIEL = ("GET", "/v1/vestigingsprofielen/000099001001")


def adres(**changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "type": "bezoekadres",
        "indAfgeschermd": "Nee",
        "volledigAdres": "Molenstraat 1            1234QR Havenstad",
        "straatnaam": "Molenstraat",
        "huisnummer": 1,
        "postcode": "1234QR",
        "plaats": "Havenstad",
        "land": "Nederland",
    }
    return {**made, **changes}


def vestiging(*adressen: object, **changes: object) -> dict[str, object]:
    made: dict[str, object] = {
        "vestigingsnummer": "000099001001",
        "kvkNummer": "99001001",
        "eersteHandelsnaam": "De Korenaar",
        "adressen": list(adressen),
    }
    return {**made, **changes}


def bedrijf(hoofd: object = None, **changes: object) -> dict[str, object]:
    delen = {"hoofdvestiging": hoofd} if hoofd is not None else {}
    eigenaar = {"rsin": "009900007", "rechtsvorm": "Besloten Vennootschap"}
    return {"kvkNummer": "99001001", "naam": "Bakkerij B.V.", "_embedded": {**delen, "eigenaar": eigenaar}, **changes}


async def test_a_business_has_its_name_and_visiting_address() -> None:
    """The address for post is not where people go."""
    post = adres(type="correspondentieadres", straatnaam="Postbus", huisnummer=None)
    made = call({BASIS: bedrijf(vestiging(post, adres(huisletter="b", huisnummerToevoeging="3")))}, BAKKERIJ)
    (found,) = (await persoonsgegevens(made)).items
    assert (found.naam, found.adres) == ("Bakkerij B.V.", ["Molenstraat 1b 3", "1234 QR Havenstad"])
    assert (found.herkomst[0].gevonden_via, len(asked(made))) == (GevondenVia.KVK, 1)


async def test_a_vestiging_answers_for_itself() -> None:
    """Logged in for a vestiging its own name and address are shown; one of another business is nobody's."""
    (found,) = (await persoonsgegevens(call({PROFIEL: vestiging(adres())}, VESTIGING))).items
    assert (found.naam, found.herkomst[0].gevonden_via) == ("De Korenaar", GevondenVia.VESTIGING)
    foreign = call({PROFIEL: vestiging(adres(), kvkNummer="99001002")}, VESTIGING)
    assert (await persoonsgegevens(foreign)).items == []
    assert foreign.foreign == 1


async def test_another_business_is_dropped() -> None:
    """A profile with another number than was asked goes no further."""
    made = call({BASIS: bedrijf(kvkNummer="99001002")}, BAKKERIJ)
    assert (await persoonsgegevens(made)).items == []
    assert made.foreign == 1


@pytest.mark.parametrize(("said", "shielded"), [("Ja", True), ("Nee", False), ("", False), ("Deels", True)])
async def test_a_shielded_address_is_marked(said: str, shielded: bool) -> None:
    """An unknown word counts as shielded."""
    (found,) = (await persoonsgegevens(call({BASIS: bedrijf(vestiging(adres(indAfgeschermd=said)))}, BAKKERIJ))).items
    assert found.afgeschermd is shielded


BRUSSEL = adres(postcode="B-1000", plaats="Brussel", land="België")


@pytest.mark.parametrize(
    ("row", "lines"),
    [
        (bedrijf(), None),
        (bedrijf(vestiging()), None),
        (bedrijf(vestiging(adres(straatnaam=""))), ["Molenstraat 1 1234QR Havenstad"]),
        (bedrijf(vestiging(BRUSSEL)), ["Molenstraat 1", "B-1000 Brussel", "België"]),
    ],
)
async def test_whatever_address_there_is(row: object, lines: list[str] | None) -> None:
    """No hoofdvestiging, no visiting address, no parts, another country: each has an answer."""
    (found,) = (await persoonsgegevens(call({BASIS: row}, BAKKERIJ))).items
    assert found.adres == lines


async def test_who_the_register_cannot_know() -> None:
    """A number that is not there gives nothing; a person or an RSIN alone is not supported."""
    assert (await persoonsgegevens(call({}, BAKKERIJ))).items == []
    for subject in (SANNE, Subject("demo", Betrouwbaarheidsniveau.HOOG, rsin=Rsin("009900007"))):
        with pytest.raises(BronNotSupported):
            await persoonsgegevens(call({}, subject))
