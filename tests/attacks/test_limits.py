"""What one question may ask: each rule lets through what is just within it, and refuses by name what is just beyond.

That the work grows with the text and not with what the text stands for is shown by counting: `visited` is compared with
the selections that are written down. The largest documents here stand for more fields than anybody could ever walk.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from graphql import (
    FragmentSpreadNode,
    GraphQLError,
    Node,
    SelectionSetNode,
    get_introspection_query,
    parse,
)

from gateway.config import RUIM, Grenzen
from gateway.plan.limits.refusal import LimitExceeded, Regel
from gateway.plan.limits.shape import INTROSPECTION_DEPTH, MAX_OPERATIONS, MAX_REPEATS, Shape, check_shape
from gateway.plan.limits.text import parse_within
from gateway.plan.store import PlanStore
from resolvers.schema import maak_schema

pytestmark = pytest.mark.attacks
SCHEMA = maak_schema()
STANDAARD = Grenzen()


def shape(text: str, grenzen: Grenzen = STANDAARD, *, demo: bool = False) -> Shape:
    return check_shape(parse(text), grenzen, demo=demo)


def refused(text: str, grenzen: Grenzen = STANDAARD, *, demo: bool = False) -> LimitExceeded:
    with pytest.raises(LimitExceeded) as found:
        shape(text, grenzen, demo=demo)
    return found.value


def below(depth: int) -> str:
    """Fields below each other, `depth` in all."""
    return "{ a " * depth + "}" * depth


def introspection(depth: int) -> str:
    return "{ __schema " + "{ a " * (depth - 1) + "}" * depth


def chain(length: int, link: str = "...F{0} ...F{0}") -> str:
    """Fragments that each spread the next one twice, and so stand for two to the power of `length`."""
    links = [f"fragment F{n} on Zaak {{ {link.format(n + 1)} }}" for n in range(length)]
    return "\n".join(["{ zaken { nodes { ...F0 } } }", *links, f"fragment F{length} on Zaak {{ titel }}"])


def selections(node: Node) -> Iterator[Node]:
    """Everything that is selected in a document, as it is written down."""
    for key in node.keys:
        value = getattr(node, key, None)
        for child in value if isinstance(value, list | tuple) else (value,):
            if isinstance(child, Node):
                if isinstance(node, SelectionSetNode):
                    yield child
                yield from selections(child)


RULES = [
    pytest.param(Regel.DIEPTE, below(8), below(9), False, id="depth"),
    pytest.param(Regel.DIEPTE, below(4)[:-4] + "{ ...F }}}}} fragment F on A { b { c { d } } }",
                 below(4)[:-4] + "{ ...F }}}}} fragment F on A { b { c { d { e { f } } } } }", False, id="depth by fragment"),
    pytest.param(Regel.DIEPTE, introspection(15), introspection(16), True, id="depth of introspection"),
    pytest.param(Regel.DIEPTE, "{" + "...{" * 15 + "a" + "}" * 16, "{" + "...{" * 16 + "a" + "}" * 17, False, id="braces"),
    pytest.param(Regel.ALIASSEN, "{ z { " + " ".join(f"a{n}: b" for n in range(10)) + " } }",
                 "{ z { " + " ".join(f"a{n}: b" for n in range(11)) + " } }", False, id="aliases"),
    pytest.param(Regel.WORTELS, "{ " + " ".join(f"a{n}" for n in range(10)) + " }",
                 "{ " + " ".join(f"a{n}" for n in range(11)) + " }", False, id="roots"),
    pytest.param(Regel.WORTELS, "{ ...F ...{ a } } fragment F on Query { b }",
                 "{ ...F ...{ a } } fragment F on Query { " + " ".join(f"b{n}" for n in range(10)) + " }", False,
                 id="roots by fragment"),
    pytest.param(Regel.DIRECTIVES, "{ a " + "@d " * 20 + "}", "{ a " + "@d " * 21 + "}", False, id="directives"),
    pytest.param(Regel.DIRECTIVES, "query($v: Int @d) @d { ...F @d } fragment F on A @d { ... @d { a } }",
                 "query($v: Int D) D { ...F D } fragment F on A D { ... @d { a } }".replace("D", "@d " * 5),
                 False, id="directives everywhere"),
    pytest.param(Regel.OPERATIES, "query A { a }", "query A { a } query B { b }", False, id="operations"),
    pytest.param(Regel.OPERATIES, " ".join(f"query Q{n} {{ a }}" for n in range(MAX_OPERATIONS)),
                 " ".join(f"query Q{n} {{ a }}" for n in range(MAX_OPERATIONS + 1)), True, id="operations in a demo"),
    pytest.param(Regel.FRAGMENTEN, "{ a }" + " ".join(f"fragment F{n} on A {{ a }}" for n in range(30)),
                 "{ a }" + " ".join(f"fragment F{n} on A {{ a }}" for n in range(31)), False, id="fragments"),
    pytest.param(Regel.HERHALING, "{" + "a " * MAX_REPEATS + "}", "{" + "a " * (MAX_REPEATS + 1) + "}", False, id="repeats"),
    pytest.param(Regel.HERHALING, "{" + "...{ a } " * MAX_REPEATS + "}", "{" + "...{ a } " * (MAX_REPEATS + 1) + "}", False,
                 id="repeats in inline fragments"),
    pytest.param(Regel.VELDEN, "{ z {" + " ".join(f"a{n}" for n in range(999)) + "} }",
                 "{ z {" + " ".join(f"a{n}" for n in range(1000)) + "} }", False, id="fields"),
    pytest.param(Regel.INTROSPECTIE, "{ __typename }", "{ __schema { a } }", False, id="introspection in production"),
    pytest.param(Regel.INTROSPECTIE, "{ ...F } fragment F on Query { t: __typename }",
                 "{ ...F } fragment F on Query { ... { t: __type { a } } }", False, id="hidden introspection"),
    pytest.param(Regel.INTROSPECTIE, "{ __schema { a } __typename }", "{ __schema { a } zaken { aantal } }", True,
                 id="introspection beside data"),
    pytest.param(Regel.INTROSPECTIE, "{ a: __schema { a } b: __type { a } }", "{ a: __schema { a } b: __schema { a } }", True,
                 id="the whole schema twice"),
]  # fmt: skip


@pytest.mark.parametrize(("regel", "within", "beyond", "demo"), RULES)
def test_each_rule_starts_where_it_says(regel: Regel, within: str, beyond: str, demo: bool) -> None:
    """Just within passes; one more is refused by the name of the rule, in a Dutch sentence, with its place."""
    shape(within, demo=demo)
    fault = refused(beyond, demo=demo)

    assert fault.extensions == {"regel": regel.value}
    assert fault.message[0].isupper()
    assert fault.message.endswith(".")
    assert fault.locations


@pytest.mark.parametrize("extra", ["a", "#", '"""tekst""" '])
def test_words_are_counted_while_reading(extra: str) -> None:
    """A text with more words than fit is refused before a document is made of it."""
    few = Grenzen(tokens=100)
    parse_within("{ a " + "b " * 97 + "}", few)

    with pytest.raises(LimitExceeded) as found:
        parse_within("{ a " + "b " * 98 + "}", few)
    assert found.value.regel is Regel.TOKENS
    assert "100" in found.value.message
    with pytest.raises(GraphQLError):
        parse_within(f"{extra}\n" * 101, few)


def test_a_text_that_is_wrong_is_not_called_too_long() -> None:
    """Only the rule is named that was broken."""
    with pytest.raises(GraphQLError) as found:
        parse_within("{ a(b: ) }", STANDAARD)
    assert not isinstance(found.value, LimitExceeded)


@pytest.mark.parametrize("length", [10, 20, 40, 70, 100])
def test_fragments_are_walked_once(length: int) -> None:
    """A chain that stands for two to the power of its length is walked in as many steps as it has selections."""
    text = chain(length)
    walked = shape(text, RUIM)

    written = sum(1 for _ in selections(parse(text)))
    assert written == 2 * length + 4
    assert walked.visited == written + walked.roots
    assert walked.fields == 3  # one spread after the other of the same fragment adds nothing


@pytest.mark.parametrize("length", [12, 30, 60, 100])
def test_fields_that_double_are_never_filled_in(length: int) -> None:
    """Fields of which there are two for each fragment are counted, not walked, and refused."""
    fault = refused(chain(length, "a: x {{ ...F{0} }} b: y {{ ...F{0} }}"), RUIM)
    assert fault.regel in (Regel.VELDEN, Regel.DIEPTE)


@pytest.mark.parametrize("width", [2, 5, 29])
def test_a_ladder_of_fragments_is_refused(width: int) -> None:
    """Every fragment spreads all that follow: a few hundred words for two to the power of their number."""
    spreads = [" ".join(f"...F{n}" for n in range(at + 1, width + 1)) for at in range(width)]
    text = "{ ...F0 }" + " ".join(f"fragment F{at} on Query {{ {line} }}" for at, line in enumerate(spreads))
    text += f" fragment F{width} on Query {{ a }}"
    if width < 10:
        assert shape(text).fields == 2 ** (width - 1)
    else:
        assert refused(text).regel is Regel.VELDEN


@pytest.mark.parametrize(
    "text",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { a { ...B } } fragment B on Query { b { ...A } }",
        "{ a } fragment A on Query { ...B } fragment B on Query { ...A }",
        "{ ...Onbekend }",
    ],
)
def test_cycles_and_unknown_fragments_end(text: str) -> None:
    """What is not valid is walked to its end all the same, and left to validation."""
    assert shape(text).visited <= 2 * sum(1 for _ in selections(parse(text)))
    assert PlanStore(SCHEMA).document(text).errors


def test_too_many_fragments_are_not_walked() -> None:
    """They are counted first; not one of them is looked into."""
    text = "{ a }" + " ".join(f"fragment F{n} on A {{ a @d @d @d }}" for n in range(1_000))
    assert refused(text).regel is Regel.FRAGMENTEN


def test_a_chain_longer_than_the_stack_is_refused() -> None:
    """Where the settings let a chain be that long, it is refused as too deep, and nothing falls over."""
    assert refused(chain(999, "...F{0}"), RUIM).regel is Regel.DIEPTE


def test_a_fragment_counts_at_its_deepest_place() -> None:
    """A fragment that fits at the top is refused where it stands too deep, though it was measured before."""
    body = "fragment F on A { b { c { d { e } } } }"
    assert shape(f"{{ ...F x {{ ...F }} y {{ z {{ u {{ ...F }} }} }} }} {body}").depth == 7
    fault = refused(f"{{ ...F x {{ y {{ z {{ u {{ v {{ ...F }} }} }} }} }} }} {body}")
    assert fault.regel is Regel.DIEPTE
    assert fault.nodes
    assert isinstance(fault.nodes[0], FragmentSpreadNode)


def test_introspection_may_be_deeper_but_nothing_else() -> None:
    """The standard query just fits in a demo; a mutation or another query beside it does not borrow its depth."""
    assert shape(get_introspection_query(), demo=True).depth == INTROSPECTION_DEPTH
    deep = "query B " + below(9)
    assert refused(f"query A {introspection(12)} {deep}", demo=True).regel is Regel.DIEPTE


def test_a_refusal_names_nothing_new() -> None:
    """No sentence holds the name of a type or field: only numbers differ from one question to the next."""
    faults = [refused(one.values[2], demo=one.values[3]) for one in RULES]
    names = {name for name in SCHEMA._schema.type_map if not name.startswith("__")}
    for fault in faults:
        assert not names & set(fault.message.replace(".", " ").replace(",", " ").split())
