"""How a taak from the Objects API can be done. Without an address there is still a way: through the organisation."""

from __future__ import annotations

from connectors.objecten.taakinhoud import Taakinhoud
from gateway.domain.status import Taaksoort
from gateway.domain.uitvoering import (
    BetaalUitvoering,
    FormulierUitvoering,
    LinkUitvoering,
    OnbekendeUitvoering,
    Uitvoering,
    Uitvoeringstrede,
)
from gateway.domain.waarden import Json, Url

_BALIE = "Neem contact op met de organisatie. Zij helpt u verder."
_PORTAAL = Uitvoeringstrede.PORTAALWISSEL


def uitvoering(taak: Taakinhoud, portaal: Url | None, schema: Json | None = None) -> Uitvoering:
    """The way to do a taak. `portaal` is where the organisation shows its taken, if it does; `schema` is its form, if known."""
    alleen_via = None if portaal else _BALIE
    if taak.soort is Taaksoort.LINK and taak.link is not None:
        return LinkUitvoering(
            trede=Uitvoeringstrede.GERICHTE_LINK, knoptekst="Verder", fallback_url=taak.link, alleen_via=None, url=taak.link
        )  # fmt: skip
    if taak.soort is Taaksoort.BETALING and taak.bedrag is not None:
        return BetaalUitvoering(
            trede=_PORTAAL, knoptekst="Betalen", fallback_url=portaal, alleen_via=alleen_via, bedrag=taak.bedrag
        )
    if taak.soort is Taaksoort.FORMULIER:
        return FormulierUitvoering(
            trede=Uitvoeringstrede.LOKAAL if schema is not None else _PORTAAL, knoptekst="Invullen",
            fallback_url=portaal, alleen_via=alleen_via, schema=schema, voorinvulling=Json(taak.gegevens),
        )  # fmt: skip
    return OnbekendeUitvoering(
        trede=_PORTAAL, knoptekst="Uitvoeren", fallback_url=portaal, alleen_via=alleen_via,
        bronwaarde=taak.soort_bronwaarde or "onbekend",
    )  # fmt: skip
