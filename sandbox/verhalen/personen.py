"""The people and businesses of the stories; all numbers lie in fictitious ranges and are checked."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Persoon:
    """Somebody who can log in: a natural person, a business, or (a sole trader) both.

    ``bsn`` and ``rsin`` pass the 11-proef; ``gemeenten`` are the gemeentecodes where something
    of this person is known; the first is where they live or are established.
    """

    sleutel: str
    naam: str
    bsn: str | None = field(default=None, repr=False)
    kvk: str | None = None
    rsin: str | None = None
    vestigingen: tuple[str, ...] = ()
    gemeenten: tuple[str, ...] = ("9901",)
    adres: str = ""
    geboortedatum: str = ""

    @property
    def voornaam(self) -> str:
        """Given name: the first word of the name."""
        return self.naam.split(" ", 1)[0]

    @property
    def achternaam(self) -> str:
        """Family name with its prefix ("de Vries")."""
        return self.naam.split(" ", 1)[-1]


def is_elfproef(nummer: str) -> bool:
    """Whether a nine digit number passes the check that BSN and RSIN share."""
    if len(nummer) != 9 or not nummer.isdigit():
        return False
    *voor, laatste = (int(cijfer) for cijfer in nummer)
    return (sum((9 - i) * cijfer for i, cijfer in enumerate(voor)) - laatste) % 11 == 0


INWONER = Persoon(
    "inwoner",
    "Sanne de Vries",
    bsn="999990159",
    adres="Havenkade 12, 1234 AB Havenstad",
    geboortedatum="1984-03-17",
)
NIETS = Persoon(
    "niets",
    "Noor Bakker",
    bsn="999990755",
    gemeenten=(),
    adres="Lindelaan 3, 1234 CD Havenstad",
    geboortedatum="1999-11-02",
)
FATIMA = Persoon(
    "fatima",
    "Fatima El Amrani",
    bsn="999991462",
    adres="Zeilmakersstraat 45, 1234 EF Havenstad",
    geboortedatum="1971-06-30",
)
OUDER = Persoon(
    "ouder",
    "Daan Jansen",
    bsn="999991693",
    adres="Kuiperspad 8, 1235 GH Havenstad",
    geboortedatum="1986-01-09",
)
KIND = Persoon(
    "kind",
    "Lotte Jansen",
    bsn="999992156",
    adres="Kuiperspad 8, 1235 GH Havenstad",
    geboortedatum="2018-05-21",
)
VERHUISD = Persoon(
    "verhuisd",
    "Ahmed Yilmaz",
    bsn="999992612",
    gemeenten=("9902", "9901"),
    adres="Duinweg 77, 2345 AA Duindorp",
    geboortedatum="1990-08-14",
)
BIJSTAND = Persoon(
    "bijstand",
    "Miriam Visser",
    bsn="999992922",
    adres="Ankerplein 21, 1236 JK Havenstad",
    geboortedatum="1979-12-01",
)
MANTELZORGER = Persoon(
    "mantelzorger",
    "Jan Mulder",
    bsn="999994165",
    gemeenten=("9902",),
    adres="Duinrand 5, 2345 LM Duindorp",
    geboortedatum="1968-04-25",
)
VADER = Persoon(
    "vader",
    "Piet Mulder",
    bsn="999994475",
    gemeenten=("9902",),
    adres="Duinrand 7, 2345 LM Duindorp",
    geboortedatum="1939-10-11",
)
EIDAS = Persoon(
    "eidas",
    "Anna Kowalska",
    bsn="999995297",
    adres="Loodsenhof 2, 1237 NP Havenstad",
    geboortedatum="1992-02-29",
)
STUDENT = Persoon(
    "student",
    "Tim Smit",
    bsn="999995340",
    gemeenten=("9902",),
    adres="Schelpenpad 16, 2345 BC Duindorp",
    geboortedatum="2004-07-19",
)
GEPENSIONEERD = Persoon(
    "gepensioneerd",
    "Truus de Boer",
    bsn="999996095",
    adres="Helmgrasstraat 4, 1236 DE Havenstad",
    geboortedatum="1947-09-03",
)
ONDERNEMER = Persoon(
    "ondernemer",
    "Bakkerij De Korenaar B.V.",
    kvk="99990001",
    rsin="823456705",
    vestigingen=("000099990011", "000099990012", "000099990013"),  # the third is in Duindorp
    gemeenten=("9901", "9902"),
    adres="Molenstraat 1, 1234 QR Havenstad",
)
EENMANSZAAK = Persoon(
    "eenmanszaak",
    "Loodgieter Yusuf Demir",
    bsn="999996538",
    kvk="99990002",
    vestigingen=("000099990021",),
    adres="Smidsgang 30, 1238 ST Havenstad",
    geboortedatum="1981-05-05",
)
VERENIGING = Persoon(
    "vereniging",
    "Watersportvereniging De Golfslag",
    rsin="823456717",
    adres="Jachthaven 9, 1239 UV Havenstad",
)
ACCOUNTANT = Persoon(
    "accountant",
    "Administratiekantoor De Balans B.V.",
    kvk="99990003",
    vestigingen=("000099990031",),
    adres="Rekenplein 10, 1234 WX Havenstad",
)
BEWINDVOERDER = Persoon(
    "bewindvoerder",
    "Bewindvoering Zeeman",
    kvk="99990004",
    vestigingen=("000099990041",),
    adres="Wachtstraat 6, 1236 YZ Havenstad",
)

PERSONEN: dict[str, Persoon] = {
    persoon.sleutel: persoon
    for persoon in (
        INWONER,
        NIETS,
        ONDERNEMER,
        EENMANSZAAK,
        VERENIGING,
        FATIMA,
        OUDER,
        KIND,
        VERHUISD,
        BIJSTAND,
        MANTELZORGER,
        VADER,
        EIDAS,
        STUDENT,
        GEPENSIONEERD,
        ACCOUNTANT,
        BEWINDVOERDER,
    )
}
