"""What comes back is what was kept: every class of view, every value a source gives, and the offset of every moment."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import msgspec
import pytest
from strawberry import field

from connectors.openzaak import besluiten, zaak
from gateway.bronnen.l2.layout import Layouts
from gateway.bronnen.l2.values import LAYOUTS, VIEWS, NotKeepable, ValueBroken, decode, encode
from gateway.bronnen.manifest import Page
from gateway.domain.datum import Datumduiding, termijn
from gateway.domain.declare import view
from gateway.domain.item import Node
from gateway.domain.regeling import Regeling, Toestemming
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import (
    BetaalUitvoering,
    FormulierUitvoering,
    OnbekendeUitvoering,
    Uitvoering,
    Uitvoeringstrede,
)
from gateway.domain.waarden import Json, bedrag
from gateway.domain.zaak import Betrokkenheid, Zaakrol
from tests.connectors import test_openzaak as openzaak
from tests.connectors.canned import call, page
from tests.l2.world import kept, six


def again(value: object) -> object:
    """The value after it was written and read."""
    return decode(encode(kept(value), keep_s=60))[0].value


async def test_six_real_answers_come_back_the_same() -> None:
    """Lists of zaken, taken, berichten, producten, aanslagen and vergunningen, private fields and references included."""
    for answer in (await six(each=5)).values():
        back = again(answer)
        assert back == answer
        assert isinstance(back, Page)
        assert [type(one) for one in back.items] == [type(one) for one in answer.items]
        assert [one.ref.key() for one in back.items] == [one.ref.key() for one in answer.items]  # type: ignore[attr-defined]


async def test_details_come_back_the_same() -> None:
    """One zaak, its steps and its besluiten: single views and lists of them."""
    besluit = {
        "url": "https://bron.example/besluiten/api/v1/besluiten/b", "identificatie": "B-1", "datum": "2026-11-20",
        "besluittype": "https://bron.example/catalogi/api/v1/besluittypen/b1", "toelichting": "Verleend",
    }  # fmt: skip
    answers = {
        **openzaak.CATALOGUS,
        ("GET", f"{openzaak.ZAKEN}/zaken/z1"): openzaak.row(),
        ("GET", f"{openzaak.ZAKEN}/rollen"): page([openzaak.rol("999991103")]),
        ("GET", "/besluiten/api/v1/besluiten"): page([besluit]),
    }
    one = await zaak(call(answers, native="z1"))
    several = await besluiten(call(answers, native="z1"))
    assert one is not None
    assert one.betrokkenheid is not None
    assert several
    assert (again(one), again(several)) == (one, several)


@pytest.mark.parametrize(
    "value",
    [
        None, "tekst", "", 7, True, [], ["a", "b"], [None, "a"], Page([], None, True), Page([], 0),
        Betrokkenheid(Zaakrol.INITIATOR, None, "Vergunningen"),
        FormulierUitvoering(
            trede=Uitvoeringstrede.LOKAAL, knoptekst="Vul in", fallback_url=None, alleen_via=None,
            schema=Json({"type": "object", "properties": {"a": [1, 2.5, None, "x"]}}), voorinvulling=None,
        ),
    ],
    ids=repr,
)  # fmt: skip
def test_every_kind_of_value_comes_back_the_same(value: object) -> None:
    """Nothing, texts, numbers, empty lists, records without a type in the schema, free JSON."""
    back = again(value)
    assert back == value
    assert type(back) is type(value)


def test_a_list_of_an_interface_keeps_each_class() -> None:
    """A source may answer with different classes of one interface: each comes back as what it was, with its own fields."""
    common = {"trede": Uitvoeringstrede.LOKAAL, "knoptekst": "Verder", "fallback_url": None, "alleen_via": None}
    ways: list[Uitvoering] = [
        BetaalUitvoering(**common, bedrag=bedrag("15.20")),  # type: ignore[arg-type]  # a table of examples
        OnbekendeUitvoering(**common, bronwaarde="nieuw"),  # type: ignore[arg-type]  # as above
    ]
    back = again(ways)
    assert back == ways
    assert [type(one) for one in back] == [BetaalUitvoering, OnbekendeUitvoering]  # type: ignore[attr-defined]


def test_a_field_that_holds_any_class_is_refused_at_the_start() -> None:
    """Nobody finds out later that half a view was kept."""

    @view
    class Doos:
        """Een doos."""

        inhoud: Uitvoering = field(description="Wat erin zit.")

    with pytest.raises(TypeError, match="no layout"):
        Layouts((Doos,))


async def test_a_moment_keeps_its_offset() -> None:
    """The last second of a Dutch day is shown with the offset of that day, also when it comes from the cache."""
    (taak, *_) = (await six(each=1))["taken"].items
    assert isinstance(taak, Taak)
    for dag, offset in ((date(2026, 12, 1), 1), (date(2026, 7, 1), 2)):
        back = again(dataclasses.replace(taak, deadline=termijn(dag, Datumduiding.GEPLAND)))
        assert isinstance(back, Taak)
        assert back.deadline is not None
        assert back.deadline.uiterlijk.utcoffset() == timedelta(hours=offset)


async def test_what_recurs_is_one_object_again() -> None:
    """Organisation, origin and zaaktype are written once and shared by the items, so a person costs little memory."""
    items = again((await six(each=30))["zaken"]).items  # type: ignore[attr-defined]
    for name in ("organisatie", "herkomst", "zaaktype"):
        assert len({id(getattr(item, name)) for item in items}) == 1
    sizes = [len(encode(kept((await six(each=each))["zaken"]), keep_s=60)) for each in (10, 20)]
    assert sizes[1] - sizes[0] < 10 * 330


def test_age_and_what_was_left_out_come_along() -> None:
    """When it was fetched, how long that took, how many records were dropped, how old it is, and how long it may live."""
    first = kept("x", age_s=40)
    back, left_s = decode(encode(first, keep_s=60))
    assert (back.fetched_at, back.duur_s, back.dropped) == (first.fetched_at, 0.12, 1)
    assert back.age_s() == pytest.approx(40, abs=1)
    assert left_s == pytest.approx(60, abs=1)


def test_a_clock_that_runs_ahead_makes_nothing_younger_than_now() -> None:
    """An answer from a machine whose clock is ahead is fresh, never from the future."""
    ahead = dataclasses.replace(kept("x"), fetched_at=datetime.now(UTC) + timedelta(seconds=30))
    assert decode(encode(ahead, keep_s=60))[0].age_s() == pytest.approx(0, abs=0.5)


def test_a_class_we_do_not_know_is_said() -> None:
    """Never half a value: what has no layout is not kept."""
    with pytest.raises(NotKeepable, match="Decimal"):
        encode(kept([Decimal(1)]), keep_s=60)


async def test_half_a_value_is_not_read() -> None:
    """Cut off anywhere, or with another value inside, it is broken; the fault quotes nothing."""
    written = encode(kept((await six(each=2))["zaken"]), keep_s=60)
    for end in range(0, len(written), 37):
        with pytest.raises(ValueBroken):
            decode(written[:end])
    envelope = msgspec.msgpack.decode(written)
    for place, wrong in ((5, "Onbekend"), (5, "Taak"), (6, [1, 2]), (4, []), (0, "ooit")):
        with pytest.raises(ValueBroken) as fault:
            decode(msgspec.msgpack.encode([*envelope[:place], wrong, *envelope[place + 1 :]]))
        assert "Parkeervergunning" not in str(fault.value)


def test_every_view_a_connector_can_give_is_known() -> None:
    """Each class of the schema that is an item, a document or a way to do something can be kept."""

    def below(cls: type) -> set[type]:
        under: list[type] = cls.__subclasses__()
        return {cls}.union(*map(below, under))

    concrete = {
        cls for root in (Node, Uitvoering) for cls in below(root)
        if cls.__module__.startswith("gateway.domain") and not cls.__strawberry_definition__.is_interface  # type: ignore[attr-defined]
    }  # fmt: skip
    assert concrete - {Regeling, Toestemming} <= set(VIEWS)  # those two are of the gateway itself, and of no bron
    assert {cls.__name__ for cls in VIEWS} <= LAYOUTS.by_tag.keys()
