"""The settings of changes: table [gateway.schrijven]."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from gateway.config.vorm import Tabel, fault

_ORIGIN = re.compile(r"https://[a-z0-9.-]+(:[0-9]{1,5})?|http://(localhost|127\.0\.0\.1|\[::1\])(:([0-9]{1,5}|\*))?")


def _check_origin(origin: str) -> str:
    if not _ORIGIN.fullmatch(origin):
        raise fault(
            "geef een website zonder pad, zoals https://mijn.havenstad.nl; "
            "http:// en een * als poort mogen alleen voor localhost"
        )
    return origin


Website = Annotated[str, AfterValidator(_check_origin)]
"""An origin: scheme, host and perhaps a port, all in lower case."""


class SchrijvenInstellingen(Tabel):
    """Table [gateway.schrijven]: where people may be sent when they change something."""

    terugkeer: list[Website] = Field(
        default=[], description="Websites waar iemand na het betalen naar terug mag, zoals `https://mijn.havenstad.nl`. "
        "Leeg: er kan niet betaald worden.",
    )  # fmt: skip
    betaalpaginas: list[Website] = Field(
        default=[], description="Websites waar wij iemand heen mogen sturen om te betalen. Leeg: er kan niet betaald worden.",
    )  # fmt: skip
