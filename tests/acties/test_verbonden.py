"""Rules in a request: actions and choices at every item, the same by plan and by Strawberry, and nothing asked too much."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from gateway.acties import MEEGELEVERD, Regelboek, laad
from gateway.domain.actie import Actie
from gateway.domain.status import Taaksoort, Taakstatus
from gateway.domain.uitvoering import BetaalUitvoering, Uitvoeringstrede
from gateway.domain.waarden import bedrag
from gateway.plan.explain import explain_text
from gateway.plan.fanout.mogelijk import MET_TAKEN, fetches_erbij
from tests.acties.vraag import SCHEMA, Loket
from tests.acties.wereld import VANDAAG, aanslag, betaling, schrijf, taak, vergunning, zaak
from tests.schema.test_bronvelden import sources

MORGEN = VANDAAG + timedelta(1)
KEUZES = """keuzes {
  betalen { beschikbaar bedrag } betalingsregeling { beschikbaar }
  bezwaar { beschikbaar onderdelen { titel } reden { code } }
}"""
PRODUCTEN = "producten"
TAKEN = "taken"


def betaaltaak(native: str = "1", **rest: object) -> object:
    """A taak to pay assessment 7."""
    return taak(Taaksoort.BETALING, native, betaling=betaling(), verwijst=("product/nummer/7",), **rest)


def loket(**rest: object) -> Loket:
    """One person with an assessment, the taak to pay it, a permit that ends soon and a zaak."""
    items = {
        "zaken": [zaak("1", klaar_op=VANDAAG - timedelta(1))],
        "taken": [betaaltaak(), taak(Taaksoort.UPLOAD, "2")],
        "producten": [vergunning("1", einddatum=MORGEN), aanslag("7", tot=MORGEN)],
    }
    return Loket(items, **rest)  # type: ignore[arg-type]  # as a test wants it


async def test_each_item_tells_what_can_be_done() -> None:
    """A zaak that takes long, a taak to upload, a permit that ends: each with its own action, and its reason."""
    data = await loket().ask(
        "{ zaken { nodes { acties { soort } } } taken { nodes { acties { soort beschikbaar } } }"
        " producten { nodes { __typename acties { soort titel waarom deadline { datum } } } } }"
    )
    assert data["zaken"] == {"nodes": [{"acties": [{"soort": "VRAAG_STELLEN"}]}]}
    (permit,) = (one for one in data["producten"]["nodes"] if one["__typename"] == "Parkeervergunning")  # type: ignore[index]
    assert permit["acties"] == [
        {
            "soort": "VERLENGEN",
            "titel": "Verleng uw parkeervergunning",
            "waarom": "Uw vergunning geldt tot en met 15 maart 2026.",
            "deadline": {"datum": "2026-03-15"},
        }
    ]
    soorten = [[actie["soort"] for actie in one["acties"]] for one in data["taken"]["nodes"]]  # type: ignore[index]
    assert sorted(soorten) == [["AANLEVEREN"], ["BETALEN", "BETALINGSREGELING", "BEZWAAR"], ["VERLENGEN"]]


async def test_a_taak_to_pay_offers_all_three() -> None:
    """Also objecting, for which the assessment must be known: its list is asked beside that of the taken, and once."""
    world = loket()
    data = await world.ask(f"{{ taken(filter: {{ soort: [BETALING] }}) {{ nodes {{ betaling {{ {KEUZES} }} }} }} }}")
    assert data["taken"] == {
        "nodes": [
            {
                "betaling": {
                    "keuzes": {
                        "betalen": {"beschikbaar": True, "bedrag": "100.00"},
                        "betalingsregeling": {"beschikbaar": True},
                        "bezwaar": {
                            "beschikbaar": True,
                            "onderdelen": [{"titel": "OZB eigenaar"}, {"titel": "WOZ-waarde Kade 1"}],
                            "reden": None,
                        },
                    }
                }
            }
        ]
    }
    assert sorted(world.asked) == [PRODUCTEN, TAKEN]


@pytest.mark.parametrize(
    "query",
    [
        f"{{ zaken {{ nodes {{ taken {{ nodes {{ id betaling {{ {KEUZES} }} acties {{ titel }} }} }} }} }} }}",
        f"""{{ producten {{ nodes {{
          taken {{ nodes {{ id betaling {{ {KEUZES} }} }} }} ... on Belastingaanslag {{ betaling {{ {KEUZES} }} }}
        }} }} }}""",
        "{ zaken { nodes { gerelateerd { id ... on Taak { acties { titel beschikbaar } } } } } }",
        f"""{{
          taken {{ edges {{ node {{ betaling {{ {KEUZES} }} product {{ acties {{ doelId }} }} }} }} }}
          producten {{ nodes {{ acties {{ titel }} }} }}
        }}""",
    ],
    ids=["onder een zaak", "onder een product", "gerelateerd", "edges"],
)
async def test_wherever_a_taak_is_reached_both_executors_agree(query: str) -> None:
    """The world answers late, in any order; what can be done never depends on which answer came first."""
    items = {
        "zaken": [zaak("1", sleutels=("zaak/nummer/1",))],
        "taken": [taak(Taaksoort.BETALING, "1", betaling=betaling(), verwijst=("product/nummer/7", "zaak/nummer/1"))],
        "producten": [aanslag("7", tot=MORGEN)],
    }
    await Loket(items).ask(query)


async def test_nothing_is_asked_for_what_is_not_selected() -> None:
    """Without actions or choices only the taken are asked."""
    world = loket()
    await world.ask("{ taken(filter: { soort: [BETALING] }) { nodes { titel betaling { openstaand } } } }")
    assert world.asked == [TAKEN]


async def test_without_a_rule_that_needs_it_no_other_list_is_asked(tmp_path: Path) -> None:
    """A municipality that switched off objecting to an assessment: the choice is there, and producten are left alone."""
    schrijf(tmp_path, 'code = "bezwaar-aanslag"\nactief = false\n')
    world = loket(regels=laad(MEEGELEVERD, tmp_path))
    data = await world.ask(f"{{ taken(filter: {{ soort: [BETALING] }}) {{ nodes {{ betaling {{ {KEUZES} }} }} }} }}")
    (node,) = data["taken"]["nodes"]  # type: ignore[index]
    assert node["betaling"]["keuzes"]["bezwaar"]["reden"] == {"code": "NIET_AANGEBODEN"}
    assert world.asked == [TAKEN]


async def test_a_rule_gets_what_it_reads_of_a_zaak(tmp_path: Path) -> None:
    """Whether there is an outcome is known from the list itself: nothing more is asked for the sake of a rule."""
    schrijf(tmp_path, """
code = "uitkomst"
domein = "algemeen"
kijkt_naar = [{ type = "Zaak" }]
voorwaarde = "heeft_resultaat"
actie = "VRAAG_STELLEN"
titel = "Vraag uitleg"
waarom = "Er is een uitkomst."
voorbeeld = [
    { naam = "wel", past = true, feiten = { heeft_resultaat = true } },
    { naam = "niet", past = false, feiten = {} },
]
""")  # fmt: skip
    world = loket(regels=laad(MEEGELEVERD, tmp_path))
    await world.ask("{ zaken { nodes { acties { titel } } } }")
    assert world.asked == ["zaken"]


async def test_an_operation_without_actions_runs_no_rule() -> None:
    """The rules are not even asked when neither actions nor choices are selected."""
    asked: list[str] = []

    class Counting(Regelboek):
        def acties(self, item, *args, **rest) -> list[Actie]:  # type: ignore[no-untyped-def]  # passed on as it came
            asked.append(item.titel)
            return super().acties(item, *args, **rest)

    world = loket(regels=Counting([], {}))
    await world.ask("{ zaken { nodes { titel } } producten { nodes { titel } } tellers { openTaken { aantal } } }")
    assert asked == []
    await world.ask("{ zaken { nodes { acties { titel } } } }")
    assert asked == ["zaak 1"] * 2


def test_what_rules_add_shows_in_the_plan_and_its_price() -> None:
    """The list of producten for the choices of a taak: named, counted, and shared with a list that is asked anyway."""
    taken, erbij = "taken(filter: { soort: [BETALING] }) { nodes { acties { titel } } }", fetches_erbij(loket().regels)
    text = explain_text(SCHEMA, f"{{ {taken} }}", erbij)
    assert "    voor regels, producten: 1 aanroep\n" in text
    assert "hoogstens 2 aanroepen" in text
    assert "Prijs: 120 van 1000 punten, 2 van 25" in text
    both = explain_text(SCHEMA, f"{{ producten {{ nodes {{ titel }} }} {taken} }}", erbij)
    assert "voor regels, producten: deelt producten" in both
    assert "hoogstens 2 aanroepen" in both
    assert "voor regels" not in explain_text(SCHEMA, f"{{ {taken.replace('acties { titel }', 'titel')} }}", erbij)


def test_every_source_that_can_give_a_taak_is_known() -> None:
    """Rules may need more for a taak, so each field that leads to one is named."""
    core = SCHEMA._schema
    leads = set()
    for type_, spec in sources(core).values():
        found = getattr(type_, "of_type", None) or type_
        names = {one for one in ("Taak", "TaakConnection", "Item", "Node") if str(found).strip("[]!") == one}
        leads |= {spec.key} if names else set()
    assert leads == MET_TAKEN


async def test_an_action_is_done_where_its_taak_is_done() -> None:
    """Paying goes as the bron says; arranging is not what the taak asks, so that goes through the site."""
    betalen = BetaalUitvoering(
        trede=Uitvoeringstrede.GERICHTE_LINK, knoptekst="Naar betalen", fallback_url=None, alleen_via=None,
        bedrag=bedrag(100),
    )  # fmt: skip
    world = loket(details={"uitvoering": betalen}, website="https://www.havenstad.example")
    data = await world.ask(
        "{ taken(filter: { soort: [BETALING] }) { nodes { acties {"
        " soort uitvoering { __typename trede knoptekst fallbackUrl } } } } }"
    )
    pay, arrange, _ = data["taken"]["nodes"][0]["acties"]  # type: ignore[index]
    assert pay["uitvoering"] == {
        "__typename": "BetaalUitvoering", "trede": "GERICHTE_LINK", "knoptekst": "Naar betalen", "fallbackUrl": None,
    }  # fmt: skip
    assert arrange["uitvoering"] == {
        "__typename": "LinkUitvoering", "trede": "PORTAALWISSEL", "knoptekst": "Vraag of u in delen mag betalen",
        "fallbackUrl": "https://www.havenstad.example",
    }  # fmt: skip


async def test_without_a_site_there_is_still_a_way() -> None:
    """The organisation is named, so that nobody is left with a button that does nothing."""
    data = await loket().ask(
        "{ producten { nodes { acties { beschikbaar uitvoering { trede fallbackUrl alleenVia } } } } }"
    )
    ways = [actie["uitvoering"] for one in data["producten"]["nodes"] for actie in one["acties"]]  # type: ignore[index]
    assert ways[0] == {
        "trede": "PORTAALWISSEL",
        "fallbackUrl": None,
        "alleenVia": "Neem contact op met Gemeente Havenstad.",
    }


async def test_what_cannot_be_done_has_no_way() -> None:
    """An amount that is unknown cannot be paid, so there is nothing to follow."""
    items = {"taken": [taak(Taaksoort.BETALING, betaling=betaling(None))], "producten": []}
    data = await Loket(items).ask("{ taken { nodes { acties { soort beschikbaar uitvoering { trede } } } } }")
    ways = {actie["soort"]: actie["uitvoering"] for actie in data["taken"]["nodes"][0]["acties"]}  # type: ignore[index]
    assert ways["BETALEN"] is None


async def test_a_failed_list_for_rules_says_what_it_does_not_know() -> None:
    """Producten are away: paying and arranging still can; that objecting cannot is because we could not ask."""
    world = loket(stuk=frozenset({"producten"}))
    data = await world.ask(f"{{ taken(filter: {{ soort: [BETALING] }}) {{ nodes {{ betaling {{ {KEUZES} }} }} }} }}")
    keuzes = data["taken"]["nodes"][0]["betaling"]["keuzes"]  # type: ignore[index]
    assert keuzes["betalen"]["beschikbaar"] is True
    assert keuzes["bezwaar"]["reden"] == {"code": "BRON_ONBEREIKBAAR"}


async def test_a_closed_taak_has_nothing_left() -> None:
    """Paid is paid: no choices, no actions."""
    items = {
        "taken": [taak(Taaksoort.BETALING, betaling=betaling(tot=date(2026, 1, 1)), status=Taakstatus.AFGEROND)],
        "producten": [],
    }
    data = await Loket(items).ask(f"{{ taken {{ nodes {{ acties {{ soort }} betaling {{ {KEUZES} }} }} }} }}")
    assert data["taken"] == {"nodes": [{"acties": [], "betaling": {"keuzes": None}}]}
