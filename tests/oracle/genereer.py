"""Generate valid operations over any schema: fragments, aliases, merges, variables, directives, mutations.

One integer decides everything, so an example is as good as its number. Never introspection.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from random import Random

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLString,
    GraphQLUnionType,
    Undefined,
    get_named_type,
    is_composite_type,
)

from gateway.plan.engine import Question
from tests.oracle.argumenten import Arguments
from tests.oracle.sleutels import Keys, Use
from tests.oracle.waarden import Samples

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType
TYPENAME = GraphQLField(GraphQLNonNull(GraphQLString))
ALIASES = ("a", "b", "c", "naam", "id", "nodes", "node")
MAX_SIZE = 40
MAX_DEPTH = 7
MAX_WIDTH = 30
MAX_WEIGHT = 600


@dataclass(slots=True)
class Fragment:
    """A finished named fragment: what it costs where it stands, and the variables it needs."""

    name: str
    on: Composite
    text: str
    weight: int
    variables: frozenset[str] = field(default_factory=frozenset)


class Generator:
    """Makes questions over one schema. `samples` holds input values (as JSON) for its own scalars."""

    def __init__(self, core: GraphQLSchema, samples: Samples) -> None:
        self.core = core
        self.samples = samples
        self.possible: dict[str, set[str]] = {}
        types = [one for one in core.type_map.values() if not one.name.startswith("__")]
        composites = [one for one in types if isinstance(one, Composite)]
        for one in composites:
            possible = [one] if isinstance(one, GraphQLObjectType) else core.get_possible_types(one)
            self.possible[one.name] = {type_.name for type_ in possible}
        self.overlapping: dict[str, list[Composite]] = {
            one.name: [other for other in composites if self.possible[one.name] & self.possible[other.name]]
            for one in composites
        }

    def question(self, seed: int) -> Question:
        """The question of this seed; the seed also says how large it is."""
        return _Document(self, Random(seed), size=3 + seed % MAX_SIZE).question()


class _Document:
    def __init__(self, generator: Generator, rng: Random, size: int) -> None:
        self.generator = generator
        self.rng = rng
        self.budget = size
        self.total = 0
        self.keys = Keys()
        self.arguments = Arguments(rng, generator.samples)
        self.fragments: list[Fragment] = []
        self.started = 0

    def question(self) -> Question:
        count = self.rng.choice((1, 1, 1, 1, 2, 3))
        share = max(1, self.budget // count)
        texts, names = [], []
        for number in range(count):
            name = "" if count == 1 and self.rng.random() < 0.4 else f"Q{number}"
            self.budget = share
            texts.append(self._operation(name))
            names.append(name)
        texts += [f"fragment {one.name} on {one.on.name} {one.text}" for one in self.fragments]
        self.rng.shuffle(texts)
        chosen = self.rng.choice(names) or None
        if count == 1 and self.rng.random() < 0.5:
            chosen = None
        given = {one.name: one.given for one in self.arguments.variables.values() if one.given is not Undefined}
        return Question("\n".join(texts), chosen, given)

    def _operation(self, name: str) -> str:
        core = self.generator.core
        is_mutation = core.mutation_type is not None and self.rng.random() < 0.25
        root = core.mutation_type if is_mutation else core.query_type
        assert root is not None
        self.arguments.used = set()
        body, _ = self._selection(root, 0, 1)
        declared = [self.arguments.variables[one].declaration() for one in sorted(self.arguments.used)]
        head = f"({', '.join(declared)})" if declared else ""
        if not (is_mutation or name or head) and self.rng.random() < 0.5:
            return body
        return f"{'mutation' if is_mutation else 'query'} {name}{head} {body}"

    def _selection(self, type_: Composite, depth: int, width: int) -> tuple[str, int]:
        """A selection set on a type, and how many fields it becomes at one place of one concrete type."""
        count = self.rng.choice((1, 2, 2, 3, 4, 5) if self.budget > 0 else (1, 1, 2))
        parts = []
        weight = 0
        for number in range(count):
            if number and self.budget <= 0 and self.rng.random() < 0.8:
                break
            text, cost = self._one(type_, depth, width)
            parts.append(text)
            weight += cost
        return f"{{ {' '.join(parts)} }}", weight

    def _one(self, type_: Composite, depth: int, width: int) -> tuple[str, int]:
        choice = self.rng.random()
        if depth < MAX_DEPTH and self.budget > 0:
            if choice < 0.14:
                return self._spread(type_, depth, width)
            if choice < 0.25 or (isinstance(type_, GraphQLUnionType) and choice < 0.85):
                return self._inline(type_, depth, width)
        return self._field(type_, depth, width)

    def _spread(self, type_: Composite, depth: int, width: int) -> tuple[str, int]:
        """A named fragment: one that is finished and fits here, or a new one."""
        overlapping = self.generator.overlapping[type_.name]
        fitting = [one for one in self.fragments if one.on in overlapping and self._affordable(one.weight * width)]
        if fitting and self.rng.random() < 0.6:
            fragment = self.rng.choice(fitting)
            self.total += fragment.weight * width
        else:
            fragment = self._fragment(self.rng.choice([type_, *overlapping]), depth, width)
        self.arguments.used |= fragment.variables
        return f"...{fragment.name}{self._directives()}", fragment.weight

    def _fragment(self, type_: Composite, depth: int, width: int) -> Fragment:
        name = f"F{self.started}"
        self.started += 1
        outside, self.arguments.used = self.arguments.used, set()
        text, weight = self._selection(type_, depth + 1, width)
        fragment = Fragment(name, type_, text, weight, frozenset(self.arguments.used))
        self.arguments.used = outside
        self.fragments.append(fragment)
        return fragment

    def _inline(self, type_: Composite, depth: int, width: int) -> tuple[str, int]:
        inner = type_
        condition = ""
        if isinstance(type_, GraphQLUnionType) or self.rng.random() < 0.75:
            inner = self.rng.choice(self.generator.overlapping[type_.name])
            condition = f" on {inner.name}"
        directives = self._directives()
        text, weight = self._selection(inner, depth + 1, width)
        return f"...{condition}{directives} {text}", weight

    def _field(self, type_: Composite, depth: int, width: int) -> tuple[str, int]:
        fields: Mapping[str, GraphQLField] = {} if isinstance(type_, GraphQLUnionType) else type_.fields
        leaves = [name for name, one in fields.items() if not is_composite_type(get_named_type(one.type))]
        deeper = [name for name in fields if name not in leaves and self._may_enter(fields[name].type, depth, width)]
        if deeper and (not leaves or self.rng.random() < 0.55):
            return self._named(type_, self.rng.choice(deeper), depth, width)
        if not leaves or self.rng.random() < 0.06:
            return self._named(type_, "__typename", depth, width)
        return self._named(type_, self.rng.choice(leaves), depth, width)

    def _may_enter(self, type_: GraphQLOutputType, depth: int, width: int) -> bool:
        if depth >= MAX_DEPTH or self.budget <= 0:
            return False
        wider = width * len(self.generator.possible[get_named_type(type_).name])
        return wider <= MAX_WIDTH and self._affordable(wider * 3)

    def _affordable(self, cost: int) -> bool:
        return self.total + cost <= MAX_WEIGHT

    def _named(self, type_: Composite, name: str, depth: int, width: int) -> tuple[str, int]:
        self.budget -= 1
        self.total += width
        one = TYPENAME if name == "__typename" else type_.fields[name]  # type: ignore[union-attr]  # a union has only __typename
        key, arguments = self._key(type_, name, one)
        alias = "" if key == name else f"{key}: "
        head = f"{alias}{name}{arguments}{self._directives()}"
        named = get_named_type(one.type)
        if not is_composite_type(named):
            return head, 1
        possible = len(self.generator.possible[named.name])
        text, weight = self._selection(named, depth + 1, width * possible)
        return f"{head} {text}", 1 + weight * possible

    def _key(self, type_: Composite, name: str, one: GraphQLField) -> tuple[str, str]:
        """The response key and the arguments, often those of an earlier field, so that they merge."""
        key = name if self.rng.random() < 0.8 else self.rng.choice(ALIASES)
        use = Use(type_, name, ", ".join(f"{part}: {argument.type}" for part, argument in one.args.items()))
        earlier = self.keys.known(key, use)
        use = self._with_arguments(use, one, earlier if self.rng.random() < 0.9 else None)
        self.arguments.used |= use.variables
        for candidate in (key, *ALIASES[:3]):
            if self.keys.claim(candidate, use, one.type):
                return candidate, use.arguments
        self.started += 1
        fresh = f"k{self.started}"
        self.keys.claim(fresh, use, one.type)
        return fresh, use.arguments

    def _with_arguments(self, use: Use, one: GraphQLField, earlier: Use | None) -> Use:
        if earlier is not None:
            return replace(use, arguments=earlier.arguments, variables=earlier.variables)
        outside, self.arguments.used = self.arguments.used, set()
        text = self.arguments.text(one.args)
        used, self.arguments.used = frozenset(self.arguments.used), outside
        return replace(use, arguments=text, variables=used)

    def _directives(self) -> str:
        if self.rng.random() > 0.12:
            return ""
        names = self.rng.choice((("skip",), ("include",), ("skip",), ("include",), ("skip", "include")))
        return "".join(f" @{name}(if: {self.arguments.condition()})" for name in names)
