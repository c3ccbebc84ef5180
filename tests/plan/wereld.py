"""A small schema and a context that remembers what it was asked, for the tests of the plan."""
# mypy: disable-error-code="empty-body"
# (a `source` stub has no body: the decorator makes the resolver)

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import strawberry

from gateway.config import RUIM
from gateway.context import Needs
from gateway.domain.source import computed, source
from gateway.plan.engine import Engine, Question
from gateway.plan.run import Answer


@strawberry.type
class Auteur:
    """Who wrote a boek."""

    naam: str
    geboren: int | None

    @source("auteur.boeken")
    def boeken(self) -> BoekConnection | None: ...


@strawberry.type
class Boek:
    """Has an attribute that may be null and one that may not, sources of both kinds, and a computed field."""

    titel: str
    prijs: float | None = None
    trefwoorden: list[str | None] = strawberry.field(default_factory=list)

    @source("boek.auteur")
    def auteur(self) -> Auteur | None: ...

    @source("boek.uitgever")
    def uitgever(self) -> Auteur: ...

    @computed
    def soort(self, context: object) -> str:
        return "boek"


@strawberry.type
class BoekEdge:
    """A place in a list."""

    node: Boek
    cursor: str = ""


@strawberry.type
class BoekConnection:
    """A page of boeken."""

    nodes: list[Boek]

    @computed
    def edges(self, context: object) -> list[BoekEdge]:
        return [BoekEdge(node=node) for node in self.nodes]


@strawberry.type
class Query:
    """The roots."""

    @source("boek")
    def boek(self, nummer: int = 1) -> Boek | None: ...

    @source("boeken")
    def boeken(self, eerste: int = 10) -> BoekConnection | None: ...


@strawberry.type
class Mutation:
    """Changes, one that may fail alone and one that takes the answer with it."""

    @source("koop")
    def koop(self, titel: str) -> Boek | None: ...

    @source("verkoop")
    def verkoop(self, titel: str) -> Boek: ...


SCHEMA = strawberry.Schema(query=Query, mutation=Mutation)


@dataclass
class Shelf:
    """A context whose sources answer as told: for each key a value for every parent, a list of them, or an exception."""

    answers: Mapping[str, object]
    asked: list[tuple[str, int, dict[str, object]]] = field(default_factory=list)
    needs: dict[str, frozenset[str]] = field(default_factory=dict)

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """The answers for these parents."""
        self.asked.append((key, len(parents), dict(args)))
        self.needs[key] = needs.paths
        answer = self.answers[key]
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, PerParent) else [answer] * len(parents)


class PerParent(list[object]):
    """One answer for each parent, in their order."""


def boeken(*titels: str) -> BoekConnection:
    """A page of boeken with these titles."""
    return BoekConnection(nodes=[Boek(titel=titel) for titel in titels])


async def ask(shelf: Shelf, text: str, **variables: object) -> Answer:
    """The answer of the plan."""
    return await Engine(SCHEMA, grenzen=RUIM).answer(Question(text, variables=variables), shelf)


def places(answer: Answer) -> list[list[str | int]]:
    """Where the errors of an answer are."""
    return [list(error.path or []) for error in answer.errors]
