"""The BRP: the number in the body only, no field that nobody selected, and nobody else's record."""

from __future__ import annotations

import pytest

from connectors.haalcentraal import manifest, persoonsgegevens
from gateway.bronnen.call import Response
from gateway.domain.bron import GevondenVia
from gateway.errors import BronInvalid, BronNotSupported, BronRefused
from tests.connectors.canned import ANDER, BAKKERIJ, asked, call

PERSONEN = ("POST", "/personen")
BEIDE = frozenset({"naam", "adres"})


def persoon(**changes: object) -> dict[str, object]:
    adressering = {
        "aanschrijfwijze": {"naam": "S. de Vries"},
        "adresregel1": "Havenkade 12",
        "adresregel2": "1234 AB  HAVENSTAD",
        "inOnderzoek": {"adresregel1": True},
    }
    return {"burgerservicenummer": "999991103", "adressering": adressering, **changes}


def answer(*personen: object) -> dict[tuple[str, str], object]:
    return {PERSONEN: {"type": "RaadpleegMetBurgerservicenummer", "personen": list(personen)}}


async def test_name_and_address_are_asked_in_one_closed_question() -> None:
    """One POST: type, one number and fields, nothing else, and no number in an address."""
    made = call(answer(persoon()), needs=BEIDE)
    (found,) = (await persoonsgegevens(made)).items
    assert (found.naam, found.adres) == ("S. de Vries", ["Havenkade 12", "1234 AB HAVENSTAD"])
    assert (found.afgeschermd, found.herkomst[0].gevonden_via) == (False, GevondenVia.BSN)
    (one,) = asked(made)
    assert (one.params, one.headers) == ({}, {"Content-Type": "application/json"})
    assert one.body == {
        "type": "RaadpleegMetBurgerservicenummer",
        "burgerservicenummer": ["999991103"],
        "fields": [
            "burgerservicenummer",
            "adressering.aanschrijfwijze",
            "adressering.adresregel1",
            "adressering.adresregel2",
            "adressering.adresregel3",
            "adressering.land",
        ],
    }


@pytest.mark.parametrize(
    ("needs", "fields"),
    [
        (frozenset(), []),
        (frozenset({"naam"}), ["adressering.aanschrijfwijze"]),
        (frozenset({"adres"}), ["adresseringBinnenland.adresregel1", "adresseringBinnenland.adresregel2"]),
    ],
)
async def test_only_what_was_selected_is_asked(needs: frozenset[str], fields: list[str]) -> None:
    """The number proves whose the answer is; all else is there because somebody selected it, and may be asked."""
    made = call(answer(persoon()), needs=needs, instellingen={"alleen_binnenland": True})
    await persoonsgegevens(made)
    body = asked(made)[0].body
    assert isinstance(body, dict)
    assert body["fields"] == ["burgerservicenummer", *fields]


async def test_another_persons_record_is_dropped_counted_and_alarmed() -> None:
    """A record that does not name the person is not theirs, also when it names nobody at all."""
    made = call(answer(persoon(burgerservicenummer="999991115"), {"adressering": {}}), needs=BEIDE)
    assert (await persoonsgegevens(made)).items == []
    assert (made.foreign, len(made.dropped)) == (1, 2)


async def test_who_is_not_in_the_brp_is_simply_not_there() -> None:
    """An empty list with 200; what was withdrawn as a mistake has nothing but its number."""
    assert (await persoonsgegevens(call(answer(), ANDER, needs=BEIDE))).items == []
    removed = {"burgerservicenummer": "999991103", "opschortingBijhouding": {"reden": {"code": "F"}}}
    (found,) = (await persoonsgegevens(call(answer(removed), needs=BEIDE))).items
    assert (found.naam, found.adres) == (None, None)


async def test_a_shielded_person_is_marked() -> None:
    """Geheimhouding comes along unasked."""
    (found,) = (await persoonsgegevens(call(answer(persoon(geheimhoudingPersoonsgegevens=True)), needs=BEIDE))).items
    assert found.afgeschermd


@pytest.mark.parametrize(
    ("adressering", "lines"),
    [
        (
            {"adresregel1": "Ulica 1", "adresregel2": "81 Gdynia", "land": {"omschrijving": "Polen"}},
            ["Ulica 1", "81 Gdynia", "Polen"],
        ),
        ({"adresregel1": "Woonboot", "indicatieVastgesteldVerblijftNietOpAdres": True}, None),
        ({}, None),
    ],
)
async def test_lines_of_an_address(adressering: object, lines: list[str] | None) -> None:
    """A country stands below an address abroad; where somebody was found not to live is nobody's address."""
    (found,) = (await persoonsgegevens(call(answer(persoon(adressering=adressering)), needs=BEIDE))).items
    assert found.adres == lines


async def test_a_business_is_not_in_the_brp() -> None:
    """Not supported, which is another answer than not there; nothing is sent."""
    made = call(answer(), BAKKERIJ)
    with pytest.raises(BronNotSupported):
        await persoonsgegevens(made)
    assert asked(made) == []


async def test_headers_for_a_gateway_in_between() -> None:
    """Fixed headers of the configuration go along."""
    made = call(answer(persoon()), instellingen={"kopregels": {"x-doelbinding": "MijnOmgeving"}})
    await persoonsgegevens(made)
    assert asked(made)[0].headers["x-doelbinding"] == "MijnOmgeving"


@pytest.mark.parametrize(("status", "fault"), [(403, BronRefused), (400, BronInvalid), (404, BronInvalid)])
async def test_a_refusal_is_about_us(status: int, fault: type[Exception]) -> None:
    """403 is our own authorisation, 400 a question that does not fit; neither means that there is nobody."""
    refused = Response(status, {"content-type": "application/problem+json"}, b"{}")
    with pytest.raises(fault):
        await persoonsgegevens(call({PERSONEN: refused}))


def test_a_question_may_be_asked_again() -> None:
    """The POST only reads."""
    assert "/haalcentraal/api/brp/personen".endswith(manifest.searches)
