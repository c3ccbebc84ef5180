"""Who may act for whom in the stories: a parent, a carer, an accountant with two clients, and a bewindvoerder."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.verhalen.personen import (
    ACCOUNTANT,
    BEWINDVOERDER,
    BIJSTAND,
    KIND,
    MANTELZORGER,
    ONDERNEMER,
    OUDER,
    VADER,
    VERENIGING,
    Persoon,
)

GEZAG = "ouderlijk-gezag"
ZORG = "zorg-regelen"
ADMINISTRATIE = "administratie"
BEWIND = "bewind"


@dataclass(frozen=True)
class Machtiging:
    """Somebody may act for another, for one service.

    `handelend`: who logs in, or the office whose employee does; then `medewerker` is the name of that employee.
    """

    handelend: Persoon
    namens: Persoon
    dienst: str
    medewerker: str = ""

    @property
    def sleutel(self) -> str:
        """`ouder/namens/kind`."""
        return f"{self.handelend.sleutel}/namens/{self.namens.sleutel}"


MACHTIGINGEN = (
    Machtiging(OUDER, KIND, GEZAG),
    Machtiging(MANTELZORGER, VADER, ZORG),
    Machtiging(ACCOUNTANT, ONDERNEMER, ADMINISTRATIE, medewerker="Kim Post"),
    Machtiging(ACCOUNTANT, VERENIGING, ADMINISTRATIE, medewerker="Kim Post"),
    Machtiging(BEWINDVOERDER, BIJSTAND, BEWIND, medewerker="Rob Zeeman"),
)

DIENSTEN_VAN: dict[str, tuple[str, ...]] = {
    "openzaak": (GEZAG, ZORG, ADMINISTRATIE, BEWIND),
    "openvtb": (GEZAG, ADMINISTRATIE, BEWIND),
    "openproduct": (GEZAG, ADMINISTRATIE, BEWIND),
    "parkeren": (ADMINISTRATIE, BEWIND),
    "belastingen": (BEWIND,),
    "openklant": (GEZAG, BEWIND),
    "objecten": (ZORG,),
    "haalcentraal": (GEZAG, ZORG, BEWIND),
    "handelsregister": (ADMINISTRATIE,),
}
"""Which services open a bron, by its connector; none opens one that is not here. The mail of MijnOverheid is for the person
alone."""
