"""Writes the bronnen.toml of the demo, and the secret files it points at, for a gateway beside the sandbox."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sandbox.bron import Bron
from sandbox.objecten.typen import instellingen as objecttypen
from sandbox.uitgever.aanvraag import CLIENTS
from sandbox.uitgever.sleutels import ALGORITMEN
from sandbox.uitgever.tokens import AUDIENCE
from sandbox.verhalen.gemeenten import GEMEENTEN, ORGANISATIES
from sandbox.verhalen.machtigingen import DIENSTEN_VAN

NIVEAUS = {
    "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport": "BASIS",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:MobileTwoFactorContract": "MIDDEN",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:Smartcard": "SUBSTANTIEEL",
    "urn:oasis:names:tc:SAML:2.0:ac:classes:SmartcardPKI": "HOOG",
    "urn:etoegang:core:assurance-class:loa1": "BASIS",
    "urn:etoegang:core:assurance-class:loa2": "BASIS",
    "urn:etoegang:core:assurance-class:loa2plus": "MIDDEN",
    "urn:etoegang:core:assurance-class:loa3": "SUBSTANTIEEL",
    "urn:etoegang:core:assurance-class:loa4": "HOOG",
    "http://eidas.europa.eu/LoA/low": "BASIS",
    "http://eidas.europa.eu/LoA/substantial": "SUBSTANTIEEL",
    "http://eidas.europa.eu/LoA/high": "HOOG",
}
"""The levels of DigiD, eHerkenning and eIDAS on one scale."""
_PADEN = {"interactie": "/interactie/v0", "haalcentraal": "/haalcentraal/api/brp", "handelsregister": "/api"}
"""Where an API begins, for systems that several APIs share an address with."""

CONSUMENT = "mijnoverheid"
"""The portal of others that may ask for our taken: its code, and its client at the issuer."""

LOKAAL = ["http://localhost:*", "http://127.0.0.1:*"]
"""Where portals and payment pages of the demo are."""

Waarde = str | int | bool | list[str] | list[list[str]] | Mapping[str, object]


TELLING = ("openzaak", "openvtb")
"""The systems that tell when something changes."""


@dataclass(frozen=True)
class Nrc:
    """The Notificaties API: its address, and the secret a subscriber signs its JWT with."""

    url: str
    geheim: str = field(repr=False)


def write_configuration(
    folder: Path, bronnen: Iterable[tuple[Bron, str]], issuer: str, poort: int, nrc: Nrc | None = None
) -> Path:
    """Write `bronnen.toml` and `geheimen/` in `folder` for these bronnen with their addresses; gives the file's path.

    The key for ids is kept when it is there already, so that ids in a browser survive a restart.
    """
    geheimen = folder / "geheimen"
    geheimen.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (geheimen / "ids.key").exists():
        _write_secret(geheimen / "ids.key", secrets.token_hex(64))
    parts = [_gateway(poort), _issuer(issuer), _consument(issuer, poort)]
    for bron, url in bronnen:
        _write_secrets(geheimen, bron)
        parts.append(_bron(bron, url))
        if nrc is not None and bron.connector in TELLING:
            parts.append(_notificaties(bron, nrc, poort))
            if not (geheimen / f"{bron.code}.melding").exists():  # a gateway that runs already was told this one
                _write_secret(geheimen / f"{bron.code}.melding", secrets.token_hex(32))
            _write_secret(geheimen / "nrc", nrc.geheim)
    path = folder / "bronnen.toml"
    path.write_text("\n".join(parts), encoding="utf-8")
    return path


def _gateway(poort: int) -> str:
    return "\n".join(
        (
            _table("[gateway]", {"plan": True, "playground": True, "omgeving": "demo"}),
            _table(
                "[gateway.http]",
                {
                    "host": "127.0.0.1",
                    "port": poort,
                    "get": True,
                    "cors": LOKAAL,
                },
            ),
            _table("[gateway.ids]", {"key_bestand": "geheimen/ids.key"}),
            _table("[gateway.schrijven]", {"terugkeer": LOKAAL, "betaalpaginas": LOKAAL}),
            _table("[gateway.acties]", {"voorbeelden": True}),
        )
    )


def _issuer(url: str) -> str:
    numbers = {name: [name] for name in ("bsn", "kvk", "rsin", "vestiging", "gemeenten")}
    claims: dict[str, Waarde] = {
        "voorinstelling": "oidc-nlgov",
        **numbers,
        "naam": ["name"],
        "diensten": [["diensten"]],
    }
    return "\n".join(
        (
            _table(
                "[[issuer]]",
                {
                    "url": url,
                    "audience": AUDIENCE,
                    "algoritmen": list(ALGORITMEN),
                    "typ": "at+jwt",
                    "tenant": "demo",
                    "clients": [*CLIENTS, "sandbox", CONSUMENT],
                },
            ),
            _table("[issuer.claims]", claims),
            _table("[issuer.acr]", NIVEAUS),
        )
    )


def _consument(issuer: str, poort: int) -> str:
    """MijnOverheid, which shows our taken to whoever logs in there."""
    return _table(
        "[[consument]]",
        {
            "code": CONSUMENT,
            "naam": "MijnOverheid",
            "issuer": issuer,
            "clients": [CONSUMENT],
            "diensten": ["TAKEN", "ZAKEN"],
            "gemeenten": list(GEMEENTEN),
            "portaal_url": f"http://127.0.0.1:{poort + 1}/taken/{{id}}",
        },
    )


def _bron(bron: Bron, url: str) -> str:
    houder = ORGANISATIES[bron.gemeente]
    organisatie = f"Gemeente {houder.naam}" if houder.code in GEMEENTEN else houder.naam
    bedient = "alle" if "alle" in houder.bedient else list(houder.bedient)
    return _table(
        "[[bron]]",
        {
            "code": bron.code,
            "naam": bron.naam or bron.code,
            "connector": bron.connector,
            "diensten": list(bron.diensten),
            "basis_url": url + _PADEN.get(bron.connector, ""),
            "canonieke_url": url,
            "bedient": bedient,
            "deadline_ms": 2500,
            "gelijktijdig": 20,
            "minimaal_niveau": "BASIS",
            "tenants": ["demo"],
            "machtigingen": list(DIENSTEN_VAN.get(bron.connector, ())),
            "organisatie": {"oin": houder.oin, "naam": organisatie, "website": houder.website},
            "auth": _auth(bron, url),
            **_instellingen(bron, url),
            # Who pays in the demo wants to see that a moment later; a real tax system is asked less often.
            **({"versheid_s": 5} if bron.connector == "belastingen" else {}),
        },
    )


_ACTIES: Mapping[str, Waarde] = {
    "WMO": {"opzeggen": True},
    "TERRAS": {"opzeggen": True, "wijzigen": ["seizoen"]},
    "URGENTIE": {"verlengen_maanden": 6, "verlengen_vanaf_dagen": 180},
}


def _instellingen(bron: Bron, url: str) -> Mapping[str, Waarde]:
    """The settings of its own that a connector needs here."""
    match bron.connector:
        case "objecten":
            return {"instellingen": objecttypen(url)}
        case "openproduct":
            return {"instellingen": {"acties": _ACTIES}}
        case "openvtb":
            return {"instellingen": {"toon_omschrijving": True}}
        case "openzaak" if bron.leverancier != "open-zaak":
            return {"instellingen": {"profiel": bron.leverancier}}
        case _:
            return {}


def _notificaties(bron: Bron, nrc: Nrc, poort: int) -> str:
    own = {"geheim_bestand": f"geheimen/{bron.code}.melding"}
    at_nrc = {
        "url": nrc.url,
        "client_id": "gateway",
        "geheim_bestand": "geheimen/nrc",
        "eigen_url": f"http://127.0.0.1:{poort}",
    }
    return _table("[bron.notificaties]", own) + "\n" + _table("[bron.notificaties.nrc]", at_nrc)


def _auth(bron: Bron, url: str) -> Mapping[str, str]:
    geheim = {"geheim_bestand": f"geheimen/{bron.code}"}
    match bron.connector:
        case "openzaak":
            return {"soort": "zgw_jwt", "client_id": "gateway", **geheim}
        case "belastingen":
            token = {"token_url": f"{url}/v1/auth/token", "token_veld": "accessToken", "wijze": "client_secret_post"}
            return {"soort": "oauth2", "client_id": "gateway", **token, **geheim}
        case "interactie":
            return {"soort": "bearer", **geheim}
        case "haalcentraal":
            return {"soort": "api_sleutel", **geheim}
        case "handelsregister":
            return {"soort": "api_sleutel", "header": "apikey", **geheim}
        case "mijnoverheid":
            return {"soort": "oauth2", "client_id": "gateway", "token_url": f"{url}/oauth/token", **geheim}
        case "parkeren":
            key = {
                "sleutel_bestand": f"geheimen/{bron.code}.jwe",
                "uitgever": "mijnservices-gateway",
                "doelgroep": "egis",
            }
            return {"soort": "egis", **geheim, **key}
        case _:
            return {"soort": "token", **geheim}


def _write_secrets(folder: Path, bron: Bron) -> None:
    """The secret of a bron; for parking it is also the 256-bit key of its tokens, in hex."""
    _write_secret(folder / bron.code, bron.geheim)
    if bron.connector == "parkeren":
        _write_secret(folder / f"{bron.code}.jwe", bron.geheim)


def _write_secret(path: Path, text: str) -> None:
    """Only the owner may read it, from the first byte on."""
    path.unlink(missing_ok=True)
    path.touch(mode=0o600)
    path.write_text(text + "\n", encoding="ascii")


def _table(header: str, values: Mapping[str, Waarde]) -> str:
    lines = (f"{_key(key)} = {_value(value)}" for key, value in values.items())
    return "\n".join((header, *lines, ""))


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() else json.dumps(key)


def _value(value: object) -> str:
    """A TOML value; a JSON string, number, boolean or array of strings is one as it stands."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
