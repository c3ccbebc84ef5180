"""What is kept of an answer, as bytes: the views by the name of their class, when they were fetched, and until when."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

import msgspec

from gateway.bronnen.cache import Kept
from gateway.bronnen.l2.layout import Layouts, Plain, Share, Tagged
from gateway.bronnen.manifest import Page
from gateway.domain.bericht import Bericht
from gateway.domain.besluit import Besluit
from gateway.domain.contactmoment import Contactmoment
from gateway.domain.document import Document
from gateway.domain.kenmerk import Kenmerk
from gateway.domain.product import Belastingaanslag, GeneriekProduct, Parkeervergunning
from gateway.domain.status import Zaakstatus
from gateway.domain.taak import Taak
from gateway.domain.uitvoering import (
    BetaalUitvoering,
    FormulierUitvoering,
    LinkUitvoering,
    OnbekendeUitvoering,
    UploadUitvoering,
)
from gateway.domain.verzoek import Verzoek, Verzoektype, VerzoektypeVersie
from gateway.domain.zaak import Betrokkenheid, Resultaat, Zaak

VIEWS: tuple[type, ...] = (
    BetaalUitvoering, FormulierUitvoering, LinkUitvoering, OnbekendeUitvoering, UploadUitvoering, Bericht, Besluit,
    Contactmoment, Document, Kenmerk, Belastingaanslag, GeneriekProduct, Parkeervergunning, Zaakstatus, Taak, Betrokkenheid,
    Resultaat, Zaak, Verzoek, Verzoektype, VerzoektypeVersie,
)  # fmt: skip
"""The classes a source may answer with, alone, in a list or in a Page."""

_LIST, _PAGE = "list", "Page"
_Runs = list[Tagged]


class NotKeepable(TypeError):
    """A value of a class that is not in `VIEWS`."""


class ValueBroken(Exception):
    """Bytes that are no answer of ours; the text never holds a value."""


class _Envelope(msgspec.Struct, array_like=True):
    fetched_at: datetime
    until_s: float
    duur_s: float
    dropped: int
    shared: _Runs
    tag: str
    value: msgspec.Raw


class _Table:
    """What several views hold, each written once. Keeps what it has seen, so that no two objects have one identity."""

    def __init__(self) -> None:
        self.entries: list[msgspec.Raw] = []
        self._by_bytes: dict[bytes, int] = {}
        self._by_identity: dict[int, tuple[int, object]] = {}

    def share(self, value: object) -> int:
        """The place of this value, or of one that is written the same."""
        known = self._by_identity.get(id(value))
        if known is not None:
            return known[0]
        written = _ENCODER.encode(_pack_any(value, self.share))
        place = self._by_bytes.setdefault(written, len(self.entries))
        if place == len(self.entries):
            self.entries.append(msgspec.Raw(written))
        self._by_identity[id(value)] = (place, value)
        return place


def encode(kept: Kept, *, keep_s: float) -> bytes:
    """The answer as bytes, to be read for `keep_s` seconds from now. Raises NotKeepable."""
    table = _Table()
    tag, plain = _pack_any(kept.value, table.share)
    until_s = time.time() + keep_s
    return _ENCODER.encode((kept.fetched_at, until_s, kept.duur_s, kept.dropped, table.entries, tag, plain))


def decode(written: bytes) -> tuple[Kept, float]:
    """The answer as it was kept, and how many seconds it may still be read (negative: it should be gone).

    Raises ValueBroken.
    """
    try:
        envelope = _ENVELOPE.decode(written)
        shared: list[object] = []
        for tag, raw in envelope.shared:
            shared.append(_unpack_any(tag, raw, shared))
        value = _unpack_any(envelope.tag, envelope.value, shared)
    except (msgspec.MsgspecError, KeyError, IndexError, TypeError, ValueError) as fault:
        raise ValueBroken(f"not readable: {type(fault).__name__}") from None
    now_s = time.time()
    at_s = time.monotonic() - max(0.0, now_s - envelope.fetched_at.timestamp())
    kept = Kept(value, envelope.fetched_at, at_s, envelope.duur_s, envelope.dropped)
    return kept, envelope.until_s - now_s


def _pack_any(value: object, share: Share) -> tuple[str, Plain]:
    if isinstance(value, Page):
        return _PAGE, (value.aantal, value.afgekapt, _pack_runs(value.items, share))
    if isinstance(value, list):
        return _LIST, _pack_runs(value, share)
    tag = type(value).__name__
    layout = LAYOUTS.by_tag.get(tag)
    if layout is None:
        raise NotKeepable(tag)
    return tag, layout.pack(value, share)


def _pack_runs(values: Iterable[object], share: Share) -> list[tuple[str, list[Plain]]]:
    """Neighbours of the same class together, so that they are read in one go."""
    packed = (_pack_any(value, share) for value in values)
    return [(tag, [plain for _, plain in run]) for tag, run in groupby(packed, key=lambda one: one[0])]


def _unpack_any(tag: str, raw: msgspec.Raw, shared: list[object]) -> object:
    if tag == _PAGE:
        aantal, afgekapt, runs = _PAGES.decode(raw)
        return Page(_unpack_runs(runs, shared), aantal, afgekapt)
    if tag == _LIST:
        return _unpack_runs(_LISTS.decode(raw), shared)
    layout = LAYOUTS.by_tag[tag]
    return layout.unpack(layout.one.decode(raw), shared)


def _unpack_runs(runs: _Runs, shared: list[object]) -> list[object]:
    values: list[object] = []
    for tag, raw in runs:
        layout = LAYOUTS.by_tag[tag]
        values += [layout.unpack(plain, shared) for plain in layout.many.decode(raw)]
    return values


_ENCODER = msgspec.msgpack.Encoder()
_ENVELOPE = msgspec.msgpack.Decoder(_Envelope)
_PAGES = msgspec.msgpack.Decoder(tuple[int | None, bool, _Runs])
_LISTS = msgspec.msgpack.Decoder(_Runs)
LAYOUTS = Layouts(VIEWS)
LAYOUT = hashlib.blake2b(
    "".join(f"{layout.source}{layout.wire}" for layout in LAYOUTS.by_tag.values()).encode(), digest_size=8
).digest()
"""Stands for the form of everything kept: it changes when a class gets, loses or moves a field."""
