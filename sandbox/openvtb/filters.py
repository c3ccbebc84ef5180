"""Query filters as django-filter runs them: an empty value filters nothing, an unknown name is not noticed.

This leniency is the trap of these systems: a misspelt or empty identity filter answers 200 with the rows of everyone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from operator import eq, ge, gt, le, lt
from typing import TypeVar
from urllib.parse import parse_qsl

from sandbox.openvtb.drf import refuse

R = TypeVar("R")
Test = Callable[[R], bool]
Filter = Callable[[str, str], Test[R] | None]
"""From the name and value of a parameter to a test on rows; None filters nothing; raises ApiError on a bad value."""

COMPARISONS: Mapping[str, Callable[[str, str], bool]] = {"": eq, "__gt": gt, "__gte": ge, "__lt": lt, "__lte": le}


def parse_filters(query: str, filters: Mapping[str, Filter[R]], *, ignore: Collection[str] = ()) -> list[Test[R]]:
    """The tests a query string asks for; of a repeated parameter only the last counts."""
    tests: list[Test[R]] = []
    for name, value in dict(parse_qsl(query, keep_blank_values=True)).items():
        build = filters.get(name)
        if build is None or not value or name in ignore:
            continue
        test = build(name, value)
        if test is not None:
            tests.append(test)
    return tests


def exact(read: Callable[[R], str]) -> Filter[R]:
    """Equal to the letter: no case folding, no other notation of the same URN."""

    def build(name: str, value: str) -> Test[R]:
        return lambda row: read(row) == value

    return build


def one_of(read: Callable[[R], str], choices: Collection[str]) -> Filter[R]:
    """Equal to one of the published values; another value is a 400."""

    def build(name: str, value: str) -> Test[R]:
        if value not in choices:
            refuse(name, "invalid_choice", f"Selecteer een geldige keuze. {value} is geen beschikbare keuze.")
        return lambda row: read(row) == value

    return build


def listed(read: Callable[[R], Collection[str]]) -> Filter[R]:
    """One element of a list of the row equals the value to the letter."""

    def build(name: str, value: str) -> Test[R]:
        return lambda row: value in read(row)

    return build


def truth(read: Callable[[R], bool]) -> Filter[R]:
    """A yes or no; anything that is neither filters nothing."""

    def build(name: str, value: str) -> Test[R] | None:
        wanted = {"true": True, "false": False, "1": True, "0": False}.get(value.lower())
        return None if wanted is None else lambda row: read(row) is wanted

    return build


def compared(
    read: Callable[[R], str | None], compare: Callable[[str, str], bool], parse: Callable[[str, str], str]
) -> Filter[R]:
    """Compared with a value of the row in a notation that sorts as text; a row without a value never passes."""

    def build(name: str, value: str) -> Test[R]:
        bound = parse(name, value)

        def test(row: R) -> bool:
            own = read(row)
            return own is not None and compare(own, bound)

        return test

    return build


def comparisons(
    name: str,
    read: Callable[[R], str | None],
    parse: Callable[[str, str], str],
    suffixes: Collection[str] = tuple(COMPARISONS),
) -> dict[str, Filter[R]]:
    """The filters `name`, `name__gt`, `name__gte`, `name__lt` and `name__lte`, or those of `suffixes`."""
    return {name + suffix: compared(read, COMPARISONS[suffix], parse) for suffix in suffixes}


def parse_day(name: str, value: str) -> str:
    """A date as YYYY-MM-DD; anything else is a 400."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        refuse(name, "invalid", "Voer een geldige datum in.")


def parse_moment(name: str, value: str) -> str:
    """A moment as UTC in RFC 3339 with microseconds, so that text sorts as time; without a zone it is UTC."""
    try:
        return sortable(value)
    except ValueError:
        refuse(name, "invalid", "Voer een geldige datum/tijd in.")


def sortable(moment: str) -> str:
    """A moment in one notation: UTC, always microseconds.

    Raises:
        ValueError: no moment.
    """
    parsed = datetime.fromisoformat(moment)
    utc = parsed.astimezone(UTC) if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    return utc.isoformat(timespec="microseconds")


def both_spellings(filters: Mapping[str, Filter[R]]) -> dict[str, Filter[R]]:
    """The filters under their camelCase names and under the snake_case ones, which work as well."""
    return {spelled: build for name, build in filters.items() for spelled in (name, snake_case(name))}


def snake_case(name: str) -> str:
    """`isToegewezenAan` as `is_toegewezen_aan`."""
    return re.sub(r"(?<=[a-z0-9])[A-Z]", lambda match: "_" + match.group().lower(), name)
