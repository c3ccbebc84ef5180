"""Every connector that is found, every recording of its source functions, and an ear at the logs."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.contract.opname import Opname, every
from tests.contract.verteld import Verteld, listening

KINDS: dict[str, Callable[[Opname], bool]] = {
    "opname": lambda _: True,
    "lijst": lambda one: one.is_list,
    "bewijs": lambda one: one.source.proof,
    "persoonlijk": lambda one: one.is_list or one.source.proof,
}
"""What a test asks for by the name of its argument: every recording, those of lists, of proofs of right, or of both.

The other sources are details of something whose right was proven before.
"""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with one of the arguments in `KINDS` runs for every such recording of every connector."""
    for name in KINDS.keys() & set(metafunc.fixturenames):
        metafunc.parametrize(name, [one for one in every() if KINDS[name](one)], ids=str)


@pytest.fixture(autouse=True)
def verteld(request: pytest.FixtureRequest) -> Iterator[Verteld]:
    """The logs. No number of a person may ever stand in them, whatever a bron does."""
    with listening() as told:
        yield told
    params = request.node.callspec.params.values() if hasattr(request.node, "callspec") else ()
    for opname in (one for one in params if isinstance(one, Opname)):
        shown = [kind for kind, number in opname.persoon.items() if number in told.text]
        assert shown == [], f"the {shown} of the person stands in the log of {opname}"
        assert told.of("connector_fault") == [], f"{opname} breaks in its own code"
