"""Logging: JSON lines on stderr, from which the numbers of persons and the tokens have been taken out."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from typing import TextIO

import structlog
from structlog.typing import EventDict, FilteringBoundLogger, Processor, WrappedLogger

from gateway.elfproef import passes_elfproef

_NINE_DIGITS = re.compile(r"(?<!\d)\d{9}(?!\d)")
_BEARER = re.compile(r"\b(Bearer|Token|Basic)\s+[^\s\"',]+", re.IGNORECASE)
_JWT = re.compile(r"\beyJ[\w-]+\.[\w-]*\.[\w.-]*")
_CHATTY = ("httpx", "httpcore", "aiohttp", "authlib")
"""Loggers of libraries that write addresses when asked to tell more."""


def log() -> FilteringBoundLogger:
    """The logger: `log().warning("bron_failed", bron=code)`. Before `configure`, too, it leaves out personal data."""
    if not structlog.is_configured():
        _configure_structlog(logging.INFO)
    logger: FilteringBoundLogger = structlog.get_logger()
    return logger


def configure(level: str = "INFO", stream: TextIO | None = None) -> None:
    """Send our own lines and those of libraries (standard logging) the same way, from this level on.

    `stream`: where to, standard error by default.
    """
    number = logging.getLevelNamesMapping()[level]
    _configure_structlog(number, stream)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(foreign_pre_chain=_SHARED, processors=[_unwrap, *_RENDER]))
    logging.basicConfig(handlers=[handler], level=number, force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(number, logging.WARNING))


def redact(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A processor that takes out tokens and 9-digit numbers that can be a BSN, however deep they stand."""
    return {str(_clean(key)): _clean(value) for key, value in event.items()}


def _clean(value: object) -> object:
    if isinstance(value, bool | float) or value is None:
        return value
    if isinstance(value, int):
        return value if _clean_text(str(value)) == str(value) else "[nummer]"
    if isinstance(value, Mapping):
        return {_clean(key): _clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(item) for item in value]
    return _clean_text(value if isinstance(value, str) else repr(value))


def _clean_text(text: str) -> str:
    text = _BEARER.sub(r"\1 [token]", _JWT.sub("[token]", text))
    return _NINE_DIGITS.sub(lambda found: "[nummer]" if passes_elfproef(found.group()) else found.group(), text)


def _unwrap(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """Leave out what structlog adds to a line of standard logging for its own use."""
    return {key: value for key, value in event.items() if key not in ("_record", "_from_structlog")}


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]
_RENDER: list[Processor] = [
    structlog.processors.format_exc_info,
    redact,
    structlog.processors.JSONRenderer(ensure_ascii=False),
]


def _configure_structlog(level: int, stream: TextIO | None = None) -> None:
    structlog.configure(
        processors=[*_SHARED, *_RENDER],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=lambda *_: structlog.WriteLogger(stream or sys.stderr),
    )
