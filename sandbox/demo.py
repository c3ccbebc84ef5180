"""`sandbox serve`: the sandbox in the foreground, with a gateway beside it as a child process."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator, Coroutine
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from sandbox.bediening import control_app
from sandbox.latentie import Ritme
from sandbox.luisteraar import HOST, Luisteraar
from sandbox.portaal import portal_app
from sandbox.server import Zandbak
from sandbox.toestand import FOLDER, Afgebroken, announced, is_running

READY_TIMEOUT_S = 20
STOP_TIMEOUT_S = 8
DEFAULT_PORT = 8000
MAX_PORT = 65535


def serve(*, with_gateway: bool, gelijkmatig: bool = False) -> int:
    """Run until Ctrl-C or SIGTERM; raises Afgebroken when it cannot start. `gelijkmatig`: no jitter in what calls take."""
    poort = _read_port()
    if is_running():
        raise Afgebroken("De zandbak draait al in deze map. Stop hem eerst (Ctrl-C in het andere venster).")
    if with_gateway:
        _check_port(poort)
    return _run(_serve(poort, with_gateway, Ritme(jitter=0.0) if gelijkmatig else Ritme()))


async def _serve(poort: int, with_gateway: bool, ritme: Ritme) -> int:
    stopped = _stop_signals()
    async with Zandbak(ritme) as zandbak:
        configuration = zandbak.schrijf_configuratie(FOLDER, poort)
        if not with_gateway:
            with announced(_state(zandbak, poort)):
                print(f"De bronnen draaien. De configuratie voor een gateway staat in {configuration}.", flush=True)
                await stopped.wait()
            return 0
        async with _gateway(configuration) as gateway:
            await _wait_until_ready(gateway, poort, stopped)
            if stopped.is_set():
                return 0
            async with _portal(zandbak, poort) as portal:
                with announced(_state(zandbak, poort) | {"portal": portal}):
                    await _subscribe(configuration)
                    print(_welcome(zandbak, poort, portal), flush=True)
                    return await _wait_for_the_end(gateway, stopped)


@contextlib.asynccontextmanager
async def _portal(zandbak: Zandbak, poort: int) -> AsyncIterator[str]:
    """The address of the MijnOmgeving: the port after the gateway's, or another when that is taken."""
    luisteraar = Luisteraar(poort + 1 if poort < MAX_PORT else 0)
    luisteraar.app = portal_app(f"http://{HOST}:{poort}/graphql", zandbak.uitgever_url, control_app(zandbak))
    await luisteraar.start()
    try:
        yield f"{luisteraar.url}/"
    finally:
        await luisteraar.close()


async def _wait_for_the_end(gateway: asyncio.subprocess.Process, stopped: asyncio.Event) -> int:
    """0 after a signal; raises Afgebroken when the gateway stops of its own accord."""
    ended = asyncio.ensure_future(gateway.wait())
    asked = asyncio.ensure_future(stopped.wait())
    await asyncio.wait({ended, asked}, return_when=asyncio.FIRST_COMPLETED)
    asked.cancel()
    if not stopped.is_set():
        raise Afgebroken(f"De gateway is gestopt (code {gateway.returncode}). Hierboven staat waarom.")
    ended.cancel()
    print("\nDe demo stopt.", flush=True)
    return 0


@contextlib.asynccontextmanager
async def _gateway(configuration: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """A gateway in a process group of its own: Ctrl-C reaches only us, and we stop it in order."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "gateway.cli", "serve", "--config", str(configuration), start_new_session=True
    )
    try:
        yield process
    finally:
        await _stop(process)


async def _subscribe(configuration: Path) -> None:
    """Let the gateway hear what changes in the bronnen; without it the demo goes on, with a word about why."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "gateway.cli",
        "abonneren",
        "--config",
        str(configuration),
        stdout=asyncio.subprocess.DEVNULL,
    )
    await process.wait()


async def _stop(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_TIMEOUT_S)
    except TimeoutError:
        process.kill()
        await process.wait()


async def _wait_until_ready(gateway: asyncio.subprocess.Process, poort: int, stopped: asyncio.Event) -> None:
    """Return when /readyz says 200 or a signal came; raises Afgebroken when the gateway ends or takes too long."""
    until = time.monotonic() + READY_TIMEOUT_S
    while not stopped.is_set() and await asyncio.to_thread(_readiness, poort) != 200:
        if gateway.returncode is not None:
            raise Afgebroken(f"De gateway is niet gestart (code {gateway.returncode}). Hierboven staat waarom.")
        if time.monotonic() > until:
            raise Afgebroken(f"De gateway was na {READY_TIMEOUT_S} seconden nog niet klaar.")
        await asyncio.sleep(0.05)


def _readiness(poort: int) -> int:
    """The status of /readyz, 0 while nothing answers."""
    connection = HTTPConnection(HOST, poort, timeout=2)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def _state(zandbak: Zandbak, poort: int) -> dict[str, object]:
    sources = [
        {"code": bron.code, "naam": bron.naam, "diensten": bron.diensten, "url": bron.url} for bron in zandbak.bronnen
    ]
    return {
        "endpoint": f"http://{HOST}:{poort}/graphql",
        "issuer": zandbak.uitgever_url,
        "control": zandbak.bediening_url,
        "sources": sources,
    }


def _stop_signals() -> asyncio.Event:
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    return stopped


def _read_port() -> int:
    text = os.environ.get("DEMO_PORT", str(DEFAULT_PORT))
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= MAX_PORT:
        raise Afgebroken(f"DEMO_PORT moet een poortnummer zijn van 1 tot en met 65535, niet '{text}'.")
    return int(text)


def _check_port(poort: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, poort))
        except OSError as error:
            message = f"Poort {poort} is al in gebruik. Kies een andere, bijvoorbeeld: DEMO_PORT={poort + 10} make demo"
            raise Afgebroken(message) from error


def _run(program: Coroutine[None, None, int]) -> int:
    """Run on uvloop where it is installed, else on asyncio."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(program)
    return int(uvloop.run(program))


def _welcome(zandbak: Zandbak, poort: int, portal: str) -> str:
    personen = ", ".join(sleutel for sleutel in zandbak.uitgever.inloggen if "/" not in sleutel)
    base, command = f"http://{HOST}:{poort}", _command()
    return f"""
De demo van de MijnServices-gateway draait (Ctrl-C stopt alles).

  Open dit      {portal}   (een MijnOmgeving: kies een persoon en log in)

  Endpoint      {base}/graphql
  Probeerplek   {base}/graphiql/
  Personen      {personen}
  Token         {command} token inwoner
  Bronnen       {command} bronnen   (en: stop, slow, break of mend met de code van een bron)
  Nieuws        {command} gebeurtenis havenstad-zaken zaak   (wie luistert ziet het meteen, zie docs/live.md)

  Probeer:
  curl -sG {base}/graphql -H "Authorization: Bearer $({command} token inwoner)" \\
       --data-urlencode query@examples/overzicht.graphql
"""


def _command() -> str:
    """How to call `sandbox` from the current folder."""
    script = Path(sys.executable).parent / "sandbox"
    return os.path.relpath(script) if script.exists() else "sandbox"
