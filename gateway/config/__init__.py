"""The configuration: strict TOML with settings of the gateway, issuers of tokens and bronnen."""

from __future__ import annotations

from gateway.config.auth import (
    ApiSleutelAuth,
    Auth,
    EgisAuth,
    Geen,
    OAuth2Auth,
    TokenAdres,
    TokenAuth,
    UitwisselingAuth,
    ZgwAuth,
)
from gateway.config.bron import ALLE, BronConfig, CertificaatConfig, FscConfig, OrganisatieConfig
from gateway.config.claims import Claims, PartijPaden
from gateway.config.consument import ConsumentConfig
from gateway.config.documenten import DocumentenInstellingen, read_signer
from gateway.config.geheim import Geheim
from gateway.config.grenzen import RUIM, Grenzen
from gateway.config.instellingen import HttpInstellingen, IdsInstellingen, Instellingen, ProefInstellingen
from gateway.config.issuer import Introspectie, IssuerConfig, Kanaal
from gateway.config.live import LiveInstellingen
from gateway.config.load import Configuratie, load
from gateway.config.medewerkers import DoelConfig, MedewerkersInstellingen
from gateway.config.notificaties import NotificatiesConfig, NrcConfig
from gateway.config.tempo import Tempo
from gateway.config.verwerkingen import VerwerkingenInstellingen
from gateway.config.vorm import is_safe_address

__all__ = [
    "ALLE",
    "RUIM",
    "ApiSleutelAuth",
    "Auth",
    "BronConfig",
    "CertificaatConfig", "Claims",
    "Configuratie",
    "ConsumentConfig",
    "DocumentenInstellingen",
    "DoelConfig",
    "EgisAuth",
    "FscConfig", "Geen",
    "Geheim",
    "Grenzen",
    "HttpInstellingen",
    "IdsInstellingen",
    "Instellingen",
    "Introspectie",
    "IssuerConfig",
    "Kanaal",
    "LiveInstellingen",
    "MedewerkersInstellingen",
    "NotificatiesConfig",
    "NrcConfig",
    "OAuth2Auth",
    "OrganisatieConfig",
    "PartijPaden",
    "ProefInstellingen",
    "Tempo",
    "TokenAdres", "TokenAuth", "UitwisselingAuth",
    "VerwerkingenInstellingen",
    "ZgwAuth",
    "is_safe_address",
    "load",
    "read_signer",
]  # fmt: skip
