"""docs/instellingen.md against the settings themselves: nothing missing, nothing made up, every default right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from gateway.config import BronConfig, ConsumentConfig, Geheim, Instellingen, IssuerConfig, load
from tests.config.voorbeeld import public_pem

DOC = Path(__file__).parents[2] / "docs" / "instellingen.md"
TABLES: dict[str, type[BaseModel]] = {
    "gateway": Instellingen,
    "issuer": IssuerConfig,
    "bron": BronConfig,
    "consument": ConsumentConfig,
}


def models_in(annotation: object) -> list[type[BaseModel]]:
    """The models in an annotation: itself, or the choices of a union."""
    found = [annotation, *get_args(annotation)]
    return [kind for kind in found if isinstance(kind, type) and issubclass(kind, BaseModel)]


def rows_of(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """A row of the page for every key that an operator can write, in order, nested tables too."""
    for name, field in model.model_fields.items():
        inner = models_in(field.annotation)
        for kind in inner:
            yield from rows_of(kind, f"{prefix}{name}.")
        if Geheim in (field.annotation, *get_args(field.annotation)):
            yield row(f"{prefix}{name}_env` of `{prefix}{name}_bestand", default_of(field), field.description)
        elif not inner and name != "soort":
            yield row(f"{prefix}{name}", default_of(field), field.description)


def row(key: str, default: str, description: str | None) -> str:
    assert description, f"{key} has no description"
    return f"| `{key}` | {default} | {description} |"


def default_of(field: FieldInfo) -> str:
    if field.is_required():
        return "verplicht"
    default = field.default
    if field.default_factory is not None or default is None or default in ([], {}):
        return "leeg"
    return f"`{json.dumps(default, ensure_ascii=False)}`"


def test_every_setting_is_documented() -> None:
    """Each key stands on the page for each table it is in, with its default and what it means; no other key does."""
    found = re.findall(r"^\| `.*$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
    expected = [line for model in TABLES.values() for line in rows_of(model)]

    assert sorted(found) == sorted(expected)


def test_the_example_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the page shows can be copied: it loads when its secrets are there."""
    monkeypatch.setenv("HAVENSTAD_ZAKEN_GEHEIM", "x" * 32)
    (tmp_path / "geheimen").mkdir()
    (tmp_path / "geheimen" / "ids.key").write_text("ab" * 64)
    (tmp_path / "documenten").mkdir()
    (tmp_path / "ondertekenaar.pem").write_bytes(public_pem(Ed25519PrivateKey.generate()))
    example = DOC.read_text(encoding="utf-8").partition("```toml\n")[2].partition("```")[0]
    (tmp_path / "bronnen.toml").write_text(example)

    assert [bron.code for bron in load(tmp_path / "bronnen.toml").bronnen] == ["havenstad-zaken"]


def test_numbers_have_a_unit() -> None:
    """A number on the page says in which unit it is, in its name or its description."""
    units = ("seconden", "milliseconden", "kB", "Poort", "Hoeveel")
    for model in TABLES.values():
        for line in rows_of(model):
            default = line.split(" | ")[1].strip("`")
            if re.fullmatch(r"[0-9.]+", default):
                assert any(unit in line for unit in units), line


def test_every_kind_of_credentials_is_documented() -> None:
    """The page names each `soort` of `auth`."""
    page = DOC.read_text(encoding="utf-8")
    for kind in models_in(BronConfig.model_fields["auth"].annotation):
        for soort in get_args(kind.model_fields["soort"].annotation):
            assert f'`soort = "{soort}"`' in page
