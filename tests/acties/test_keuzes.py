"""The three ways out of an open payment: always all three, each with its own deadline and its own reason if it cannot."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.acties import MEEGELEVERD, keuzes, laad
from gateway.acties.regelboek import Regelboek
from gateway.domain.actie import Actiesoort
from gateway.domain.betaling import Betaalkeuzes, Betaalstatus, Betaling
from gateway.domain.bron import Belemmeringcode
from gateway.domain.product import Belastingaanslag
from gateway.domain.status import Taaksoort, Taakstatus
from gateway.domain.taak import Taak
from gateway.domain.waarden import Bedrag
from tests.acties.wereld import MIDDEN, NU, SCHERM, VANDAAG, aanslag, acties, betaling, schrijf, taak, van_soort

MORGEN = VANDAAG + timedelta(1)


def drie(item: Taak | Belastingaanslag, **rest: object) -> Betaalkeuzes:
    """The choices at an item that has them."""
    found = keuzes(item, acties(item, **rest))
    assert found is not None
    return found


def redenen(found: Betaalkeuzes) -> tuple[Belemmeringcode | None, ...]:
    """Why each of the three cannot be used, None when it can."""
    three = (found.betalen, found.betalingsregeling, found.bezwaar)
    return tuple(one.reden.code if one.reden is not None else None for one in three)


def test_an_open_assessment_offers_all_three() -> None:
    """Pay by the payment's term, arrange by the same, object by the term for objection."""
    found = drie(aanslag(tot=MORGEN))

    assert redenen(found) == (None, None, None)
    assert all(
        one.beschikbaar and one.titel and one.waarom for one in (found.betalen, found.betalingsregeling, found.bezwaar)
    )
    assert found.betalen.bedrag == Decimal("100.00")
    assert found.betalen.deadline is not None
    assert found.betalen.deadline.datum == date(2026, 4, 30)
    assert found.betalingsregeling.deadline == found.betalen.deadline
    assert found.bezwaar.deadline is not None
    assert found.bezwaar.deadline.datum == MORGEN


def test_the_points_of_an_objection_are_those_one_may_object_to() -> None:
    """Lines and WOZ values with their own reference; a line without objection is not offered."""
    found = drie(aanslag(tot=MORGEN)).bezwaar.onderdelen

    assert [one.titel for one in found] == ["OZB eigenaar", "WOZ-waarde Kade 1"]
    assert [one.ref.soort for one in found] == ["aanslagregel", "wozwaarde"]


def test_the_choices_are_the_actions_of_the_item() -> None:
    """The same objects stand in `acties`, in the order of the schema."""
    item = aanslag(tot=MORGEN)
    all_of_it = acties(item)
    found = keuzes(item, all_of_it)

    assert found is not None
    assert [id(one) for one in all_of_it] == [id(found.betalen), id(found.betalingsregeling), id(found.bezwaar)]


def test_a_taak_knows_no_objection_until_its_assessment_is_known() -> None:
    """A taak to pay alone cannot be objected to here; with its assessment it has the term and points of that."""
    item = taak(Taaksoort.BETALING, betaling=betaling())
    own = aanslag("9", tot=MORGEN)

    alone, together = drie(item), drie(item, aanslag=own)

    assert redenen(alone) == (None, None, Belemmeringcode.NIET_AANGEBODEN)
    assert redenen(together) == (None, None, None)
    assert together.bezwaar.deadline == own.bezwaartermijn
    assert (together.bezwaar.doel, together.betalen.doel) == (own.ref, item.ref)


@pytest.mark.parametrize(
    ("stand", "expected"),
    [
        (betaling(None), (Belemmeringcode.ONBEKEND, Belemmeringcode.ONBEKEND, None)),
        (betaling(status=Betaalstatus.ONBEKEND), (Belemmeringcode.ONBEKEND, Belemmeringcode.ONBEKEND, None)),
        (betaling(status=Betaalstatus.IN_REGELING), (Belemmeringcode.AL_GEDAAN, Belemmeringcode.AL_GEDAAN, None)),
        (betaling(status=Betaalstatus.IN_BEZWAAR), (None, None, Belemmeringcode.AL_GEDAAN)),
        (
            betaling(status=Betaalstatus.INVORDERING),
            (Belemmeringcode.NIET_AANGEBODEN, Belemmeringcode.NIET_AANGEBODEN, None),
        ),
        (betaling(delen=3), (None, Belemmeringcode.AL_GEDAAN, None)),
        (betaling(incasso=True), (Belemmeringcode.AL_GEDAAN, None, None)),
        (betaling(tot=VANDAAG - timedelta(1)), (None, Belemmeringcode.TERMIJN_VOORBIJ, None)),
        (betaling(tot=None), (None, None, None)),
    ],
    ids=["bedrag", "stand", "regeling", "bezwaar", "dwang", "termijnen", "incasso", "te laat", "geen datum"],
)
def test_each_choice_gives_its_own_reason(stand: Betaling, expected: tuple[Belemmeringcode | None, ...]) -> None:
    """What blocks one way leaves the others open, and every reason has a sentence."""
    found = drie(aanslag(tot=MORGEN, betaling=stand))

    assert redenen(found) == expected
    assert all(
        one.reden is None or one.reden.melding for one in (found.betalen, found.betalingsregeling, found.bezwaar)
    )


def test_stale_data_is_never_paid() -> None:
    """When refreshing just failed the amount may be another one by now; objecting still can."""
    found = drie(aanslag(tot=MORGEN, verouderd=True))

    assert redenen(found) == (Belemmeringcode.BRON_ONBEREIKBAAR, None, None)


@given(
    st.none() | st.decimals(-10, 10_000, places=2),
    st.sampled_from(Betaalstatus),
    st.integers(-400, 400),
    st.sampled_from([None, True, False]),
)
def test_paying_is_only_offered_for_a_known_amount(
    openstaand: Decimal | None, status: Betaalstatus, days: int, incasso: bool | None
) -> None:
    """Whatever the state: available means an amount above zero, exactly the bron's own; no choice lacks a reason."""
    stand = betaling(status=status, tot=VANDAAG + timedelta(days), incasso=incasso)
    stand.openstaand = Bedrag(openstaand) if openstaand is not None else None
    item = aanslag(tot=MORGEN, betaling=stand)
    found = keuzes(item, acties(item))

    if found is None:
        closed = status in (Betaalstatus.BETAALD, Betaalstatus.KWIJTGESCHOLDEN)
        assert closed or (openstaand is not None and openstaand <= 0)
        return
    assert found.betalen.bedrag == openstaand
    assert not found.betalen.beschikbaar or (openstaand is not None and openstaand > 0)
    assert all(
        one.beschikbaar is (one.reden is None) for one in (found.betalen, found.betalingsregeling, found.bezwaar)
    )


@pytest.mark.parametrize(
    "item",
    [
        aanslag(betaling=None),
        aanslag(betaling=betaling("0.00")),
        aanslag(betaling=betaling("0.00", Betaalstatus.BETAALD)),
        aanslag(betaling=betaling(None, Betaalstatus.KWIJTGESCHOLDEN)),
        aanslag(afscherming=SCHERM),
        taak(Taaksoort.BETALING),
        taak(Taaksoort.BETALING, betaling=betaling(), status=Taakstatus.AFGEROND),
        taak(Taaksoort.BETALING, betaling=betaling(), status=Taakstatus.GEANNULEERD),
    ],
    ids=["geen betaling", "nul", "betaald", "kwijt", "afgeschermd", "geen bedrag", "afgerond", "geannuleerd"],
)
def test_what_is_not_open_has_no_choices(item: Taak | Belastingaanslag) -> None:
    """Paid, waived, hidden or closed: nothing to choose, and nothing to pay among the actions."""
    found = acties(item)

    assert keuzes(item, found) is None
    assert not {Actiesoort.BETALEN, Actiesoort.BETALINGSREGELING} & {one.soort for one in found}


def test_without_rules_the_three_are_there_and_say_they_are_not_offered() -> None:
    """A municipality that switched every rule off still tells a person that it cannot be done here."""
    item = aanslag(tot=MORGEN)
    found = keuzes(item, Regelboek([], {}).acties(item, NU, MIDDEN))

    assert found is not None
    assert redenen(found) == (Belemmeringcode.NIET_AANGEBODEN,) * 3
    assert (found.betalen.doel, found.betalen.bedrag, found.bezwaar.onderdelen) == (item.ref, None, [])


def test_the_last_week_names_the_day() -> None:
    """Near the day there is one action to pay, not two, and its text has the amount and the day."""
    found = drie(aanslag(tot=MORGEN, betaling=betaling("1234.50", tot=VANDAAG + timedelta(7))))

    assert found.betalen.waarom == "U moet € 1.234,50 uiterlijk op 21 maart 2026 betalen."
    assert redenen(found) == (None, None, None)


def test_no_rule_can_offer_to_pay_an_unknown_amount(tmp_path: Path) -> None:
    """Also a municipality's own rule, with nothing in the way, is held back."""
    own = (MEEGELEVERD / "belastingen" / "betalen.toml").read_text("utf-8")
    head, _, rest = own.partition("[[belemmering]]")
    schrijf(tmp_path, head + "[[voorbeeld]]" + rest.partition("[[voorbeeld]]")[2])
    regelboek = laad(MEEGELEVERD, tmp_path)

    unknown, known = (
        van_soort(acties(aanslag(betaling=betaling(amount)), regelboek=regelboek), Actiesoort.BETALEN)
        for amount in (None, "12.00")
    )

    assert (known.beschikbaar, unknown.beschikbaar) == (True, False)
    assert unknown.reden is not None
    assert unknown.reden.code is Belemmeringcode.ONBEKEND
