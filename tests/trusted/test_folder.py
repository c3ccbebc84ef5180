"""A folder of lists that changes while the gateway runs: new, wrong, signed by another, withdrawn."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from gateway.cli import main
from gateway.config import DocumentenInstellingen
from gateway.plan.store import PlanStore
from gateway.plan.trusted.folder import Folder
from gateway.plan.trusted.manifest import id_of
from gateway.plan.trusted.watch import TrustedDocuments
from resolvers.schema import maak_schema
from tests.config.voorbeeld import public_pem
from tests.trusted.wereld import GOOD, OTHER, WRONG, later, write

STORE = PlanStore(maak_schema())


def folder(path: Path, signer: Ed25519PrivateKey | None = None) -> Folder:
    made = Folder(path, STORE.fault_of, signer.public_key() if signer else None)
    made.refresh()
    return made


def test_every_list_counts(tmp_path: Path) -> None:
    write(tmp_path, "portaal.json", GOOD)
    write(tmp_path, "app.json", OTHER)
    found = folder(tmp_path)
    assert found.documents == {id_of(GOOD): GOOD, id_of(OTHER): OTHER}
    assert found.faults == []
    assert found.refresh() is False


def test_a_document_that_does_not_fit_the_schema_is_left_out_alone(tmp_path: Path) -> None:
    write(tmp_path, "portaal.json", GOOD, WRONG)
    found = folder(tmp_path)
    assert list(found.documents) == [id_of(GOOD)]
    (fault,) = found.faults
    assert fault.startswith(f"portaal.json: {id_of(WRONG)}: ")
    assert "bestaatNiet" in fault


def test_a_list_that_breaks_keeps_its_last_good_form(tmp_path: Path) -> None:
    """A half-written file takes no portal down; mended, the new list counts."""
    path = write(tmp_path, "portaal.json", GOOD)
    found = folder(tmp_path)

    path.write_text("{")
    assert found.refresh() is True
    assert list(found.documents) == [id_of(GOOD)]
    assert len(found.faults) == 1

    later(write(tmp_path, "portaal.json", OTHER))
    assert found.refresh() is True
    assert (list(found.documents), found.faults) == ([id_of(OTHER)], [])


def test_a_list_that_goes_is_withdrawn(tmp_path: Path) -> None:
    path = write(tmp_path, "portaal.json", GOOD)
    found = folder(tmp_path)
    path.unlink()
    assert found.refresh() is True
    assert found.documents == {}


def test_a_folder_that_is_away_changes_nothing(tmp_path: Path) -> None:
    """A volume that is mounted anew is away for a moment."""
    lists = tmp_path / "lijsten"
    lists.mkdir()
    write(lists, "portaal.json", GOOD)
    found = folder(lists)
    shutil.rmtree(lists)
    assert found.refresh() is False
    assert list(found.documents) == [id_of(GOOD)]


@pytest.mark.attacks
def test_only_the_signer_adds_documents(tmp_path: Path) -> None:
    """Unsigned, signed by another, or changed after signing: none of it is trusted."""
    signer = Ed25519PrivateKey.generate()
    write(tmp_path, "goed.json", GOOD, signer=signer)
    write(tmp_path, "zonder.json", OTHER)
    write(tmp_path, "ander.json", OTHER, signer=Ed25519PrivateKey.generate())
    write(tmp_path, "veranderd.json", GOOD, signer=signer).write_text(f'{{"{id_of(OTHER)}": "{OTHER}"}}')
    found = folder(tmp_path, signer)
    assert list(found.documents) == [id_of(GOOD)]
    assert sorted(fault.partition(":")[0] for fault in found.faults) == ["ander.json", "veranderd.json", "zonder.json"]


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
def test_openssl_signs_as_the_page_says(tmp_path: Path) -> None:
    """The commands of docs/vertrouwde-documenten.md give a signature that counts."""
    signer = Ed25519PrivateKey.generate()
    key = tmp_path / "sleutel.pem"
    key.write_bytes(signer.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    path = write(tmp_path, "portaal.json", GOOD)
    command = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", key, "-in", path, "-out", f"{path}.sig"]
    subprocess.run(command, check=True)
    assert list(folder(tmp_path, signer).documents) == [id_of(GOOD)]


def test_a_new_list_is_live_without_a_restart(tmp_path: Path) -> None:
    """What is trusted follows the folder; a document that stays keeps what was made of it."""
    write(tmp_path, "portaal.json", GOOD)
    store = PlanStore(maak_schema())
    trusted = TrustedDocuments(store, DocumentenInstellingen(map=str(tmp_path)))
    first = store.trusted(id_of(GOOD))
    assert first is not None
    assert store.trusted(id_of(OTHER)) is None

    write(tmp_path, "app.json", OTHER)
    trusted.refresh()
    assert store.trusted(id_of(OTHER)) is not None
    assert store.trusted(id_of(GOOD)) is first
    assert trusted.status() == {"aantal": 2, "fouten": 0}


def test_the_command_tells_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    signer = Ed25519PrivateKey.generate()
    pem = tmp_path / "ondertekenaar.pem"
    pem.write_bytes(public_pem(signer))
    lists = tmp_path / "lijsten"
    lists.mkdir()
    write(lists, "portaal.json", GOOD, WRONG, signer=signer)

    assert main(["documenten", str(lists), "--ondertekenaar", str(pem)]) == 1
    shown = capsys.readouterr()
    assert shown.out == "1 documenten zijn in orde, 1 fouten.\n"
    assert "bestaatNiet" in shown.err

    write(lists, "portaal.json", GOOD, signer=signer)
    assert main(["documenten", str(lists), "--ondertekenaar", str(pem)]) == 0
    assert main(["documenten", str(lists / "weg")]) == 1
    assert main(["documenten", str(lists), "--ondertekenaar", str(lists / "portaal.json")]) == 1
