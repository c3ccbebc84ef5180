"""Where the claims of an issuer stand: the path to every number, and presets for what products and profiles really send."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, model_validator

from gateway.config.vorm import Tabel, Tekst

Pad = Annotated[list[Tekst], Field(min_length=1, max_length=8)]
"""The way to a claim, one name a step, because names of claims contain dots and colons."""

Voorinstelling = Literal[
    "gewoon", "digid", "digid-machtigen", "eherkenning", "bewindvoering", "eidas", "nl-portal", "oidc-nlgov", "rfc8693"
]
_ETD, _EID = "urn:etoegang:core:", "urn:nl-eid-gdi:1.0:"
_DIENSTEN = [[f"{_ETD}ServiceID"], [f"{_ETD}ServiceUUID"]]
_NUMBERS = ("bsn", "kvk", "rsin", "vestiging")
_LEGAL = {"nummer": [f"{_ETD}LegalSubjectID"], "nummersoort": ["namequalifier"]}
_ACTS = {"pseudoniem": [f"{_ETD}ActingSubjectID"]}
VOORINSTELLINGEN: Mapping[str, Mapping[str, object]] = {
    "digid": {"bsn": ["bsn"]},
    "digid-machtigen": {
        "bsn": [f"{_EID}LegalSubjectID"],
        "handelend": {"bsn": [f"{_EID}ActingSubjectID"]},
        "diensten": [[f"{_EID}ServiceUUID"]],
    },
    "eherkenning": {
        **_LEGAL,
        "vestiging": ["urn:etoegang:1.9:ServiceRestriction:Vestigingsnr"],
        "handelend": _ACTS,
        "via": {"kvk": [f"{_ETD}IntermediateEntityID"]},
        "diensten": _DIENSTEN,
    },
    "bewindvoering": {"bsn": ["sel_uid"], "handelend": _ACTS, "via": _LEGAL, "diensten": _DIENSTEN},
    "eidas": {"nummer": ["urn:etoegang:1.12:EntityConcernedID:PseudoID"], "nummersoort": ["namequalifier"]},
    "nl-portal": {
        "bsn": ["aanvrager", "bsn"],
        "kvk": ["aanvrager", "kvk"],
        "handelend": {"bsn": ["gemachtigde", "bsn"], "kvk": ["gemachtigde", "kvk"], "pseudoniem": ["gemachtigde", "sub"]},
    },
    "oidc-nlgov": {"nummer": ["sub"], "nummersoort": ["sub_id_type"], "keten": "represents"},
    "rfc8693": {"bsn": ["bsn"], "kvk": ["kvk"], "rsin": ["rsin"], "vestiging": ["vestiging"], "keten": "act"},
}  # fmt: skip
"""Claim names as django-digid-eherkenning and mozilla-django-oidc-db (Maykin), nl-portal, OpenID NLGov and RFC 8693 have
them. What a preset does not name has no path."""


class PartijPaden(Tabel):
    """The paths to the numbers of one party."""

    bsn: Pad | None = Field(default=None, description="Pad naar het BSN.")
    kvk: Pad | None = Field(default=None, description="Pad naar het KvK-nummer.")
    rsin: Pad | None = Field(default=None, description="Pad naar het RSIN.")
    pseudoniem: Pad | None = Field(default=None, description="Pad naar het pseudoniem; telt als er geen nummer is.")
    nummer: Pad | None = Field(default=None, description="Pad naar een nummer waarvan een ander claim de soort zegt.")
    nummersoort: Pad | None = Field(
        default=None,
        description="Pad naar die soort: een URN van eToegang of eID die eindigt op BSN, KvKnr, RSIN of Pseudonym.",
    )
    naam: Pad | None = Field(default=None, description="Pad naar de naam om te tonen.")

    @cached_property  # about settings, not about a person
    def nummers(self) -> tuple[tuple[str, Pad], ...]:
        """The path of each sort of number that has one."""
        return _numbered(bsn=self.bsn, kvk=self.kvk, rsin=self.rsin, pseudoniem=self.pseudoniem)

    @cached_property  # about settings, not about a person
    def is_leeg(self) -> bool:
        """There is no path to any number."""
        return not self.nummers and self.nummer is None


def _numbered(**paths: Pad | None) -> tuple[tuple[str, Pad], ...]:
    return tuple((name, path) for name, path in paths.items() if path)


class Claims(Tabel):
    """Table [issuer.claims], or one of several [[issuer.claims]]: the path to each claim in one sort of token."""

    voorinstelling: Voorinstelling = Field(
        default="gewoon", description="Begin met de paden van een product of profiel; zie docs/identiteit.md."
    )
    bsn: Pad | None = Field(default=["bsn"], description="Pad naar het BSN van een inwoner.")
    kvk: Pad | None = Field(default=["kvk"], description="Pad naar het KvK-nummer van een organisatie.")
    rsin: Pad | None = Field(default=["rsin"], description="Pad naar het RSIN van een organisatie.")
    vestiging: Pad | None = Field(default=["vestiging"], description="Pad naar het vestigingsnummer.")
    pseudoniem: Pad | None = Field(
        default=None, description="Pad naar een pseudoniem, zoals bij eIDAS; telt als er geen nummer is."
    )
    nummer: Pad | None = Field(default=None, description="Pad naar een nummer waarvan een ander claim de soort zegt.")
    nummersoort: Pad | None = Field(
        default=None,
        description="Pad naar die soort: een URN van eToegang of eID die eindigt op BSN, KvKnr, RSIN of Pseudonym.",
    )
    naam: Pad = Field(default=["name"], description="Pad naar de naam om te tonen.")
    gemeenten: Pad = Field(
        default=["gemeenten"], description="Pad naar de gemeentecodes waar iemand woont of gevestigd is."
    )
    acr: Pad = Field(default=["acr"], description="Pad naar het niveau van inloggen.")
    handelend: PartijPaden = Field(default_factory=PartijPaden)
    via: PartijPaden = Field(default_factory=PartijPaden)
    diensten: list[Pad] = Field(
        default=[],
        max_length=4,
        description="Paden naar de diensten die een machtiging noemt (ServiceUUID, ServiceID).",
    )
    keten: Literal["represents", "act"] | None = Field(
        default=None,
        description="Waar de andere partij staat: `represents` noemt wie vertegenwoordigd wordt (OpenID NLGov), `act` wie "
        "handelt (RFC 8693). De paden naar nummers beginnen dan bij elke partij.",
    )
    medewerker: Pad = Field(default=["sub"], description="Pad naar het kenmerk van een medewerker.")
    oin: Pad = Field(default=["oin"], description="Pad naar het OIN van een organisatie waarvan een systeem vraagt.")

    @model_validator(mode="before")
    @classmethod
    def _begin_with(cls, given: object) -> object:
        """Lay what is written over the preset it begins with."""
        preset = VOORINSTELLINGEN.get(str(given.get("voorinstelling"))) if isinstance(given, dict) else None
        if preset is None or not isinstance(given, dict):
            return given
        merged = {**dict.fromkeys(_NUMBERS), **preset, **given}
        for name in ("handelend", "via"):
            ours, theirs = preset.get(name), given.get(name)
            if isinstance(ours, Mapping) and isinstance(theirs, dict):
                merged[name] = {**ours, **theirs}
        return merged

    @cached_property  # about settings, not about a person
    def nummers(self) -> tuple[tuple[str, Pad], ...]:
        """The path of each sort of number that has one."""
        return _numbered(bsn=self.bsn, kvk=self.kvk, rsin=self.rsin, pseudoniem=self.pseudoniem)

    @cached_property  # about settings, not about a person
    def namen(self) -> frozenset[str]:
        """The names of all claims at the top of the token that this reads."""
        parties = (self.handelend, self.via)
        paths = [
            self.bsn,
            self.kvk,
            self.rsin,
            self.vestiging,
            self.pseudoniem,
            self.nummer,
            self.nummersoort,
            *self.diensten,
        ]
        paths += [path for party in parties for path in (getattr(party, name) for name in type(party).model_fields)]
        return frozenset(path[0] for path in paths if path) | ({self.keten} if self.keten else set())
