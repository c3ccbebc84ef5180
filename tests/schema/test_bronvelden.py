"""Fields that ask a bron: they may fail alone, and their keys say who answers them."""

from __future__ import annotations

from collections import defaultdict

import strawberry
from graphql import GraphQLInterfaceType, GraphQLNonNull, GraphQLObjectType, GraphQLOutputType, GraphQLSchema
from strawberry.schema.schema_converter import GraphQLCoreConverter

from gateway.domain.source import SourceSpec, field_kind

ROOTS = {
    "zaken", "zaak", "taken", "taak", "berichten", "bericht", "producten", "product", "contactmomenten", "verzoeken",
    "verzoektypen", "verzoektype", "node", "context",
}  # fmt: skip
MUTATIES = {
    "taakAfronden",
    "berichtMarkeren",
    "betalingStarten",
    "betalingsregelingAanvragen",
    "bezwaarMaken",
    "verzoekIndienen",
    "vraagStellen",
    "productVerlengen",
    "productWijzigen",
    "productOpzeggen",
    "contactgegevensWijzigen",
    "regelingOnderzoeken",
    "toestemmingIntrekken",
}
STREAMS = {"wijzigingen", "overzichtPerBron"}
NESTED = {
    "wijziging.item",
    "zaak.taken", "zaak.berichten", "zaak.producten", "zaak.contactmomenten", "zaak.actieNodig", "zaak.stappen",
    "zaak.besluiten", "zaak.documenten", "zaak.mijnRol", "zaak.mijnRolBronwaarde", "zaak.behandelaar", "zaak.kenmerken",
    "zaak.hoofdzaak", "zaak.deelzaken", "taak.zaak", "taak.product", "taak.uitvoering", "bericht.tekst", "bericht.bijlagen",
    "bericht.zaak", "product.zaak", "product.taken", "product.documenten", "producttype.omschrijving", "klant.contactgegevens",
    "besluit.documenten", "besluit.zaak", "contactmoment.zaak", "zaak.verzoek", "verzoek.zaak", "verzoek.verzoektype",
    "verzoektype.versie", "verzoektype.schema", "verzoektype.bijlagesoorten", "item.gerelateerd", "actie.uitvoering",
    "klant.naam", "klant.adres", "klant.herkomst", "zaak.resultaat",
    "tellers.lopendeZaken", "tellers.openTaken", "tellers.ongelezenBerichten", "tellers.actieveProducten",
    "berichten.aantalOngelezen", "ik.toestemmingen",
}  # fmt: skip


def sources(core: GraphQLSchema) -> dict[str, tuple[GraphQLOutputType, SourceSpec]]:
    """Each field that asks a bron, by coordinate: its type and what it costs."""
    found = {}
    for owner in core.type_map.values():
        if not isinstance(owner, GraphQLObjectType | GraphQLInterfaceType) or owner.name.startswith("__"):
            continue
        for name, one in owner.fields.items():
            kind = field_kind(one.extensions[GraphQLCoreConverter.DEFINITION_BACKREF])
            if isinstance(kind, SourceSpec):
                found[f"{owner.name}.{name}"] = (one.type, kind)
    return found


def test_a_failing_bron_costs_only_its_own_field(core: GraphQLSchema) -> None:
    """No field that asks a bron is hard non-null, so one failure never takes its parent away."""
    hard = [place for place, (type_, _) in sources(core).items() if isinstance(type_, GraphQLNonNull)]
    assert [place for place in hard if not place.startswith("Subscription.")] == []  # a stream tells only what is there


def test_every_source_is_known_by_name(core: GraphQLSchema) -> None:
    """The keys that the gateway has to answer are these; a new one needs somebody who answers it."""
    assert {spec.key for _, spec in sources(core).values()} == ROOTS | MUTATIES | STREAMS | NESTED


def test_a_key_belongs_to_one_declaration(core: GraphQLSchema) -> None:
    """A key names one field, however many types inherit it."""
    places = defaultdict(set)
    for place, (_, spec) in sources(core).items():
        places[spec.key].add((place.split(".")[1], spec))
    assert [key for key, declared in places.items() if len(declared) > 1] == []


def test_what_shares_a_fetch_costs_the_same(core: GraphQLSchema) -> None:
    """Fields that share a fetch agree on what one such fetch costs."""
    costs = defaultdict(set)
    for _, spec in sources(core).values():
        costs[spec.fetch].add(spec.calls)
    assert [fetch for fetch, calls in costs.items() if len(calls) > 1] == []
    assert costs["zaak"] == {2}
    assert costs["taken"] == {1}


def test_a_null_that_means_nothing_is_announced(schema: strawberry.Schema) -> None:
    """Where null can only mean failure, the SDL says so with @semanticNonNull; a link to what may not exist does not."""
    text = schema.as_str()
    assert "gerelateerd: [Item!] @semanticNonNull(levels: [0])" in text
    assert "  hoofdzaak: Zaak\n" in text
