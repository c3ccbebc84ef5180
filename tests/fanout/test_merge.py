"""Pages over many bronnen: nothing lost, nothing twice, whatever fails between two pages."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.bronnen.cache import Kept
from gateway.bronnen.fetch import Outcome
from gateway.bronnen.manifest import Page
from gateway.domain.filters import TaakFilter
from gateway.domain.ref import Ref
from gateway.domain.status import Taakstatus
from gateway.errors import BronTimeout, CursorInvalid, InputInvalid
from gateway.plan.fanout.merge import Merger, Question
from gateway.plan.fanout.order import Order
from gateway.plan.ids import Ids

IDS = Ids(bytes(range(64)))
PERSON = b"p" * 16


@dataclass
class Thing:
    """An item with a sort key."""

    key: str
    ref: Ref
    titel: str = field(default="")


def world(sizes: list[list[int]]) -> dict[str, list[Thing]]:
    """Bronnen with items; the numbers are sort keys."""
    return {
        f"bron{b}": [Thing(f"{key:03}", Ref("zaak", f"bron{b}", f"{index}")) for index, key in enumerate(keys)]
        for b, keys in enumerate(sizes)
    }


def outcomes(bronnen: dict[str, list[Thing]], down: set[str]) -> list[Outcome]:
    """What asking gives when the bronnen in `down` fail."""
    return [
        Outcome(None, fault=BronTimeout())
        if code in down
        else Outcome(None, Kept(Page(items, len(items)), None, 0.0, 0.0))
        for code, items in bronnen.items()
    ]


def question(order: Order, after: str | None = None, first: int = 3) -> Question:
    return Question("ZAKEN", first, after, order)


ORDERS = [Order("OP", lambda item: item.key), Order("AF", lambda item: item.key, descending=True)]


@given(
    st.lists(st.lists(st.integers(0, 9), max_size=8), min_size=1, max_size=4),
    st.lists(st.sets(st.integers(0, 3), max_size=3), max_size=6),
    st.sampled_from(ORDERS),
    st.integers(1, 5),
)
def test_no_item_is_lost_or_doubled(sizes: list[list[int]], failures: list[set[int]], order: Order, first: int) -> None:
    """Walking to the end, with bronnen failing on the way and back at the end, shows every item exactly once."""
    bronnen = world(sizes)
    merger = Merger(IDS, PERSON)
    seen: list[Ref] = []
    after: str | None = None
    plan = [{f"bron{b}" for b in down} for down in failures]
    for _ in range(100):
        down = plan.pop(0) if plan else set()
        page = merger.page(outcomes(bronnen, down), question(order, after, first))
        seen += [item.ref for item in page.nodes]
        assert [order.place(item) for item in page.nodes] == [order.place(i) for i in order.sort(page.nodes)]
        after = page.bookmark.cursor(-1) or after
        if not down and not plan and not page.has_next:
            break
    everything = [item.ref for items in bronnen.values() for item in items]
    assert sorted(ref.key() for ref in seen) == sorted(ref.key() for ref in everything)


def test_aantal_is_never_a_guess() -> None:
    """The total is there when every bron answered whole, and empty when one failed or was cut off."""
    merger = Merger(IDS, PERSON)
    two = world([[1], [2, 3]])
    assert merger.page(outcomes(two, set()), question(ORDERS[0])).aantal == 3
    assert merger.page(outcomes(two, {"bron1"}), question(ORDERS[0])).aantal is None
    cut = [Outcome(None, Kept(Page([], 900, afgekapt=True), None, 0.0, 0.0))]
    assert merger.page(cut, question(ORDERS[0])).aantal is None


def test_a_failed_bron_is_said() -> None:
    """With a bron missing the page is not complete; the rest is there."""
    page = Merger(IDS, PERSON).page(outcomes(world([[1], [2]]), {"bron0"}), question(ORDERS[0]))
    assert not page.volledig
    assert [item.ref.bron for item in page.nodes] == ["bron1"]


def test_cursor_of_each_item_goes_on_after_it() -> None:
    """The cursor of any item on a page, not only the last, goes on right after that item."""
    bronnen = world([[1, 4, 5], [2, 3]])
    merger = Merger(IDS, PERSON)
    page = merger.page(outcomes(bronnen, set()), question(ORDERS[0], first=5))
    for index in range(4):
        rest = merger.page(outcomes(bronnen, set()), question(ORDERS[0], page.bookmark.cursor(index), 5))
        assert [item.ref for item in rest.nodes] == [item.ref for item in page.nodes[index + 1 :]]


def test_cursor_of_another_order_is_refused() -> None:
    """A cursor belongs to its order."""
    merger = Merger(IDS, PERSON)
    cursor = merger.page(outcomes(world([[1, 2]]), set()), question(ORDERS[0], first=1)).bookmark.cursor(-1)
    with pytest.raises(CursorInvalid):
        merger.page(outcomes(world([[1, 2]]), set()), question(ORDERS[1], cursor))


@pytest.mark.parametrize("first", [0, -1, 101])
def test_page_size_out_of_range_is_refused(first: int) -> None:
    """A page has 1 to 100 items."""
    with pytest.raises(InputInvalid):
        Merger(IDS, PERSON).page([], question(ORDERS[0], first=first))


def test_a_filter_with_fields_left_out_has_a_cursor() -> None:
    """A filter whose other fields were not sent binds the cursor all the same, and another filter does not open it."""
    merger, bronnen = Merger(IDS, PERSON), world([[1, 2]])
    some = Question("TAKEN", 1, None, ORDERS[0], TaakFilter(status=[Taakstatus.OPEN]))
    cursor = merger.page(outcomes(bronnen, set()), some).bookmark.cursor(-1)
    other = Question("TAKEN", 1, cursor, ORDERS[0], TaakFilter(status=[Taakstatus.AFGEROND]))
    with pytest.raises(CursorInvalid):
        merger.page(outcomes(bronnen, set()), other)
