"""The tables of docs/regels.md and docs/regelingen.md, made from the code.

`python -m tests.acties.tabellen` writes them into the pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import BaseModel

from gateway.acties.feit import Feitsoort
from gateway.acties.feiten import ITEMTYPEN, Itemtype
from gateway.acties.regelingen.feiten import GEGEVENS
from gateway.acties.regelingen.vorm import Criteriumvorm, Gegevenvorm, Gevalvorm, Grensvorm, Regelingvorm, Vervolgvorm
from gateway.acties.regelvorm import Belemmeringvorm, Kijkvorm, Regelvorm, Voorbeeldvorm
from gateway.acties.voorwaarde import FUNCTIES

DOC = Path(__file__).parents[2] / "docs" / "regels.md"
REGELINGEN = DOC.with_name("regelingen.md")
_REGELINGVORMEN: dict[str, type[BaseModel]] = {
    "": Regelingvorm, "gegeven[].": Gegevenvorm, "grens[].": Grensvorm, "criterium[].": Criteriumvorm,
    "vervolg.": Vervolgvorm, "voorbeeld[].": Gevalvorm,
}  # fmt: skip
_VORMEN: dict[str, type[BaseModel]] = {
    "": Regelvorm, "kijkt_naar[].": Kijkvorm, "belemmering[].": Belemmeringvorm, "voorbeeld[].": Voorbeeldvorm
}  # fmt: skip


def tabellen() -> dict[str, str]:
    """Each table by the name between the marks on the page, as Markdown."""
    return {
        "sleutels": "\n".join(["| Sleutel | Standaard | Betekenis |", "| --- | --- | --- |", *_sleutels(_VORMEN)]),
        "soorten": "\n".join(["| Soort | Wat u ermee vergelijkt |", "| --- | --- |", *_soorten()]),
        "functies": ", ".join(f"`{one}`" for one in sorted(FUNCTIES)),
        **{type_.naam: _feiten(type_) for type_ in ITEMTYPEN.values()},
    }


def regelingtabellen() -> dict[str, str]:
    """The same for the page about checks."""
    return {
        "sleutels": "\n".join(
            ["| Sleutel | Standaard | Betekenis |", "| --- | --- | --- |", *_sleutels(_REGELINGVORMEN)]
        ),
        "gegevens": "\n".join(["| Gegeven | Feit | Soort | Betekenis |", "| --- | --- | --- | --- |", *_gegevens()]),
    }


def pagina(tekst: str, made: Mapping[str, str]) -> str:
    """The page with every table as the code has it now. Raises KeyError for a mark that stands for nothing."""
    return re.sub(
        r"<!-- (\w+) -->\n.*?<!-- /\1 -->",
        lambda found: f"<!-- {found[1]} -->\n{made[found[1]]}\n<!-- /{found[1]} -->",
        tekst,
        flags=re.DOTALL,
    )


def _gegevens() -> Iterator[str]:
    for gegeven in GEGEVENS.values():
        for feit in gegeven.feiten:
            words = f" Een van: {', '.join(feit.keuzes)}." if feit.keuzes else ""
            yield f"| `{gegeven.naam}` | `{feit.naam}` | {feit.soort.name} | {feit.uitleg}{words} |"


def _sleutels(vormen: Mapping[str, type[BaseModel]]) -> Iterator[str]:
    for prefix, vorm in vormen.items():
        for naam, field in vorm.model_fields.items():
            default = "verplicht" if field.is_required() else _standaard(field.default)
            yield f"| `{prefix}{naam}` | {default} | {field.description} |"


def _standaard(waarde: object) -> str:
    if waarde is None or waarde in ([], {}):
        return "leeg"
    return f"`{str(waarde).lower()}`" if isinstance(waarde, bool) else f"`{waarde}`"


def _soorten() -> Iterator[str]:
    for soort in Feitsoort:
        yield f"| {soort.name} | {soort.value} |"


def _feiten(type_: Itemtype) -> str:
    soort = f"`soort` in `kijkt_naar`: het feit `{type_.soort}`." if type_.soort else "`soort` in `kijkt_naar`: geen."
    rows = [
        f"| `{feit.naam}` | {feit.soort.name} | {'ja' if feit.mag_leeg else 'nee'} | {feit.uitleg}"
        + (f" Een van: {', '.join(feit.keuzes)}." if feit.keuzes else "")
        + (" Ook als `deadline`." if feit.termijn is not None else "")
        + " |"
        for feit in type_.feiten.values()
    ]
    return "\n".join([soort, "", "| Feit | Soort | Kan leeg zijn | Betekenis |", "| --- | --- | --- | --- |", *rows])


if __name__ == "__main__":
    for doc, made in ((DOC, tabellen()), (REGELINGEN, regelingtabellen())):
        doc.write_text(pagina(doc.read_text("utf-8"), made), "utf-8")
