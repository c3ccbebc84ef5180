"""From text to a document, reading no more words than a question may have."""

from __future__ import annotations

from graphql import DocumentNode, GraphQLSyntaxError, parse

from gateway.config import Grenzen
from gateway.plan.limits.refusal import TOO_DEEP, LimitExceeded, Regel

_REFUSED = "Syntax Error: Document "
"""How graphql-core begins when it gives up; what comes next tells why. All else is a fault in the text itself."""


def parse_within(text: str, grenzen: Grenzen) -> DocumentNode:
    """The document in a text. Comments are counted apart, as many as there may be tokens.

    Raises LimitExceeded beyond the number of tokens or the depth of the stack, GraphQLError for a text that is not GraphQL.
    """
    try:
        return parse(text, max_lexical_tokens=grenzen.tokens, max_comments=grenzen.tokens)
    except GraphQLSyntaxError as fault:
        if fault.message.startswith(f"{_REFUSED}contains more than "):
            raise _too_long(fault, grenzen) from None
        if fault.message.startswith(f"{_REFUSED}is nested too deeply"):
            raise LimitExceeded(Regel.DIEPTE, TOO_DEEP, at=fault) from None
        raise


def _too_long(fault: GraphQLSyntaxError, grenzen: Grenzen) -> LimitExceeded:
    sentence = f"De vraag heeft te veel woorden en tekens. Hier passen er {grenzen.tokens}; splits de vraag."
    return LimitExceeded(Regel.TOKENS, sentence, at=fault)
