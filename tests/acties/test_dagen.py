"""A deadline counts to its last second on the Dutch clock, whatever the offset and on the days the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gateway.domain.actie import Actiesoort
from gateway.domain.bron import Belemmeringcode
from gateway.domain.datum import einde_van
from tests.acties.wereld import aanslag, acties, besluit, van_soort, vergunning

ZOMERTIJD, WINTERTIJD = date(2026, 3, 29), date(2026, 10, 25)
days = st.dates(date(2025, 1, 1), date(2028, 12, 31))
offsets = st.integers(-12, 14)


def reden(nu: datetime, tot: date) -> Belemmeringcode | None:
    """Why one cannot object at this moment to an assessment with this last day; None when one can."""
    actie = van_soort(acties(aanslag(tot=tot), nu), Actiesoort.BEZWAAR)
    assert actie.beschikbaar is (actie.reden is None)
    return actie.reden.code if actie.reden is not None else None


@given(days, offsets)
@example(ZOMERTIJD, 0)
@example(ZOMERTIJD - timedelta(1), 0)
@example(WINTERTIJD, 0)
@example(WINTERTIJD - timedelta(1), 0)
@example(date(2028, 2, 29), 14)
def test_the_last_second_still_counts_and_the_next_does_not(tot: date, offset: int) -> None:
    """In whatever zone the moment is written: until `uiterlijk` it can, a second later it cannot."""
    last = einde_van(tot).astimezone(timezone(timedelta(hours=offset)))

    assert reden(last, tot) is None
    assert reden((last.astimezone(UTC) + timedelta(seconds=1)), tot) is Belemmeringcode.TERMIJN_VOORBIJ


@given(days, st.integers(0, 86_399))
@example(ZOMERTIJD, 7_200)
@example(WINTERTIJD, 7_200)
def test_the_whole_last_day_counts(tot: date, second: int) -> None:
    """Also in the hour that is skipped and the hour that comes twice."""
    moment = datetime.combine(tot, datetime.min.time(), ZoneInfo("Europe/Amsterdam")) + timedelta(seconds=second)

    assert reden(moment, tot) is None
    assert reden(moment.replace(fold=1), tot) is None


@given(days, st.integers(-40, 40))
def test_a_permit_can_be_renewed_in_its_last_31_days(einddatum: date, left: int) -> None:
    """By the number of Dutch days that are left, not of hours: a change of the clock costs nobody a day."""
    nu = einde_van(einddatum - timedelta(left))
    found = acties(vergunning(einddatum=einddatum), nu)

    assert [one.soort for one in found] == ([Actiesoort.VERLENGEN] if 0 <= left <= 31 else [])
    assert all(one.deadline is not None and one.deadline.uiterlijk == einde_van(einddatum) for one in found)


@pytest.mark.parametrize(
    ("nu", "kan"),
    [
        (datetime(2026, 3, 29, 21, 59, 59, tzinfo=UTC), True),  # 23:59:59 in summer time
        (datetime(2026, 3, 29, 22, 0, 0, tzinfo=UTC), False),
        (datetime(2026, 3, 28, 23, 0, 0, tzinfo=UTC), True),  # the day began in winter time
    ],
)
def test_the_day_summer_time_begins_has_23_hours(nu: datetime, kan: bool) -> None:
    """The offset of the last day is that of its evening."""
    actie = van_soort(acties(besluit(datum=date(2026, 3, 1), tot=ZOMERTIJD), nu), Actiesoort.BEZWAAR)

    assert actie.beschikbaar is kan
    assert actie.deadline is not None
    assert actie.deadline.uiterlijk.isoformat() == "2026-03-29T23:59:59+02:00"
