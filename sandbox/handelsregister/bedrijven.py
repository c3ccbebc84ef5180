"""The businesses of the stories as the Handelsregister knows them."""

from __future__ import annotations

from sandbox.verhalen.personen import PERSONEN, Persoon

AFGESCHERMD = ("eenmanszaak",)
"""Who runs a business from home, and had that address shielded."""
VESTIGINGEN = {
    "000099990011": ("Bakkerij De Korenaar", "Molenstraat 1, 1234 QR Havenstad"),
    "000099990012": ("De Korenaar Lunchroom", "Marktstraat 22, 1234 RS Havenstad"),
    "000099990013": ("De Korenaar Strand", "Strandweg 3, 2345 XY Duindorp"),
    "000099990021": ("Loodgieter Yusuf Demir", "Smidsgang 30, 1238 ST Havenstad"),
    "000099990031": ("Administratiekantoor De Balans", "Rekenplein 10, 1234 WX Havenstad"),
    "000099990041": ("Bewindvoering Zeeman", "Wachtstraat 6, 1236 YZ Havenstad"),
}
"""Name and visiting address of each vestiging."""
Json = dict[str, object]


def basisprofielen() -> dict[str, Json]:
    """Every business, by its KvK number."""
    return {one.kvk: basisprofiel(one) for one in PERSONEN.values() if one.kvk is not None}


def vestigingsprofielen() -> dict[str, Json]:
    """Every vestiging, by its number."""
    owners = {nummer: one for one in PERSONEN.values() for nummer in one.vestigingen}
    return {nummer: vestiging(one, nummer) for nummer, one in owners.items()}


def basisprofiel(one: Persoon) -> Json:
    """A business with its hoofdvestiging and its owner, whose number comes along."""
    rechtsvorm = "Eenmanszaak" if one.bsn else "Besloten Vennootschap"
    return {
        "kvkNummer": one.kvk,
        "indNonMailing": "Ja",
        "naam": one.naam,
        "formeleRegistratiedatum": "20190401",
        "materieleRegistratie": {"datumAanvang": "20190401"},
        "handelsnamen": [{"naam": one.naam, "volgorde": 0}],
        "_embedded": {
            "hoofdvestiging": vestiging(one, one.vestigingen[0]),
            "eigenaar": {**({"rsin": one.rsin} if one.rsin else {}), "rechtsvorm": rechtsvorm},
        },
        "links": [],
    }


def vestiging(one: Persoon, nummer: str) -> Json:
    """A vestiging with an address to visit and one for post."""
    naam, adres = VESTIGINGEN[nummer]
    return {
        "vestigingsnummer": nummer,
        "kvkNummer": one.kvk,
        "eersteHandelsnaam": naam,
        "indHoofdvestiging": "Ja" if nummer == one.vestigingen[0] else "Nee",
        "indCommercieleVestiging": "Ja",
        "adressen": [_post(one), _bezoek(adres, shielded=one.sleutel in AFGESCHERMD)],
        "links": [],
    }


def _post(one: Persoon) -> Json:
    return {
        "type": "correspondentieadres",
        "indAfgeschermd": "Nee",
        "volledigAdres": "Postbus 200                                 1234AA Havenstad",
        "straatnaam": "Postbus",
        "postcode": "1234AA",
        "postbusnummer": 200,
        "plaats": "Havenstad",
        "land": "Nederland",
    }


def _bezoek(adres: str, *, shielded: bool) -> Json:
    straat, _, rest = adres.partition(", ")
    straatnaam, _, huisnummer = straat.rpartition(" ")
    postcode, plaats = rest[:7].replace(" ", ""), rest[8:]
    return {
        "type": "bezoekadres",
        "indAfgeschermd": "Ja" if shielded else "Nee",
        "volledigAdres": f"{straat}                                 {postcode} {plaats}",
        "straatnaam": straatnaam,
        "huisnummer": int(huisnummer),
        "postcode": postcode,
        "plaats": plaats,
        "land": "Nederland",
    }
