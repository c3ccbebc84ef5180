"""The settings of the gateway itself: table [gateway], which the environment can overrule with GATEWAY_*."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from gateway.config.documenten import DocumentenInstellingen
from gateway.config.geheim import Geheim
from gateway.config.grenzen import Grenzen
from gateway.config.live import LiveInstellingen
from gateway.config.medewerkers import MedewerkersInstellingen
from gateway.config.schrijven import SchrijvenInstellingen
from gateway.config.tempo import Tempo
from gateway.config.verwerkingen import VerwerkingenInstellingen
from gateway.config.vorm import Basisadres, Bestand, Map, Niveau, Tabel, check_siv_key, fault, secret
from gateway.elfproef import passes_elfproef

CACHE_SECRET = 32


class HttpInstellingen(Tabel, strict=False):
    """Table [gateway.http]: where and how the gateway listens."""

    host: str = Field(default="127.0.0.1", description="Adres waarop de gateway luistert.")
    port: int = Field(
        default=8000, ge=0, le=65_535, description="Poort waarop de gateway luistert; 0 kiest een vrije poort."
    )
    get: bool = Field(default=False, description="Ook vragen (geen wijzigingen) met GET toestaan. Niet in productie.")
    cors: list[str] = Field(
        default=[], description="Websites die vanuit een browser mogen vragen, zoals `https://mijn.havenstad.nl`; "
        "met `*` alleen buiten productie.",
    )  # fmt: skip
    publiek_adres: Basisadres | None = Field(
        default=None,
        description="Adres waarop portalen de gateway bereiken; staat voor elke `downloadUrl`. Leeg: `http://` met `host` en "
        "`port`, en in productie geen downloads.",
    )
    max_body_kb: int = Field(
        default=64, ge=1, le=1_024, description="Grootste vraag die wij aannemen, in kB (1.024 bytes)."
    )


class IdsInstellingen(Tabel):
    """Table [gateway.ids]: the key that makes ids and cursors unreadable and useless to others."""

    key: Annotated[Geheim, AfterValidator(check_siv_key)] = Field(
       description="Sleutel voor ids en cursors: 128 hexadecimale tekens (512 bits, AES-SIV). "
        "Verandert hij, dan werken oude ids niet meer.",
    )  # fmt: skip

    @property
    def key_bytes(self) -> bytes:
        """The 64 bytes of the key."""
        return bytes.fromhex(self.key.reveal())


def _check_bsn(bsn: str) -> str:
    if not passes_elfproef(bsn):
        raise fault("dit nummer voldoet niet aan de 11-proef")
    return bsn


class ProefInstellingen(Tabel, strict=False):
    """Table [gateway.proef]: the filter probe, which asks every bron for somebody who does not exist."""

    bsn: Annotated[str, Field(pattern=r"^[0-9]{9}$"), AfterValidator(_check_bsn)] = Field(
        default="999999990", description="BSN dat van niemand is; voldoet aan de 11-proef."
    )
    kvk: str = Field(default="00000000", pattern=r"^[0-9]{8}$", description="KvK-nummer dat van niemand is.")
    elke_s: float = Field(
        default=300, ge=10, le=3_600, description="Tijd tussen twee proeven bij een bron, in seconden."
    )


def _check_secret(text: str) -> str | None:
    return f"het geheim moet minstens {CACHE_SECRET} tekens lang zijn" if len(text) < CACHE_SECRET else None


def _check_server(url: str) -> str:
    if not url.startswith(("redis://", "valkey://", "rediss://", "valkeys://")):
        raise fault("een adres begint hier met valkey://, valkeys://, redis:// of rediss://")
    return url


class CacheInstellingen(Tabel):
    """Table [gateway.cache]: the Valkey or Redis server that workers share. What is kept there is sealed."""

    url: Annotated[str, AfterValidator(_check_server)] = Field(
        description="Adres van Valkey of Redis; `valkeys://` of `rediss://` met TLS."
    )
    sleutel: Annotated[Geheim, AfterValidator(secret(_check_secret))] = Field(
        description="Geheim waarmee alles wat daar staat versleuteld is, minstens 32 tekens. Gelijk bij alle workers."
    )
    geheim: Geheim | None = Field(default=None, description="Wachtwoord van de server. Leeg: geen.")
    ca_bestand: Bestand | None = Field(
        default=None, description="PEM-bestand met de certificaten die wij vertrouwen. Leeg: die van het systeem."
    )


class ActiesInstellingen(Tabel):
    """Table [gateway.acties]: the municipality's own rules for what a person can do, and its own checks."""

    regels: list[Map] = Field(
        default=[], description="Mappen met eigen regels, die na de meegeleverde komen. Zie [Regels](regels.md)."
    )
    regelingen: list[Map] = Field(
        default=[], description="Mappen met eigen onderzoeken naar regelingen. Zie [Regelingen](regelingen.md)."
    )
    voorbeelden: bool = Field(
        default=False, description="Ook de meegeleverde onderzoeken aanbieden, met grenzen die voorbeelden zijn."
    )


class Instellingen(BaseSettings):
    """Table [gateway]. Construct it with `load`; on its own it does not look at the environment."""

    model_config = SettingsConfigDict(
        env_prefix="GATEWAY_", env_nested_delimiter="__", extra="forbid", frozen=True, arbitrary_types_allowed=True
    )

    omgeving: Literal["productie", "demo"] = Field(
        default="productie",
        description="`productie` weigert wat daar niet hoort: `playground`, `http.get`, `*` in `http.cors`.",
    )  # fmt: skip
    plan: bool = Field(
        default=True, description="Vragen vooraf vertalen naar een plan. `false`: Strawberry voert alles uit (trager)."
    )
    playground: bool = Field(default=False, description="GraphiQL aanbieden op `/graphiql/`. Niet in productie.")
    deadline_ms: int = Field(default=3_000, ge=500, le=8_000, description="Tijd voor een hele vraag, in milliseconden.")
    niveaus: dict[str, Niveau] = Field(
        default={},
        description='Wat sterker inloggen vraagt dan de bron: een type (`Belastingaanslag`) of een veld (`"Bericht.tekst"`).',
    )
    http: HttpInstellingen = Field(default_factory=HttpInstellingen)
    grenzen: Grenzen = Field(default_factory=Grenzen)
    tempo: Tempo = Field(default_factory=Tempo)
    documenten: DocumentenInstellingen = Field(default_factory=DocumentenInstellingen, validate_default=True)
    ids: IdsInstellingen
    live: LiveInstellingen = Field(default_factory=LiveInstellingen)
    proef: ProefInstellingen = Field(default_factory=ProefInstellingen)
    cache: CacheInstellingen | None = None
    verwerkingen: VerwerkingenInstellingen | None = None
    medewerkers: MedewerkersInstellingen | None = None
    acties: ActiesInstellingen = Field(default_factory=ActiesInstellingen)
    schrijven: SchrijvenInstellingen = Field(default_factory=SchrijvenInstellingen)

    @property
    def public_address(self) -> str:
        """Where clients reach the gateway, without a slash at the end; empty when nobody told."""
        if self.http.publiek_adres is not None or self.omgeving == "productie":
            return self.http.publiek_adres or ""
        return f"http://{self.http.host}:{self.http.port}"

    @field_validator("playground")
    @classmethod
    def _no_playground(cls, playground: bool, info: ValidationInfo) -> bool:
        if playground and info.data.get("omgeving") == "productie":
            raise fault('de playground mag niet aan staan bij omgeving = "productie"')
        return playground

    @field_validator("http")
    @classmethod
    def _no_openings(cls, http: HttpInstellingen, info: ValidationInfo) -> HttpInstellingen:
        openings = [name for name, is_open in (("get", http.get), ("cors met *", "*" in "".join(http.cors))) if is_open]
        if openings and info.data.get("omgeving") == "productie":
            raise fault(f'{" en ".join(openings)}: mag niet bij omgeving = "productie"')
        return http

    @field_validator("medewerkers")
    @classmethod
    def _written_down(
        cls, medewerkers: MedewerkersInstellingen | None, info: ValidationInfo
    ) -> MedewerkersInstellingen | None:
        if medewerkers is not None and info.data.get("verwerkingen") is None:
            raise fault("zonder logboek dataverwerkingen kan dit niet: vul ook [gateway.verwerkingen] in")
        return medewerkers

    @field_validator("documenten")
    @classmethod
    def _known_questions(cls, documenten: DocumentenInstellingen, info: ValidationInfo) -> DocumentenInstellingen:
        if info.data.get("omgeving") != "productie" or documenten.vrij:
            return documenten
        if documenten.map is None:
            raise fault(
                'bij omgeving = "productie" beantwoordt de gateway alleen vertrouwde documenten: '
                "geef documenten.map en documenten.ondertekenaar, of zet documenten.vrij = true"
            )
        if documenten.ondertekenaar is None:
            raise fault('bij omgeving = "productie" zijn lijsten ondertekend: geef documenten.ondertekenaar')
        return documenten

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
        """Only what is passed in: `load` lays the environment over the file itself, to name the place of each fault."""
        return (init_settings,)
