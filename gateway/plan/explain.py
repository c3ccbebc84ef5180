"""A plan in words: which fetches an operation makes, what each needs, and what that costs upstream.

Calls are counted as the schema declares them: cold, for one bron a dienst and one way to know the person. Fields with the
same fetch share their calls; a field that asks per item counts once for every item on the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import strawberry
from graphql import IntValueNode, OperationType
from graphql.execution.values import VariableValues

from gateway.config import RUIM, Grenzen
from gateway.plan.limits.price import written_first
from gateway.plan.store import PlanStore
from gateway.plan.tree import Erbij, Field, Plan, Selection, niets_erbij

MAX_NEEDS = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One fetch of a plan: how deep below the root, its field, and how many items it is asked for at most."""

    depth: int
    field: Field
    items: int

    @property
    def calls(self) -> int:
        """Upstream calls of this fetch alone, for one bron and a cold cache."""
        source = self.field.source
        assert source is not None
        return source.calls * (self.items if source.per_item else 1)


def lines(plan: Plan) -> list[Line]:
    """Every fetch of a plan, parents before children."""
    return list(_walk(plan.root, 0, 1))


def upstream_calls(plan: Plan) -> int:
    """How many calls the whole plan makes at most, fetches that are shared counted once."""
    shared: dict[str, int] = {}
    for line in lines(plan):
        source = line.field.source
        assert source is not None
        shared[source.fetch] = max(shared.get(source.fetch, 0), line.calls)
        for fetch in line.field.erbij:
            shared.setdefault(fetch, 1)
    return sum(shared.values())


def explain(plan: Plan) -> str:
    """The plan as text, stable enough to compare."""
    title = f"{plan.operation.value} {plan.name or '(zonder naam)'}"
    found = lines(plan)
    seen: set[str] = set()
    body = [text for line in found for text in (_text(line, seen), *_for_rules(line, seen))]
    kind = "Na elkaar" if plan.operation is OperationType.MUTATION else "Naast elkaar"
    total = f"{kind}: {len(found)} velden met een bron, hoogstens {upstream_calls(plan)} aanroepen per bron."
    return "\n".join([title, *body, total, _price(plan)]) + "\n"


def _price(plan: Plan) -> str:
    """What the plan costs of what one question may cost, where the settings choose no other limits."""
    price, most = plan.pricer.price(_ALL_INCLUDED), Grenzen()
    spent = (
        (price.points, most.kosten, "punten"), (price.upstream, most.aanroepen, "aanroepen"),
        (price.values, most.waarden, "waarden"),
    )  # fmt: skip
    told = ", ".join(f"{used} van {allowed} {unit}" for used, allowed, unit in spent)
    refused = " Dit wordt geweigerd." if any(used > allowed for used, allowed, _ in spent) else ""
    return f"Prijs: {told}.{refused}"


def _text(line: Line, seen: set[str]) -> str:
    source = line.field.source
    assert source is not None
    cost = f"{line.calls} aanroep{'en' if line.calls != 1 else ''}"
    if source.fetch in seen:
        cost = f"deelt {source.fetch}"
    seen.add(source.fetch)
    needs = sorted(line.field.needs.paths)
    shown = ", ".join(needs[:MAX_NEEDS]) + (f" en {len(needs) - MAX_NEEDS} meer" if len(needs) > MAX_NEEDS else "")
    per = f" voor hoogstens {line.items} items" if source.per_item and line.items > 1 else ""
    return f"{'  ' * (line.depth + 1)}{line.field.coordinate}: {cost}{per}" + (f"; nodig: {shown}" if shown else "")


def _for_rules(line: Line, seen: set[str]) -> Iterator[str]:
    """The lists that are asked because a rule looks at them."""
    for fetch in line.field.erbij:
        cost = f"deelt {fetch}" if fetch in seen else "1 aanroep"
        seen.add(fetch)
        yield f"{'  ' * (line.depth + 2)}voor regels, {fetch}: {cost}"


def _walk(selection: Selection, depth: int, items: int) -> Iterator[Line]:
    for field in selection.fetches:
        yield Line(depth, field, items)
    for field in (*selection.fetches, *selection.local, *selection.deep):
        deeper = depth + 1 if field in selection.fetches else depth
        for below in field.below.values():
            yield from _walk(below, deeper, items * _page(field))


def _page(field: Field) -> int:
    """How many items a list field gives at most: its `first` where that is written down."""
    first = written_first(field)
    return int(first.value) if isinstance(first, IntValueNode) else field.page


def explain_text(schema: strawberry.Schema, text: str, erbij: Erbij = niets_erbij) -> str:
    """The plans of all operations in a document; `erbij` tells what rules need beside a fetch.

    Raises ValueError (`line:column: text`) when it is not valid."""
    store = PlanStore(schema, grenzen=RUIM, demo=True, erbij=erbij)
    document = store.document(text)
    if document.errors:
        fault = document.errors[0]
        place = fault.locations[0] if fault.locations else None
        raise ValueError(f"{place.line if place else 1}:{place.column if place else 1}: {fault.message}")
    plans = [store.plan(document, operation, _ALL_INCLUDED) for operation in document.operations.values()]
    return "\n".join(explain(plan) for plan in plans)


_ALL_INCLUDED = VariableValues({}, {})
