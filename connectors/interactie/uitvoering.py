"""How a taak of another organisation is done: there, at the address it gives. How to send it anything is not agreed yet."""

from __future__ import annotations

from mimetypes import guess_type

from connectors.interactie.models import TaakInfo, Uitvoering
from gateway.domain import uitvoering as domain
from gateway.domain.uitvoering import Uitvoeringstrede
from gateway.domain.waarden import Url

_BALIE = "Neem contact op met de organisatie. Zij helpt u verder."
_KNOP = {"upload": "Bestanden sturen", "formulier": "Invullen", "betaling": "Betalen"}
_UITVOEREN = "Uitvoeren"
_LINK = Uitvoeringstrede.GERICHTE_LINK


def uitvoering(row: TaakInfo) -> domain.Uitvoering:
    """The way to do a taak: its link, with what is known of the type for a portal to show beforehand."""
    found = row.uitvoering or Uitvoering()
    link = Url(found.fallback_url) if found.fallback_url.startswith("https://") else None
    if link is None:
        return domain.OnbekendeUitvoering(
            trede=Uitvoeringstrede.PORTAALWISSEL, knoptekst=_UITVOEREN, fallback_url=None, alleen_via=_BALIE,
            bronwaarde=found.type or "onbekend",
        )  # fmt: skip
    knop = _KNOP.get(found.type, _UITVOEREN)
    if found.type == "upload":
        return domain.UploadUitvoering(
            trede=_LINK, knoptekst=knop, fallback_url=link, alleen_via=None, maximum_aantal=found.max_bestanden,
            bestandstypen=[_mediatype(one) for one in found.toegestane_formaten], maximum_omvang=found.max_bestandsgrootte,
        )  # fmt: skip
    if found.type == "formulier":
        return domain.FormulierUitvoering(
            trede=_LINK, knoptekst=knop, fallback_url=link, alleen_via=None, schema=None, voorinvulling=None
        )
    return domain.LinkUitvoering(trede=_LINK, knoptekst=knop, fallback_url=link, alleen_via=None, url=link)


def _mediatype(extensie: str) -> str:
    """The media type of a file extension; one that is not known stays as it is, so that a person can still read it."""
    kind, _ = guess_type(f"x.{extensie.strip().lstrip('.').lower()}")
    return kind or extensie
