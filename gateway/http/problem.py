"""What goes back when no GraphQL answer can: a problem document (RFC 9457) with a stable code and a calm sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from gateway.errors import LevelTooLow


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of problem: its HTTP status, its code for programs and its sentence for persons."""

    status: int
    code: str
    detail: str


ADRES_ONGELDIG = Kind(400, "ADRES_ONGELDIG", "Dit adres klopt niet.")
MELDING_ONGELDIG = Kind(400, "MELDING_ONGELDIG", "Dit is geen notificatie en geen CloudEvent van versie 1.0.")
KOPREGEL_ONGELDIG = Kind(400, "KOPREGEL_ONGELDIG", "Een kopregel van deze vraag klopt niet.")
UITLOGGEN_ONGELDIG = Kind(400, "UITLOGGEN_ONGELDIG", "Dit logout_token nemen wij niet aan.")
VRAAG_ONGELDIG = Kind(400, "VRAAG_ONGELDIG", "De vraag klopt niet. Pas hem aan en probeer het opnieuw.")
NIET_INGELOGD = Kind(401, "NIET_INGELOGD", "U bent niet ingelogd, of uw sessie is verlopen. Log opnieuw in.")
MELDING_GEWEIGERD = Kind(401, "MELDING_GEWEIGERD", "Deze melding bewijst niet van wie zij komt.")
NIET_TOEGESTAAN = Kind(403, "NIET_TOEGESTAAN", "Dit portaal mag hier geen vragen stellen.")
NIET_GEVONDEN = Kind(404, "NIET_GEVONDEN", "Hier is niets te vinden.")
METHODE_ONGELDIG = Kind(405, "METHODE_ONGELDIG", "Deze methode kan hier niet.")
VORM_NIET_LEVERBAAR = Kind(
    406, "VORM_NIET_LEVERBAAR", "Wij antwoorden met application/graphql-response+json of application/json."
)
VRAAG_TE_TRAAG = Kind(408, "VRAAG_TE_TRAAG", "De vraag kwam niet op tijd binnen.")
VRAAG_TE_GROOT = Kind(413, "VRAAG_TE_GROOT", "De vraag is te groot.")
VORM_ONBEKEND = Kind(415, "VORM_ONBEKEND", "Stuur de vraag als application/json, in UTF-8 en niet ingepakt.")
TE_VEEL_VRAGEN = Kind(
    429, "TE_VEEL_VRAGEN", "U stelt heel veel vragen achter elkaar. Wacht even en probeer het opnieuw."
)
TE_VEEL_LUISTEREN = Kind(
    429,
    "TE_VEEL_LUISTEREN",
    "Er luisteren al zoveel verbindingen als hier kan. Sluit er een, of probeer het zo opnieuw.",
)
INTERNE_FOUT = Kind(500, "INTERNE_FOUT", "Er ging iets mis bij ons. Probeer het later opnieuw.")
BRONNEN_ONBEREIKBAAR = Kind(503, "BRONNEN_ONBEREIKBAAR", "Wij kunnen dit nu niet opvragen. Probeer het later opnieuw.")
LOGBOEK_VOL = Kind(503, "LOGBOEK_VOL", "Wij kunnen uw vraag nu niet behandelen. Probeer het later opnieuw.")
NIET_GEREED = Kind(503, "NIET_GEREED", "Wij zijn nog niet klaar om te antwoorden. Probeer het zo opnieuw.")

_ACR = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]+")  # what may stand between quotes in a header, without a space


class Problem(Exception):
    """Ends a request with a problem document. `detail` replaces the sentence of the kind where more can be said."""

    def __init__(self, kind: Kind, detail: str | None = None, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.detail = detail or kind.detail
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """The answer as `application/problem+json`."""
        document = {
            "type": "about:blank",
            "title": HTTPStatus(self.kind.status).phrase,
            "status": self.kind.status,
            "detail": self.detail,
            "code": self.kind.code,
        }
        body = msgspec.json.encode(document)
        return Response(body, self.kind.status, self.headers, "application/problem+json")


def unauthenticated(status: int, *, has_token: bool) -> Problem:
    """The problem of a request without a valid token; it says nothing about what was wrong with it (RFC 6750)."""
    if status == NIET_TOEGESTAAN.status:
        return Problem(NIET_TOEGESTAAN)
    if status == NIET_GEREED.status:
        return Problem(NIET_GEREED, headers={"Retry-After": "5"})
    challenge = 'Bearer realm="mijnservices"' + (', error="invalid_token"' if has_token else "")
    return Problem(NIET_INGELOGD, headers={"WWW-Authenticate": challenge})


def stronger_login(fault: LevelTooLow) -> Problem:
    """The problem of a login that is too weak (RFC 9470), with the acr values that are strong enough."""
    values = " ".join(value for value in fault.acr if _ACR.fullmatch(value))
    reach = f', acr_values="{values}"' if values else ""
    challenge = f'Bearer realm="mijnservices", error="insufficient_user_authentication"{reach}'
    return Problem(Kind(401, fault.code.value, fault.melding), headers={"WWW-Authenticate": challenge})


def method_not_allowed(*allowed: str, detail: str | None = None) -> Problem:
    """The problem of a method that this address does not know (RFC 9110)."""
    return Problem(METHODE_ONGELDIG, detail, {"Allow": ", ".join(allowed)})


async def answer_problem(_: Request, fault: Exception) -> Response:
    """Starlette's handler of a Problem."""
    assert isinstance(fault, Problem)
    return fault.response()


async def answer_http_exception(_: Request, fault: Exception) -> Response:
    """Starlette's handler of its own exceptions: an unknown address, or a method that does not fit."""
    assert isinstance(fault, HTTPException)
    kind = {400: ADRES_ONGELDIG, 405: METHODE_ONGELDIG}.get(fault.status_code, NIET_GEVONDEN)
    return Problem(kind, headers=fault.headers).response()


async def answer_crash(_: Request, __: Exception) -> Response:
    """Starlette's handler of what nobody foresaw; it logs the exception itself."""
    return Problem(INTERNE_FOUT).response()
