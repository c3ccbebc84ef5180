"""Messages become changes: each once, those about one item together, and what cannot be looked up is told widely."""

from __future__ import annotations

import asyncio
import random

import pytest

from gateway.bronnen.forgotten import Change
from gateway.domain.persoon import number_key
from gateway.errors import BronUnreachable
from gateway.events import intake
from tests.bronnen.world import ANNA, SECRET
from tests.events.world import ANDERE, ZAAK, Taken, Telling, cloudevent, notification, until

PERSOON = (number_key(ANNA.bsn, SECRET),) if ANNA.bsn else ()
NIEUW = Change("bron", (ZAAK,), PERSOON, ("zaken",), soort="zaak")
GEWIJZIGD = Change("bron", (ZAAK,), soort="zaak")


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looking up again takes no seconds."""
    monkeypatch.setattr(intake, "AGAIN_S", (0.01, 0.01, 0.01))


async def test_the_messages_of_one_new_zaak_are_one_change_and_one_question() -> None:
    """Zaak, rol, status, document and the CloudEvent beside them: whose it is was asked once."""
    telling = Telling()
    taken = Taken(telling)
    bodies = [notification(one) for one in ("zaak", "status", "status")] + [
        cloudevent(),
        notification("status", "update"),
    ]
    assert taken.take(*bodies) == ["verwerkt", "verwerkt", "dubbel", "verwerkt", "verwerkt"]
    await until(lambda: bool(taken.told))
    await taken.intake.close()
    assert (taken.told, telling.asked) == ([NIEUW], [ZAAK])


async def test_a_change_of_a_known_item_needs_no_question() -> None:
    """Who has the item is known by the answers that hold it."""
    telling = Telling()
    taken = Taken(telling)
    taken.take(notification("status"), notification("status", zaak=ANDERE))
    await until(lambda: len(taken.told) == 2)
    assert taken.told == [GEWIJZIGD, Change("bron", (ANDERE,), soort="zaak")]
    assert telling.asked == []


@pytest.mark.isolation
async def test_a_right_that_was_taken_away_is_told_before_anything_is_asked() -> None:
    """The answers of before are dropped at once; that others may have the item now comes after."""
    telling = Telling()
    taken = Taken(telling)
    taken.take(notification("zaak", "update"), notification("rol", "destroy"))
    await until(lambda: len(taken.told) == 2)
    assert taken.told == [Change("bron", (ZAAK,), gone=True, soort="zaak"), NIEUW]


async def test_shared_types_are_told_once_for_all_of_them() -> None:
    """A catalogue is published type by type, and read again as a whole."""
    taken = Taken(Telling())
    taken.take(*(notification("zaaktype", kanaal="zaaktypen", at=str(number)) for number in range(50)))
    await until(lambda: bool(taken.told))
    await taken.intake.close()
    assert taken.told == [Change("bron", is_shared=True)]


@pytest.mark.parametrize(
    "body",
    [
        notification("zaak", kanaal="autorisaties"),
        notification("some_resource", kanaal="test"),
        cloudevent("nl.overheid.onbekend"),
        cloudevent(subject="999991103"),
    ],
    ids=["kanaal", "test", "type", "no item"],
)
async def test_what_means_nothing_here_is_said(body: dict[str, object]) -> None:
    """It is no fault of the sender, and nothing is done."""
    taken = Taken(Telling())
    assert taken.take(body) == ["onbekend"]
    await taken.intake.close()
    assert taken.told == []


async def test_what_another_system_behind_the_same_notificaties_api_tells_is_left_alone() -> None:
    """Everybody subscribed to a kanaal hears all systems that use it."""
    taken = Taken(Telling())
    foreign = {**notification(), "hoofdObject": f"https://bron.example.nl/zaken/api/v1/zaken/{ZAAK}"}
    assert taken.take(foreign) == ["vreemd"]
    await taken.intake.close()
    assert taken.told == []


@pytest.mark.faults
@pytest.mark.usefixtures("quickly")
async def test_a_bron_that_cannot_say_whose_it_is_is_asked_again() -> None:
    """Until then the list of everybody is old, which is safe; nobody is woken by that."""
    telling = Telling()
    telling.faults = [BronUnreachable(), RuntimeError("een fout in de connector")]
    taken = Taken(telling)
    taken.take(notification())
    await until(lambda: len(taken.told) == 2)
    assert taken.told == [Change("bron", (ZAAK,), sources=("zaken",)), NIEUW]
    assert telling.asked == [ZAAK] * 3


@pytest.mark.attacks
async def test_a_burst_of_ten_thousand_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred zaken, each told a hundred times in any order: one change and one question for each."""
    telling = Telling()
    zaken = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(100)]
    telling.owners = dict.fromkeys(zaken, ANNA.bsn) if ANNA.bsn else {}
    taken = Taken(telling)
    bodies = [notification(zaak=zaak, at=str(number % 10)) for zaak in zaken for number in range(100)]
    random.Random(3).shuffle(bodies)
    told = taken.take(*bodies)
    assert (told.count("verwerkt"), told.count("dubbel")) == (1_000, 9_000)
    await until(lambda: len(taken.told) == 100)
    await taken.intake.close()
    assert sorted(change.natives[0] for change in taken.told) == zaken
    assert all(change.persons == PERSOON for change in taken.told)
    assert sorted(telling.asked) == zaken


@pytest.mark.attacks
async def test_more_at_once_than_can_wait_is_told_widely(monkeypatch: pytest.MonkeyPatch) -> None:
    """The answers are old all the same; only who has the item now is not looked up."""
    monkeypatch.setattr(intake, "MAX_WAITING", 1)
    telling = Telling()
    taken = Taken(telling)
    taken.take(notification(), notification(zaak=ANDERE))
    await until(lambda: len(taken.told) == 2)
    assert Change("bron", (ANDERE,), sources=("zaken",)) in taken.told
    assert telling.asked == [ZAAK]


async def test_at_the_end_what_waits_is_told_first() -> None:
    """Stopping loses nothing that was answered with 204."""
    taken = Taken(Telling())
    taken.take(notification("status"))
    await taken.intake.close()
    assert taken.told == [GEWIJZIGD]
    await asyncio.sleep(0)
