"""One execution of a plan: its variables, the values worked out so far, and the answer that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from graphql import GraphQLError
from graphql.execution.values import VariableValues

from gateway.context import Fetches
from gateway.errors import LevelTooLow
from gateway.plan.tree import Arguments, Plan


@dataclass(slots=True)
class Answer:
    """What goes back to the client: `data` (None when null went all the way up) and the errors, each with its path.

    `written`: the whole answer as it was sent before, which then counts instead of `data`. `remember`: to be told how this
    answer was written, when it may be given again. `step_up`: nothing could be given, because of the level of the login.
    """

    data: Mapping[str, object] | None
    errors: list[GraphQLError] = field(default_factory=list)
    written: bytes | None = None
    remember: Callable[[bytes], None] | None = None
    step_up: LevelTooLow | None = None


@dataclass(slots=True)
class Run:
    """One execution of a plan. `results[slot]` maps the id() of a parent to its value, or to the error of asking it."""

    plan: Plan
    context: Fetches
    values: VariableValues
    root: object = None
    results: list[dict[int, object]] = field(default_factory=list)
    arguments: list[Arguments | GraphQLError | None] = field(default_factory=list)
