"""How a gemeente writes down that a contact is about a zaak. The codes are an agreement, not a standard."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from connectors.openklant.models import Identificator
from gateway.domain.urn import join_key, number_key, uuid_key

_CODES = ("codeObjecttype", "codeRegister", "codeSoortObjectId", "objectId")
_ELDERS = "mijnservices"


@dataclass(frozen=True, slots=True)
class Onderwerp:
    """The three codes that say "this is a zaak", from `instellingen.onderwerp` of the bron; per other kind, its register."""

    objecttype: str = "zaak"
    register: str = "open-zaak"
    soort: str = "uuid"
    registers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, instellingen: Mapping[str, object]) -> Onderwerp:
        """The codes of a bron; what is absent or is no text keeps its default."""
        given = instellingen.get("onderwerp")
        codes = given if isinstance(given, Mapping) else {}
        names = ("objecttype", "register", "soort")
        found = {name: value for name in names if isinstance(value := codes.get(name), str) and value}
        others = instellingen.get("registers")
        return cls(**found, registers=others if isinstance(others, Mapping) else {})

    def codes(self, keys: Sequence[str]) -> dict[str, str] | None:
        """How it is written down that a contact is about the thing with these keys (`zaak/uuid/...`, `zaak/nummer/...`).

        A zaak is written down as the settings say, other things by their first key. None without a key that fits.
        """
        wanted = "uuid" if self.soort == "uuid" else "nummer"
        for kind, form, name in (key.split("/", 2) for key in keys):
            if kind != "zaak":
                return dict(zip(_CODES, (kind, self.registers.get(kind, _ELDERS), form, name), strict=True))
            if form == wanted:
                return dict(zip(_CODES, (self.objecttype, self.register, self.soort, name), strict=True))
        return None

    def key(self, identificator: Identificator) -> str | None:
        """The key of the zaak this names; None when it is something else, or of another register."""
        codes = (identificator.code_objecttype, identificator.code_register, identificator.code_soort_object_id)
        if codes != (self.objecttype, self.register, self.soort):
            return None
        name = identificator.object_id
        return uuid_key("zaak", name) or join_key(name) or number_key("zaak", name)
