"""Ids and cursors: opaque, the same for the same person, worthless to anybody else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.persoon import Betrouwbaarheidsniveau, Subject
from gateway.domain.ref import Ref
from gateway.errors import CursorInvalid
from gateway.plan.fanout.request import Request
from gateway.plan.ids import Ids

IDS = Ids(bytes(range(64)))
ANNA, BRAM = b"a" * 16, b"b" * 16
parts = st.text(st.characters(blacklist_characters="\0", blacklist_categories=["Cs"]), max_size=60)


@given(parts, parts, parts)
def test_id_reads_back_for_its_person(soort: str, bron: str, native: str) -> None:
    """What was encoded comes back for the same person."""
    assert IDS.decode(IDS.encode(Ref(soort, bron, native), ANNA), ANNA) == Ref(soort, bron, native)


@given(st.text(max_size=200))
def test_anything_else_is_not_found(text: str) -> None:
    """No text that we did not make is an id; it never raises."""
    assert IDS.decode(text, ANNA) is None


def test_another_persons_id_is_not_found() -> None:
    """An id of Anna means nothing to Bram, also when it is kept on the same reference."""
    ref = Ref("zaak", "havenstad-zaken", "1")
    of_anna = IDS.encode(ref, ANNA)
    assert IDS.decode(of_anna, BRAM) is None
    assert IDS.encode(ref, BRAM) != of_anna
    assert IDS.encode(ref, ANNA) == of_anna


def test_what_is_offered_to_all_has_one_id() -> None:
    """A verzoektype has the same id for everybody, so that a portal can link to it; a zaak never borrows that."""
    offered = IDS.encode(Ref("verzoektype", "havenstad-vtb", "1"), ANNA)
    assert IDS.encode(Ref("verzoektype", "havenstad-vtb", "1"), BRAM) == offered
    assert IDS.decode(offered, BRAM) == Ref("verzoektype", "havenstad-vtb", "1")
    assert IDS.decode(IDS.encode(Ref("verzoek", "havenstad-vtb", "1"), ANNA), BRAM) is None


@pytest.mark.parametrize("has_waited", [False, True])
def test_ids_are_made_ahead_only_while_there_is_time(has_waited: bool) -> None:
    """While other bronnen are waited for the ids of a list are made; with kept answers there is no time to fill."""
    request = object.__new__(Request)
    request.subject = Subject("demo", Betrouwbaarheidsniveau.MIDDEN, id_sleutel=ANNA)
    request.ids, request.has_waited = IDS, has_waited
    items = [SimpleNamespace(ref=Ref("zaak", "havenstad-zaken", native)) for native in "12"]
    request.ids_ahead(items)  # type: ignore[arg-type]  # all that is read of an item
    assert [one.ref.kept_for for one in items] == [ANNA if has_waited else None] * 2


def test_a_changed_id_is_not_found() -> None:
    """One changed character makes an id worthless."""
    opaque = IDS.encode(Ref("zaak", "havenstad-zaken", "1"), ANNA)
    changed = ("A" if opaque[5] != "A" else "B").join([opaque[:5], opaque[6:]])
    assert IDS.decode(changed, ANNA) is None


def test_a_cursor_is_no_id_and_the_other_way_round() -> None:
    """Ids and cursors do not pass for each other."""
    cursor = IDS.cursor({"bron": ("sleutel", "1")}, b"vraag", ANNA)
    assert IDS.decode(cursor, ANNA) is None
    with pytest.raises(CursorInvalid):
        IDS.read_cursor(IDS.encode(Ref("zaak", "bron", "1"), ANNA), b"vraag", ANNA)


def test_cursor_belongs_to_its_question_and_person() -> None:
    """A cursor opens for the same person and the same question only."""
    cursor = IDS.cursor({"bron": ("2026-01-01", "1")}, b"zaken", ANNA)
    assert IDS.read_cursor(cursor, b"zaken", ANNA) == {"bron": ("2026-01-01", "1")}
    for question, person in ((b"taken", ANNA), (b"zaken", BRAM)):
        with pytest.raises(CursorInvalid):
            IDS.read_cursor(cursor, question, person)


def test_a_key_of_another_length_is_refused() -> None:
    """Only a key of 64 bytes is taken."""
    with pytest.raises(ValueError, match="64"):
        Ids(b"kort")
