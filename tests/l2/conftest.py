"""One Valkey server for the tests that leave it alive, emptied for each of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.l2.world import Valkey, valkey


@pytest.fixture(scope="session")
def shared_server() -> Iterator[Valkey]:
    """Started when the first test asks for it."""
    with valkey() as server:
        yield server


@pytest.fixture
def server(shared_server: Valkey) -> Valkey:
    """An empty server."""
    shared_server.raw.flushall()
    return shared_server
