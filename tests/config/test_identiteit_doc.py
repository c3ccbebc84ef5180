"""docs/identiteit.md: what it shows can be copied, and it names every preset there is."""

from __future__ import annotations

import re
from pathlib import Path

import trustme
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from gateway.app import find_connectors
from gateway.config import load
from gateway.config.claims import VOORINSTELLINGEN
from gateway.plan.niveaus import read_niveaus
from resolvers.schema import maak_schema
from tests.project.tree import ROOT

DOC = (ROOT / "docs" / "identiteit.md").read_text("utf-8")


def test_its_blocks_work_together(tmp_path: Path) -> None:
    """All of them in one file, with the secrets beside it; every type and field with a level is of the schema."""
    secrets = tmp_path / "geheimen"
    secrets.mkdir()
    for name, text in {"ids.key": "ab" * 64, "introspectie": "geheim", "zaken": "x" * 32}.items():
        (secrets / name).write_text(text)
    key = rsa.generate_private_key(65537, 2048)
    form, encoding = serialization.PrivateFormat.PKCS8, serialization.Encoding.PEM
    (secrets / "jwt.pem").write_bytes(key.private_bytes(encoding, form, serialization.NoEncryption()))
    own = trustme.CA().issue_cert("gateway.havenstad.nl")
    own.cert_chain_pems[0].write_to_path(str(secrets / "keten.pem"))
    own.private_key_pem.write_to_path(str(secrets / "sleutel.pem"))
    blocks = re.findall(r"```toml\n(.*?)```", DOC, re.DOTALL)
    start = '[gateway]\nomgeving = "demo"\n[gateway.ids]\nkey_bestand = "geheimen/ids.key"\n'
    (tmp_path / "bronnen.toml").write_text(start + "".join(blocks))

    config = load(tmp_path / "bronnen.toml", connectors=find_connectors())

    assert [len(issuer.claims) for issuer in config.issuers] == [1, 2, 1]
    assert [bron.code for bron in config.bronnen] == ["havenstad-zaken", "belastingen"]
    assert len(config.gateway.niveaus) == 3
    read_niveaus(maak_schema(), config.gateway.niveaus)


def test_it_names_every_preset() -> None:
    """With where it reads whom it is about; no other name stands there."""
    assert set(re.findall(r"^\| `([a-z0-9-]+)` \|", DOC, re.MULTILINE)) == {"gewoon", *VOORINSTELLINGEN}
