"""The parking part of the stories: permits that end soon, have ended or are only asked for."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sandbox.parkeren.rijen import ClientProduct, Klant, PermitRequest
from sandbox.verhalen.personen import PERSONEN

PORTAAL = "https://parkeren.havenstad.example/permit"


def seed(vandaag: date) -> tuple[Klant, ...]:
    """All clients of the parking system; days count from `vandaag`."""
    korenaar = PERSONEN["ondernemer"].kvk or ""
    yusuf = PERSONEN["eenmanszaak"].kvk or ""
    return (
        Klant(
            "bsn",
            _bsn("gepensioneerd"),
            products=(_product(vandaag, 8699, "ACTIVE", -500, -40, "HVN1 Oude Haven-1", "TB-77-XK"),),
        ),
        Klant(
            "bsn",
            _bsn("inwoner"),
            products=(_product(vandaag, 8703, "ACTIVE", -346, 19, "HVN3 Havenkwartier-3", "SN-482-K, 79-HKL-2"),),
            requests=(_request(9999, "in_progress", "Bezoekersvergunning", "HVN3 Havenkwartier-3"),),
        ),
        Klant(
            "bsn",
            _bsn("ouder"),
            products=(_product(vandaag, 8810, "SUSPENDED", -100, 265, "HVN2 Campus-2", "9-DJN-31"),),
        ),
        Klant(
            "bsn",
            _bsn("fatima"),
            requests=(_request(10004, "awaiting_payment", "Bewonersvergunning", "HVN1 Oude Haven-1"),),
        ),
        Klant(
            "kvk_number",
            korenaar,
            products=(
                _product(vandaag, 9120, "ACTIVE", -60, 305, "HVN1 Oude Haven-1", "V-482-BK"),
                _product(vandaag, 9121, "ACTIVE", -60, 305, "HVN1 Oude Haven-1", "V-483-BK, V-484-BK"),
            ),
        ),
        Klant("kvk_number", yusuf, requests=(_request(10017, "in_progress", "Bedrijfsvergunning", "HVN2 Campus-2"),)),
    )


def _bsn(sleutel: str) -> str:
    return PERSONEN[sleutel].bsn or ""


def _product(vandaag: date, number: int, status: str, begin: int, end: int, zone: str, vrns: str) -> ClientProduct:
    def moment(days: int, at: time) -> str:
        return datetime.combine(vandaag + timedelta(days), at, UTC).isoformat()

    return ClientProduct(
        client_product_id=number,
        client_id=number,
        status=status,
        started_at=moment(begin, time(12)),
        ended_at=moment(end, time(23, 59, 59)),
        zone=zone,
        link=f"{PORTAAL}/{number}",
        vrns=vrns,
    )


def _request(number: int, status: str, name: str, zone: str) -> PermitRequest:
    return PermitRequest(
        link=PORTAAL + "s", id=number, client_id=number, status=status, permit_name=name, permit_zone=zone
    )
