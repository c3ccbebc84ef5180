"""A portal of others in the configuration: whose tokens, what it may see, and an address in our own portal."""

from __future__ import annotations

import pytest

from gateway.config import load
from tests.config.voorbeeld import ALL, Write, faults_of

CONSUMENT = """
[[consument]]
code = "mijnoverheid"
naam = "MijnOverheid"
issuer = "https://login.havenstad.nl/realms/mijn"
clients = ["portaal"]
portaal_url = "https://mijn.havenstad.nl/taken/{id}"
"""


def test_a_consument_sees_taken_unless_more_is_written(write: Write) -> None:
    """No more than taken of every bron by default; without the table there is none."""
    (one,) = load(write(ALL + CONSUMENT)).consumenten
    assert (one.diensten, one.gemeenten, one.clients) == (["TAKEN"], [], ["portaal"])
    assert load(write(ALL)).consumenten == []


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ("realms/mijn", "realms/ander", "issuer", "er is geen [[issuer]] met url"),
        ('["portaal"]', '["portaal", "vreemd"]', "clients[2]", "'vreemd' staat niet in clients van de [[issuer]]"),
        ('["portaal"]', "[]", "clients", ""),
        ("/taken/{id}", "/taken", "portaal_url", "{id} op de plek van de taak"),
        ("/taken/{id}", "/taken/{id}/{id}", "portaal_url", "{id} op de plek van de taak"),
        ("https://mijn", "http://mijn", "portaal_url", "{id} op de plek van de taak"),
        ("/taken/{id}", "/taken?id={id}", "portaal_url", "{id} op de plek van de taak"),
        ("clients =", 'gemeenten = ["344"]\nclients =', "gemeenten[1]", ""),
        ("clients =", 'diensten = ["BERICHTEN"]\nclients =', "diensten[1]", "'TAKEN', 'ZAKEN' of 'PRODUCTEN'"),
        ("clients =", "clientz = 1\nclients =", "clientz", "onbekende instelling; bedoelt u clients?"),
    ],
)
def test_each_fault_is_told_with_its_place(write: Write, old: str, new: str, key: str, said: str) -> None:
    """What would open too much, or lead nowhere, stops the start."""
    head, _, table = (ALL + CONSUMENT).partition("[[consument]]")
    (fault,) = faults_of(write(head + "[[consument]]" + table.replace(old, new, 1)))
    assert f"consument[1].{key}: " in fault
    assert said in fault


def test_a_client_belongs_to_one_consument(write: Write) -> None:
    """Otherwise nobody could tell which scope holds."""
    second = CONSUMENT.replace('"mijnoverheid"', '"ander"')
    (fault,) = faults_of(write(ALL + CONSUMENT + second))
    assert "'portaal' staat er twee keer, of ook bij een andere [[consument]]" in fault
