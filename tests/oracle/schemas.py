"""The schemas that the oracle runs over: ours, and three made to be nasty, each in its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import strawberry

from resolvers.schema import maak_schema
from tests.oracle.dieren import maak_dieren
from tests.oracle.eigen import SAMPLES as OWN_SAMPLES
from tests.oracle.eigen import SCALARS as OWN_SCALARS
from tests.oracle.eigen import OwnContext
from tests.oracle.knopen import maak_knopen
from tests.oracle.lijsten import maak_lijsten
from tests.oracle.waarden import BAD, GOOD, SAMPLES, Samples
from tests.oracle.wereld import Recorder, World


@dataclass(frozen=True, slots=True)
class Case:
    """A schema, its share of the examples, and samples of its own scalars: as input (JSON), good, and not to be printed."""

    schema: strawberry.Schema
    share: float
    samples: Samples = field(default_factory=dict)
    scalars: Samples = field(default_factory=dict)
    bad: Samples = field(default_factory=dict)
    new_context: Callable[[World], Recorder] = Recorder


CASES: Mapping[str, Case] = {
    "eigen": Case(maak_schema(), 0.4, OWN_SAMPLES, OWN_SCALARS, {}, OwnContext),
    "dieren": Case(maak_dieren(), 0.2),
    "lijsten": Case(maak_lijsten(), 0.2, SAMPLES, GOOD, BAD),
    "knopen": Case(maak_knopen(), 0.2, SAMPLES, GOOD, BAD),
}
