"""What is wrong with a configuration, told all at once, each fault with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from gateway.config import load
from gateway.errors import ConfigInvalid
from tests.config.voorbeeld import ALL, BRON, GATEWAY, ISSUER, Connector, Write, faults_of


def test_all_faults_are_told_at_once_with_their_place(write: Write) -> None:
    """One run names every fault of every kind, each at its own line."""
    path = write(
        """[gateway]
omgeving = "demo"
plann = true
[gateway.ids]
key_bestand = "ids.key"

[[issuer]]
url = "https://login.havenstad.nl"
audience = "gateway"
clients = ["portaal"]

[[bron]]
code = "zaken"
naam = "Zaaksysteem"
connector = "openzaak"
diensten = [
  "ZAKEN",
  "PARKEREN",
]
basis_url = "http://zaken.havenstad.nl"
bedient = ["344"]
deadline_ms = "2000"
organisatie = { oin = "00000001999990010000", naam = "Havenstad" }
auth = { soort = "zgw_jwt", client_id = "gateway", geheim_bestand = "weg.geheim" }
naam
"""
    )
    assert faults_of(path) == [
        "bronnen.toml:25: bestand: dit is geen geldige TOML (Expected '=' after a key in a key/value pair)"
    ]

    path.write_text(path.read_text().removesuffix("naam\n"))
    assert [fault.removeprefix("bronnen.toml:") for fault in faults_of(path)] == [
        "3: gateway.plann: onbekende instelling; bedoelt u plan?",
        "7: issuer[1].tenant: ontbreekt",
        "16: bron[1].diensten[2]: moet 'ZAKEN', 'TAKEN', 'BERICHTEN', 'PRODUCTEN', 'CONTACTMOMENTEN', "
        "'VERZOEKEN', 'PERSOONSGEGEVENS' of 'INKOMEN' zijn",
        "20: bron[1].basis_url: gebruik https://; http:// mag alleen binnen deze machine (127.0.0.1, ::1, localhost)",
        '21: bron[1].bedient: geef gemeentecodes van 4 cijfers, zoals ["0344"], of "alle"',
        "22: bron[1].deadline_ms: hier hoort een geheel getal",
        "24: bron[1].auth.geheim_bestand: bestand 'weg.geheim' is niet te lezen (No such file or directory)",
    ]


def test_a_connector_must_be_able_to_do_what_is_asked(write: Write) -> None:
    """A service nobody offers, credentials it does not take and an unknown connector stop the start."""
    connectors = {"openzaak": Connector(auth=("token",)), "openvtb": Connector()}
    path = write(
        ALL.replace('["ZAKEN"]', '["ZAKEN", "TAKEN"]')
        + BRON.replace('"openzaak"', '"openzak"').replace('"zaken"', '"b"')
    )

    assert faults_of(path, connectors) == [
        "bronnen.toml:16: bron[1].diensten[2]: connector 'openzaak' levert TAKEN niet; wel ZAKEN",
        "bronnen.toml:19: bron[1].auth.soort: connector 'openzaak' kent 'zgw_jwt' niet; kies uit token",
        "bronnen.toml:24: bron[2].connector: connector 'openzak' bestaat niet; kies uit openvtb, openzaak",
    ]


def test_what_a_connector_cannot_use_in_its_settings_stops_the_start(write: Write) -> None:
    """A connector checks its own `instellingen`; the fault is at the line it is on."""

    def faults_in(instellingen: Mapping[str, object]) -> Iterator[tuple[tuple[str, ...], str]]:
        for naam in instellingen:
            yield (naam,), f"{naam} kan niet"

    path = write(ALL + '[bron.instellingen]\nprofiel = "papier"\n')

    assert faults_of(path, {"openzaak": Connector(faults_in=faults_in)}) == [
        "bronnen.toml:21: bron[1].instellingen.profiel: profiel kan niet"
    ]


def test_codes_and_issuers_are_unique_over_all_files(write: Write, tmp_path: Path) -> None:
    """A folder is one configuration: a clash of names is told with the other place."""
    write(GATEWAY + ISSUER + BRON, "a.toml")
    write(GATEWAY + ISSUER + BRON, "b.toml")
    write("niets = ", "c.txt")

    assert faults_of(tmp_path) == [
        "b.toml:1: gateway: [gateway] staat ook al in a.toml",
        "b.toml:7: issuer[1].url: 'https://login.havenstad.nl/realms/mijn' bestaat al (a.toml:7)",
        "b.toml:13: bron[1].code: 'zaken' bestaat al (a.toml:13)",
    ]


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (
            'geheim = "in het bestand"',
            "geheim: een geheim staat niet in dit bestand; gebruik geheim_env of geheim_bestand",
        ),
        (
            'geheim_env = "A", geheim_bestand = "zaken.geheim"',
            "geheim_bestand: geef geheim_env of geheim_bestand, niet allebei",
        ),
        ('geheim_env = "NERGENS"', "geheim_env: omgevingsvariabele NERGENS bestaat niet"),
        ('geheim_bestand = "leeg"', "geheim_bestand: het geheim in 'leeg' is leeg"),
        ("scopes = []", "geheim: ontbreekt: geef geheim_env of geheim_bestand"),
    ],
)
def test_a_secret_has_one_place_and_is_there(write: Write, given: str, text: str) -> None:
    """Exactly one of environment and file, and it holds something."""
    write("", "leeg")
    path = write(ALL.replace('geheim_bestand = "zaken.geheim"', given))

    assert f"bronnen.toml:19: bron[1].auth.{text}" in faults_of(path)


def test_a_short_key_for_ids_is_refused_without_being_shown(write: Write) -> None:
    """128 hexadecimal characters, and no fault repeats what was found."""
    write("abcdef0123456789", "ids.key")

    (fault,) = faults_of(write(ALL))
    assert fault.startswith("bronnen.toml:3: gateway.ids.key: de sleutel moet 128 hexadecimale tekens zijn")
    assert "abcdef0123456789" not in fault


def test_a_short_secret_for_a_signature_is_refused(write: Write) -> None:
    """HS256 wants at least as many bytes as its hash has."""
    path = write(ALL)
    write("kort", "zaken.geheim")

    assert faults_of(path) == [
        "bronnen.toml:19: bron[1].auth.geheim: een geheim voor HS256 heeft minstens 32 tekens (RFC 7518)"
    ]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://a.nl",
        "https://",
        "zaken.nl",
        "https://u:p@a.nl",
        "https://a.nl/?q=1",
        "https://a.nl/#x",
        "https://é.nl",
        "https://a.nl:x",
    ],
)
def test_an_address_is_plain(write: Write, url: str) -> None:
    """Only http(s) with a host; no credentials, query or fragment."""
    (fault,) = faults_of(write(ALL.replace("https://zaken.havenstad.nl/", url)))

    assert fault.startswith("bronnen.toml:17: bron[1].basis_url: ")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GATEWAY, "bronnen.toml:1: bron: er is geen enkele [[bron]]"),
        ("[gateway]\n" + ISSUER + BRON, "bronnen.toml:1: gateway.ids: ontbreekt"),
        (ALL + "[gatewy]\n", "bronnen.toml:20: gatewy: onbekende tabel"),
        (GATEWAY + ISSUER + "[bron]\n", "bronnen.toml:11: bron: schrijf dit als [[bron]]"),
        (ALL.replace('"zgw_jwt"', '"jwt"'), "bronnen.toml:19: bron[1].auth: onbekende soort; kies uit "),
        (ALL.replace('soort = "zgw_jwt", ', ""), "bronnen.toml:19: bron[1].auth: soort ontbreekt"),
        (ALL + 'bedient = "allemaal"\n', "bronnen.toml:20: bron[1].bedient: geef gemeentecodes van"),
        (ALL + 'ca_bestand = "weg.pem"\n', "bronnen.toml:20: bron[1].ca_bestand: bestand 'weg.pem' bestaat niet"),
        (
            ALL + 'ca_bestand = "ids.key"\n',
            "bronnen.toml:20: bron[1].ca_bestand: bestand 'ids.key' is geen PEM-bestand",
        ),
        (
            ALL.replace("[gateway.ids]", 'proef = { bsn = "123456789" }\n[gateway.ids]'),
            "bronnen.toml:3: gateway.proef.bsn: dit nummer",
        ),
    ],
)
def test_other_faults(write: Write, text: str, fault: str) -> None:
    """Each fault stops the start, at its place."""
    assert any(found.startswith(fault) for found in faults_of(write(text))), faults_of(write(text))


def test_a_missing_or_empty_place_is_told(tmp_path: Path) -> None:
    """A wrong path is a fault like any other."""
    assert faults_of(tmp_path / "weg.toml") == ["weg.toml:1: bestand: niet te lezen (No such file or directory)"]
    with pytest.raises(ConfigInvalid, match="deze map heeft geen bestanden"):
        load(tmp_path)
