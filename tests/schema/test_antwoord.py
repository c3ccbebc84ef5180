"""Views answer as the schema promises: ids, interfaces, cursors and edges, without anything private in sight."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from inspect import isawaitable

from graphql import GraphQLSchema, execute, parse

from gateway.context import Needs
from gateway.domain.actie import Actie
from gateway.domain.bron import (
    Betrouwbaarheidsniveau,
    Bron,
    BronRapport,
    Bronstatus,
    Dienst,
    GevondenVia,
    Herkomst,
    Organisatie,
)
from gateway.domain.kenmerk import Kenmerk, Kenmerksoort
from gateway.domain.klant import Ik, Klantsoort
from gateway.domain.lijst import PageInfo
from gateway.domain.product import (
    Aanslagregel,
    Belastingaanslag,
    GeneriekProduct,
    Parkeerdoelgroep,
    Parkeervergunning,
    Product,
    ProductConnection,
)
from gateway.domain.ref import Ref
from gateway.domain.status import Productsoort, Productstatus
from gateway.domain.waarden import bedrag, duration
from gateway.errors import BronTimeout

GEMEENTE = Organisatie(naam="Gemeente Utrecht", oin="00000001002306608000", website=None)
BRON = Bron(
    code="parkeren",
    naam="Parkeren",
    organisatie=GEMEENTE,
    diensten=[Dienst.PRODUCTEN],
    minimaal_niveau=Betrouwbaarheidsniveau.MIDDEN,
)
NU = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
HERKOMST = Herkomst(bron=BRON, peilmoment=NU, verouderd=False, formeel=True, gevonden_via=GevondenVia.BSN)
RAPPORT = BronRapport(
    bron=BRON, dienst=Dienst.PRODUCTEN, status=Bronstatus.OK, melding=None, aantal=3, aantal_ongeldig=0, afgekapt=False,
    opgehaald_op=NU, duur=duration(NU - NU), code=None, opnieuw_na=None, belemmering=None,
)  # fmt: skip


def product_fields(native: str, soort: Productsoort) -> dict[str, object]:
    """What every product has, as a mapper would pass it."""
    return {
        "ref": Ref("product", "parkeren", native), "titel": f"Product {native}", "organisatie": GEMEENTE,
        "herkomst": [HERKOMST], "urn": None, "laatst_gewijzigd_op": None, "afscherming": None,
        "sleutels": (), "verwijst": (), "soort": soort, "nummer": native, "producttype": None,
        "status": Productstatus.ACTIEF, "status_bronwaarde": "actief", "startdatum": date(2026, 1, 1), "einddatum": None,
        "prijs": bedrag("15.2"), "prijsfrequentie": None, "prijsfrequentie_bronwaarde": None, "gedeeld": None,
        "kenmerken": [Kenmerk(sleutel="zone", label="Zone", groep=None, soort=Kenmerksoort.TEKST, waarden=["A"],
                              weergave="A", eenheid=None)],
    }  # fmt: skip


def three_products() -> list[Product]:
    """One of each kind."""
    regel = Aanslagregel(
        omschrijving="Afvalstoffenheffing", bedrag=bedrag(300), grondslag=None, adres=[], bezwaar_mogelijk=True,
        ref=Ref("aanslagregel", "parkeren", "2/1"),
    )  # fmt: skip
    vergunning: Mapping[str, object] = {
        **product_fields("1", Productsoort.PARKEERVERGUNNING), "doelgroep": Parkeerdoelgroep.BEWONER,
        "doelgroep_bronwaarde": None, "zone": "Binnenstad", "zonecode": "A", "kentekens": ["XX123Y"], "saldo": None,
    }  # fmt: skip
    aanslag: Mapping[str, object] = {
        **product_fields("2", Productsoort.BELASTINGAANSLAG), "belastingjaar": 2026, "dagtekening": None,
        "totaal": bedrag(300), "regels": [regel], "woz_waarden": [], "bezwaartermijn": None, "betaling": None,
    }  # fmt: skip
    return [
        Parkeervergunning(**vergunning),  # type: ignore[arg-type]  # a table of examples, checked by the answer below
        Belastingaanslag(**aanslag),  # type: ignore[arg-type]  # same
        GeneriekProduct(**product_fields("3", Productsoort.OVERIG)),  # type: ignore[arg-type]  # same
    ]


class Bladzijde:
    """A page of three, with readable cursors."""

    def cursor(self, index: int) -> str | None:
        """The index as text, counted from the front."""
        return str(range(3)[index])


class Vraag:
    """A request in which one bron answers with three products, and related items are too late."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Mapping[str, object], frozenset[str]]] = []

    def id(self, ref: Ref) -> str:
        """A readable id."""
        return "/".join(ref.key())

    def acties(self, item: object) -> list[Actie]:
        """Nothing can be done here."""
        return []

    def ik(self) -> Ik:
        """An inwoner."""
        return Ik(
            soort=Klantsoort.INWONER, inlognaam="Noor", kvk_nummer=None, vestigingsnummer=None,
            niveau=Betrouwbaarheidsniveau.MIDDEN, ingelogd_tot=NU, vertegenwoordiging=None,
        )  # fmt: skip

    def bronnen(self) -> list[Bron]:
        """The one bron."""
        return [BRON]

    async def fetch(
        self, key: str, parents: Sequence[object], args: Mapping[str, object], needs: Needs
    ) -> Sequence[object]:
        """Answer the keys of this test."""
        self.asked.append((key, args, needs.paths))
        page = PageInfo(has_next_page=False, has_previous_page=False, bladwijzer=Bladzijde())
        found: dict[str, object] = {
            "producten": ProductConnection(
                nodes=three_products(), page_info=page, aantal=3, volledig=True, bronnen=[RAPPORT]
            ),
            "node": three_products()[0],
            "item.gerelateerd": BronTimeout(),
            "klant.naam": "Noor",
        }
        return [found.get(key)] * len(parents)


async def ask(core: GraphQLSchema, text: str) -> tuple[Mapping[str, object], list[list[str | int]], Vraag]:
    """The data, the paths of the errors, and the request of one question."""
    vraag = Vraag()
    answer = execute(core, parse(text), context_value=vraag)
    result = await answer if isawaitable(answer) else answer
    paths = [list(error.path or ()) for error in result.errors or ()]
    return result.data or {}, paths, vraag


async def test_each_product_answers_as_its_own_type(core: GraphQLSchema) -> None:
    """A list of an interface gives every item its own type, with the fields of both."""
    data, errors, _ = await ask(
        core,
        """{ producten { nodes { __typename id prijs kenmerken { weergave }
             ... on Parkeervergunning { kentekens } ... on Belastingaanslag { totaal regels { id bedrag } } } } }""",
    )
    shared = {"prijs": "15.20", "kenmerken": [{"weergave": "A"}]}
    regels = [{"id": "aanslagregel/parkeren/2/1", "bedrag": "300.00"}]
    assert errors == []
    assert data["producten"] == {
        "nodes": [
            {"__typename": "Parkeervergunning", "id": "product/parkeren/1", "kentekens": ["XX123Y"], **shared},
            {
                "__typename": "Belastingaanslag",
                "id": "product/parkeren/2",
                "totaal": "300.00",
                "regels": regels,
                **shared,
            },
            {"__typename": "GeneriekProduct", "id": "product/parkeren/3", **shared},
        ]
    }


async def test_nodes_and_edges_agree(core: GraphQLSchema) -> None:
    """The edges are the nodes with a cursor each; the page knows its first and last."""
    data, _, _ = await ask(
        core, "{ producten { edges { cursor node { titel } } pageInfo { startCursor endCursor hasNextPage } } }"
    )
    edges = [{"cursor": str(n), "node": {"titel": f"Product {n + 1}"}} for n in range(3)]
    page = {"startCursor": "0", "endCursor": "2", "hasNextPage": False}
    assert data["producten"] == {"edges": edges, "pageInfo": page}


async def test_one_failing_field_leaves_the_rest(core: GraphQLSchema) -> None:
    """A source that fails nulls its own field, with an error at its path."""
    data, errors, _ = await ask(core, '{ node(id: "x") { id ... on Product { titel gerelateerd { titel } } } }')
    assert data == {"node": {"id": "product/parkeren/1", "titel": "Product 1", "gerelateerd": None}}
    assert errors == [["node", "gerelateerd"]]


async def test_arguments_and_needs_reach_the_source(core: GraphQLSchema) -> None:
    """A source hears the defaults, the given arguments and what is selected below nodes; what is left out stays out."""
    _, _, vraag = await ask(core, "{ producten(first: 5) { nodes { titel kenmerken { label } } } }")
    ((key, args, paths),) = vraag.asked
    assert (key, args["first"]) == ("producten", 5)
    assert getattr(args["order_by"], "value", None) == "EINDDATUM"
    assert "after" not in args
    assert "filter" not in args
    assert paths == {"titel", "kenmerken", "kenmerken.label"}


async def test_who_asks_and_who_answers(core: GraphQLSchema) -> None:
    """The person and the bronnen come from the request itself; the counters ask their own source."""
    data, errors, vraag = await ask(
        core, "{ ik { soort naam niveau } bronnen { code diensten } tellers { openTaken { aantal } } }"
    )
    assert data["ik"] == {"soort": "INWONER", "naam": "Noor", "niveau": "MIDDEN"}
    assert data["bronnen"] == [{"code": "parkeren", "diensten": ["PRODUCTEN"]}]
    assert data["tellers"] == {"openTaken": None}
    assert errors == []
    assert [key for key, _, _ in vraag.asked] == ["klant.naam", "tellers.openTaken"]
