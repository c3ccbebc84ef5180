"""The command `gateway probeer`: every step on a line, and at the end whether the bron can be used."""

from __future__ import annotations

from gateway.bronnen.probeer.stappen import Probeer, Stap
from gateway.bronnen.probeer.uitleg import GOED

_WIDTH = 15


async def try_out(probeer: Probeer) -> int:
    """Take every step and print it. Gives the exit code: that of the first step that went wrong."""
    live = probeer.live
    print(f"{live.code}: {live.bron.naam}, connector {live.connector.naam}")
    codes: list[int] = []
    await live.transport.open()
    try:
        async for stap in probeer.steps():
            print(_line(stap))
            codes.append(stap.code)
    finally:
        await live.transport.close()
    wrong = next((code for code in codes if code), GOED)
    print("De bron is te gebruiken." if wrong == GOED else "De bron is nog niet te gebruiken.")
    return wrong


def _line(stap: Stap) -> str:
    return f"  {'goed' if stap.code == GOED else 'FOUT'}  {stap.naam:<{_WIDTH}} {stap.tekst}"
