"""Who I am: name and address from the registers, asked once and only when selected; the login when they fail."""

from __future__ import annotations

import pytest

from tests.scenarios.conftest import Json, Portal

pytestmark = pytest.mark.scenario
IK = "{ ik { naam adres herkomst { bron { code } gevondenVia } } }"


def ik(data: Json) -> Json:
    """The person in an answer."""
    found = data["ik"]
    assert isinstance(found, dict)
    return found


def faults(answer: Json) -> list[tuple[object, str]]:
    """Place and code of each error in an answer."""
    return [(one["path"], one["extensions"]["code"]) for one in answer["errors"]]  # type: ignore[attr-defined]


async def test_name_and_address_come_from_the_brp_in_one_call(portal: Portal) -> None:
    """Three fields, one question; what the login says of the name is not used."""
    found = ik(await portal.ask(IK))
    assert (found["naam"], found["adres"]) == ("S. de Vries", ["Havenkade 12", "1234 AB HAVENSTAD"])
    assert found["herkomst"] == [{"bron": {"code": "brp"}, "gevondenVia": "BSN"}]
    assert [(one.bron, one.methode, one.pad) for one in portal.zandbak.aanroepen()] == [
        ("brp", "POST", "/haalcentraal/api/brp/personen")
    ]


async def test_the_same_one_call_without_the_plan(portal: Portal) -> None:
    """Strawberry asks the fields beside each other together too."""
    portal.gateway.engine.use_plan = False
    assert ik(await portal.ask(IK))["adres"] == ["Havenkade 12", "1234 AB HAVENSTAD"]
    assert len(portal.zandbak.aanroepen()) == 1


async def test_nothing_is_asked_that_nobody_selected(portal: Portal) -> None:
    """Who only wants the level of the login costs no register a call."""
    await portal.ask("{ ik { soort niveau kvkNummer } }")
    assert portal.zandbak.aanroepen() == []


@pytest.mark.parametrize(
    ("person", "naam", "adres"),
    [
        ("bijstand", "M. Visser", ["Ankerplein 21", "1236 JK HAVENSTAD"]),  # secret to others, her own to her
        ("eidas", "A. Kowalska", ["Ulica Portowa 14", "81-340 Gdynia", "Polen"]),
        ("ondernemer", "Bakkerij De Korenaar B.V.", ["Molenstraat 1", "1234 QR Havenstad"]),
        ("vereniging", "Watersportvereniging De Golfslag", None),  # an RSIN leads to no profile: the login's name
    ],
)
async def test_everybody_has_a_name(portal: Portal, person: str, naam: str, adres: list[str] | None) -> None:
    """Persons from the BRP, businesses from the Handelsregister, and else what the login said."""
    found = ik(await portal.of(person).ask("{ ik { naam adres } }"))
    assert (found["naam"], found["adres"]) == (naam, adres)


async def test_a_register_that_fails_leaves_the_person_standing(portal: Portal) -> None:
    """The name is the login's; the address says that it could not be asked, which is not the same as none."""
    await portal.zandbak.stop("brp")
    answer = await portal.answer("{ ik { soort naam adres herkomst { formeel } } }")
    assert answer["data"] == {"ik": {"soort": "INWONER", "naam": "Sanne de Vries", "adres": None, "herkomst": []}}
    assert faults(answer) == [(["ik", "adres"], "BRON_ONBEREIKBAAR")]


async def test_no_number_of_a_person_in_any_address_of_a_register(portal: Portal) -> None:
    """The number goes in the body; the address of the question is the same for everybody."""
    await portal.ask(IK)
    await portal.of("fatima").ask(IK)
    assert len({one.pad for one in portal.zandbak.aanroepen()}) == 1


async def test_a_shielded_address_is_not_for_whoever_logs_in_for_a_business(portal: Portal) -> None:
    """A sole trader at home had the address shielded: who acts for the business sees the name, and why no address."""
    answer = await portal.of("eenmanszaak").answer("{ ik { naam adres } }")
    assert answer["data"] == {"ik": {"naam": "Loodgieter Yusuf Demir", "adres": None}}
    assert faults(answer) == [(["ik", "adres"], "NIET_TOEGESTAAN")]
