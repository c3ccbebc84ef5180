"""The happy answers that the author of a connector recorded: one file for each source function, in the connector's folder.

`contract/bron.json` says who asks, with which settings of the bron, and holds the answers that several sources need.
`contract/<source>.json` holds the answers to one source; a second situation of that source is `<source>-<name>.json`.
`{basis}` in an answer is the address of the bron. Nothing else is needed for a connector to be tested: the suite finds it.
"""

from __future__ import annotations

import copy
import functools
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any  # Any: recorded JSON

import connectors
from gateway.app import find_connectors
from gateway.bronnen.manifest import Manifest, Source
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Rsin, Subject, Vestiging

SECRET = b"contract" * 4
_SETTING = re.compile(r'instellingen\.get\("(\w+)"')
KINDS = {"bsn": Bsn, "kvk": Kvk, "rsin": Rsin, "vestiging": Vestiging, "sub": str}
ANOTHER = {"bsn": "999991115", "kvk": "99009900", "rsin": "009900019", "vestiging": "000099009900", "sub": "een-ander"}


def rows(answer: Any, place: str) -> list[Any] | None:
    """What stands at this place in an answer, when that is a list; an answer that is a list has its rows at once."""
    for name in place.split(".") if isinstance(answer, dict) else ():
        answer = answer.get(name) if isinstance(answer, dict) else None
    return answer if isinstance(answer, list) else None


class OpnameOntbreekt(Exception):
    """A source function has no happy answer; the message says which file to write."""


@dataclass(frozen=True)
class Antwoord:
    """One answer: to which question (`bij`: a text in its address or body, to tell two apart), and what it says.

    `rijen` is where the rows of a list stand, as names with dots. `gedeeld` is what other sources need as well.
    """

    vraag: str
    json: Any = None
    tekst: str | None = None
    type: str = "application/json"
    bij: str = ""
    rijen: str = "results"
    gedeeld: bool = False

    @property
    def path(self) -> str:
        """The path of the question."""
        return self.vraag.partition(" ")[2]

    @property
    def rows(self) -> list[Any] | None:
        """The rows of a list, as they stand in the answer; None when it is one thing."""
        return rows(self.json, self.rijen)

    def with_rows(self, change: Callable[[list[Any]], list[Any]]) -> Any:
        """The answer with its rows replaced by what `change` makes of them."""
        broken = copy.deepcopy(self.json)
        found = rows(broken, self.rijen)
        assert found is not None, "no rows in this answer"
        found[:] = change(copy.deepcopy(found))
        return broken

    def body(self, basis: str) -> bytes:
        """The answer as it goes over the wire."""
        text = self.tekst if self.tekst is not None else json.dumps(self.json, ensure_ascii=False)
        return text.replace("{basis}", basis).encode()


@dataclass(frozen=True)
class Opname:
    """The happy answers to one source function, and who asks."""

    manifest: Manifest = field(repr=False)
    source: Source = field(repr=False)
    naam: str
    persoon: dict[str, str]
    antwoorden: tuple[Antwoord, ...] = field(repr=False)
    native: str = ""
    instellingen: dict[str, Any] = field(default_factory=dict, repr=False)
    verbergt: dict[str, str] = field(default_factory=dict, repr=False)
    vrij: tuple[str, ...] = field(default=(), repr=False)
    leeg_bij_404: bool = False
    nooit_leeg: str = ""
    in_adres: bool = False
    zonder_eigenaar: bool = False
    settings: frozenset[str] = frozenset()

    def __str__(self) -> str:
        return f"{self.manifest.naam}.{self.naam}"

    @property
    def subject(self) -> Subject:
        """Who asks."""
        return subject_of(self.persoon)

    @property
    def is_list(self) -> bool:
        """Is it all that a bron has of one dienst for a person?"""
        return self.source.naam == self.source.dienst.value.lower()

    @property
    def own(self) -> list[Antwoord]:
        """The answers of this source alone."""
        return [one for one in self.antwoorden if not one.gedeeld]

    def with_answer(self, number: int, **changes: Any) -> Opname:
        """The same with one answer changed."""
        changed = list(self.antwoorden)
        changed[number] = replace(changed[number], **changes)
        return replace(self, antwoorden=tuple(changed))


def subject_of(numbers: dict[str, str]) -> Subject:
    """A person or business with these numbers, and `sub`, the pseudonym of their login."""
    made = {kind: KINDS[kind](number) for kind, number in numbers.items()}
    return Subject("demo", Betrouwbaarheidsniveau.HOOG, **made).with_keys(SECRET)  # type: ignore[arg-type]  # by kind


@functools.cache
def every() -> tuple[Opname, ...]:
    """Every recording of every connector there is."""
    folders = {path.name: path for place in connectors.__path__ for path in Path(place).iterdir()}
    return tuple(one for naam, manifest in find_connectors().items() for one in opnamen(manifest, folders[naam]))


def find(naam: str) -> Opname:
    """One recording by name: `openzaak.zaken`, or `objecten.taken-v1` for a second situation."""
    return next(one for one in every() if str(one) == naam)


def opnamen(manifest: Manifest, folder: Path) -> Iterator[Opname]:
    """Every recording of a connector. Raises OpnameOntbreekt when a source function has none."""
    contract = folder / "contract"
    files = sorted(path for path in contract.glob("*.json") if path.name != "bron.json")
    by_source: dict[str, list[Path]] = {}
    for path in files:
        by_source.setdefault(path.stem.partition("-")[0], []).append(path)
    shown = contract.relative_to(folder.parent.parent)
    for naam, source in manifest.sources.items():
        if naam not in by_source:
            raise OpnameOntbreekt(
                f"connector {manifest.naam}: bron '{naam}' heeft geen gelukkig antwoord; schrijf {shown}/{naam}.json"
            )
        for path in by_source.pop(naam):
            yield _read(manifest, source, path, _json(contract / "bron.json"))
    if by_source:
        raise OpnameOntbreekt(f"connector {manifest.naam} heeft geen bron {', '.join(by_source)}; haal {shown} bij")


def _read(manifest: Manifest, source: Source, path: Path, bron: dict[str, Any]) -> Opname:
    table = _json(path)
    quality = _toml(path.parent.parent / "quality.toml")
    shared = [Antwoord(**one, gedeeld=True) for one in bron.get("antwoorden", [])]
    return Opname(
        manifest, source, path.stem, table.get("persoon", bron["persoon"]),
        (*(Antwoord(**one) for one in table.pop("antwoorden")), *shared), table.get("native", ""),
        table.get("instellingen", bron.get("instellingen", {})), table.get("verbergt", {}),
        tuple(table.get("vrij", ())), table.get("leeg_bij_404", False), table.get("nooit_leeg", ""),
        source.naam in quality.get("nummer_in_adres", {}), source.naam in quality.get("zonder_eigenaar", {}),
        frozenset(_SETTING.findall(_code(path.parent.parent))) | bron.get("instellingen", {}).keys(),
    )  # fmt: skip


def _code(folder: Path) -> str:
    return "".join(path.read_text("utf-8") for path in sorted(folder.glob("*.py")))


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8")) if path.exists() else {}


def _json(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found
