"""What the configuration is when it is right: files, folders, the environment, defaults and secrets."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from gateway.config import Configuratie, EgisAuth, Geheim, load
from gateway.config.vorm import DienstNaam, Niveau
from gateway.domain.bron import Dienst
from gateway.domain.persoon import Betrouwbaarheidsniveau
from gateway.errors import ConfigInvalid
from tests.config.voorbeeld import ALL, BRON, GATEWAY, ISSUER, KEY, Connector, Write, faults_of


def bron_of(configuratie: Configuratie, key: str) -> object:
    return getattr(configuratie.bronnen[0], key)


def test_a_small_configuration_gets_safe_defaults(write: Write) -> None:
    """What is left out gets the documented default, and the defaults are the careful ones."""
    configuratie = load(write(ALL), {"openzaak": Connector()})

    gateway, bron, issuer = configuratie.gateway, configuratie.bronnen[0], configuratie.issuers[0]
    assert (gateway.plan, gateway.playground, gateway.deadline_ms) == (True, False, 3000)
    assert (gateway.http.host, gateway.http.get, gateway.http.cors, gateway.http.max_body_kb) == (
        "127.0.0.1",
        False,
        [],
        64,
    )
    assert gateway.ids.key_bytes == bytes.fromhex(KEY)
    assert (bron.basis_url, bron.canonieke_url) == ("https://zaken.havenstad.nl", "https://zaken.havenstad.nl")
    assert (bron.bedient, bron.minimaal_niveau, bron.uit, bron.deadline_ms) == ("alle", "MIDDEN", False, 2500)
    assert (issuer.typ, issuer.leeway_s, issuer.claims[0].bsn) == ("at+jwt", 10, ["bsn"])


def test_a_folder_is_read_whole(write: Write, tmp_path: Path) -> None:
    """Each municipality can have its own file; secrets are relative to the folder."""
    write(GATEWAY + ISSUER, "gateway.toml")
    write(BRON, "havenstad.toml")
    write(BRON.replace('"zaken"', '"duindorp-zaken"'), "duindorp.toml")

    assert [bron.code for bron in load(tmp_path).bronnen] == ["duindorp-zaken", "zaken"]


def test_the_environment_overrules_the_file(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """GATEWAY_* wins, nested by two underscores; what Kubernetes adds for a service of this name is no setting."""
    monkeypatch.setenv("GATEWAY_PLAN", "false")
    monkeypatch.setenv("GATEWAY_HTTP__PORT", "9000")
    monkeypatch.setenv("GATEWAY_HTTP__CORS", '["https://mijn.havenstad.nl"]')
    monkeypatch.setenv("GATEWAY_IDS__KEY_ENV", "GATEWAY_ID_KEY")
    monkeypatch.setenv("GATEWAY_ID_KEY", "cd" * 64)
    monkeypatch.setenv("GATEWAY_SERVICE_HOST", "10.0.0.1")
    monkeypatch.setenv("GATEWAY_PORT_8000_TCP", "tcp://10.0.0.1:8000")
    path = write(ALL.replace("[gateway.ids]", 'http = { port = 7000, host = "10.0.0.9" }\n[gateway.ids]'))
    monkeypatch.setenv("GATEWAY_CONFIG", str(path))

    with pytest.raises(ConfigInvalid, match="env GATEWAY_ID_KEY: GATEWAY_ID_KEY: onbekende instelling"):
        load()  # a secret is only known as one when the file points at it
    path.write_text(path.read_text().replace('key_bestand = "ids.key"', 'key_env = "GATEWAY_ID_KEY"'))
    monkeypatch.delenv("GATEWAY_IDS__KEY_ENV")
    gateway = load().gateway

    assert (gateway.plan, gateway.http.port, gateway.http.host) == (False, 9000, "10.0.0.9")
    assert gateway.http.cors == ["https://mijn.havenstad.nl"]
    assert gateway.ids.key_bytes == b"\xcd" * 64


def test_one_way_to_the_key_replaces_the_other(write: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where the file says `key_env`, the environment may say `key_bestand` instead."""
    monkeypatch.setenv("GATEWAY_IDS__KEY_BESTAND", str(tmp_path / "ids.key"))
    path = write(ALL.replace('key_bestand = "ids.key"', 'key_env = "NERGENS"'))

    assert load(path).gateway.ids.key_bytes == bytes.fromhex(KEY)


def test_faults_of_the_environment_name_the_variable(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator reads which variable to mend, not a line that is right."""
    monkeypatch.setenv("GATEWAY_HTTP__PORT", "poort")
    monkeypatch.setenv("GATEWAY_HTTP__PROT", "80")
    monkeypatch.setenv("GATEWAY_PLAM", "true")
    path = write(ALL)
    assert faults_of(path) == [
        "env GATEWAY_HTTP__PORT: gateway.http.port: hier hoort een geheel getal",
        "env GATEWAY_HTTP__PROT: gateway.http.prot: onbekende instelling; bedoelt u port?",
        "env GATEWAY_PLAM: GATEWAY_PLAM: onbekende instelling",
    ]

    monkeypatch.setenv("GATEWAY_HTTP", "{")
    assert 'env GATEWAY_HTTP: GATEWAY_HTTP: hier hoort JSON, zoals ["https://mijn.havenstad.nl"]' in faults_of(path)


def test_production_refuses_what_belongs_to_a_demo(write: Write) -> None:
    """`productie` is the default, and refuses the playground, GET and open CORS."""
    http = 'playground = true\nhttp = { get = true, cors = ["https://*"] }\n'
    assert load(write(ALL.replace("[gateway.ids]", http + "[gateway.ids]"))).gateway.http.get is True

    assert faults_of(write(ALL.replace('omgeving = "demo"\n', http))) == [
        'bronnen.toml:1: gateway.documenten: bij omgeving = "productie" beantwoordt de gateway alleen vertrouwde documenten: '
        "geef documenten.map en documenten.ondertekenaar, of zet documenten.vrij = true",
        'bronnen.toml:2: gateway.playground: de playground mag niet aan staan bij omgeving = "productie"',
        'bronnen.toml:3: gateway.http: get en cors met *: mag niet bij omgeving = "productie"',
    ]


def test_secrets_are_not_shown(write: Write) -> None:
    """Printing the configuration shows no secret."""
    configuratie = load(write(ALL))

    assert "geheim=Geheim(***)" in repr(configuratie)
    assert "een geheim van meer dan tweeendertig tekens" not in repr(configuratie) + str(configuratie)
    assert KEY not in repr(configuratie)
    assert bron_of(configuratie, "auth").geheim == Geheim("een geheim van meer dan tweeendertig tekens")  # type: ignore[attr-defined]  # zgw_jwt has one


def test_an_egis_key_has_256_bits(write: Write) -> None:
    """The key of the parking token is checked where it is configured."""
    write("ef" * 32, "sleutel")
    egis = (
        'soort = "egis", geheim_bestand = "zaken.geheim", sleutel_bestand = "sleutel", uitgever = "a", doelgroep = "b"'
    )
    path = write(ALL.replace('soort = "zgw_jwt", client_id = "gateway", geheim_bestand = "zaken.geheim"', egis))

    auth = load(path).bronnen[0].auth
    assert isinstance(auth, EgisAuth)
    assert auth.sleutel.reveal() == "ef" * 32
    write("ef", "sleutel")
    assert faults_of(path) == [
        "bronnen.toml:19: bron[1].auth.sleutel: de sleutel moet 64 hexadecimale tekens zijn (256 bits)"
    ]


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "[::1]:8080", "localhost"])
def test_loopback_may_be_plain_http(write: Write, host: str) -> None:
    """A demo, or a proxy on the same machine, needs no TLS."""
    assert (
        load(write(ALL.replace("https://zaken.havenstad.nl/", f"http://{host}"))).bronnen[0].basis_url
        == f"http://{host}"
    )


def test_the_table_for_the_connector_is_free(write: Write) -> None:
    """`instellingen` goes to the connector as it stands, also in a table of its own."""
    extra = '[bron.instellingen]\nzaaktypen = ["a"]\n[bron.instellingen.geheim_env]\nx = 1\n'

    assert load(write(ALL + extra)).bronnen[0].instellingen == {"zaaktypen": ["a"], "geheim_env": {"x": 1}}


def test_the_names_are_those_of_the_domain() -> None:
    """The configuration stands below the domain, so it spells the words itself: the same words."""
    assert list(get_args(DienstNaam)) == [dienst.value for dienst in Dienst]
    assert list(get_args(Niveau)) == [niveau.value for niveau in Betrouwbaarheidsniveau]
