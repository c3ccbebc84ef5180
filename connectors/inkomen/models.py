"""What we read of the port for income (version 1). Amounts are text with two decimals behind a point, in euro."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
from msgspec import Struct


class Antwoord(Struct):
    """The facts found: none when the source does not know the person."""

    gegevens: list[msgspec.Raw]


class Gegeven(Struct, rename="camel", kw_only=True):
    """One fact. Without a number nothing proves whose it is, so it is not used."""

    burgerservicenummer: str


class Maandinkomen(Gegeven, rename="camel", kw_only=True):
    """Net income of a household in one month; `maand` is its first day."""

    maand: date
    netto: Decimal


class Inkomensverloop(Gegeven, rename="camel", kw_only=True):
    """The highest net income in one of the last `maanden` months."""

    maanden: int
    hoogste_netto: Decimal


class Huishouden(Gegeven, rename="camel", kw_only=True):
    """The household of the person."""

    leefsituatie: str
    minderjarige_kinderen: int
    leeftijd: int


class Vermogen(Gegeven, rename="camel", kw_only=True):
    """What the household owns less what it owes."""

    peildatum: date
    vermogen: Decimal
