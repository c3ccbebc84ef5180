"""Checks as files: what they come to, whatever is known of it; and what is wrong with one, with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.acties.regelingen import MEEGELEVERD, laad_regelingen
from gateway.acties.regelingen.feiten import GEGEVENS
from gateway.acties.regelingen.laden import lees_regelingen
from gateway.acties.regelingen.onderzoek import Onderzoek
from gateway.acties.regelingen.testen import gevonden, main
from gateway.acties.regelingen.testen import test_regelingen as played
from gateway.cli import main as gateway
from gateway.domain.bron import GevondenVia, Herkomst
from gateway.domain.inkomen import Maandinkomen
from gateway.domain.regeling import Gevonden, Oordeel
from gateway.domain.waarden import bedrag
from gateway.errors import ConfigInvalid
from tests.acties import tabellen
from tests.acties.wereld import _BRON, schrijf

GOED = """
code = "sportpas"
naam = "Sportpas"
omschrijving = "Korting op sport."
grondslag = "Verordening sportpas"

[[gegeven]]
bron = "inkomen"
waarom = "Voor een laag inkomen."

[[grens]]
naam = "inkomensgrens"
bedrag = 1500.0

[[criterium]]
omschrijving = "Uw inkomen is hoogstens 1.500 euro."
voorwaarde = "netto_maandinkomen <= inkomensgrens"
waarde = "{netto_maandinkomen}; de grens is {inkomensgrens}"

[[voorbeeld]]
naam = "laag"
oordeel = "JA"
feiten = { netto_maandinkomen = 1500.0 }

[[voorbeeld]]
naam = "hoog"
oordeel = "NEE"
feiten = { netto_maandinkomen = 1500.01 }
"""
KNOWN: Mapping[str, object] = {
    "netto_maandinkomen": 1401.5, "hoogste_maandinkomen": 1401.5, "inkomensmaanden": 36, "leefsituatie": "ALLEENSTAAND",
    "leeftijd": 46, "vermogen": 812.0,
}  # fmt: skip


def shipped() -> dict[str, Onderzoek]:
    """The checks that come with the gateway."""
    return {one.code: one.onderzoek for one in lees_regelingen([MEEGELEVERD]) if one.onderzoek is not None}


def check(code: str) -> Onderzoek:
    return shipped()[code]


def test_four_checks_come_along_and_say_that_they_are_examples() -> None:
    """Bijzondere bijstand, inkomenstoeslag, kwijtschelding and gemeentepas; none is offered unless examples are asked for."""
    assert set(shipped()) == {
        "bijzondere-bijstand", "individuele-inkomenstoeslag", "kwijtschelding-belastingen", "gemeentepas",
    }  # fmt: skip
    for one in shipped().values():
        found = one.oordeel(gevonden(KNOWN))
        assert one.voorbeeldgrenzen
        assert found.oordeel is Oordeel.JA
        assert "voorbeelden" in found.uitleg
        assert "geen besluit" in found.uitleg
        assert all(criterium.grondslag for criterium in found.criteria)
    assert laad_regelingen(MEEGELEVERD)._algemeen == {}
    assert set(laad_regelingen(MEEGELEVERD, voorbeelden=True)._algemeen) == set(shipped())


def test_each_criterion_has_its_value_and_source() -> None:
    """In plain Dutch, with the limit that holds for this household."""
    herkomst = [
        Herkomst(
            bron=_BRON, peilmoment=datetime(2026, 3, 14, tzinfo=UTC), verouderd=False, formeel=True,
            gevonden_via=GevondenVia.BSN,
        )
    ]  # fmt: skip
    known = {**gevonden(KNOWN), "inkomen": Gevonden(Maandinkomen(bedrag("1401.50"), date(2026, 2, 1), herkomst))}
    income, assets = check("bijzondere-bijstand").oordeel(known).criteria
    assert income.waarde == "€ 1.401,50 per maand; de grens is € 1.681,80"
    assert income.herkomst is herkomst[0]
    assert (income.oordeel, assets.oordeel) == (Oordeel.JA, Oordeel.JA)
    assert income.grondslag == "Participatiewet, artikel 35, eerste lid"
    assert income.reden is None


@pytest.mark.parametrize(
    ("inkomen", "reden"),
    [
        (None, "U gaf geen toestemming om dit op te vragen."),
        (Gevonden(), "De bron weet dit niet van u."),
        (Gevonden(reden="Inkomensdienst: geen antwoord.", mislukt=True), "Inkomensdienst: geen antwoord."),
    ],
)
def test_what_is_not_known_is_perhaps_with_the_reason(inkomen: Gevonden | None, reden: str) -> None:
    """Not consented to, not known to the bron, or not answered: each says so, and none is a no."""
    known = {**gevonden(KNOWN), "inkomen": inkomen}
    found = check("bijzondere-bijstand").oordeel({naam: one for naam, one in known.items() if one is not None})
    assert found.oordeel is Oordeel.MISSCHIEN
    first = found.criteria[0]
    assert (first.oordeel, first.waarde, first.herkomst, first.reden) == (Oordeel.MISSCHIEN, None, None, reden)


@given(
    st.sampled_from(sorted(shipped())),
    st.fixed_dictionaries(
        {
            "netto_maandinkomen": st.floats(0, 9_000).map(lambda one: round(one, 2)),
            "hoogste_maandinkomen": st.floats(0, 9_000).map(lambda one: round(one, 2)),
            "inkomensmaanden": st.integers(0, 60), "leeftijd": st.integers(0, 110),
            "leefsituatie": st.sampled_from(["ALLEENSTAAND", "ALLEENSTAANDE_OUDER", "SAMENWONEND", "ONBEKEND"]),
            "vermogen": st.floats(-5_000, 90_000).map(lambda one: round(one, 2)),
        }
    ),
    st.sets(st.sampled_from(sorted(GEGEVENS))),
    st.sets(st.sampled_from(sorted(GEGEVENS))),
)  # fmt: skip
def test_a_source_that_fails_never_makes_a_no(
    code: str, feiten: dict[str, object], failed: set[str], refused: set[str]
) -> None:
    """Whatever is known: a failure gives MISSCHIEN, JA needs everything, and every MISSCHIEN has a reason."""
    known = {
        naam: Gevonden(reden="stuk", mislukt=True) if naam in failed else one
        for naam, one in gevonden(feiten).items()
        if naam not in refused
    }
    found = check(code).oordeel(known)
    if any(one.mislukt for one in known.values()):
        assert found.oordeel is not Oordeel.NEE
    if found.oordeel is Oordeel.JA:
        assert all(one.oordeel is Oordeel.JA for one in found.criteria)
    for one in found.criteria:
        assert (one.oordeel is Oordeel.MISSCHIEN) == (one.reden is not None) == (one.waarde is None)


def test_a_certain_no_stays_one_without_the_rest() -> None:
    """Who earns too much need not consent to more to hear it."""
    known = gevonden({**KNOWN, "netto_maandinkomen": 5_000.0})
    del known["vermogen"]
    assert check("bijzondere-bijstand").oordeel(known).oordeel is Oordeel.NEE


def test_a_file_in_a_folder_is_a_check(tmp_path: Path) -> None:
    """No code: a municipality's own, with its own limits, replaces ours by its code or comes beside it."""
    schrijf(tmp_path / "alle", GOED)
    schrijf(tmp_path / "alle", 'code = "gemeentepas"\nactief = false\n', "uit.toml")
    higher = GOED.replace("bedrag = 1500.0", "bedrag = 9000.0").replace("= 1500.01", "= 9000.01")
    schrijf(tmp_path / "alle" / "00000001002306608000", higher)
    boek = laad_regelingen(MEEGELEVERD, tmp_path / "alle", voorbeelden=True)
    assert "sportpas" in boek._algemeen
    assert "gemeentepas" not in boek._algemeen
    own = boek._eigen["00000001002306608000"]["sportpas"]
    assert own.grenzen["inkomensgrens"].bedrag == 9000.0
    assert set(boek._eigen["00000001002306608000"]) == set(boek._algemeen)


@pytest.mark.parametrize(
    ("find", "replace", "key", "text"),
    [
        ('bron = "inkomen"', 'bron = "loon"', "gegeven[1].bron", "kies uit inkomen, inkomensverloop, huishouden"),
        ('bron = "inkomen"', 'bron = "vermogen"', "gegeven[1].bron", "een voorwaarde gebruikt inkomen"),
        ("netto_maandinkomen <= inkomensgrens", "loon <= 5", "criterium[1].voorwaarde", "geen feit of grens loon"),
        ("netto_maandinkomen <= inkomensgrens", "netto_maandinkomen", "criterium[1].voorwaarde", "geen true of false"),
        ("netto_maandinkomen <= inkomensgrens", "netto_maandinkomen <=", "criterium[1].voorwaarde", "geen geldige CEL"),
        ("de grens is {inkomensgrens}", "de grens is {grens}", "criterium[1].waarde", "geen feit of grens grens"),
        ("bedrag = 1500.0", "per_leefsituatie = { ALLEENSTAAND = 1.0 }", "grens[1].per_leefsituatie", "bij elk van"),
        ("bedrag = 1500.0", "", "grens[1].bedrag", "geef een bedrag"),
        ('naam = "inkomensgrens"', 'naam = "vermogen"', "grens[1].naam", "al van een feit"),
        ('oordeel = "NEE"', 'oordeel = "JA"', "voorbeeld[1]", "met JA en een met NEE"),
        ("netto_maandinkomen = 1500.0 ", "netto_inkomen = 1.0 ", "voorbeeld[1].feiten.netto_inkomen", "geen feit"),
        ('code = "sportpas"', 'code = "sportpas"\nonbekend = 1', "onbekend", "onbekende instelling"),
    ],
)
def test_each_fault_has_its_place(tmp_path: Path, find: str, replace: str, key: str, text: str) -> None:
    """File, line, key and a sentence; the gateway does not start with it."""
    path = schrijf(tmp_path, GOED.replace(find, replace, 1))
    with pytest.raises(ConfigInvalid) as invalid:
        laad_regelingen(tmp_path)
    assert any(str(path) in one and f": {key}" in one and text in one for one in invalid.value.faults), (
        invalid.value.faults
    )


def test_no_consent_is_asked_for_what_is_not_used(tmp_path: Path) -> None:
    """A fact that no condition and no field uses is a fault: data minimisation begins in the file."""
    more = '[[gegeven]]\nbron = "vermogen"\nwaarom = "Handig om te hebben."\n\n[[grens]]'
    schrijf(tmp_path, GOED.replace("[[grens]]", more, 1))
    with pytest.raises(ConfigInvalid, match="geen enkele voorwaarde gebruikt dit gegeven"):
        laad_regelingen(tmp_path)


def test_examples_are_played_by_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`gateway regelingen-testen`: 0 when every example comes true, else 1 with the example that does not."""
    assert gateway(["regelingen-testen"]) == 0
    assert "4 onderzoeken" in capsys.readouterr().out
    schrijf(tmp_path, GOED.replace("netto_maandinkomen = 1500.01", "netto_maandinkomen = 1400.0"))
    assert main([str(tmp_path)]) == 1
    assert "voorbeeld[2].oordeel: hoog: het oordeel is JA" in capsys.readouterr().out


def test_the_page_has_every_key_and_fact() -> None:
    """Nothing missing, nothing made up: writing the tables again changes nothing (python -m tests.acties.tabellen)."""
    page, made = tabellen.REGELINGEN.read_text("utf-8"), tabellen.regelingtabellen()
    assert set(re.findall(r"<!-- (\w+) -->", page)) == set(made)
    assert tabellen.pagina(page, made) == page


def test_the_example_on_the_page_is_a_check(tmp_path: Path) -> None:
    """What somebody copies from the page loads, and its examples come true."""
    example = re.findall(r"```toml\n(.*?)```", tabellen.REGELINGEN.read_text("utf-8"), re.DOTALL)[0]
    schrijf(tmp_path, example)
    assert played([tmp_path]) == []
