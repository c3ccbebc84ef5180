"""The part of a taak that differs per soort: what each soort must and may hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from sandbox.openvtb.drf import refuse
from sandbox.openvtb.rijen import JsonObject, jsonb

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "betaaltaak": ("bedrag", "transactieomschrijving", "doelrekening"),
    "urltaak": ("uitvraagLink",),
    "formuliertaak": ("formulierDefinitie",),
}
DEFAULTS: Mapping[str, JsonObject] = {
    "betaaltaak": {"valuta": "EUR"},
    "urltaak": {"voorinvullenGegevens": {}, "ontvangenGegevens": {}, "ontvangenBijlagen": []},
    "formuliertaak": {"voorinvullenGegevens": {}, "ontvangenGegevens": {}},
}
ORDER: Mapping[str, tuple[str, ...]] = {
    "betaaltaak": ("bedrag", "valuta", "transactieomschrijving", "doelrekening"),
    "urltaak": ("uitvraagLink", "voorinvullenGegevens", "ontvangenGegevens", "ontvangenBijlagen"),
    "formuliertaak": ("formulierDefinitie", "voorinvullenGegevens", "ontvangenGegevens"),
}


def merge_details(soort: str, stored: Mapping[str, object], given: Mapping[str, object]) -> JsonObject:
    """The details after a write: merged at the first level, so that an object below it is replaced as a whole.

    Keys the soort does not know are dropped. A soort that is not of this version keeps what it gets.

    Raises:
        ApiError: 400, something required is absent or the amount is no number.
    """
    if soort not in ORDER:
        return {**stored, **given}
    merged = {**DEFAULTS[soort], **stored, **given}
    for name in REQUIRED[soort]:
        if name not in merged:
            refuse("details", "invalid", f"'{name}' is a required property")
    if soort == "betaaltaak":
        merged["bedrag"] = _amount(merged["bedrag"])
        _check_betaaltaak(merged)
    return {name: jsonb(merged[name]) for name in ORDER[soort] if name in merged}


def _amount(value: object) -> str:
    """Text with a point; a number is accepted and becomes the shortest text for it."""
    try:
        return str(Decimal(str(value)))
    except InvalidOperation:
        refuse("details.bedrag", "invalid", f"'{value}' is not a valid decimal number")


def _check_betaaltaak(details: Mapping[str, object]) -> None:
    if details["valuta"] != "EUR":
        refuse("details.valuta", "invalid", f"'{details['valuta']}' is not one of ['EUR']")
    doelrekening = details["doelrekening"]
    if not isinstance(doelrekening, dict) or not {"naam", "code", "iban"} & doelrekening.keys():
        refuse("details.doelrekening", "invalid", "Minimaal één van naam, code of iban is vereist.")
