"""What a portal sends to change something."""

from __future__ import annotations

from uuid import uuid4

from tests.scenarios.conftest import Json, Portal

FOUT = """... on GebruikersFout { code melding } ... on OngeldigeInvoer { problemen { pad code melding } }
  ... on NietOndersteund { fallbackUrl } ... on NietToegestaan { belemmering { code } }"""
INGEDIEND = f"""__typename
  ... on Ingediend {{ bevestiging kenmerk verwerking item {{ id titel ... on Taak {{ status verwerking }} }} }}
  ... on AlAfgerond {{ item {{ id titel }} }} {FOUT}"""
TAAK = f"mutation($invoer: TaakAfrondenInvoer!) {{ uitkomst: taakAfronden(invoer: $invoer) {{ {INGEDIEND} }} }}"
BERICHT = f"""mutation($invoer: BerichtMarkerenInvoer!) {{
  uitkomst: berichtMarkeren(invoer: $invoer) {{ __typename ... on Bericht {{ titel gelezen gelezenOp }} {FOUT} }} }}"""
BETALEN = f"""mutation($invoer: BetalingStartenInvoer!) {{
  uitkomst: betalingStarten(invoer: $invoer) {{
    __typename ... on BetalingGestart {{ betaalUrl bedrag geldigTot }} ... on BedragGewijzigd {{ bedrag }} {FOUT} }} }}"""

REGELING = f"""mutation($invoer: BetalingsregelingAanvragenInvoer!) {{
  uitkomst: betalingsregelingAanvragen(invoer: $invoer) {{ {INGEDIEND} }} }}"""
BEZWAAR = f"mutation($invoer: BezwaarMakenInvoer!) {{ uitkomst: bezwaarMaken(invoer: $invoer) {{ {INGEDIEND} }} }}"

VERZOEK = (
    f"mutation($invoer: VerzoekIndienenInvoer!) {{ uitkomst: verzoekIndienen(invoer: $invoer) {{ {INGEDIEND} }} }}"
)

VRAAG = f"mutation($invoer: VraagStellenInvoer!) {{ uitkomst: vraagStellen(invoer: $invoer) {{ {INGEDIEND} }} }}"
CONTACT = f"""mutation($invoer: ContactgegevensWijzigenInvoer!) {{
  uitkomst: contactgegevensWijzigen(invoer: $invoer) {{
    __typename ... on Contactgegevens {{ email emailBevestigd telefoon bron {{ code }} }} {FOUT} }} }}"""

VERLENGEN, WIJZIGEN, OPZEGGEN = (
    f"mutation($invoer: ProductActieInvoer!) {{ uitkomst: product{wat}(invoer: $invoer) {{ {INGEDIEND} }} }}"
    for wat in ("Verlengen", "Wijzigen", "Opzeggen")
)


async def doe(portal: Portal, mutatie: str, *, sleutel: str = "", **invoer: object) -> Json:
    """The outcome of a mutation, with a key of its own unless one is given."""
    data = await portal.ask(mutatie, invoer={"idempotentiesleutel": sleutel or str(uuid4()), **invoer})
    uitkomst: Json = data["uitkomst"]  # type: ignore[assignment]  # a union is never a list
    return uitkomst


async def item(portal: Portal, lijst: str, titel: str, velden: str = "id") -> Json:
    """The item with this title in a list."""
    data = await portal.ask(f"{{ {lijst}(first: 50) {{ nodes {{ titel {velden} }} }} }}")
    nodes: list[Json] = data[lijst]["nodes"]  # type: ignore[index]  # a connection
    return next(one for one in nodes if one["titel"] == titel)
