"""Which objecttypes of a bron hold taken and berichten, and in which version. An object only tells the address of its type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from connectors.objecten import models
from gateway.errors import BronNotSupported

D = TypeVar("D", bound=models.Inhoud)
Taakmodel = models.TaakV1 | models.TaakV2


@dataclass(frozen=True, slots=True)
class Objecttype(Generic[D]):
    """An objecttype: its address as the bron writes it, and the model of what its objects hold."""

    url: str
    model: type[D]

    def holds(self, row: models.Object) -> bool:
        """Is this object of this type? The host of the address depends on who asked, so only its end counts."""
        return _last(row.type) == _last(self.url)


def taaktypen(instellingen: Mapping[str, object]) -> Sequence[Objecttype[Taakmodel]]:
    """The types of taken: addresses under `taak_v1` and `taak_v2`. Raises BronNotSupported when there are none."""
    first: list[Objecttype[Taakmodel]] = [Objecttype(url, models.TaakV1) for url in _urls(instellingen, "taak_v1")]
    second: list[Objecttype[Taakmodel]] = [Objecttype(url, models.TaakV2) for url in _urls(instellingen, "taak_v2")]
    return _configured([*first, *second])


def berichttypen(instellingen: Mapping[str, object]) -> Sequence[Objecttype[models.Bericht]]:
    """The types of berichten: addresses under `bericht`. Raises BronNotSupported when there are none."""
    return _configured([Objecttype(url, models.Bericht) for url in _urls(instellingen, "bericht")])


def _configured(types: Sequence[Objecttype[D]]) -> Sequence[Objecttype[D]]:
    """Without a type there is nothing to ask, which is another answer than having nothing."""
    if not types:
        raise BronNotSupported("no objecttype configured for this")
    return types


def _urls(instellingen: Mapping[str, object], name: str) -> list[str]:
    given = instellingen.get(name)
    return [one for one in (given if isinstance(given, list) else [given]) if isinstance(one, str) and one]


def _last(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2]
