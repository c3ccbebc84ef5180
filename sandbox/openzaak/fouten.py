"""The errors of Open Zaak: ZGW's "Fout" with its codes, always sent as `application/json`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn
from uuid import uuid4

import msgspec

GEEN_TOESTEMMING = "Je hebt geen toestemming om deze actie uit te voeren."
NIET_GEVONDEN = "Niet gevonden."
ONGELDIG = "Ongeldige invoer."
_NIET_ACCEPTABEL = "Kan niet voldoen aan de opgegeven Accept header."
_SOORTEN = {
    "ValidationError": (400, "invalid", ONGELDIG),
    "ParseError": (400, "parse_error", "Ongeldig samengestelde request."),
    "PermissionDenied": (403, "permission_denied", GEEN_TOESTEMMING),
    "NotFound": (404, "not_found", NIET_GEVONDEN),
    # Open Zaak sends these two titles with their templates unfilled.
    "MethodNotAllowed": (405, "method_not_allowed", 'Methode "{method}" niet toegestaan.'),
    "UnsupportedMediaType": (415, "unsupported_media_type", 'Ongeldige media type "{media_type}" in aanvraag.'),
    "NotAcceptable": (406, "not_acceptable", _NIET_ACCEPTABEL),
    "PreconditionFailed": (412, "precondition_failed", "Voorwaarde is niet vervuld"),
    "APIException": (500, "error", "Er is een serverfout opgetreden."),
}


@dataclass(frozen=True)
class InvalidParam:
    """One refused parameter or field."""

    name: str
    code: str
    reason: str


class Fout(Exception):
    """An answer other than success. `soort` is the class of error that its `type` names."""

    def __init__(self, soort: str, detail: str = "", *, code: str = "", params: tuple[InvalidParam, ...] = ()) -> None:
        super().__init__(soort)
        self.soort = soort
        self.status, default_code, self.title = _SOORTEN[soort]
        self.code = code or default_code
        self.detail = detail or ("Internal Server Error" if soort == "APIException" else self.title)
        self.params = params

    def body(self, basis: str) -> bytes:
        """The JSON of the error; `instance` is new each time."""
        fields: dict[str, object] = {
            "type": f"{basis}/ref/fouten/{self.soort}/",
            "code": self.code,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "instance": f"urn:uuid:{uuid4()}",
        }
        if self.params:
            fields["invalidParams"] = self.params
        return msgspec.json.encode(fields)


def verboden(detail: str = "") -> Fout:
    """403: no scope, or more secret than the application may read."""
    return Fout("PermissionDenied", detail)


def weiger(name: str, code: str, reason: str) -> NoReturn:
    """Raise a 400 about one parameter."""
    raise Fout("ValidationError", params=(InvalidParam(name, code, reason),))
