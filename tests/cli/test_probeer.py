"""`gateway probeer`: against a sandbox that is well and one that is not, in words an engineer can mend things by."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import pytest
import structlog

from gateway.cli import main
from sandbox.server import Zandbak
from sandbox.verhalen.personen import PERSONEN

GOED, INVOER = 0, 1
ONBEREIKBAAR, LATER, ONGELDIG, GEWEIGERD, FILTER = 69, 75, 76, 77, 79
Prepare = Callable[[Path], None]


@dataclass
class Told:
    """What the command said, and its exit code."""

    code: int
    out: str
    err: str


class Sandbox:
    """A sandbox that runs beside the tests of this file, in a loop of its own, since the command has its own too."""

    def __init__(self, loop: asyncio.AbstractEventLoop, zandbak: Zandbak) -> None:
        self._loop = loop
        self._zandbak = zandbak

    def configuration(self, folder: Path) -> Path:
        """Write bronnen.toml."""
        return self._zandbak.schrijf_configuratie(folder)

    @contextmanager
    def broken(self, code: str, soort: str) -> Iterator[None]:
        """One system that fails as this kind of fault says."""
        asyncio.run_coroutine_threadsafe(self._zandbak.break_(code, soort), self._loop).result()
        try:
            yield
        finally:
            asyncio.run_coroutine_threadsafe(self._zandbak.mend(code), self._loop).result()


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """The command says what is logged in its process, which here is that of all tests."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One sandbox for all of these tests: each leaves it as it was."""
    loop, zandbak = asyncio.new_event_loop(), Zandbak()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    asyncio.run_coroutine_threadsafe(zandbak.__aenter__(), loop).result()
    yield Sandbox(loop, zandbak)
    asyncio.run_coroutine_threadsafe(zandbak.__aexit__(None, None, None), loop).result()
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


@pytest.fixture
def probeer(sandbox: Sandbox, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Told]:
    """Run the command beside the sandbox: for whom, after which change of the configuration, with which system broken."""

    def run(
        bron: str,
        persoon: str | Path = "inwoner",
        *,
        prepare: Prepare | None = None,
        breaks: tuple[str, str] | None = None,
    ) -> Told:
        path = sandbox.configuration(tmp_path)
        if prepare is not None:
            prepare(path)
        who = persoon if isinstance(persoon, Path) else person_file(tmp_path, persoon)
        with sandbox.broken(*breaks) if breaks is not None else nullcontext():
            code = main(["probeer", bron, "--persoon", str(who), "--config", str(path)])
        told = capsys.readouterr()
        numbers = [number for one in PERSONEN.values() for number in (one.bsn, one.kvk, one.rsin) if number]
        assert not [number for number in numbers if number in told.out + told.err], "a number of a person is shown"
        assert "Traceback" not in told.err
        return Told(code, told.out, told.err)

    return run


def person_file(folder: Path, persoon: str) -> Path:
    """A file with the numbers of somebody of the stories."""
    who = PERSONEN[persoon]
    numbers = {"bsn": who.bsn, "kvk": who.kvk, "rsin": who.rsin}
    path = folder / "persoon"
    path.write_text("".join(f"{kind} = {number}\n" for kind, number in numbers.items() if number), encoding="utf-8")
    path.chmod(0o600)
    return path


def edit(pattern: str, new: str) -> Prepare:
    """Change the part of bronnen.toml about one bron."""

    def prepare(path: Path) -> None:
        changed, count = re.subn(pattern, new, path.read_text("utf-8"), count=1, flags=re.DOTALL)
        assert count
        path.write_text(changed, encoding="utf-8")

    return prepare


def wrong_secret(path: Path) -> None:
    for name in ("havenstad-zaken", "havenstad-vtb", "mijnoverheid"):
        (path.parent / "geheimen" / name).write_text("0" * 64, encoding="ascii")


BRONNEN = [
    ("havenstad-zaken", "inwoner"), ("havenstad-vtb", "inwoner"), ("havenstad-producten", "inwoner"),
    ("havenstad-parkeren", "inwoner"), ("havenstad-klant", "inwoner"), ("duindorp-objecten", "student"),
    ("belastingen", "inwoner"), ("mijnoverheid", "inwoner"), ("brp", "inwoner"), ("handelsregister", "ondernemer"),
]  # fmt: skip


@pytest.mark.parametrize(("bron", "persoon"), BRONNEN)
def test_a_bron_that_is_well(probeer: Callable[..., Told], bron: str, persoon: str) -> None:
    """Connected, filter probed, every list and one item asked: all well, and exit code 0."""
    told = probeer(bron, persoon)
    assert (told.code, told.err) == (GOED, "")
    assert "FOUT" not in told.out
    assert "  goed  verbinden" in told.out
    assert "  goed  filter" in told.out
    assert re.search(r"goed  \w+ +\d+ gevonden in \d+ ms", told.out)
    assert told.out.endswith("De bron is te gebruiken.\n")


@pytest.mark.parametrize(
    ("bron", "prepare", "breaks", "code", "step", "said"),
    [
        ("havenstad-zaken", wrong_secret, None, GEWEIGERD, "filter", "Het geheim klopt niet"),
        ("havenstad-vtb", wrong_secret, None, GEWEIGERD, "filter", "neemt onze inlog niet aan"),
        ("mijnoverheid", wrong_secret, None, GEWEIGERD, "filter", "neemt onze inlog niet aan"),
        (
            "havenstad-zaken", edit(r'(code = "havenstad-zaken".*?client_id = )"gateway"', r'\1"iemand-anders"'), None,
            GEWEIGERD, "filter", "kent `auth.client_id` niet",
        ),
        (
            "havenstad-vtb", edit(r'(code = "havenstad-vtb".*?basis_url = "[^"]+)"', r'\1/zaaksysteem"'), None,
            ONGELDIG, "filter", " is er niet (404). Kijk naar `basis_url`",
        ),
        (
            "havenstad-vtb", edit(r'(code = "havenstad-vtb".*?basis_url = )"[^"]+"', r'\1"http://127.0.0.1:9"'), None,
            ONBEREIKBAAR, "verbinden", "Er luistert niemand op 127.0.0.1:9",
        ),
        (
            "havenstad-vtb", edit(r'(code = "havenstad-vtb".*?basis_url = )"http:', r'\1"https:'), None,
            ONBEREIKBAAR, "verbinden", "spreekt geen TLS",
        ),
        (
            "havenstad-vtb", edit(r'(code = "havenstad-vtb".*?basis_url = )"[^"]+"', r'\1"https://bron.invalid"'), None,
            ONBEREIKBAAR, "verbinden", "is niet te vinden",
        ),
        ("havenstad-zaken", None, ("havenstad-zaken", "filter_genegeerd"), FILTER, "filter", "negeert ons filter"),
        ("havenstad-producten", None, ("havenstad-producten", "filter_genegeerd"), FILTER, "filter", "negeert ons filter"),
        ("havenstad-vtb", None, ("havenstad-vtb", "html"), ONGELDIG, "filter", "gaf een webpagina"),
        ("havenstad-vtb", None, ("havenstad-vtb", "malformed"), ONGELDIG, "filter", "andere vorm"),
        ("havenstad-vtb", None, ("havenstad-vtb", "500"), ONBEREIKBAAR, "filter", "in storing"),
        ("havenstad-vtb", None, ("havenstad-vtb", "429"), LATER, "filter", "vraagt om rust"),
        ("havenstad-zaken", None, ("havenstad-zaken", "vreemd_adres"), ONGELDIG, "zaak", "`canonieke_url`"),
    ],
    ids=[
        "secret of zgw", "secret of a token", "secret of oauth2", "client_id", "path", "port", "not tls", "name",
        "filter of zaken", "filter of producten", "html", "malformed", "500", "429", "foreign address",
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_so_that_it_can_be_mended(
    probeer: Callable[..., Told], bron: str, prepare: Prepare | None, breaks: tuple[str, str] | None, code: int,
    step: str, said: str,
) -> None:  # fmt: skip
    """Each cause has its own step, sentence and exit code."""
    told = probeer(bron, prepare=prepare, breaks=breaks)
    assert told.code == code
    (wrong,) = [line for line in told.out.splitlines() if line.startswith("  FOUT  ")]
    assert wrong.startswith(f"  FOUT  {step}")
    assert said in wrong
    assert told.out.endswith("De bron is nog niet te gebruiken.\n")


def test_somebody_with_nothing_proves_little(probeer: Callable[..., Told]) -> None:
    """Well, but it says that another person would tell more."""
    told = probeer("havenstad-vtb", "niets")
    assert told.code == GOED
    assert "Neem een persoon van wie u weet dat er iets is" in told.out


def test_a_number_that_the_bron_does_not_know_is_told(probeer: Callable[..., Told]) -> None:
    """The tax system knows no businesses: that is no fault, and nothing was tried."""
    told = probeer("belastingen", "ondernemer")
    assert told.code == GOED
    assert "Met deze nummers kan de bron niet zoeken" in told.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("123456789", "een nummer dat niet kan bestaan"),
        ("", "noemt geen persoon"),
        ("naam = Sanne", "noemt geen persoon"),
        ("kvk = 1234", "een nummer dat niet kan bestaan"),
        (None, "is niet te lezen"),
    ],
)
def test_a_file_without_a_person_is_told(
    probeer: Callable[..., Told], tmp_path: Path, text: str | None, said: str
) -> None:
    """With what belongs in it, and without repeating what is in it."""
    path = tmp_path / "wie"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    told = probeer("havenstad-vtb", path)
    assert told.code == INVOER
    assert said in told.err
    assert not text or text not in told.err


def test_a_bron_that_is_not_there_is_told_with_those_that_are(probeer: Callable[..., Told]) -> None:
    """A typing error in the code costs nobody a search."""
    told = probeer("bestaat-niet")
    assert told.code == INVOER
    assert "Wel: havenstad-zaken, " in told.err


def test_a_file_that_others_can_read_is_told(probeer: Callable[..., Told], tmp_path: Path) -> None:
    """A warning beside the result; a bare number is a BSN."""
    path = tmp_path / "open"
    path.write_text(PERSONEN["inwoner"].bsn or "", encoding="utf-8")
    path.chmod(0o644)
    told = probeer("havenstad-vtb", path)
    assert told.code == GOED
    assert "chmod 600" in told.err
