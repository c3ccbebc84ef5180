"""What portals rely on: the printed schema is fresh, does not break them, and every example fits it."""

from __future__ import annotations

from pathlib import Path

import pytest
import strawberry
from graphql import GraphQLSchema, build_schema, parse, validate
from graphql.utilities import find_breaking_changes

from resolvers.schema import print_sdl

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").rglob("*.graphql"))


def breaking(before: str, now: str) -> str:
    """What a portal that works with `before` loses with `now`, in words; empty when nothing."""
    changes = find_breaking_changes(build_schema(before), build_schema(now))
    if not changes:
        return ""
    lines = "\n".join(f"- {change.description}" for change in changes)
    return (
        f"This breaks portals that work with the last release:\n{lines}\n"
        "Add a new field and deprecate the old one (12 months) instead. Only at a release: copy schema.graphql over "
        "tests/schema/laatste-uitgave.graphql."
    )


def test_printed_schema_is_fresh(schema: strawberry.Schema, root: Path) -> None:
    """schema.graphql is what the code says."""
    assert (root / "schema.graphql").read_text() == print_sdl(schema), "Run `make schema` and look at the difference."


def test_nothing_breaks_since_the_last_release(schema: strawberry.Schema) -> None:
    """No portal that works with the last release stops working."""
    before = (Path(__file__).parent / "laatste-uitgave.graphql").read_text()
    assert breaking(before, print_sdl(schema)) == ""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('  """De dag waarop de zaak werd gesloten."""\n  einddatum: Date\n', "", "Zaak.einddatum"),
        ("zoek: String", "zoek: String!", "ZaakFilter.zoek"),
        ('  """De taak wacht op u."""\n  OPEN\n', "", "Taakstatus.OPEN"),
        ("titel: String!", "titel: String", "Zaak.titel"),
    ],
)
def test_a_break_is_told_plainly(schema: strawberry.Schema, old: str, new: str, told: str) -> None:
    """A removed field, a stricter argument, a lost enum value or a new null is named, with what to do instead."""
    sdl = print_sdl(schema)
    text = breaking(sdl, sdl.replace(old, new))
    assert told in text
    assert "deprecate" in text


def test_an_addition_breaks_nothing(schema: strawberry.Schema) -> None:
    """A new optional field is not a break."""
    sdl = print_sdl(schema)
    assert breaking(sdl, sdl.replace("type Zaaktype {", 'type Zaaktype {\n  "Nieuw."\n  nieuw: String\n')) == ""


def test_all_screens_are_there() -> None:
    """The overview and the eight screens exist, so that the test below cannot pass on nothing."""
    names = {path.relative_to(ROOT / "examples").as_posix() for path in EXAMPLES}
    screens = ["overzicht", "zaken", "zaak", "taken", "taak", "berichten", "bericht", "producten"]
    assert {"overzicht.graphql", *(f"schermen/{n:02}-{name}.graphql" for n, name in enumerate(screens, 1))} <= names


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_example_fits_the_schema(core: GraphQLSchema, path: Path) -> None:
    """Every example operation is valid, by itself."""
    assert validate(core, parse(path.read_text())) == []
