"""The schema under test, made once."""

from __future__ import annotations

from pathlib import Path

import pytest
import strawberry
from graphql import GraphQLSchema

from resolvers.schema import maak_schema


@pytest.fixture(scope="session")
def schema() -> strawberry.Schema:
    """The schema as the gateway serves it."""
    return maak_schema()


@pytest.fixture(scope="session")
def core(schema: strawberry.Schema) -> GraphQLSchema:
    """The same schema as graphql-core sees it."""
    return schema._schema


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return Path(__file__).parents[2]
