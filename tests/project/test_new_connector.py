"""`make new-connector`: what comes out imports, keeps to the style and the types, and never shows another's row."""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import connectors
from scripts.new_connector import NaamKanNiet, make
from tests.connectors.canned import BAKKERIJ, SANNE, asked, call, page
from tests.project.tree import ROOT, tool

NAAM = "leerplichtproef"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new connector in a folder of its own, found as if it stood among the others."""
    folder = make(NAAM, tmp_path)
    monkeypatch.setattr(connectors, "__path__", [*connectors.__path__, str(folder.parent)])
    yield folder
    for name in [name for name in sys.modules if name.startswith(f"connectors.{NAAM}")]:
        del sys.modules[name]
    vars(connectors).pop(NAAM, None)


def test_the_form_is_complete(made: Path) -> None:
    """Manifest, models, mapping, quality and README; every blank is filled in."""
    files = [path for path in made.rglob("*") if path.is_file()]
    assert {str(path.relative_to(made)) for path in files} == {
        "__init__.py", "models.py", "mapping.py", "quality.toml", "README.md", "contract/bron.json",
        "contract/producten.json",
    }  # fmt: skip
    assert not any("$naam" in path.read_text("utf-8") for path in files)
    assert tomllib.loads((made / "quality.toml").read_text("utf-8"))["connector"] == NAAM


async def test_it_answers_and_drops_anothers_row(made: Path) -> None:
    """It asks with the number of the person, maps their row, and leaves out that of somebody else."""
    module = importlib.import_module(f"connectors.{NAAM}")
    assert SANNE.bsn is not None
    rows = [{"id": "1", "bsn": SANNE.bsn.waarde, "naam": "Lerarenpas", "einddatum": "2026-01-01"}]
    rows += [{"id": "2", "bsn": "999991115", "naam": "Van een ander"}]
    one = call({("GET", "/producten"): page(list(rows))})

    answer = await module.producten(one)

    assert [(view.titel, view.status.value) for view in answer.items] == [("Lerarenpas", "VERLOPEN")]
    assert (one.foreign, asked(one)[0].params["bsn"]) == (1, SANNE.bsn.waarde)
    assert module.manifest.naam == NAAM


async def test_who_it_does_not_know_is_not_empty(made: Path) -> None:
    """A business is not supported, which is another answer than having nothing."""
    from gateway.errors import BronNotSupported

    module = importlib.import_module(f"connectors.{NAAM}")
    with pytest.raises(BronNotSupported):
        await module.producten(call({}, BAKKERIJ))


def test_it_keeps_to_style_and_types(tmp_path: Path) -> None:
    """Ruff and mypy find nothing in it."""
    for name in ("gateway", "resolvers", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    folder = make(NAAM, tmp_path)
    (folder.parent / "__init__.py").touch()
    checks = [
        [tool("ruff"), "check", str(folder)],
        [tool("ruff"), "format", "--check", str(folder)],
        [tool("mypy"), "--cache-dir", str(tmp_path / "cache"), str(folder)],
    ]
    done = [subprocess.run(check, cwd=tmp_path, capture_output=True, text=True) for check in checks]
    assert [one.stdout for one in done if one.returncode] == []


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project in which the command was given; nothing else was edited."""
    for name in ("gateway", "resolvers", "sandbox", "tests", "pyproject.toml"):
        (tmp_path / name).symlink_to(ROOT / name)
    for name in ("connectors", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, "scripts/new_connector.py", NAAM]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return tmp_path


def contract_suite(copy: Path) -> subprocess.CompletedProcess[str]:
    """The contract suite over the new connector alone, in the copy."""
    command = [sys.executable, "-m", "pytest", "-q", "-k", NAAM, "-p", "no:cacheprovider", "tests/contract"]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=copy, capture_output=True, text=True, env=environment)


def test_the_contract_suite_tests_it_at_once(copy: Path) -> None:
    """Without any edit elsewhere the suite finds the new connector, breaks its answers, and is green."""
    done = contract_suite(copy)
    assert done.returncode == 0, done.stdout
    assert int(re.findall(r"(\d+) passed", done.stdout)[0]) > 30


def test_the_contract_suite_sees_what_it_forgets(copy: Path) -> None:
    """A new connector that does not look whose a row is, is red at once."""
    module = copy / "connectors" / NAAM / "__init__.py"
    module.write_text(
        module.read_text("utf-8").replace('if call.mine(bsn, [row.bsn], "$.results[].bsn")', "if row.bsn"),
        encoding="utf-8",
    )
    done = contract_suite(copy)
    assert done.returncode == 1
    assert f"test_anothers_record_in_the_list_is_dropped_counted_and_alarmed[{NAAM}.producten]" in done.stdout


@pytest.mark.parametrize("naam", ["", "Leerplicht", "leer-plicht", "../buiten", "class", "1e"])
def test_a_name_that_cannot_be_leaves_nothing_behind(naam: str, tmp_path: Path) -> None:
    """A name is a module's: lower case letters and digits, no word of Python."""
    with pytest.raises(NaamKanNiet, match="Geef een naam"):
        make(naam, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_one_that_exists_is_left_alone(tmp_path: Path) -> None:
    """Nothing is written over."""
    (make(NAAM, tmp_path) / "models.py").write_text("van ons\n", encoding="utf-8")
    with pytest.raises(NaamKanNiet, match="bestaat al"):
        make(NAAM, tmp_path)
    assert (tmp_path / "connectors" / NAAM / "models.py").read_text("utf-8") == "van ons\n"
