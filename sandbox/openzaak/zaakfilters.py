"""Filters and order of zaken, shared by GET /zaken and POST /zaken/_zoek (ZGW Zaken 1.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from operator import eq, ge, gt, le, lt

from sandbox.openzaak import rolfilters
from sandbox.openzaak.dossier import Dossier
from sandbox.openzaak.fouten import weiger
from sandbox.openzaak.rolfilters import keuze
from sandbox.openzaak.toegang import NIVEAUS

Test = Callable[[Dossier], bool]
Maak = Callable[[str, str], Test]
"""Makes a test from the name of a filter and its value."""

ROL = "rol__"
ORDERING = ("startdatum", "einddatum", "publicatiedatum", "archiefactiedatum", "registratiedatum", "identificatie")


def zaak_url(naam: str, value: str) -> str:
    """The value when it is an address; raises Fout (400) otherwise, also for a bare uuid."""
    if not value.startswith(("http://", "https://")):
        weiger(naam, "invalid", "Voer een geldige URL in.")
    return value


def eisen(filters: Mapping[str, str]) -> list[Test]:
    """What a zaak must pass; unknown names are ignored here and empty values are no filter.

    Raises Fout (400) for a value the system refuses.
    """
    checks = [FILTERS[naam](naam, value.strip()) for naam, value in filters.items() if naam in FILTERS and value]
    of_rol = {naam.removeprefix(ROL): value for naam, value in filters.items() if naam.startswith(ROL)}
    on_rol = rolfilters.eisen(of_rol, ROL)
    if on_rol:
        checks.append(lambda dossier: rolfilters.past(dossier.rollen, on_rol))
    return checks


def order(dossiers: list[Dossier], ordering: str) -> list[Dossier]:
    """Sorted as asked (`-startdatum,identificatie`); without a wish the newest zaak comes first. Raises Fout (400)."""
    for part in reversed([part.strip() for part in ordering.split(",") if part.strip()]):
        naam = keuze("ordering", part.removeprefix("-"), ORDERING)
        dossiers = sorted(dossiers, key=lambda dossier: _sortable(dossier, naam), reverse=part.startswith("-"))
    return dossiers


def _sortable(dossier: Dossier, naam: str) -> tuple[bool, str]:
    """PostgreSQL puts null last when going up and first when going down."""
    value = dossier.zaak[naam]
    return value is None, str(value)


def _gelijk(naam: str, value: str) -> Test:
    return lambda dossier: dossier.zaak[naam] == value


def _een_van(naam: str, value: str) -> Test:
    veld, wanted = naam.removesuffix("__in"), value.split(",")
    return lambda dossier: dossier.zaak[veld] in wanted


def _bevat(naam: str, value: str) -> Test:
    veld, wanted = naam.removesuffix("__icontains"), value.casefold()
    return lambda dossier: wanted in str(dossier.zaak[veld]).casefold()


def _link(naam: str, value: str) -> Test:
    wanted = zaak_url(naam, value)
    return lambda dossier: dossier.zaak["zaaktype"] == wanted


def _statustype(naam: str, value: str) -> Test:
    wanted = zaak_url(naam, value)
    return lambda dossier: bool(dossier.statussen) and dossier.statussen[0]["statustype"] == wanted


def _resultaattype(naam: str, value: str) -> Test:
    wanted = zaak_url(naam, value)
    return lambda dossier: dossier.resultaat is not None and dossier.resultaat["resultaattype"] == wanted


def _zaaktypen(naam: str, value: str) -> Test:
    wanted, outside = value.split(","), naam.endswith("__not_in")
    return lambda dossier: (dossier.zaak["zaaktype"] in wanted) is not outside


def _geen_kenmerk(_naam: str, _value: str) -> Test:
    """No zaak of the stories has a kenmerk."""
    return lambda _dossier: False


def _plafond(naam: str, value: str) -> Test:
    highest = NIVEAUS.index(keuze(naam, value, NIVEAUS))
    return lambda dossier: NIVEAUS.index(str(dossier.zaak["vertrouwelijkheidaanduiding"])) <= highest


def _leeg(naam: str, value: str) -> Test:
    veld, wanted = naam.removesuffix("__isnull"), value.casefold() in ("true", "1")
    return lambda dossier: (dossier.zaak[veld] is None) is wanted


def _datum(compare: Callable[[str, str], bool]) -> Maak:
    def make(naam: str, value: str) -> Test:
        veld = naam.partition("__")[0]
        try:
            wanted = date.fromisoformat(value).isoformat()
        except ValueError:
            weiger(naam, "invalid", "Voer een geldige datum in.")
        return lambda dossier: dossier.zaak[veld] is not None and compare(str(dossier.zaak[veld]), wanted)

    return make


def _datums(veld: str, suffixes: Iterable[str]) -> dict[str, Maak]:
    compares = {"": eq, "__gt": gt, "__gte": ge, "__lt": lt, "__lte": le}
    return {veld + suffix: _datum(compares[suffix]) for suffix in suffixes}


_VERGELIJK = ("", "__gt", "__lt")
FILTERS: Mapping[str, Maak] = {
    "identificatie": _gelijk,
    "identificatie__icontains": _bevat,
    "bronorganisatie": _gelijk,
    "bronorganisatie__in": _een_van,
    "omschrijving": _bevat,
    "zaaktype": _link,
    "zaaktype__omschrijving": lambda _naam, value: lambda dossier: dossier.zaaktype.omschrijving == value,
    "status__statustype": _statustype,
    "resultaat__resultaattype": _resultaattype,
    "archiefnominatie": _gelijk,
    "archiefnominatie__in": _een_van,
    "archiefstatus": _gelijk,
    "archiefstatus__in": _een_van,
    "kenmerk": _geen_kenmerk,
    "kenmerk__bron": _geen_kenmerk,
    "maximaleVertrouwelijkheidaanduiding": _plafond,
    "einddatum__isnull": _leeg,
    "archiefactiedatum__isnull": _leeg,
    **_datums("startdatum", (*_VERGELIJK, "__gte", "__lte")),
    **_datums("registratiedatum", _VERGELIJK),
    **_datums("einddatum", _VERGELIJK),
    **_datums("einddatumGepland", _VERGELIJK),
    **_datums("uiterlijkeEinddatumAfdoening", _VERGELIJK),
    **_datums("archiefactiedatum", _VERGELIJK),
    "uuid__in": lambda _naam, value: lambda dossier: dossier.uuid in value.split(","),
    "zaaktype__in": _zaaktypen,
    "zaaktype__not_in": _zaaktypen,
}
_ALLEEN_ZOEK = {"uuid__in", "zaaktype__in", "zaaktype__not_in"}

QUERY = frozenset(
    (
        *(FILTERS.keys() - _ALLEEN_ZOEK),
        *(ROL + naam for naam in rolfilters.NAMEN),
        "expand",
        "ordering",
        "page",
        "pageSize",
    )
)
"""The parameters GET /zaken knows; any other is a 400."""
BODY = frozenset((*FILTERS, *(ROL + naam for naam in rolfilters.NAMEN)))
"""The keys POST /zaken/_zoek knows; any other is ignored."""
