"""A person with much, and a municipality with many rules: what the bench measures and the tests hold on to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from gateway.acties import MEEGELEVERD, Regelboek, laad, testen
from gateway.domain.besluit import Besluit
from gateway.domain.item import Item
from gateway.domain.status import Taaksoort
from tests.acties.wereld import VANDAAG, aanslag, bericht, besluit, betaling, product, schrijf, taak, vergunning, zaak

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
