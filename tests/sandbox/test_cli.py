"""The command `sandbox` as a person uses it: in a folder, as a process of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from sandbox import demo
from sandbox.cli import main
from sandbox.latentie import Ritme

ROOT = Path(__file__).parents[2]
START_TIMEOUT_S = 30


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "sandbox.cli", *arguments],
        cwd=folder,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **more}


def start(folder: Path, *arguments: str, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "sandbox.cli", "serve", *arguments],
        cwd=folder,
        env=environment(**env),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for(process: subprocess.Popen[str], path: Path) -> None:
    until = time.monotonic() + START_TIMEOUT_S
    while not path.exists():
        if process.poll() is not None or time.monotonic() > until:
            process.kill()
            pytest.fail(f"sandbox did not start: {process.communicate()}")
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which `sandbox serve --alleen-bronnen` runs."""
    folder = tmp_path_factory.mktemp("demo")
    process = start(folder, "--alleen-bronnen")
    wait_for(process, folder / ".demo" / "state.json")
    yield folder
    process.send_signal(signal.SIGTERM)
    _, complaints = process.communicate(timeout=10)
    assert (process.returncode, complaints) == (0, "")
    assert not (folder / ".demo" / "state.json").exists()


def status(folder: Path, code: str) -> int | None:
    """What the bron answers to a bare GET; None when it refuses the connection."""
    address = urlsplit(next(bron["url"] for bron in bronnen(folder) if bron["code"] == code))
    connection = HTTPConnection(address.hostname or "", address.port, timeout=5)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    except ConnectionRefusedError:
        return None
    finally:
        connection.close()


def bronnen(folder: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in command(folder, "bronnen").stdout.splitlines()]


def test_the_state_file_says_where_everything_is(folder: Path) -> None:
    """Other tools find endpoint, issuer, control API and sources in .demo/state.json."""
    state = json.loads((folder / ".demo" / "state.json").read_text("utf-8"))

    assert state.keys() == {"endpoint", "issuer", "control", "sources"}
    assert state["endpoint"] == "http://127.0.0.1:8000/graphql"
    assert "havenstad-zaken" in [source["code"] for source in state["sources"]]
    assert (folder / ".demo" / "bronnen.toml").exists()


@pytest.mark.parametrize(("given", "jitter"), [([], 0.1), (["--gelijkmatig"], 0.0)])
def test_even_latencies_are_a_choice(given: list[str], jitter: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """What calls take varies as it did when measured, unless somebody wants to measure against it."""
    chosen: list[Ritme] = []
    monkeypatch.setattr(demo, "_serve", lambda poort, with_gateway, ritme: chosen.append(ritme))
    monkeypatch.setattr(demo, "_run", lambda _: 0)
    monkeypatch.setattr(demo, "is_running", lambda: False)
    assert main(["serve", "--alleen-bronnen", *given]) == 0
    assert [one.jitter for one in chosen] == [jitter]


def test_bronnen_prints_an_object_a_line(folder: Path) -> None:
    """Every bron, each with code, naam, dienst, url and stand."""
    rows = bronnen(folder)

    assert len(rows) == 15
    assert rows[1]["code"] == "havenstad-vtb"
    assert rows[1]["dienst"] == "TAKEN, BERICHTEN, VERZOEKEN"
    assert {row["stand"] for row in rows} == {"aan"}
    assert all(row.keys() == {"code", "naam", "dienst", "url", "stand"} for row in rows)


def test_token_prints_a_token_and_nothing_else(folder: Path) -> None:
    """The output can stand in a header as it is."""
    answer = command(folder, "token", "inwoner", "--geldig", "60")

    assert answer.returncode == 0
    assert len(answer.stdout.strip().split(".")) == 3
    assert answer.stdout.count("\n") == 1


@pytest.mark.parametrize("naam", ["duindorp-zaken", "Zaaksysteem Duindorp"])
def test_a_bron_can_be_stopped_broken_and_mended_by_code_or_name(folder: Path, naam: str) -> None:
    """stop refuses connections, break spoils answers, mend ends both."""
    before = status(folder, "duindorp-zaken")
    assert command(folder, "stop", naam).returncode == 0
    assert status(folder, "duindorp-zaken") is None
    assert command(folder, "mend", naam).returncode == 0
    assert status(folder, "duindorp-zaken") == before

    assert command(folder, "break", naam, "--soort", "503").returncode == 0
    assert status(folder, "duindorp-zaken") == 503
    assert command(folder, "slow", naam, "--ms", "5").returncode == 0
    assert command(folder, "mend", naam).returncode == 0
    assert status(folder, "duindorp-zaken") == before


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("stop", "haven"), "havenstad-zaken, havenstad-vtb"),
        (("token", "niemand"), "gepensioneerd"),
        (("token", "inwoner", "--geldig", "0"), "'geldig' moet een getal zijn"),
        (("break", "mijnoverheid", "--soort", "raar"), "wrong-type"),
        (("dans",), "Deze opdracht klopt niet"),
    ],
)
def test_a_mistake_is_explained_in_dutch(folder: Path, arguments: tuple[str, ...], part: str) -> None:
    """Exit code 2, nothing on stdout, and a sentence that names the valid choices."""
    answer = command(folder, *arguments)

    assert (answer.returncode, answer.stdout) == (2, "")
    assert part in answer.stderr


def test_a_second_sandbox_in_the_same_folder_is_refused(folder: Path) -> None:
    """It would overwrite the secrets of the one that runs."""
    answer = command(folder, "serve", "--alleen-bronnen")

    assert answer.returncode == 2
    assert "draait al in deze map" in answer.stderr


@pytest.mark.parametrize("arguments", [("bronnen",), ("token", "inwoner"), ("stop", "havenstad-zaken")])
def test_without_a_running_sandbox_every_command_says_so(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Exit code 2 and how to start it, also when a crash left a state file behind."""
    assert "draait niet in deze map" in command(tmp_path, *arguments).stderr

    (tmp_path / ".demo").mkdir()
    state = {"control": f"http://127.0.0.1:{free_port()}"}
    (tmp_path / ".demo" / "state.json").write_text(json.dumps(state))
    answer = command(tmp_path, *arguments)

    assert answer.returncode == 2
    assert "make demo" in answer.stderr


def test_a_port_in_use_is_said_with_a_way_out(tmp_path: Path) -> None:
    """The demo does not start half: exit code 2 and the DEMO_PORT to try."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        poort = other.getsockname()[1]

        process = start(tmp_path, DEMO_PORT=str(poort))
        _, complaints = process.communicate(timeout=30)

    assert process.returncode == 2
    assert f"Poort {poort} is al in gebruik" in complaints
    assert "DEMO_PORT=" in complaints


def test_a_port_that_is_no_number_is_refused(tmp_path: Path) -> None:
    """DEMO_PORT is checked before anything starts."""
    process = start(tmp_path, DEMO_PORT="acht")
    _, complaints = process.communicate(timeout=30)

    assert process.returncode == 2
    assert "DEMO_PORT moet een poortnummer zijn" in complaints


GATEWAY = '''
"""Stands in for the gateway: ready at once, and it leaves word of how it was started and stopped."""
import http.server, json, pathlib, signal, sys, tomllib
config = tomllib.loads(pathlib.Path(sys.argv[3]).read_text())
if pathlib.Path("weiger").exists():
    print("secret is missing", file=sys.stderr)
    sys.exit(78)
if sys.argv[1] == "abonneren":
    pathlib.Path("geabonneerd").touch()
    sys.exit(0)
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if self.path == "/readyz" else 404)
        self.end_headers()
    def log_message(self, *parts): pass
def stop(number, frame):
    pathlib.Path("gestopt").write_text(str(number))
    sys.exit(0)
signal.signal(signal.SIGTERM, stop)
pathlib.Path("gestart").write_text(json.dumps(sys.argv[1:]))
http.server.HTTPServer(("127.0.0.1", config["gateway"]["http"]["port"]), Ready).serve_forever()
'''


@pytest.fixture
def with_gateway(tmp_path: Path) -> Path:
    """A folder where `python -m gateway.cli` is a small stand-in."""
    (tmp_path / "gateway").mkdir()
    (tmp_path / "gateway" / "__init__.py").touch()
    (tmp_path / "gateway" / "cli.py").write_text(GATEWAY)
    return tmp_path


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serve_starts_a_gateway_explains_itself_and_stops_both(with_gateway: Path, number: signal.Signals) -> None:
    """Once the gateway is ready the demo says where it is; a signal stops it in order."""
    poort = free_port()
    begin = time.monotonic()
    process = start(with_gateway, "--demo", DEMO_PORT=str(poort))
    wait_for(process, with_gateway / ".demo" / "state.json")
    assert time.monotonic() - begin < 10

    process.send_signal(number)
    said, complaints = process.communicate(timeout=20)

    assert (process.returncode, complaints) == (0, "")
    assert json.loads((with_gateway / "gestart").read_text()) == ["serve", "--config", ".demo/bronnen.toml"]
    assert (with_gateway / "gestopt").read_text() == str(int(signal.SIGTERM))
    for part in (f"http://127.0.0.1:{poort}/graphql", "/graphiql/", "inwoner", "token inwoner", "overzicht.graphql"):
        assert part in said
    assert not (with_gateway / ".demo" / "state.json").exists()
    assert (with_gateway / "geabonneerd").exists()


def test_a_gateway_that_refuses_to_start_ends_the_demo(with_gateway: Path) -> None:
    """Its own message stays on the screen, and the demo does not pretend to run."""
    (with_gateway / "weiger").touch()

    process = start(with_gateway, DEMO_PORT=str(free_port()))
    said, complaints = process.communicate(timeout=30)

    assert process.returncode == 2
    assert "secret is missing" in complaints
    assert "De gateway is niet gestart (code 78)" in complaints
    assert said == ""
