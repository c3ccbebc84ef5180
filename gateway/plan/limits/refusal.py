"""The refusal of a question that asks too much: a calm sentence, the place, and the name of the rule."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from graphql import GraphQLError, Node


class Regel(Enum):
    """The rules, as `errors[].extensions.regel` names them (value equals name)."""

    TOKENS = "TOKENS"
    OPERATIES = "OPERATIES"
    FRAGMENTEN = "FRAGMENTEN"
    DIEPTE = "DIEPTE"
    ALIASSEN = "ALIASSEN"
    DIRECTIVES = "DIRECTIVES"
    HERHALING = "HERHALING"
    VELDEN = "VELDEN"
    WORTELS = "WORTELS"
    INTROSPECTIE = "INTROSPECTIE"
    AANROEPEN = "AANROEPEN"
    KOSTEN = "KOSTEN"
    WAARDEN = "WAARDEN"


TOO_DEEP = "De vraag is te diep genest."


class LimitExceeded(GraphQLError):
    """A question that asks more than one question may. Its text names nothing that the question does not name itself.

    Its place is that of `nodes`, or of the fault `at` that it stands for.
    """

    def __init__(
        self, regel: Regel, melding: str, nodes: Sequence[Node] = (), *, at: GraphQLError | None = None
    ) -> None:
        place = (at.source, at.positions) if at is not None else (None, None)
        super().__init__(melding, list(nodes) or None, *place, extensions={"regel": regel.value})
        self.regel = regel


def too_many(regel: Regel, what: str, allowed: int, nodes: Sequence[Node]) -> LimitExceeded:
    """The refusal of more than there may be of something."""
    return LimitExceeded(regel, f"De vraag heeft te veel {what}. Hier passen er {allowed}.", nodes)
