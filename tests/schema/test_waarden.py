"""Scalars, amounts, durations and terms: printed alike by both executors, and right on the days the clock moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import msgspec
import pytest
from graphql import GraphQLError, GraphQLScalarType, GraphQLSchema
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.datum import Datumduiding, einde_van, termijn
from gateway.domain.waarden import bedrag, duration
from resolvers.scalars import read_date, read_urn
from resolvers.schema import maak_schema

SCALARS = {n: t for n, t in maak_schema()._schema.type_map.items() if isinstance(t, GraphQLScalarType)}
ZONES = st.sampled_from([UTC, ZoneInfo("Europe/Amsterdam")])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=5), below, max_size=3),
    max_leaves=6,
)


@given(
    st.one_of(
        st.tuples(st.just("Date"), st.dates()),
        st.tuples(st.just("DateTime"), st.datetimes(min_value=datetime(1900, 1, 1), timezones=ZONES)),
        st.tuples(st.just("Bedrag"), st.decimals(-(10**9), 10**9, places=2).map(bedrag)),
        st.tuples(st.just("Duration"), st.timedeltas(timedelta(0), timedelta(days=4000)).map(duration)),
        st.tuples(st.just("JSON"), JSON),
        st.tuples(st.sampled_from(["URL", "URN"]), st.text()),
    )
)
def test_a_scalar_prints_as_msgspec_does(pair: tuple[str, object]) -> None:
    """Strawberry's answer and msgspec's bytes hold the same value for every scalar."""
    name, value = pair
    assert SCALARS[name].serialize(value) == msgspec.json.decode(msgspec.json.encode(value))


def test_moments_and_amounts_look_as_promised() -> None:
    """The written forms of the schema's own descriptions."""
    assert SCALARS["Bedrag"].serialize(bedrag("15.2")) == "15.20"
    assert SCALARS["DateTime"].serialize(datetime(2026, 3, 14, 9, 30, tzinfo=UTC)) == "2026-03-14T09:30:00Z"
    assert SCALARS["DateTime"].serialize(einde_van(date(2026, 11, 30))) == "2026-11-30T23:59:59+01:00"


@pytest.mark.parametrize(
    ("euro", "text"), [(Decimal("0.005"), "0.01"), (10**15, "1000000000000000.00"), ("1E+2", "100.00")]
)
def test_an_amount_always_has_two_decimals(euro: Decimal | int | str, text: str) -> None:
    """Half a cent goes up, and no exponent is ever shown."""
    assert msgspec.to_builtins(bedrag(euro)) == text


@given(st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_a_duration_reads_back(length: timedelta) -> None:
    """The text of a duration means that duration, to the millisecond."""
    back = msgspec.convert(duration(length), timedelta)
    assert abs(back - length) <= timedelta(milliseconds=0.5)


@pytest.mark.parametrize(
    ("length", "text"),
    [(timedelta(0), "PT0S"), (timedelta(milliseconds=142), "PT0.142S"), (timedelta(minutes=90), "PT1H30M")],
)
def test_a_duration_is_short(length: timedelta, text: str) -> None:
    """Only the parts that are there are written."""
    assert duration(length) == text


@pytest.mark.parametrize(
    ("day", "offset_h", "utc"),
    [
        (date(2026, 3, 28), 1, "2026-03-28T22:59:59Z"),
        (date(2026, 3, 29), 2, "2026-03-29T21:59:59Z"),
        (date(2026, 10, 24), 2, "2026-10-24T21:59:59Z"),
        (date(2026, 10, 25), 1, "2026-10-25T22:59:59Z"),
    ],
)
def test_a_term_ends_by_the_dutch_clock(day: date, offset_h: int, utc: str) -> None:
    """Also on the days that the clock moves, a term lasts until the last second of its day."""
    end = termijn(day, Datumduiding.WETTELIJK).uiterlijk
    assert end.utcoffset() == timedelta(hours=offset_h)
    assert msgspec.to_builtins(end.astimezone(UTC)) == utc


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_second_later_it_is_tomorrow(day: date) -> None:
    """Nothing of the day comes after the end of its term."""
    later = (einde_van(day).astimezone(UTC) + timedelta(seconds=1)).astimezone(ZoneInfo("Europe/Amsterdam"))
    assert later.date() == day + timedelta(days=1)


def test_input_scalars_take_only_their_own_form(core: GraphQLSchema) -> None:
    """A date is a real day in one spelling, an amount has no more than cents; what no argument takes is refused."""
    assert read_date("2026-02-28") == date(2026, 2, 28)
    assert read_urn("urn:nl:gemeenten:zaak:2026-00042") == "urn:nl:gemeenten:zaak:2026-00042"
    for wrong in ("2026-02-30", "20260228", "2026-W09-6", "", 20260228, None, "２０２６-02-28"):
        with pytest.raises(GraphQLError):
            read_date(wrong)
    for wrong in ("zaak", "urn:x", "urn:nld:", "urn:nld:a b", "urn:nld:a?=b", "urn:nld:" + "a" * 5_000, 7):
        with pytest.raises(GraphQLError):
            read_urn(wrong)
    assert SCALARS["Bedrag"].parse_value("15.2") == bedrag("15.20")
    amounts: tuple[object, ...] = ("15,20", "-1", "1e3", "15.201", "", ".5", 15, 15.2, None, "1" * 13, "٣.٠٠")
    for amount in amounts:
        with pytest.raises(GraphQLError):
            SCALARS["Bedrag"].parse_value(amount)
    assert SCALARS["URL"].parse_value("https://mijn.havenstad.nl/terug?x=1") == "https://mijn.havenstad.nl/terug?x=1"
    for wrong in (
        "//x.nl",
        "javascript:alert(1)",
        "https://",
        "https://a b",
        "ftp://x.nl",
        7,
        "https://x.nl/" + "a" * 3_000,
    ):
        with pytest.raises(GraphQLError):
            SCALARS["URL"].parse_value(wrong)
    with pytest.raises(GraphQLError):
        SCALARS["Duration"].parse_value("PT1S")
