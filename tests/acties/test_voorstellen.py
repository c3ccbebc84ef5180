"""What rules propose: taken among the taken, said to be ours, of one person alone, and honest about what could not be asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from gateway.acties import MEEGELEVERD, Regelboek, laad
from gateway.acties.regelingen import MEEGELEVERD as VOORBEELDEN
from gateway.acties.regelingen import laad_regelingen
from gateway.domain.bron import Betrouwbaarheidsniveau, Dienst
from gateway.domain.ref import Ref
from gateway.domain.status import Stapstand, Statusgroep, Taaksoort, Zaakstatus
from gateway.domain.zaak import Zaak, Zaaktype
from gateway.plan.explain import explain_text
from gateway.plan.fanout.mogelijk import fetches_erbij
from tests.acties.vraag import IDS, SCHEMA, Loket
from tests.acties.wereld import (
    ELDERS,
    MIDDEN,
    NU,
    SCHERM,
    VANDAAG,
    aanslag,
    bericht,
    betaling,
    product,
    schrijf,
    taak,
    vergunning,
    zaak,
)
from tests.bronnen.world import ANNA, BRAM

CHECKS = laad_regelingen(VOORBEELDEN, voorbeelden=True)
SOON = VANDAAG + timedelta(20)
TAKEN = "{ taken { aantal volledig nodes { id titel soort } bronnen { status dienst } } }"
VOLGENS_REGEL = """
code = "{code}"
domein = "algemeen"
kijkt_naar = [{{ type = "{type}", voorstel = "per_item" }}]
voorwaarde = "{voorwaarde}"
actie = "VRAAG_STELLEN"
titel = "Stel een vraag"
waarom = "Er is iets."
{meer}
voorbeeld = [
    {{ naam = "past", past = true, feiten = {{ {feiten} }} }},
    {{ naam = "past niet", past = false, feiten = {{}} }},
]
"""


def loket(items: Mapping[str, Sequence[object]] | None = None, **rest: object) -> Loket:
    """A person with a permit that ends soon, and a taak of a bron that has a later day."""
    usual: Mapping[str, Sequence[object]] = {
        "zaken": [zaak("1")],
        "taken": [taak(Taaksoort.UPLOAD, "9", startdatum=VANDAAG)],
        "producten": [vergunning("7", einddatum=SOON)],
        "berichten": [],
    }
    return Loket({**usual, **(items or {})}, **rest)  # type: ignore[arg-type]  # as a test wants it


def nodes(data: dict[str, object]) -> list[dict[str, object]]:
    """The taken of an answer."""
    found: list[dict[str, object]] = data["taken"]["nodes"]  # type: ignore[index]
    return found


def bijstand(native: str, **rest: object) -> Zaak:
    """A zaak in which a benefit was decided on."""
    status = Zaakstatus(
        groep=Statusgroep.BESLIST, tekst="Besluit genomen", toelichting=None, bronwaarde=None, vertaald=True,
        stand=Stapstand.HUIDIG, datum=None,
    )  # fmt: skip
    type_ = Zaaktype(identificatie="BIJSTAND", naam="Bijstand", doel=None, doorlooptijd=None, thema="Werk en inkomen")
    return zaak(native, status=status, zaaktype=type_, **rest)


async def test_a_permit_that_ends_within_a_month_is_a_taak_to_renew_it() -> None:
    """It stands among the taken without `acties` being selected, in the order of the list, with the day and the reason."""
    data = await loket().ask("""{ taken { aantal volledig nodes {
        titel toelichting soort status deadline { datum } organisatie { naam } betaling { openstaand }
        herkomst { formeel verouderd bron { code naam } }
    } } }""")
    assert data["taken"]["aantal"] == 2  # type: ignore[index]
    first, second = nodes(data)
    assert first == {
        "titel": "Verleng uw parkeervergunning",
        "toelichting": "Uw vergunning geldt tot en met 3 april 2026.",
        "soort": "VOORSTEL",
        "status": "OPEN",
        "deadline": {"datum": "2026-04-03"},
        "organisatie": {"naam": "Gemeente Havenstad"},
        "betaling": None,
        "herkomst": [{"formeel": False, "verouderd": False, "bron": {"code": "mijnservices", "naam": "MijnServices"}}],
    }
    assert second["titel"] == "taak 9"


async def test_what_to_do_is_in_its_actions() -> None:
    """One action, for the permit itself; there is no way to do the taak but that."""
    data = await loket().ask(
        "{ taken { nodes { soort acties { soort beschikbaar doelId uitvoering { trede } } uitvoering { trede } } }"
        " producten { nodes { id } } }"
    )
    (permit,) = data["producten"]["nodes"]  # type: ignore[index]
    assert nodes(data)[0] == {
        "soort": "VOORSTEL",
        "acties": [
            {
                "soort": "VERLENGEN",
                "beschikbaar": True,
                "doelId": permit["id"],
                "uitvoering": {"trede": "PORTAALWISSEL"},
            }
        ],
        "uitvoering": None,
    }


async def test_its_id_opens_it_and_only_for_this_person() -> None:
    """By `taak`, by `node` and with its product; what is not proposed, or is of somebody else, is not found."""
    world = loket()
    id_ = nodes(await world.ask(TAKEN))[0]["id"]
    data = await world.ask(
        "query ($id: ID!) { taak(id: $id) { titel product { titel } acties { titel } } node(id: $id) { __typename id } }",
        id=id_,
    )
    assert data["taak"] == {
        "titel": "Verleng uw parkeervergunning",
        "product": {"titel": "product 7"},
        "acties": [{"titel": "Verleng uw parkeervergunning"}],
    }
    assert data["node"] == {"__typename": "Taak", "id": id_}
    ref = IDS.decode(str(id_), ANNA.id_sleutel)
    assert ref is not None
    assert IDS.decode(str(id_), BRAM.id_sleutel) is None
    foreign = [
        Ref("taak", ref.bron, "parkeervergunning-verlengen product 8"),
        Ref("taak", ref.bron, "een-andere-regel product 7"),
        Ref("taak", ref.bron, "parkeervergunning-verlengen contactmoment 7"),
        Ref("taak", "mijnservices/elders", ref.native),
        Ref("taak", ref.bron, "onzin"),
    ]
    for one in foreign:
        answer = await world.ask("query ($id: ID!) { taak(id: $id) { titel } }", id=IDS.encode(one, ANNA.id_sleutel))
        assert answer == {"taak": None}


async def test_it_is_counted_and_stands_at_its_product() -> None:
    """In the counter of open taken and in the list below the permit; a zaak does not need it."""
    data = await loket(items={"zaken": [bijstand("1")]}, boek=CHECKS).ask(
        "{ tellers { openTaken { aantal volledig } } producten { nodes { taken { nodes { titel } } } }"
        " zaken { nodes { actieNodig taken { nodes { titel } } } } }"
    )
    assert data["tellers"] == {"openTaken": {"aantal": 3, "volledig": True}}
    assert data["producten"]["nodes"][0]["taken"] == {"nodes": [{"titel": "Verleng uw parkeervergunning"}]}  # type: ignore[index]
    (one,) = data["zaken"]["nodes"]  # type: ignore[index]
    assert one["actieNodig"] is False
    assert len(one["taken"]["nodes"]) == 1


async def test_pages_hold_proposals_like_any_taak() -> None:
    """One at a time: every taak once, none twice, in the order of the whole list."""
    items = {"producten": [vergunning(str(n), einddatum=SOON + timedelta(n)) for n in range(3)]}
    world = loket(items=items)
    whole = [one["id"] for one in nodes(await world.ask("{ taken { nodes { id } } }"))]
    paged: list[object] = []
    after = None
    for _ in range(10):
        data = await world.ask(
            "query ($na: String) { taken(first: 1, after: $na) { nodes { id } pageInfo { endCursor hasNextPage } } }",
            na=after,
        )
        paged += [one["id"] for one in nodes(data)]
        info = data["taken"]["pageInfo"]  # type: ignore[index]
        after = info["endCursor"]
        if not info["hasNextPage"]:
            break
    assert paged == whole
    assert len(whole) == 4


async def test_a_bron_that_fails_proposes_nothing_and_is_named() -> None:
    """No error and no guess: the taken that are there, the report of what could not be asked, and no number."""
    data = await loket(stuk=frozenset({"producten"})).ask(TAKEN)
    assert [one["titel"] for one in nodes(data)] == ["taak 9"]
    assert data["taken"]["bronnen"] == [  # type: ignore[index]
        {"status": "OK", "dienst": "TAKEN"},
        {"status": "ONBEREIKBAAR", "dienst": "PRODUCTEN"},
    ]
    assert (data["taken"]["aantal"], data["taken"]["volledig"]) == (None, False)  # type: ignore[index]


async def test_taken_that_fail_leave_the_proposals() -> None:
    """What is proposed does not depend on the bron of the taken."""
    data = await loket(stuk=frozenset({"taken"})).ask(TAKEN)
    assert [one["soort"] for one in nodes(data)] == ["VOORSTEL"]
    assert {"status": "ONBEREIKBAAR", "dienst": "TAKEN"} in data["taken"]["bronnen"]  # type: ignore[index,operator]


async def test_an_old_answer_is_told_as_old() -> None:
    """A proposal about an item that could not be refreshed says so."""
    old = vergunning("7", einddatum=SOON)
    old.herkomst = [replace(one, verouderd=True) for one in old.herkomst]
    data = await loket(items={"producten": [old]}).ask("{ taken { nodes { soort herkomst { verouderd } } } }")
    assert nodes(data)[0]["herkomst"] == [{"verouderd": True}]


async def test_only_lists_with_rules_are_asked(tmp_path: Path) -> None:
    """A municipality that switched off what is proposed about producten and berichten: only zaken are looked at, or nothing."""
    proactief = [path for path in MEEGELEVERD.rglob("*.toml") if "voorstel = " in path.read_text("utf-8")]
    for path in proactief:
        schrijf(tmp_path, f'code = "{path.stem}"\nactief = false\n', path.name)
    for path in MEEGELEVERD.rglob("*.toml"):
        code = path.read_text("utf-8").partition('code = "')[2].partition('"')[0]
        if path in proactief:
            schrijf(tmp_path, f'code = "{code}"\nactief = false\n', path.name)
    none = laad(MEEGELEVERD, tmp_path)
    assert none.proactief == ()
    world = loket(regels=none)
    data = await world.ask(TAKEN)
    assert [one["titel"] for one in nodes(data)] == ["taak 9"]
    assert world.asked == ["taken"]
    (tmp_path / "ondersteuning-onderzoeken.toml").unlink()
    assert laad(MEEGELEVERD, tmp_path).proactief == (Dienst.ZAKEN,)


@pytest.mark.parametrize("filter_", ["soort: [UPLOAD]", "status: [AFGEROND, GEANNULEERD]"])
async def test_a_filter_that_leaves_proposals_out_asks_no_other_list(filter_: str) -> None:
    """Nothing is fetched to be thrown away, and the plan says so where the filter is written down."""
    world = loket()
    await world.ask(f"{{ taken(filter: {{ {filter_} }}) {{ nodes {{ titel }} }} }}")
    assert world.asked == ["taken"]
    erbij = fetches_erbij(world.regels)
    query = f"{{ taken(filter: {{ {filter_} }}) {{ nodes {{ titel }} }} }}"
    assert "voor regels" not in explain_text(SCHEMA, query, erbij)
    variable = "query ($f: TaakFilter) { taken(filter: $f) { nodes { titel } } }"
    assert "voor regels, producten" in explain_text(SCHEMA, variable, erbij)


async def test_below_an_item_only_its_own_list_is_looked_at() -> None:
    """The taken of a zaak need no producten, and those of a product no zaken; the plan says the same."""
    world = loket()
    for parent, other in (("zaken", "producten"), ("producten", "zaken")):
        query = f"{{ {parent} {{ nodes {{ taken {{ nodes {{ titel }} }} }} }} }}"
        await world.ask(query)
        assert sorted(world.asked) == sorted([parent, "taken"])
        text = explain_text(SCHEMA, query, fetches_erbij(world.regels))
        assert f"voor regels, {parent}: deelt {parent}" in text
        assert other not in text


def test_what_is_looked_at_shows_in_the_plan() -> None:
    """Three lists for proposals, each named and counted once, also for the counter."""
    erbij = fetches_erbij(loket().regels)
    text = explain_text(SCHEMA, "{ taken { nodes { titel } } tellers { openTaken { aantal } } }", erbij)
    assert [line.strip() for line in text.splitlines() if "voor regels" in line] == [
        "voor regels, zaken: 1 aanroep",
        "voor regels, berichten: 1 aanroep",
        "voor regels, producten: 1 aanroep",
        "voor regels, zaken: deelt zaken",
        "voor regels, berichten: deelt berichten",
        "voor regels, producten: deelt producten",
    ]
    assert "hoogstens 4 aanroepen" in text


async def test_a_list_is_asked_once_for_both() -> None:
    """The zaken that are selected are the zaken that rules look at, whichever field comes first."""
    for query in (
        "{ taken { nodes { titel } } zaken { nodes { titel } } }",
        "{ zaken { nodes { titel } } taken { nodes { titel } } }",
    ):
        world = loket()
        await world.ask(query)
        assert [one for one in world.asked if one == "zaken"] == ["zaken"]


async def test_a_decision_about_a_benefit_leads_to_one_question() -> None:
    """Three such zaken at one organisation: it asks once, about the same zaak each time. Who offers no checks, asks nothing."""
    zaken = [bijstand("3"), bijstand("1"), bijstand("2"), bijstand("4", organisatie=ELDERS)]
    data = await loket(items={"zaken": zaken, "producten": []}, boek=CHECKS).ask("""{
      taken { nodes { titel soort zaak { titel } acties { soort titel doelId ... on RegelingActie { regeling { naam } } } } }
      regelingen { id naam }
    }""")
    (found,) = (one for one in nodes(data) if one["soort"] == "VOORSTEL")
    assert found["titel"] == "Wilt u onderzoeken of u recht hebt op meer ondersteuning?"
    assert found["zaak"] == {"titel": "zaak 1"}
    assert [one["doelId"] for one in found["acties"]] == [one["id"] for one in data["regelingen"]]  # type: ignore[attr-defined]
    assert [one["regeling"]["naam"] for one in found["acties"]] == [one["naam"] for one in data["regelingen"]]  # type: ignore[attr-defined]
    none = await loket(items={"zaken": zaken, "producten": []}).ask(TAKEN)
    assert [one for one in nodes(none) if one["soort"] == "VOORSTEL"] == []


async def test_what_a_bron_gave_a_taak_for_is_not_proposed() -> None:
    """An assessment that must be paid this week: proposed, unless there is an open taak to pay it."""
    due = betaling(tot=VANDAAG + timedelta(5), kenmerk="4001")
    only = await loket(items={"producten": [aanslag("7", betaling=due)]}).ask(TAKEN)
    assert [one["titel"] for one in nodes(only) if one["soort"] == "VOORSTEL"] == ["Betaal nu"]
    betaaltaak = taak(Taaksoort.BETALING, "8", betaling=betaling(kenmerk="4001"))
    both = await loket(items={"producten": [aanslag("7", betaling=due)], "taken": [betaaltaak]}).ask(TAKEN)
    assert [one["soort"] for one in nodes(both)] == ["BETALING"]


async def test_unread_post_that_wants_an_answer_is_a_taak() -> None:
    """Until it is opened; post without a last day is not."""
    items = {"berichten": [bericht("1", tot=SOON), bericht("2", tot=SOON, gelezen=True), bericht("3")], "producten": []}
    data = await loket(items=items).ask(TAKEN)
    assert [one["titel"] for one in nodes(data) if one["soort"] == "VOORSTEL"] == ["Lees het bericht: bericht 1"]


def test_every_domain_proposes_something() -> None:
    """Belastingen, parkeren, sociaal, burgerzaken and wonen each come with a rule that speaks up by itself."""
    regels = laad(MEEGELEVERD)
    items = [
        aanslag("1", betaling=betaling(tot=VANDAAG + timedelta(3))), vergunning("2", einddatum=SOON),
        product("WMO", "3", einddatum=SOON), product("paspoort", "4", einddatum=SOON),
        product("URGENTIE", "5", einddatum=SOON), product("GPK", "6", einddatum=SOON), bijstand("7"),
        bericht("8", tot=SOON),
    ]  # fmt: skip
    found = regels.voorstellen(items, NU, Betrouwbaarheidsniveau.HOOG)
    assert {one.item.ref.native for one in found} == {str(n) for n in range(1, 9)}


def test_what_cannot_be_done_is_not_proposed_but_a_login_is() -> None:
    """Help that can be extended only later is no proposal yet; one that needs a stronger login is, with that as reason."""
    regels = laad(MEEGELEVERD)
    early = product("WMO", "1", einddatum=VANDAAG + timedelta(200))
    (weak,) = regels.voorstellen([product("WMO", "2", einddatum=SOON)], NU, MIDDEN)
    assert regels.voorstellen([early], NU, Betrouwbaarheidsniveau.HOOG) == []
    assert weak.actie.reden is not None
    assert weak.actie.reden.code.name == "NIVEAU_TE_LAAG"


def test_a_rule_that_goes_before_another_silences_its_proposal(tmp_path: Path) -> None:
    """A municipality's own action for the same thing, which proposes nothing itself."""
    own = VOLGENS_REGEL.format(
        code="eigen", type="Parkeervergunning", voorwaarde="status == 'ACTIEF'", feiten="status = 'ACTIEF'",
        meer='gaat_voor = ["parkeervergunning-verlengen"]',
    ).replace(', voorstel = "per_item"', "")  # fmt: skip
    schrijf(tmp_path, own)
    assert laad(MEEGELEVERD, tmp_path).voorstellen([vergunning(einddatum=SOON)], NU, MIDDEN) == []


def test_an_organisation_proposes_by_its_own_rules(tmp_path: Path) -> None:
    """A rule in a folder with an OIN counts for the items of that organisation alone."""
    assert ELDERS.oin is not None
    own = VOLGENS_REGEL.format(code="eigen", type="Zaak", voorwaarde="lopend == true", feiten="lopend = true", meer="")
    schrijf(tmp_path / ELDERS.oin, own)
    regels = laad(MEEGELEVERD, tmp_path)
    found = regels.voorstellen([zaak("1"), zaak("2", organisatie=ELDERS)], NU, MIDDEN)
    assert [one.item.ref.native for one in found] == ["2"]


def test_a_rule_cannot_propose_about_a_taak(tmp_path: Path) -> None:
    """A taak is one already, and a besluit stands in no list: the rule is refused with its place."""
    path = schrijf(
        tmp_path,
        VOLGENS_REGEL.format(
            code="eigen", type="Taak", voorwaarde="status == 'OPEN'", feiten="status = 'OPEN'", meer=""
        ),
    )
    with pytest.raises(Exception, match="over een Taak doet de gateway geen voorstel") as invalid:
        laad(tmp_path)
    assert f"{path}:4: kijkt_naar[1].voorstel" in str(invalid.value)


def test_a_hidden_item_is_never_proposed_about() -> None:
    """What a person may not see at this level says nothing in another way either."""
    hidden = vergunning(einddatum=SOON, afscherming=SCHERM)
    assert Regelboek([], {}).voorstellen([hidden], NU, MIDDEN) == []
    assert laad(MEEGELEVERD).voorstellen([hidden], NU, MIDDEN) == []
