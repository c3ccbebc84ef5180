"""Rules cost nearly nothing: no call to anywhere. The figure itself is printed by the bench `regels`."""

from __future__ import annotations

import sys
from pathlib import Path

from gateway.acties import MEEGELEVERD, laad
from tests.acties.veel import forty_rules, person
from tests.acties.wereld import MIDDEN, NU


def test_the_bench_measures_a_busy_person(tmp_path: Path) -> None:
    """85 items and 40 rules, most of which find something."""
    regelboek, items = forty_rules(tmp_path / "regels"), person()
    assert len(items) == 85
    assert sum(len(regelboek.acties(item, NU, MIDDEN)) for item in items) > 300


def test_asking_for_actions_reads_nothing() -> None:
    """No file, socket or process is touched while rules are asked: only loading reads."""
    regelboek, items = laad(MEEGELEVERD), person()
    touched: list[str] = []
    listening = True

    def listen(event: str, _: tuple[object, ...]) -> None:
        if listening and event.split(".")[0] in ("open", "socket", "subprocess", "os"):
            touched.append(event)

    sys.addaudithook(listen)
    found = [regelboek.acties(item, NU, MIDDEN) for item in items]
    listening = False

    assert any(found)
    assert touched == []
