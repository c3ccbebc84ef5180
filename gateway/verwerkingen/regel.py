"""One line of the processing log, as a span of OTLP in JSON (OpenTelemetry protocol 1.x)."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import msgspec
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from gateway.domain.persoon import Subject
from gateway.trace import Trace


class Status(IntEnum):
    """How a processing ended, with the numbers of OTLP. A person who leaves is no error; a technical fault is one."""

    UNSET = 0
    OK = 1
    ERROR = 2


@dataclass(frozen=True, slots=True)
class Verwerking:
    """One processing: its place in the chain, its name, its activity in the register, and from when to when (ns since 1970)."""

    trace: Trace
    naam: str
    activiteit: str
    begin_ns: int
    einde_ns: int
    status: Status


class Betrokkene:
    """Hides whose data it is. The same number gives the same text, so that the holder of the key finds all of a person.

    AES-SIV (RFC 5297) with a key of 64 bytes.
    """

    def __init__(self, key: bytes) -> None:
        self._siv = AESSIV(key)

    def hidden(self, subject: Subject) -> tuple[str, str]:
        """Of which kind the number is, and what stands for it."""
        soort, number = _number(subject)
        return soort, b64encode(self._siv.encrypt(number.encode(), [b"ldv", soort.encode()])).decode()

    def attributes(self, subject: Subject) -> str:
        """The attributes that say whose data it is, as JSON, with a comma in front."""
        soort, hidden = self.hidden(subject)
        return _attribute("dpl.core.data_subject_id", hidden) + _attribute("dpl.core.data_subject_id_type", soort)


def line(one: Verwerking, betrokkene: str, verwerker: str) -> str:
    """The span as one line of JSON, ending in a newline. `verwerker`: the address of the application that asked, or empty."""
    trace = one.trace
    parent = f'"parentSpanId":"{trace.parent_id:016x}",' if trace.parent_id else ""
    return (
        f'{{"traceId":"{trace.trace_id:032x}","spanId":"{trace.span_id:016x}",{parent}"kind":2,'
        f'"name":{_text(one.naam)},"startTimeUnixNano":"{one.begin_ns}","endTimeUnixNano":"{one.einde_ns}",'
        f'"attributes":[{_attribute("dpl.core.processing_activity_id", one.activiteit)[1:]}{betrokkene}'
        f"{_attribute('dpl.core.foreign_operation.processor', verwerker) if verwerker else ''}],"
        f'"status":{{"code":{one.status:d}}}}}\n'
    )


def _number(subject: Subject) -> tuple[str, str]:
    """What the person or business is known by, and of which kind that is."""
    first = subject.eigen_nummers[0]
    return type(first).__name__.upper(), first.kenmerk


@lru_cache(
    maxsize=1_024
)  # names and addresses from the configuration and manifests; numbers come hidden and are not kept
def _text(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _attribute(key: str, value: str) -> str:
    return f',{{"key":"{key}","value":{{"stringValue":{msgspec.json.encode(value).decode()}}}}}'
