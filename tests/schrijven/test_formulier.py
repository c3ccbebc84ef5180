"""Answers against the schema of their form: every fault at its place, in plain Dutch, without the value."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.bronnen.schrijven.formulier import MAX_PROBLEMS, problemen
from gateway.errors import BronInvalid

SCHEMA = {
    "type": "object",
    "required": ["naam", "adres"],
    "additionalProperties": False,
    "properties": {
        "naam": {"type": "string", "minLength": 2, "maxLength": 5},
        "adres": {
            "type": "object",
            "required": ["postcode"],
            "properties": {"postcode": {"type": "string", "pattern": "^[1-9][0-9]{3} ?[A-Z]{2}$"}},
        },
        "leeftijd": {"type": "integer", "minimum": 18, "exclusiveMaximum": 120},
        "datum": {"type": "string", "format": "date"},
        "mail": {"type": "string", "format": "email"},
        "keuze": {"enum": ["ja", "nee"]},
        "kinderen": {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": True, "items": {"type": "string"}},
        "akkoord": {"const": True},
        "met/schuine~streep": {"type": "boolean"},
    },
}
GOOD = {"naam": "Anna", "adres": {"postcode": "3511 AB"}}


def test_good_answers_have_no_problems() -> None:
    """What fits the schema is not commented upon."""
    assert problemen(SCHEMA, GOOD) == []


@pytest.mark.parametrize(
    ("changes", "pad", "code"),
    [
        ({"naam": "A"}, "/gegevens/naam", "TE_KORT"),
        ({"naam": "Annemarie"}, "/gegevens/naam", "TE_LANG"),
        ({"naam": 7}, "/gegevens/naam", "SOORT"),
        ({"adres": {}}, "/gegevens/adres/postcode", "VERPLICHT"),
        ({"adres": {"postcode": "0000"}}, "/gegevens/adres/postcode", "VORM"),
        ({"leeftijd": 17}, "/gegevens/leeftijd", "TE_LAAG"),
        ({"leeftijd": 120}, "/gegevens/leeftijd", "TE_HOOG"),
        ({"leeftijd": 18.5}, "/gegevens/leeftijd", "SOORT"),
        ({"datum": "2026-02-30"}, "/gegevens/datum", "VORM"),
        ({"mail": "geen adres"}, "/gegevens/mail", "VORM"),
        ({"keuze": "misschien"}, "/gegevens/keuze", "KEUZE"),
        ({"akkoord": False}, "/gegevens/akkoord", "KEUZE"),
        ({"kinderen": []}, "/gegevens/kinderen", "TE_WEINIG"),
        ({"kinderen": ["a", "b", "c"]}, "/gegevens/kinderen", "TE_VEEL"),
        ({"kinderen": ["a", "a"]}, "/gegevens/kinderen", "DUBBEL"),
        ({"kinderen": ["a", 1]}, "/gegevens/kinderen/1", "SOORT"),
        ({"meer": 1}, "/gegevens/meer", "ONBEKEND_VELD"),
        ({"met/schuine~streep": 1}, "/gegevens/met~1schuine~0streep", "SOORT"),
    ],
)
def test_a_fault_has_a_place_and_a_rule(changes: dict[str, object], pad: str, code: str) -> None:
    """A JSON Pointer into the input and a code that does not change, with a Dutch sentence."""
    (found,) = problemen(SCHEMA, {**GOOD, **changes})
    assert (found.pad, found.code) == (pad, code)
    assert found.melding.endswith(".")


def test_all_faults_are_told_at_once() -> None:
    """Not one after the other, and not without end."""
    assert [one.pad for one in problemen(SCHEMA, {})] == ["/gegevens/naam", "/gegevens/adres"]
    many = {"type": "array", "items": {"type": "string"}}
    assert len(problemen(many, list(range(500)))) == MAX_PROBLEMS


@given(st.text(min_size=6, max_size=40))
def test_no_sentence_repeats_a_value(text: str) -> None:
    """What a person filled in does not come back in what we say about it."""
    schema = {
        "properties": {"a": {"maxLength": 1, "enum": ["x"], "pattern": "^x$", "type": "integer", "format": "date"}}
    }
    for one in problemen(schema, {"a": text}):
        assert text not in one.melding


@pytest.mark.attacks
@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "http://169.254.169.254/latest"},
        {"$ref": "file:///etc/passwd"},
        {"$ref": "https://json-schema.org/nergens"},
        {"type": "tekst"},
        {"pattern": "("},
        "tekst",
        None,
    ],
)
def test_a_schema_that_is_none_or_leads_outside_is_a_fault_of_the_bron(schema: object) -> None:
    """Nothing is fetched, and it is not the person's mistake."""
    with pytest.raises(BronInvalid):
        problemen(schema, {})


@pytest.mark.attacks
def test_a_pattern_cannot_hold_us_up() -> None:
    """A pattern that explodes gives up, and the answer does not pass."""
    for pattern in ("^(a+)+$", "^(a|aa)+$", r"^(?=(a+)+$)(a+)+b$", r"^(a+)+\1$"):
        assert [one.code for one in problemen({"pattern": pattern}, "a" * 40 + "!")] in (["VORM"], ["ONGELDIG"])
