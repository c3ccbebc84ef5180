"""The BRP API as an app: `POST /personen` behind a key, strict about every parameter and every field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import compare_digest

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.bron import Bron
from sandbox.haalcentraal.personen import Json, seed
from sandbox.haalcentraal.velden import ONGEVRAAGD, TOEGESTAAN, cut

PAD = "/haalcentraal/api/brp/personen"
FILTER_GENEGEERD = "filter_genegeerd"
AFGEVOERD = "afgevoerd"
NIET_OP_ADRES = "niet_op_adres"
NIET_GEAUTORISEERD = "niet_geautoriseerd"

VARIANTEN: Mapping[str, str] = {
    FILTER_GENEGEERD: "The number is not applied: every answer holds everybody.",
    AFGEVOERD: "The record was a mistake: only the number and the reason are given.",
    NIET_OP_ADRES: "It was found that nobody lives at their address.",
    NIET_GEAUTORISEERD: "The organisation may not ask for these fields: 403.",
}
"""Names for `app.state.varianten`, with what each does while it is True."""

_RAADPLEEG = "RaadpleegMetBurgerservicenummer"
_PARAMETERS = ("type", "burgerservicenummer", "fields", "gemeenteVanInschrijving")
_TITELS = {
    400: "Een of meerdere parameters zijn niet correct.",
    401: "Niet correct geauthenticeerd.",
    403: "U bent niet geautoriseerd voor het gebruik van deze API.",
    415: "Media Type wordt niet ondersteund.",
}


class Refused(Exception):
    """An answer other than success: its status, a code, and the parameters it is about (name, code, reason)."""

    def __init__(self, status: int, code: str, *params: tuple[str, str, str]) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.params = params


@dataclass(frozen=True)
class Brp:
    """The one address of the BRP."""

    secret: str
    personen: Mapping[str, Json]
    varianten: Mapping[str, bool]

    async def ask(self, request: Request) -> Response:
        """POST of a question. Anything it does not know is refused."""
        try:
            self._check_access(request)
            body = await _body(request)
            return _answer({"type": _RAADPLEEG, "personen": self._find(_numbers(body), _fields(body))})
        except Refused as refused:
            return _refuse(refused)

    def _check_access(self, request: Request) -> None:
        if not compare_digest(request.headers.get("x-api-key", "").encode(), self.secret.encode()):
            raise Refused(401, "authentication")
        if self.varianten[NIET_GEAUTORISEERD]:
            raise Refused(403, "unauthorizedField")

    def _find(self, numbers: list[str], fields: list[str]) -> list[Json]:
        found = self.personen if self.varianten[FILTER_GENEGEERD] else [one for one in numbers if one in self.personen]
        return [cut(self._as_variant(self.personen[number]), fields) for number in found]

    def _as_variant(self, person: Json) -> Json:
        if self.varianten[AFGEVOERD]:
            return {**person, "opschortingBijhouding": {"reden": {"code": "F", "omschrijving": "fout"}}}
        adressering = person["adressering"]
        if self.varianten[NIET_OP_ADRES] and isinstance(adressering, dict):
            name = "indicatieVastgesteldVerblijftNietOpAdres"
            return {**person, "adressering": {**adressering, name: True}}
        return person


async def _body(request: Request) -> Json:
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
        raise Refused(415, "unsupportedMediaType")
    try:
        body: object = msgspec.json.decode(await request.body())
    except msgspec.DecodeError as error:
        raise Refused(400, "badRequest") from error
    if not isinstance(body, dict):
        raise Refused(400, "badRequest")
    if body.get("type") != _RAADPLEEG:
        raise Refused(400, "paramsValidation", ("type", "value", "Waarde is geen geldig zoek type."))
    unknown = [name for name in body if name not in _PARAMETERS]
    if unknown:
        raise Refused(
            400, "paramsValidation", *((name, "unknownParam", "Parameter is niet verwacht.") for name in unknown)
        )
    return body


def _numbers(body: Json) -> list[str]:
    numbers = _list(body, "burgerservicenummer", 20)
    for place, number in enumerate(numbers):
        if not re.fullmatch(r"[0-9]{9}", number):
            name = f"burgerservicenummer[{place}]"
            raise Refused(400, "paramsValidation", (name, "pattern", "Waarde voldoet niet aan patroon ^[0-9]{9}$."))
    return numbers


def _fields(body: Json) -> list[str]:
    fields = _list(body, "fields", 130)
    for place, name in enumerate(fields):
        if name in ONGEVRAAGD:
            raise Refused(
                400, "paramsValidation", (f"fields[{place}]", "fields", "Parameter bevat een niet toegestane veldnaam.")
            )
        if name not in TOEGESTAAN:
            raise Refused(
                400, "paramsValidation", (f"fields[{place}]", "fields", "Parameter bevat een niet bestaande veldnaam.")
            )
    return fields


def _list(body: Json, name: str, most: int) -> list[str]:
    found = body.get(name)
    if found is None:
        raise Refused(400, "paramsCombination", (name, "required", "Parameter is verplicht."))
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise Refused(400, "paramsValidation", (name, "array", "Parameter is geen array."))
    if not found:
        raise Refused(400, "paramsValidation", (name, "minItems", "Array bevat minder dan 1 items."))
    if len(found) > most:
        raise Refused(400, "paramsValidation", (name, "maxItems", f"Array bevat meer dan {most} items."))
    return found


def _answer(body: object, status: int = 200, kind: str = "application/json; charset=utf-8") -> Response:
    return Response(msgspec.json.encode(body), status, {"api-version": "2.2.1"}, kind)


def _refuse(refused: Refused) -> Response:
    body: Json = {
        "type": "https://datatracker.ietf.org/doc/html/rfc7231#section-6.5.1",
        "title": _TITELS[refused.status],
        "status": refused.status,
        "code": refused.code,
        "instance": PAD,
    }
    if refused.params:
        body["detail"] = f"De foutieve parameter(s) zijn: {', '.join(name for name, _, _ in refused.params)}."
        body["invalidParams"] = [
            {"name": name, "code": code, "reason": reason} for name, code, reason in refused.params
        ]
    return _answer(body, refused.status, "application/problem+json")


def bouw(bron: Bron, basis: Callable[[], str]) -> Starlette:
    """The app of the BRP; callers show `X-API-KEY: <geheim>`.

    `app.state.varianten` holds a switch per name in VARIANTEN.
    """
    varianten = dict.fromkeys(VARIANTEN, False)
    app = Starlette(routes=[Route(PAD, Brp(bron.geheim, seed(), varianten).ask, methods=["POST"])])
    app.state.varianten = varianten
    return app
