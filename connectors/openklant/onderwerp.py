"""How a gemeente writes down that a contact is about a zaak. The codes are an agreement, not a standard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from connectors.openklant.models import Identificator
from gateway.domain.urn import join_key, number_key, uuid_key


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """The three codes that say "this is a zaak", from `instellingen.onderwerp` of the bron."""

    objecttype: str = "zaak"
    register: str = "open-zaak"
    soort: str = "uuid"

    @classmethod
    def of(cls, instellingen: Mapping[str, object]) -> Onderwerp:
        """The codes of a bron; what is absent or is no text keeps its default."""
        given = instellingen.get("onderwerp")
        codes = given if isinstance(given, Mapping) else {}
        names = ("objecttype", "register", "soort")
        return cls(**{name: value for name in names if isinstance(value := codes.get(name), str) and value})

    def key(self, identificator: Identificator) -> str | None:
        """The key of the zaak this names; None when it is something else, or of another register."""
        codes = (identificator.code_objecttype, identificator.code_register, identificator.code_soort_object_id)
        if codes != (self.objecttype, self.register, self.soort):
            return None
        name = identificator.object_id
        return uuid_key("zaak", name) or join_key(name) or number_key("zaak", name)
