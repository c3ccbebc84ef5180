"""How a taak can be done: by paying, by a form, or through a link. Without a link there is a way that always works."""

from __future__ import annotations

from collections.abc import Mapping

from connectors.openvtb.models import Component, Details
from gateway.domain.uitvoering import (
    BetaalUitvoering,
    FormulierUitvoering,
    LinkUitvoering,
    OnbekendeUitvoering,
    Uitvoering,
    Uitvoeringstrede,
)
from gateway.domain.waarden import Json, Url, bedrag

_BALIE = "Neem contact op met de organisatie. Zij helpt u verder."
_TYPES: Mapping[str, Mapping[str, object]] = {
    "number": {"type": "number"},
    "currency": {"type": "number"},
    "checkbox": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "email": {"type": "string", "format": "email"},
    "file": {"type": "string", "format": "uri"},
}


def uitvoering(soort: str, details: Details, portaal: Url | None) -> Uitvoering:
    """The way to do a taak of this soort. `portaal` is where the organisation shows its taken, if it does."""
    alleen_via = None if portaal else _BALIE
    if soort == "betaaltaak" and details.bedrag is not None:
        return BetaalUitvoering(
            trede=_PORTAAL, knoptekst="Betalen", fallback_url=portaal, alleen_via=alleen_via, bedrag=bedrag(str(details.bedrag))
        )  # fmt: skip
    if soort == "urltaak" and (link := veilige_link(details)) is not None:
        return LinkUitvoering(
            trede=Uitvoeringstrede.GERICHTE_LINK, knoptekst="Verder", fallback_url=link, alleen_via=None, url=link
        )
    if soort == "formuliertaak":
        schema = formulier(details)
        return FormulierUitvoering(
            trede=Uitvoeringstrede.LOKAAL if schema is not None else _PORTAAL, knoptekst="Invullen",
            fallback_url=portaal, alleen_via=alleen_via, schema=schema, voorinvulling=Json(details.voorinvullen_gegevens or {}),
        )  # fmt: skip
    return OnbekendeUitvoering(
        trede=_PORTAAL, knoptekst="Uitvoeren", fallback_url=portaal, alleen_via=alleen_via, bronwaarde=soort
    )


def veilige_link(details: Details) -> Url | None:
    """The link of an urltaak, if a browser opens it over a closed connection; the value comes from data."""
    link = details.uitvraag_link
    return Url(link) if link is not None and link.startswith("https://") else None


def formulier(details: Details) -> Json | None:
    """The form as JSON Schema (2020-12); None when it has no field with a key."""
    components = details.formulier_definitie.components if details.formulier_definitie else []
    fields = [one for one in components if one.key]
    if not fields:
        return None
    required = [one.key for one in fields if one.validate.get("required") is True]
    properties = {one.key: _property(one) for one in fields}
    return Json({"type": "object", "properties": properties, "required": required, "additionalProperties": False})


def _property(component: Component) -> dict[str, object]:
    shape = dict(_TYPES.get(component.type, {"type": "string"}))
    options = component.data.get("values")
    if isinstance(options, list):
        shape["enum"] = [one.get("value") for one in options if isinstance(one, dict)]
    return {"title": component.label or component.key, **shape}


_PORTAAL = Uitvoeringstrede.PORTAALWISSEL
