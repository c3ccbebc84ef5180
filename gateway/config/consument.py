"""A consument: table [[consument]], a portal of others that may see our taken through the Interactieservices API."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from gateway.config.vorm import Code, Gemeentecode, Tabel, Tekst, fault, is_safe_address

KENMERK = "{id}"
Zichtbaar = Literal["TAKEN", "ZAKEN", "PRODUCTEN"]
"""The diensten that this API can show something of."""


def _check_portal(url: str) -> str:
    if url.count(KENMERK) != 1 or not is_safe_address(url.replace(KENMERK, "x")):
        raise fault(f"geef een adres met https://, zonder ? of #, en met {KENMERK} op de plek van de taak")
    return url


class ConsumentConfig(Tabel):
    """Table [[consument]]."""

    code: Code = Field(description="Korte vaste naam: kleine letters, cijfers en streepjes.")
    naam: Tekst = Field(description="Naam om te tonen, zoals `MijnOverheid`.")
    issuer: Tekst = Field(description="De `url` van de `[[issuer]]` die de tokens voor deze consument maakt.")
    clients: list[Tekst] = Field(
        min_length=1,
        description="Waarden van `client_id` en `azp` in haar tokens; ook in `clients` van de issuer. "
        "Zo'n token opent alleen de Interactieservices API.",
    )
    diensten: list[Zichtbaar] = Field(
        default=["TAKEN"],
        description="Wat zij mag zien: TAKEN, en ZAKEN en PRODUCTEN om de context van een taak te herkennen.",
    )
    gemeenten: list[Gemeentecode] = Field(
        default=[], description="Alleen bronnen die een van deze gemeenten bedienen (codes van 4 cijfers). Leeg: alle."
    )
    portaal_url: Annotated[str, AfterValidator(_check_portal)] = Field(
        description="Adres in ons portaal waar een taak te doen is; `{id}` wordt het `id` van de taak in het schema."
    )
