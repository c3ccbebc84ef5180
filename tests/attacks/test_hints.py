"""What a refusal gives away, and where the limits come from: no names to guess by, few errors, the settings that count."""

from __future__ import annotations

import pytest

from gateway.app import Gateway
from gateway.config import Configuratie, Geheim, Instellingen
from gateway.plan.engine import Engine, Question, RequestError
from gateway.plan.store import PlanStore
from resolvers.schema import maak_schema

pytestmark = pytest.mark.attacks
SCHEMA = maak_schema()


@pytest.mark.parametrize(
    "query",
    [
        "{ zakn { aantal } }",
        "{ zaken { aantl } }",
        "{ zaken(frist: 1) { aantal } }",
        "{ zaken(orderBy: STARTDATM) { aantal } }",
        "{ zaken { nodes { ... on Zak { titel } } } }",
        "query($f: ZaakFiltr) { zaken(filter: $f) { aantal } }",
    ],
)
def test_validation_gives_no_hints(query: str) -> None:
    """What graphql-core finds is kept without the names it would suggest."""
    errors = PlanStore(SCHEMA).document(query).errors
    assert errors
    assert not any("Did you mean" in error.message for error in errors)


@pytest.mark.parametrize("value", ["STARTDATM", "startdatum"])
def test_variables_give_no_hints(value: str) -> None:
    """Nor for a value that nearly fits."""
    question = Question("query($o: ZaakVolgorde!) { zaken(orderBy: $o) { aantal } }", variables={"o": value})
    with pytest.raises(RequestError) as found:
        Engine(SCHEMA).prepare(question)
    assert not any("Did you mean" in error.message for error in found.value.errors)


def test_validation_stops_early() -> None:
    """A hundred faults cost the work of a few."""
    query = "{ zaken { " + " ".join(f"x{n}" for n in range(100)) + " } }"
    assert len(PlanStore(SCHEMA).document(query).errors) <= 6


@pytest.mark.parametrize(("omgeving", "regel"), [("productie", "INTROSPECTIE"), ("demo", None)])
def test_the_gateway_uses_its_settings(omgeving: str, regel: str | None) -> None:
    """A running gateway has the limits of its configuration, and asks about the schema only in a demo."""
    own = Instellingen.model_validate(
        {
            "omgeving": omgeving,
            "ids": {"key": Geheim("0f" * 64)},
            "grenzen": {"diepte": 3},
            "documenten": {"vrij": True},
        }
    )
    store = Gateway(Configuratie(gateway=own, issuers=[], bronnen=[]), {}).engine.store

    deep = store.document("{ zaken { nodes { organisatie { naam } } } }").errors
    about = store.document("{ __schema { queryType { name } } }").errors
    assert [error.extensions for error in deep] == [{"regel": "DIEPTE"}]
    assert [error.extensions for error in about] == ([{"regel": regel}] if regel else [])
