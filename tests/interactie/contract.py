"""VNG's own description of the Interactieservices API, where it stands beside the project, to hold answers against."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any  # Any: an OpenAPI document

import jsonschema
import pytest
import yaml

SPEC = (
    Path(__file__).parents[3]
    / "shared/domain/specs/vng-interactieservices/interactieservices-v0.1.yaml"
)  # fmt: skip
needs_spec = pytest.mark.skipif(not SPEC.is_file(), reason="de beschrijving van VNG staat niet naast het project")


def valid(answer: object, schema: str) -> None:
    """Raises jsonschema.ValidationError when an answer is not what the contract calls `schema`."""
    document = {"$ref": f"#/components/schemas/{schema}", "components": description()["components"]}
    jsonschema.Draft202012Validator(document, format_checker=jsonschema.FormatChecker()).validate(answer)


@cache
def description() -> dict[str, Any]:
    """The description as VNG published it."""
    found: dict[str, Any] = yaml.safe_load(SPEC.read_text("utf-8"))
    return found
