"""Rules cost nearly nothing: a whole person in a few milliseconds, and no call to anywhere."""

from __future__ import annotations

import sys
import time
from datetime import timedelta
from pathlib import Path

from gateway.acties import MEEGELEVERD, Regelboek, laad, testen
from gateway.domain.besluit import Besluit
from gateway.domain.item import Item
from gateway.domain.status import Taaksoort
from tests.acties.wereld import (
    MIDDEN,
    NU,
    VANDAAG,
    aanslag,
    bericht,
    besluit,
    betaling,
    product,
    schrijf,
    taak,
    vergunning,
    zaak,
)

MAX_MS = 5.0
_TYPEN = (
    ("Taak", "status == 'OPEN'", 'status = "OPEN"'),
    ("Zaak", "lopend == true", "lopend = true"),
    ("Bericht", "gelezen == false", "gelezen = false"),
    ("GeneriekProduct", "status == 'ACTIEF' && 'zone' in kenmerken", 'status = "ACTIEF", kenmerken = { zone = "A" }'),
)


def person() -> list[Item | Besluit]:
    """85 items, as much as a busy person has, with most rules finding something."""
    soon, past = VANDAAG + timedelta(10), VANDAAG - timedelta(10)
    return [
        *(zaak(str(n), klaar_op=past) for n in range(20)),
        *(taak(Taaksoort.UPLOAD, str(n)) for n in range(10)),
        *(taak(Taaksoort.BETALING, f"b{n}", betaling=betaling()) for n in range(10)),
        *(bericht(str(n), tot=soon) for n in range(20)),
        *(besluit(str(n), tot=soon) for n in range(5)),
        *(vergunning(str(n), einddatum=soon) for n in range(5)),
        *(aanslag(f"a{n}", tot=soon) for n in range(5)),
        *(product("WMO", f"p{n}", einddatum=soon) for n in range(10)),
    ]


def forty_rules(map_: Path) -> Regelboek:
    """Our own rules and more like them, over the types there are most of."""
    own = len(list(MEEGELEVERD.rglob("*.toml")))
    for number in range(40 - own):
        type_, voorwaarde, feiten = _TYPEN[number % len(_TYPEN)]
        schrijf(map_, f"""
code = "extra-{number}"
domein = "algemeen"
kijkt_naar = [{{ type = "{type_}" }}]
voorwaarde = "{voorwaarde} && size(titel) > {number % 3}"
actie = "VRAAG_STELLEN"
titel = "Stel een vraag"
waarom = "U kunt {{organisatie}} iets vragen."
voorbeeld = [
    {{ naam = "past", past = true, feiten = {{ titel = "Lang genoeg", {feiten} }} }},
    {{ naam = "te kort", past = false, feiten = {{ {feiten} }} }},
]
""", f"extra-{number}.toml")  # fmt: skip
    assert not testen.test_regels([map_])
    return laad(MEEGELEVERD, map_)


def test_a_person_with_85_items_and_40_rules_takes_at_most_5_ms(tmp_path: Path) -> None:
    """The bar of the product: CPU time of everything a person can do, at the best of ten turns."""
    regelboek, items = forty_rules(tmp_path / "regels"), person()

    def turn() -> float:
        begin = time.process_time()
        for item in items:
            regelboek.acties(item, NU, MIDDEN)
        return (time.process_time() - begin) * 1_000

    assert len(items) == 85
    assert sum(len(regelboek.acties(item, NU, MIDDEN)) for item in items) > 300
    assert min(turn() for _ in range(10)) <= MAX_MS


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
