"""What a taak asks, whichever version its object has: the two versions meet here and go on as one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import InvalidOperation

from connectors.objecten import models
from gateway.domain.status import Taaksoort
from gateway.domain.urn import join_key, number_key, uuid_key
from gateway.domain.waarden import Bedrag, Url, bedrag

_SOORT = {"url": Taaksoort.LINK, "portaalformulier": Taaksoort.FORMULIER, "ogonebetaling": Taaksoort.BETALING}
_KINDS = ("zaak", "product")


@dataclass(frozen=True, slots=True)
class Taakinhoud:
    """A taak without its version. `link` is safe to open; `formulier` is the name of its form.

    `gegevens` are answers of the person that are known already, `verzonden` those that were sent.
    """

    titel: str
    status: str
    soort: Taaksoort
    soort_bronwaarde: str | None
    verwijst: tuple[str, ...] = ()
    verloopdatum: date | None = None
    bedrag: Bedrag | None = None
    betaalkenmerk: str | None = None
    link: Url | None = None
    formulier: str | None = None
    gegevens: dict[str, object] = field(default_factory=dict)
    verzonden: dict[str, object] = field(default_factory=dict)


def taakinhoud(data: models.TaakV1 | models.TaakV2) -> Taakinhoud:
    """The content of a taak of either version."""
    return _version_1(data) if isinstance(data, models.TaakV1) else _version_2(data)


def _version_1(data: models.TaakV1) -> Taakinhoud:
    form = data.formulier or models.FormulierV1()
    is_link = form.type == "externalurl"
    soort = Taaksoort.LINK if is_link else Taaksoort.FORMULIER if form.type else Taaksoort.ONBEKEND
    return Taakinhoud(
        titel=data.title,
        status=data.status,
        soort=soort,
        soort_bronwaarde=form.type or None,
        verwijst=_keys("zaak", data.zaak),
        verloopdatum=models.day(data.verloopdatum),
        link=_safe(form.value) if is_link else None,
        formulier=None if is_link else form.value or None,
        gegevens=data.data or {},
        verzonden=data.verzonden_data or {},
    )


def _version_2(data: models.TaakV2) -> Taakinhoud:
    link = data.koppeling or models.Koppeling()
    payment = data.ogonebetaling if data.soort == "ogonebetaling" else None
    form = data.portaalformulier if data.soort == "portaalformulier" else None
    return Taakinhoud(
        titel=data.titel,
        status=data.status,
        soort=_SOORT.get(data.soort, Taaksoort.ONBEKEND),
        soort_bronwaarde=data.soort,
        verwijst=_keys(link.registratie, link.uuid or link.value),
        verloopdatum=models.day(data.verloopdatum),
        bedrag=_amount(payment) if payment is not None else None,
        betaalkenmerk=payment.betaalkenmerk or None if payment is not None else None,
        link=_safe(data.url.uri) if data.soort == "url" and data.url is not None else None,
        formulier=form.formulier.value or None if form is not None else None,
        gegevens=form.data or {} if form is not None else {},
        verzonden=form.verzonden_data or {} if form is not None else {},
    )


def _keys(kind: str, name: str | None) -> tuple[str, ...]:
    """The key of what a taak belongs to: named by uuid, by address or by number; none for what we have no list of."""
    if not name or kind not in _KINDS:
        return ()
    key = uuid_key(kind, name) or join_key(name) or number_key(kind, name)
    return (key,) if key is not None else ()


def _amount(payment: models.Ogonebetaling) -> Bedrag | None:
    try:
        return bedrag(payment.bedrag)
    except InvalidOperation:
        return None


def _safe(link: str) -> Url | None:
    """Only addresses a browser opens over a closed connection; the value comes from data."""
    return Url(link) if link.startswith("https://") else None
