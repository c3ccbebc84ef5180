"""Reads the configuration, strictly, and tells all its faults at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from gateway.config import omgeving
from gateway.config.bestand import Entry, Fault, File, read_files
from gateway.config.bron import BronConfig
from gateway.config.checks import (
    ConnectorForm,
    check_bronnen,
    check_consumenten,
    check_introspection,
    check_unique,
)
from gateway.config.consument import ConsumentConfig
from gateway.config.geheim import Table, resolve_secrets
from gateway.config.instellingen import Instellingen
from gateway.config.issuer import IssuerConfig
from gateway.config.melding import keys_at, text_of
from gateway.config.vorm import paths_from
from gateway.errors import ConfigInvalid

DEFAULT = "bronnen.toml"
M = TypeVar("M", bound=BaseModel)


class Configuratie(BaseModel):
    """All that an operator decides: the gateway's own settings, whose tokens count, which bronnen there are, and which portals
    of others may see something of them."""

    model_config = ConfigDict(frozen=True)

    gateway: Instellingen
    issuers: list[IssuerConfig]
    bronnen: list[BronConfig]
    consumenten: list[ConsumentConfig] = []


def load(path: Path | None = None, connectors: Mapping[str, ConnectorForm] | None = None) -> Configuratie:
    """Read the configuration: one TOML file, or all of a folder.

    `path`: else what GATEWAY_CONFIG says, else `bronnen.toml`. `connectors`: by name, to check each bron against what
    its connector can do; left out, that is not checked. Raises ConfigInvalid with every fault and its place.
    """
    return _Reader(read_files(path or Path(os.environ.get("GATEWAY_CONFIG") or DEFAULT))).read(connectors)


class _Reader:
    """Reads the tables of all files and gathers what is wrong with them."""

    def __init__(self, files: list[File]) -> None:
        self._files = files
        self._faults: list[Fault] = []

    def read(self, connectors: Mapping[str, ConnectorForm] | None) -> Configuratie:
        gateway = self._gateway()
        issuer_tables = [entry for file in self._files for entry in file.entries("issuer")]
        bron_tables = [entry for file in self._files for entry in file.entries("bron")]
        issuers = [self._model(IssuerConfig, entry) for entry in issuer_tables]
        bronnen = [self._model(BronConfig, entry) for entry in bron_tables]
        consument_tables = [entry for file in self._files for entry in file.entries("consument")]
        consumenten = [self._model(ConsumentConfig, entry) for entry in consument_tables]
        self._faults += check_unique(issuer_tables, "url")
        self._faults += check_unique(bron_tables, "code")
        self._faults += check_introspection(issuer_tables)
        self._faults += check_bronnen(bron_tables, connectors)
        self._faults += check_unique(consument_tables, "code")
        self._faults += check_consumenten(consument_tables, issuer_tables)
        self._faults += [fault for file in self._files for fault in file.faults]
        self._check_present(issuer_tables, bron_tables)
        if self._faults or gateway is None:
            raise ConfigInvalid(
                [str(fault) for fault in sorted(self._faults, key=lambda fault: (fault.place, fault.line))]
            )
        return Configuratie(
            gateway=gateway,
            issuers=[issuer for issuer in issuers if issuer is not None],
            bronnen=[bron for bron in bronnen if bron is not None],
            consumenten=[one for one in consumenten if one is not None],
        )

    def _gateway(self) -> Instellingen | None:
        """The table [gateway], of which there is at most one, with the environment laid over it."""
        found = [file for file in self._files if "gateway" in file.content]
        for other in found[1:]:
            self._faults.append(other.fault(f"[gateway] staat ook al in {found[0].name}", "gateway"))
        if not found and any(not file.lines for file in self._files):
            return None  # it may stand in a file that could not be read, whose fault is told already
        file = found[0] if found else self._files[0]
        table = file.content.get("gateway", {})
        if not isinstance(table, dict):
            self._faults.append(file.fault("hier hoort een tabel", "gateway"))
            return None
        overrides, faults = omgeving.read(_secret_variables([file.content for file in self._files]))
        self._faults += faults
        return self._model(Instellingen, Entry(file, ("gateway",), omgeving.merge(table, overrides)))

    def _model(self, model: type[M], entry: Entry) -> M | None:
        """The table as a model; None with its faults noted."""
        known = len(self._faults)
        table = self._with_secrets(entry)
        try:
            with paths_from(entry.file.folder):
                made = model.model_validate(table)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False, include_input=False):
                path = _path(table, error["loc"])
                if error["type"] != "default_factory_not_called":  # the fault it follows from is told already
                    self._note(entry, text_of(error, keys_at(model, path[:-1])), path)
            return None
        return made if len(self._faults) == known else None

    def _with_secrets(self, entry: Entry, *path: str) -> Table:
        """The table, and the tables in it, with secrets read."""
        inner = entry.table
        for key in path:
            inner = inner[key]  # type: ignore[assignment]  # the caller saw that it is a table
        resolved, faults = resolve_secrets(inner, entry.file.folder)
        for key, text in faults:
            self._note(entry, text, (*path, key))
        tables = [key for key, value in resolved.items() if isinstance(value, dict) and key != "instellingen"]
        return {**resolved, **{key: self._with_secrets(entry, *path, key) for key in tables}}

    def _note(self, entry: Entry, text: str, path: tuple[str | int, ...]) -> None:
        variable = omgeving.variable_of(path) if entry.path == ("gateway",) else None
        fault = entry.fault(text, *path)
        self._faults.append(Fault(f"env {variable}", 0, fault.key, text) if variable else fault)

    def _check_present(self, issuers: list[Entry], bronnen: list[Entry]) -> None:
        readable = [file for file in self._files if file.lines]
        for key, entries in (("issuer", issuers), ("bron", bronnen)):
            if readable and not entries:
                self._faults.append(readable[0].fault(f"er is geen enkele [[{key}]]", key))


def _path(table: Table, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """Where pydantic's place is in the file: without the name of the chosen kind of auth, which is not a key, and without the
    number of a table that stands alone where there may be more."""
    if len(loc) > 2 and loc[0] in ("auth", "claims") and isinstance(table.get(str(loc[0])), dict):
        return (loc[0], *loc[2:])
    return tuple(loc)


def _secret_variables(tree: object) -> set[str]:
    """The names of the environment variables that the files themselves point at."""
    if isinstance(tree, list):
        return {name for item in tree for name in _secret_variables(item)}
    if not isinstance(tree, dict):
        return set()
    own = {value for key, value in tree.items() if key.endswith("_env") and isinstance(value, str)}
    return own | {name for value in tree.values() for name in _secret_variables(value)}
