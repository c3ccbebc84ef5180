"""The scalars of the schema: each prints its value just as msgspec encodes it, so that both executors agree."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NoReturn

import msgspec
import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from gateway.domain.waarden import Bedrag, Duration, EmailAddress, Json, Url, Urn, bedrag

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMOUNT = re.compile(r"[0-9]{1,12}(\.[0-9]{1,2})?")
_URL = re.compile(r"https?://[^\s/?#]+[^\s]{0,2000}", re.IGNORECASE)
_EMAIL = re.compile(
    r"[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(\.[a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+"
)
_LONGEST_EMAIL = 254
_URN = re.compile(r"urn:[a-z0-9][a-z0-9-]{0,31}:[^\s?#]{1,900}", re.IGNORECASE)


def read_date(value: object) -> date:
    """A day as RFC 3339 writes it. Raises GraphQLError for anything else."""
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise GraphQLError("Een datum is een bestaande dag, geschreven als 2026-03-14.")


def read_urn(value: object) -> Urn:
    """A URN (RFC 8141) without query or fragment. Raises GraphQLError for anything else."""
    if isinstance(value, str) and _URN.fullmatch(value):
        return Urn(value)
    raise GraphQLError("Een URN begint met urn: en bevat geen spaties.")


def read_bedrag(value: object) -> Bedrag:
    """An amount in euro, as text with at most two decimals. Raises GraphQLError for anything else."""
    if isinstance(value, str) and _AMOUNT.fullmatch(value):
        return bedrag(value)
    raise GraphQLError('Een bedrag is tekst met een punt en hoogstens twee decimalen, zoals "15.20".')


def read_url(value: object) -> Url:
    """A whole address on the web, without spaces. Raises GraphQLError for anything else."""
    if isinstance(value, str) and _URL.fullmatch(value):
        return Url(value)
    raise GraphQLError("Een adres begint met https:// en bevat geen spaties.")


def read_email(value: object) -> EmailAddress:
    """An e-mail address as a web form takes it (HTML), with a domain that has a dot. Raises GraphQLError for anything else."""
    if isinstance(value, str) and len(value) <= _LONGEST_EMAIL and _EMAIL.fullmatch(value):
        return EmailAddress(value)
    raise GraphQLError("Een e-mailadres heeft een apenstaartje met daarachter een domein, zoals naam@voorbeeld.nl.")


def read_json(value: object) -> Json:
    """Any value: its schema says what it must be, and where it is not."""
    return Json(value)


def _output_only(value: object) -> NoReturn:
    """No argument takes this scalar; the first one that does writes how it is read."""
    raise GraphQLError("Deze soort waarde kan alleen in een antwoord staan.")


def _scalar(name: str, description: str, url: str, parse: object = _output_only) -> ScalarDefinition:
    assert callable(parse)
    return strawberry.scalar(
        name=name, description=description, specified_by_url=url, serialize=msgspec.to_builtins, parse_value=parse
    )


SCALARS: dict[object, ScalarDefinition] = {
    date: _scalar(
        "Date",
        "Een dag zonder tijd, geschreven als 2026-03-14.",
        "https://scalars.graphql.org/andimarek/local-date.html",
        read_date,
    ),
    datetime: _scalar(
        "DateTime",
        "Een moment met zijn tijdzone, geschreven als 2026-03-14T09:30:00Z.",
        "https://scalars.graphql.org/andimarek/date-time.html",
    ),
    Duration: _scalar(
        "Duration",
        "Een hoeveelheid tijd naar ISO 8601, geschreven als P6W (zes weken) of PT1H30M (anderhalf uur).",
        "https://www.rfc-editor.org/rfc/rfc3339#appendix-A",
    ),
    Bedrag: _scalar(
        "Bedrag",
        'Euro\'s als tekst met twee decimalen achter een punt, geschreven als "15.20". Reken er niet mee als float.',
        "https://www.w3.org/TR/xmlschema11-2/#decimal",
        read_bedrag,
    ),
    Url: _scalar("URL", "Een heel adres op het web, met https ervoor.", "https://url.spec.whatwg.org/", read_url),
    EmailAddress: _scalar(
        "EmailAddress",
        "Een e-mailadres, geschreven als naam@voorbeeld.nl.",
        "https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address",
        read_email,
    ),
    Urn: _scalar(
        "URN",
        "Een naam die overal hetzelfde aanwijst, geschreven als urn:nld:... Nooit de naam van een mens.",
        "https://www.rfc-editor.org/rfc/rfc8141",
        read_urn,
    ),
    Json: _scalar(
        "JSON",
        "Gegevens zonder vaste vorm; een JSON Schema zegt wat erin kan.",
        "https://www.rfc-editor.org/rfc/rfc8259",
        read_json,
    ),
}
