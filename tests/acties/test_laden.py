"""Rules come from folders: all faults at once and with their place, replaced by code, and apart for each organisation."""

from __future__ import annotations

from pathlib import Path

import pytest

from gateway.acties import MEEGELEVERD, laad
from gateway.domain.actie import Actiesoort, BetalingsregelingActie
from gateway.domain.bron import Belemmeringcode
from gateway.domain.kenmerk import kenmerk_tekst
from gateway.domain.status import Taaksoort
from gateway.errors import ConfigInvalid
from tests.acties.wereld import (
    ELDERS,
    HAVENSTAD,
    MIDDEN,
    NU,
    aanslag,
    acties,
    bericht,
    product,
    schrijf,
    taak,
    van_soort,
)

GOED = """
code = "gft-bak"
domein = "wonen"
kijkt_naar = [{ type = "GeneriekProduct", soort = ["GFT"] }]
voorwaarde = "'maat' in kenmerken && kenmerken['maat'] == 'klein'"
actie = "WIJZIGEN"
titel = "Ruil uw bak"
waarom = "U hebt een kleine bak."

[[voorbeeld]]
naam = "klein"
past = true
feiten = { producttype = "GFT", kenmerken = { maat = "klein" } }

[[voorbeeld]]
naam = "groot"
past = false
feiten = { producttype = "GFT", kenmerken = { maat = "groot" } }
"""


def fouten(map_: Path, tekst: str) -> list[str]:
    """What is said about this one rule: `line: key: text`."""
    path = schrijf(map_, tekst)
    with pytest.raises(ConfigInvalid) as invalid:
        laad(map_)
    assert all(fault.startswith(f"{path}:") for fault in invalid.value.faults)
    return [fault.removeprefix(f"{path}:") for fault in invalid.value.faults]


def test_a_rule_dropped_in_a_folder_works(tmp_path: Path) -> None:
    """A municipality adds a rule without code: a file in a folder of its own, whatever folder inside it."""
    schrijf(tmp_path / "eigen" / "afval", GOED)
    regelboek = laad(MEEGELEVERD, tmp_path / "eigen")
    small, large = (product("GFT", kenmerken=[kenmerk_tekst("maat", "Maat", maat)]) for maat in ("klein", "groot"))

    assert [one.titel for one in acties(small, regelboek=regelboek)] == ["Ruil uw bak"]
    assert acties(large, regelboek=regelboek) == []
    assert acties(product("gft"), regelboek=regelboek) == []
    assert acties(taak(Taaksoort.UPLOAD), regelboek=regelboek)


def test_all_faults_are_told_at_once_with_file_line_and_key(tmp_path: Path) -> None:
    """Wrong names, words, texts, CEL and dates in one file: each with its own line, none hidden behind another."""
    assert fouten(
        tmp_path,
        """code = "vol-fouten"
domein = "wonen"
kijkt_naar = [{ type = "Taak", soort = ["UPLOADEN"] }, { type = "Huis" }]
voorwaarde = "status == 'OPNE' && zone == 'A'"
actie = "BETALEN"
titel = "Betaal {nu"
waarom = "U bent {status}"
deadline = "startdatum"
maximum_termijnen = 3

[[belemmering]]
als = "openstaand >"
code = "AL_GEDAAN"
melding = "Voor {einde}"

[[belemmering]]
als = "roep('x')"
code = "TE_VROEG"
melding = "Te vroeg"

[[voorbeeld]]
naam = "een"
past = true

[[voorbeeld]]
naam = "twee"
past = true
""",
    ) == [
        "3: kijkt_naar[1].soort[1]: onbekende soort; kies uit UPLOAD, FORMULIER, BETALING, LINK, VOORSTEL, ONBEKEND",
        "3: kijkt_naar[2].type: onbekend type; kies uit "
        "Taak, Parkeervergunning, Belastingaanslag, GeneriekProduct, Zaak, Besluit, Bericht",
        "4: voorwaarde: Taak heeft geen feit zone",
        "4: voorwaarde: status is nooit 'OPNE'; kies uit OPEN, AFGEROND, GEANNULEERD, ONBEKEND",
        "6: titel: een accolade hoort om de naam van een feit",
        "7: waarom: {status} kan niet in een zin staan",
        "8: deadline: een Taak heeft als laatste dag: deadline, betaaltermijn, bezwaartermijn",
        "9: maximum_termijnen: hoort alleen bij een betalingsregeling",
        "12: belemmering[1].als: dit is geen geldige CEL (regel 1, teken 13: Syntax error: mismatched input '<EOF>')",
        "14: belemmering[1].melding: Taak heeft geen feit einde",
        "16: belemmering[2].vanaf: hoort bij TE_VROEG, en alleen daarbij",
        "17: belemmering[2].als: onbekende functie roep",
        "21: voorbeeld[1]: geef minstens een voorbeeld dat past en een dat niet past",
    ]


def test_wrong_keys_and_shapes_are_told_too(tmp_path: Path) -> None:
    """An unknown key, a missing one and a value of the wrong kind, each where it stands."""
    tekst = GOED.replace('titel = "Ruil uw bak"\n', 'titl = "Ruil"\n').replace('"WIJZIGEN"', '"RUILEN"')

    found = fouten(tmp_path, tekst.replace("past = true", 'past = "ja"'))

    assert any(one.startswith("7: titl: onbekende instelling; bedoelt u titel?") for one in found)
    assert any(one.endswith("titel: ontbreekt") for one in found)
    assert any(one.startswith("6: actie: moet een van deze zijn: BETALEN, ") for one in found)
    assert "12: voorbeeld[1].past: hier hoort true of false" in found


@pytest.mark.parametrize(
    ("voorwaarde", "expected"),
    [
        (
            "dagen_tot_einddatum < 31",
            "geeft geen true of false als dagen_tot_einddatum leeg is; "
            "vraag eerst of het dagen_tot_einddatum != null is",
        ),
        ("size(titel)", "geeft geen true of false"),
        ("titel > 3", "geeft geen true of false"),
        ("kenmerken['maat'] == 'klein'", "geeft geen true of false"),
        ("[1].exists(x, x == y)", "GeneriekProduct heeft geen feit y"),
        ("titel.matches('(')", "geeft geen true of false"),
    ],
)
def test_a_condition_must_come_out_whatever_is_empty(tmp_path: Path, voorwaarde: str, expected: str) -> None:
    """A rule is tried with empty facts before it is used: what a person's data lacks never breaks it later."""
    tekst = GOED.replace("""'maat' in kenmerken && kenmerken['maat'] == 'klein'""", voorwaarde)

    assert fouten(tmp_path, tekst) == [f"5: voorwaarde: {expected}"]


def test_a_sentence_never_shows_what_is_empty(tmp_path: Path) -> None:
    """A fact in a sentence has a value wherever the rule holds; if not, the rule is refused."""
    tekst = GOED.replace("U hebt een kleine bak.", "Uw bak is van {einddatum}.")

    assert fouten(tmp_path, tekst) == [
        "8: waarom: {einddatum} kan hier leeg zijn; vraag in de voorwaarde einddatum != null"
    ]
    schrijf(tmp_path, tekst.replace("'maat' in", "einddatum != null && 'maat' in"))
    assert laad(tmp_path)


@pytest.mark.parametrize(
    ("feiten", "expected"),
    [
        ("{ maat = 3 }", "13: voorbeeld[1].feiten.maat: GeneriekProduct heeft geen feit maat"),
        (
            "{ einddatum = 2026-03-14 }",
            '13: voorbeeld[1].feiten.einddatum: hier hoort: dag als tekst, zoals `"2026-03-14"`',
        ),
        ("{ themas = [1] }", "13: voorbeeld[1].feiten.themas: hier hoort: lijst van teksten"),
        ("{ gedeeld = 1 }", "13: voorbeeld[1].feiten.gedeeld: hier hoort: `true` of `false`"),
        (
            '{ status = "OPEN" }',
            "13: voorbeeld[1].feiten.status: kies uit "
            "IN_AANVRAAG, GEREED, ACTIEF, VERLOPEN, INGETROKKEN, GEWEIGERD, ONBEKEND",
        ),
    ],
)
def test_facts_in_examples_are_typed(tmp_path: Path, feiten: str, expected: str) -> None:
    """An example with a fact that cannot be, says nothing about the rule."""
    tekst = GOED.replace('{ producttype = "GFT", kenmerken = { maat = "klein" } }', feiten)

    assert fouten(tmp_path, tekst) == [expected]


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    """With the line, and the other files are checked as well."""
    schrijf(tmp_path, "code = \n", "kapot.toml")
    schrijf(tmp_path, GOED.replace("titel =", "kop ="), "kop.toml")
    schrijf(tmp_path, "code = 'Ã©\n", "latin.toml").write_bytes(b"code = '\xe9'\n")

    with pytest.raises(ConfigInvalid) as invalid:
        laad(tmp_path)

    assert {Path(fault.split(":")[0]).name for fault in invalid.value.faults} == {
        "kapot.toml",
        "kop.toml",
        "latin.toml",
    }
    assert any("kapot.toml:1: bestand: dit is geen geldige TOML" in fault for fault in invalid.value.faults)


@pytest.mark.parametrize("make", [True, False])
def test_a_folder_without_rules_is_a_fault(tmp_path: Path, make: bool) -> None:
    """A path that is wrong must not silently mean that there are no rules."""
    if make:
        (tmp_path / "leeg").mkdir()

    with pytest.raises(ConfigInvalid, match="hier staan geen bestanden"):
        laad(MEEGELEVERD, tmp_path / "leeg")


def test_a_later_folder_replaces_a_rule_by_its_code(tmp_path: Path) -> None:
    """The municipality's own terms for an arrangement take the place of ours; all other rules stay."""
    own = (MEEGELEVERD / "belastingen" / "betalingsregeling.toml").read_text("utf-8")
    schrijf(tmp_path, own.replace('deadline = "betaaltermijn"', "maximum_termijnen = 6\nminimum_termijnbedrag = 25"))

    found = van_soort(acties(aanslag(), regelboek=laad(MEEGELEVERD, tmp_path)), Actiesoort.BETALINGSREGELING)

    assert isinstance(found, BetalingsregelingActie)
    assert (found.maximum_termijnen, str(found.minimum_termijnbedrag), found.deadline) == (6, "25.00", None)
    assert van_soort(acties(aanslag()), Actiesoort.BETALINGSREGELING).deadline is not None


def test_a_rule_is_switched_off_by_its_code(tmp_path: Path) -> None:
    """Two lines are enough, and nothing else goes with it."""
    schrijf(tmp_path, 'code = "bestanden-aanleveren"\nactief = false\n')
    regelboek = laad(MEEGELEVERD, tmp_path)

    assert acties(taak(Taaksoort.UPLOAD), regelboek=regelboek) == []
    assert acties(taak(Taaksoort.FORMULIER), regelboek=regelboek)


def test_rules_in_a_folder_with_an_oin_count_for_that_organisation_alone(tmp_path: Path) -> None:
    """What one municipality adds or switches off changes nothing for the items of another."""
    own = tmp_path / str(ELDERS.oin) / "algemeen"
    schrijf(own, 'code = "bestanden-aanleveren"\nactief = false\n', "uit.toml")
    schrijf(own, GOED.replace("'maat' in kenmerken && kenmerken['maat'] == 'klein'", "titel != 'x'"))
    regelboek = laad(MEEGELEVERD, tmp_path)

    def titels(item: object) -> list[str]:
        return [one.titel for one in acties(item, NU, regelboek)]

    assert titels(taak(Taaksoort.UPLOAD, organisatie=HAVENSTAD)) == ["Stuur de bestanden"]
    assert titels(taak(Taaksoort.UPLOAD, organisatie=ELDERS)) == []
    assert titels(taak(Taaksoort.FORMULIER, organisatie=ELDERS)) == ["Beantwoord de vragen"]
    assert titels(product("GFT", organisatie=ELDERS)) == ["Ruil uw bak"]
    assert titels(product("GFT", organisatie=HAVENSTAD)) == []


def test_two_rules_in_one_folder_cannot_share_a_code(tmp_path: Path) -> None:
    """Which of the two would count is anybody's guess, so it is a fault that names both."""
    first, second = schrijf(tmp_path, GOED, "a.toml"), schrijf(tmp_path / "b", GOED)

    with pytest.raises(ConfigInvalid) as invalid:
        laad(tmp_path)

    assert invalid.value.faults == [f"{second}:2: code: deze code staat ook in {first}"]


def test_a_rule_that_goes_before_another_names_one_that_exists(tmp_path: Path) -> None:
    """And where both hold, only the one that goes before is shown."""
    both = GOED.replace("'maat' in kenmerken && kenmerken['maat'] == 'klein'", "titel != 'x'")
    better = both.replace("gft-bak", "gft-beter").replace("Ruil uw bak", "Ruil beter")
    schrijf(tmp_path, both, "a.toml")
    schrijf(tmp_path, better.replace('domein = "wonen"', 'domein = "wonen"\ngaat_voor = ["gft-bka"]'), "b.toml")
    with pytest.raises(ConfigInvalid, match=r"b.toml:4: gaat_voor\[1\]: er is geen regel met deze code"):
        laad(tmp_path)

    schrijf(tmp_path, better.replace('domein = "wonen"', 'domein = "wonen"\ngaat_voor = ["gft-bak"]'), "b.toml")

    assert [one.titel for one in laad(tmp_path).acties(product("GFT"), NU, MIDDEN)] == ["Ruil beter"]


def test_what_cannot_be_worked_out_is_never_offered(tmp_path: Path) -> None:
    """A division that fails for one number only, which no trying finds: no action, or one that says it cannot be checked."""
    fails = "10 / (aantal_bijlagen - 5 - 4) > 100"
    rule = GOED.replace('{ type = "GeneriekProduct", soort = ["GFT"] }', '{ type = "Bericht" }')
    rule = rule[: rule.index("[[voorbeeld]]")].replace("'maat' in kenmerken && kenmerken['maat'] == 'klein'", "{}")
    examples = '[[voorbeeld]]\nnaam = "a"\npast = true\n[[voorbeeld]]\nnaam = "b"\npast = false\n'
    blocks = f'[[belemmering]]\nals = "{fails}"\ncode = "AL_GEDAAN"\nmelding = "Al gedaan."\n'
    schrijf(tmp_path, rule.replace("{}", f"{fails} || titel == ''").replace("gft-bak", "a") + examples, "a.toml")
    schrijf(tmp_path, rule.replace("{}", "titel != ''").replace("gft-bak", "b") + blocks + examples, "b.toml")
    regelboek = laad(tmp_path)

    (fine,) = acties(bericht(aantal_bijlagen=8), regelboek=regelboek)
    (found,) = acties(bericht(aantal_bijlagen=9), regelboek=regelboek)

    assert fine.beschikbaar
    assert not found.beschikbaar
    assert found.reden is not None
    assert found.reden.code is Belemmeringcode.ONBEKEND
