"""The environment: GATEWAY_* overrules table [gateway], with `__` between the names of nested tables."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

from pydantic_settings import EnvSettingsSource, SettingsError

from gateway.config.bestand import Fault
from gateway.config.geheim import Table
from gateway.config.instellingen import Instellingen

PREFIX = "GATEWAY_"
_KUBERNETES = re.compile(r"GATEWAY_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\d+_.*)?)")
"""What Kubernetes sets by itself in every container when a service is called `gateway`."""


def read(secrets: Collection[str]) -> tuple[Table, list[Fault]]:
    """The settings in the environment, as nested tables, and what is wrong with them.

    `secrets`: names of variables that hold a secret of the configuration, so are no setting.
    """
    faults = [Fault(f"env {name}", 0, name, "onbekende instelling") for name in _unknown(secrets)]
    try:
        return dict(EnvSettingsSource(Instellingen)()), faults
    except SettingsError as fault:
        field = re.search(r'field "(\w+)"', str(fault))
        name = PREFIX + (field.group(1).upper() if field else "*")
        return {}, [*faults, Fault(f"env {name}", 0, name, 'hier hoort JSON, zoals ["https://mijn.havenstad.nl"]')]


def merge(table: Table, over: Table) -> Table:
    """`table` with the values of `over` laid over it, nested tables too. One way to a secret replaces the other."""
    merged = {key: value for key, value in table.items() if not _other_way(key) & over.keys()}
    for key, value in over.items():
        below = merged.get(key)
        merged[key] = merge(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def variable_of(path: tuple[str | int, ...]) -> str | None:
    """The variable that sets this path of [gateway] now; None when the environment does not."""
    names = {name.upper(): name for name in os.environ}
    for end in range(len(path), 0, -1):
        wanted = PREFIX + "__".join(str(part) for part in path[:end]).upper()
        if wanted in names:
            return names[wanted]
    return None


def _other_way(key: str) -> set[str]:
    stem, _, suffix = key.rpartition("_")
    return (
        {f"{stem}_{other}" for other in ("env", "bestand") if other != suffix}
        if suffix in ("env", "bestand")
        else set()
    )


def _unknown(secrets: Collection[str]) -> list[str]:
    known = {f"{PREFIX}{field}".upper() for field in Instellingen.model_fields} | {"GATEWAY_CONFIG"}
    ours = [name for name in os.environ if name.upper().startswith(PREFIX) and name not in secrets]
    return [name for name in ours if name.upper().partition("__")[0] not in known and not _KUBERNETES.fullmatch(name)]
