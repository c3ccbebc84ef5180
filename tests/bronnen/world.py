"""A little world: bronnen whose sources are plain functions of the test."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from gateway.bronnen.call import Call
from gateway.bronnen.manifest import Manifest, Page
from gateway.bronnen.registry import LiveBron
from gateway.domain.bron import Bron, Dienst, Organisatie
from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Subject
from gateway.domain.ref import Ref

SECRET = b"s" * 32
ANNA = Subject("demo", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn("999991103")).with_keys(SECRET)
BRAM = Subject("demo", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn("999991115")).with_keys(SECRET)


@dataclass
class Thing:
    """A view with nothing but a reference and a title."""

    ref: Ref
    titel: str
    sleutels: tuple[str, ...] = ()
    verwijst: tuple[str, ...] = ()


def bron(code: str = "bron", *, niveau: str = "BASIS", diensten: tuple[str, ...] = ("ZAKEN",)) -> Bron:
    return Bron(
        code=code,
        naam=f"Bron {code}",
        organisatie=Organisatie(naam="Gemeente", oin="00000001999990010000", website=None),
        diensten=[Dienst[naam] for naam in diensten],
        minimaal_niveau=Betrouwbaarheidsniveau[niveau],
    )


def live(
    zaken: Callable[[Call], Awaitable[object]],
    code: str = "bron",
    *,
    niveau: str = "BASIS",
    versheid_s: float = 0,
    proof: bool = False,
    once: bool = False,
    is_open: bool = True,
    gelijktijdig: int = 20,
    deadline_ms: int = 2_000,
) -> LiveBron:
    """A bron whose list of zaken is this function; open, unless the probe must come first."""
    manifest = Manifest("test", auth=("geen",))
    manifest.source("zaken", Dienst.ZAKEN, versheid_s=versheid_s, proof=proof, once=once)(zaken)
    made = LiveBron(
        bron(code, niveau=niveau), manifest, None, "https://bron.example",  # type: ignore[arg-type]  # never called
        gelijktijdig=gelijktijdig, deadline_ms=deadline_ms,
    )  # fmt: skip
    if is_open:
        made.closed = None
    return made


def things(call: Call, *titels: str) -> Page[Thing]:
    """A page of views with these titles."""
    return Page([Thing(call.ref("zaak", titel), titel) for titel in titels], len(titels))
