"""What suppliers of ZGW do differently is data: each ability apart, and what a municipality may change of it."""

from __future__ import annotations

import pytest

from connectors.openzaak import faults_in, resultaat, statussen, zaak, zaken
from connectors.openzaak.mapping import shown_number
from connectors.openzaak.profiel import PROFIELEN, STANDAARD, profiel_of
from gateway.domain.status import Statusgroep
from tests.connectors.canned import BASIS, asked, call, page
from tests.connectors.test_openzaak import CATALOGI, CATALOGUS, ZAKEN, rol, row, statustype

BSN = "999991103"
ESUITE = {"profiel": "e-suite"}
GROEN = {"statussen": {"PARKEREN": {"Raadplegen": "BESLIST"}}}


def at(root: str, answers: dict[tuple[str, str], object]) -> dict[tuple[str, str], object]:
    """The same answers of a supplier that has all its APIs below one path."""
    return {
        (method, f"{root}/{path.rpartition('/api/v1/')[2]}" if "/api/v1/" in path else path): answer
        for (method, path), answer in answers.items()
    }


def test_every_profile_is_what_it_says_and_no_more() -> None:
    """Without a name it is the standard; a name that nobody knows is not guessed at."""
    assert profiel_of({}) == profiel_of({"profiel": "onbekend"}) == PROFIELEN[STANDAARD]
    assert profiel_of(ESUITE) == PROFIELEN["e-suite"]


def test_one_installation_may_differ_in_one_ability() -> None:
    """`afwijkingen` replaces single values; what does not fit changes nothing."""
    changed = profiel_of({**ESUITE, "afwijkingen": {"expand": True, "bedrijf": ["kvk"]}})

    assert changed.expand is True
    assert changed.bedrijf == ("kvk",)
    assert changed.nummer == PROFIELEN["e-suite"].nummer
    assert profiel_of({**ESUITE, "afwijkingen": {"expand": "misschien"}}) == PROFIELEN["e-suite"]
    assert profiel_of({**ESUITE, "afwijkingen": ["expand"]}) == PROFIELEN["e-suite"]


@pytest.mark.parametrize(
    ("instellingen", "place"),
    [
        ({"profiel": "papier"}, ("profiel",)),
        ({"profiel": ["e-suite"]}, ("profiel",)),
        ({"afwijkingen": "expand"}, ("afwijkingen",)),
        ({"afwijkingen": {"expandeer": True}}, ("afwijkingen", "expandeer")),
        ({"afwijkingen": {"per_blad": "veel"}}, ("afwijkingen", "per_blad")),
        ({"plafond": "streng geheim"}, ("plafond",)),
        ({"plafond": ["openbaar"]}, ("plafond",)),
        ({"toon_zonder_status": "ja"}, ("toon_zonder_status",)),
        ({"statussen": ["Ontvangen"]}, ("statussen",)),
        ({"statussen": {"*": "ONTVANGEN"}}, ("statussen",)),
        ({"statussen": {"*": {"Ontvangen": "BINNEN"}}}, ("statussen", "*", "Ontvangen")),
        ({"plafon": "openbaar"}, ("plafon",)),
    ],
)
def test_a_fault_in_the_settings_is_told_with_its_place(
    instellingen: dict[str, object], place: tuple[str, ...]
) -> None:
    """Before the start, and not by a zaak that looks odd."""
    assert [keys for keys, _ in faults_in(instellingen)] == [place]


def test_settings_that_are_right_have_no_faults() -> None:
    """All there is to set, at once."""
    instellingen = {
        **ESUITE,
        **GROEN,
        "afwijkingen": {"expand": True},
        "plafond": "openbaar",
        "toon_zonder_status": True,
    }
    assert list(faults_in(instellingen)) == []


async def test_a_municipality_translates_its_own_statussen() -> None:
    """By zaaktype; what nobody translates is shown as it stands, and says so."""
    s2 = {"status": {"statustype": f"{BASIS}{CATALOGI}/statustypen/s2"}}
    answers = {**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row(_expand=s2)])}

    for instellingen, groep, vertaald in (({}, "ONBEKEND", False), (GROEN, "BESLIST", True)):
        found = (await zaken(call(answers, instellingen=instellingen))).items[0].status
        assert found is not None
        assert (found.groep, found.vertaald) == (Statusgroep[groep], vertaald)
        assert (found.tekst, found.bronwaarde) == ("Raadplegen", "Raadplegen")


@pytest.mark.parametrize(
    ("nummer", "shown"),
    [
        ("0014ESUITE66392022", "6639-2022"),
        ("0014ESUITE12022", "1-2022"),
        ("ZAAK-2022-1", "ZAAK-2022-1"),
        ("", ""),
        (None, None),
    ],
)
def test_a_number_is_shown_as_it_stands_in_letters(nummer: str | None, shown: str | None) -> None:
    """A number that the pattern does not know stays what it is."""
    assert shown_number(nummer, PROFIELEN["e-suite"]) == shown


async def test_a_zaak_is_also_found_by_the_number_that_is_shown() -> None:
    """A bericht may name either."""
    answers = {**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page([row(identificatie="0014ESUITE66392022")])}
    found = (await zaken(call(answers, instellingen=ESUITE))).items[0]
    assert found.identificatie == "6639-2022"
    assert {"zaak/nummer/0014ESUITE66392022", "zaak/nummer/6639-2022"} <= set(found.sleutels)


async def test_statussen_without_moments_are_listed_newest_first() -> None:
    """e-Suite tells no moments and no numbers: the order of its lists is all there is."""
    types = [statustype(uuid, 0, naam) for uuid, naam in (("s1", "Ontvangen"), ("s2", "Toetsen"), ("s3", "Klaar"))]
    for one in types:
        del one["volgnummer"]
    history = [{"statustype": f"{BASIS}{CATALOGI}/statustypen/{uuid}"} for uuid in ("s2", "s1")]
    answers = {
        **CATALOGUS,
        ("GET", f"{CATALOGI}/statustypen"): page(types),
        ("GET", f"{ZAKEN}/statussen"): page(history),
    }
    steps = await statussen(call(answers, native="z1", instellingen=ESUITE))
    assert [(step.tekst, step.stand.name) for step in steps] == [
        ("Ontvangen", "GEWEEST"),
        ("Toetsen", "HUIDIG"),
        ("Klaar", "VERWACHT"),
    ]


async def test_a_resultaattype_cut_short_is_told_in_full() -> None:
    """e-Suite has twenty letters for it, and the whole text beside it."""
    kind = {
        "url": f"{BASIS}{CATALOGI}/resultaattypen/r1",
        "omschrijving": "Niet ontvankelijk ve",
        "naam": "Niet ontvankelijk verklaard",
    }
    ended = {"resultaattype": kind["url"], "toelichting": None}
    answers = {
        **CATALOGUS,
        ("GET", f"{CATALOGI}/resultaattypen"): page([kind]),
        ("GET", f"{ZAKEN}/resultaten"): page([ended]),
    }
    found = await resultaat(call(answers, native="z1", instellingen=ESUITE))
    assert found is not None
    assert found.tekst == "Niet ontvankelijk verklaard"


def octopus(**kenmerken: str) -> dict[str, object]:
    """A zaak whose status is a text among its kenmerken."""
    pairs = [{"kenmerk": naam, "bron": text} for naam, text in kenmerken.items()]
    return row(status=None, resultaat=None, toelichting=None, kenmerken=pairs, _expand=None)


async def test_status_and_resultaat_may_be_texts_among_the_kenmerken() -> None:
    """Octopus has them there; a name that the catalogue knows is that step, and another is shown as it stands."""
    rows = [
        {**octopus(statustekst="Ontvangen", statusdatum="2026-11-02", resultaattekst="Gegrond"), "uuid": "z1"},
        {**octopus(statustekst="Hoorzitting", statusdatum="binnenkort"), "uuid": "z2"},
        {**octopus(), "uuid": "z3"},
        {**octopus(statustekst="Ontvangen"), "uuid": "z4", "identificatie": None},
        {**octopus(statustekst="Ontvangen"), "uuid": "z5", "kenmerken": None},
    ]
    answers = at("/zgw/v1", {**CATALOGUS, ("POST", f"{ZAKEN}/zaken/_zoek"): page(rows)})

    made = call(answers, instellingen={"profiel": "octopus"})
    shown = (await zaken(made)).items

    assert [(one.ref.native, one.status.tekst, one.status.vertaald) for one in shown if one.status] == [
        ("z1", "Ontvangen", True),
        ("z2", "Hoorzitting", False),
    ]
    assert len(shown) == 2
    assert shown[0].dossier is not None
    assert shown[0].dossier.resultaat is not None
    assert shown[0].dossier.resultaat.tekst == "Gegrond"
    assert not any("besluittypen" in one.path for one in asked(made))


async def test_what_is_not_there_may_be_an_empty_list() -> None:
    """A front that says 404 for an empty list: nothing is there, which is not the same as not answering."""
    answers = {key: value for key, value in CATALOGUS.items() if "informatieobjecttypen" not in key[1]}
    made = call(answers, instellingen={"profiel": "zgw-1.0"})

    assert (await zaken(made)).items == []
    searched = [one for one in asked(made) if one.path == f"{ZAKEN}/zaken"]
    assert [one.params for one in searched] == [
        {
            "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn": BSN,
            "maximaleVertrouwelijkheidaanduiding": "zaakvertrouwelijk",
            "page": 1,
        }
    ]


async def test_one_zaak_without_expand_is_read_with_its_status_apart() -> None:
    """The same proof, and nothing in the address that an older register would refuse."""
    answers = {
        **CATALOGUS,
        ("GET", f"{ZAKEN}/zaken/z1"): {name: value for name, value in row().items() if name != "_expand"},
        ("GET", f"{ZAKEN}/statussen/x"): {"statustype": f"{BASIS}{CATALOGI}/statustypen/s1"},
        ("GET", f"{ZAKEN}/rollen"): page([rol(BSN)]),
    }
    made = call(answers, native="z1", instellingen={"profiel": "zgw-1.0"})
    found = await zaak(made)
    assert found is not None
    assert found.status is not None
    assert found.status.tekst == "Ontvangen"
    assert [one.params for one in asked(made) if one.path == f"{ZAKEN}/zaken/z1"] == [{}]
    assert found.zaaktype is not None
