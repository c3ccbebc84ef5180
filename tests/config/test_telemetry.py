"""What ends up in the log: one JSON object a line, without numbers of persons or tokens."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from gateway.telemetry import configure, log

BSN = "999993653"
TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.c2ln"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Where the log goes; afterwards logging is as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    written = io.StringIO()
    configure("INFO", written)
    yield written
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_line_is_json_with_level_and_time(stream: io.StringIO) -> None:
    """Names and values come back as they were given."""
    log().warning("bron_failed", bron="zaken", aantal=3, duur_s=0.5, pad=["$.results[0]"], fout=None)

    (line,) = lines(stream)
    assert line["timestamp"]
    assert {**line, "timestamp": ""} == {
        "event": "bron_failed", "level": "warning", "timestamp": "", "bron": "zaken", "aantal": 3, "duur_s": 0.5,
        "pad": ["$.results[0]"], "fout": None,
    }  # fmt: skip


@pytest.mark.canary
def test_numbers_and_tokens_are_taken_out(stream: io.StringIO) -> None:
    """Whatever a careless line holds: in text, as a number, in a key, deep inside, in an object or in an exception."""
    log().info(
        f"zoek {BSN}", url=f"https://x/?bsn={BSN}&y=1", nummer=int(BSN), diep={"a": [{BSN: (f"({BSN})",)}]},
        fout=ValueError(BSN), header=f"Bearer {TOKEN}", opaque="bearer abc.def", kaal=TOKEN,
    )  # fmt: skip
    try:
        raise ValueError(f"bsn {BSN} met {TOKEN}")
    except ValueError:
        log().exception("mis")
        logging.getLogger("asyncio").exception("mis %s", BSN)
    logging.getLogger("uvicorn.error").error('GET /?q="%s" Bearer %s', BSN, TOKEN)

    assert len(lines(stream)) == 4
    assert BSN not in stream.getvalue()
    assert "eyJ" not in stream.getvalue()
    assert "abc.def" not in stream.getvalue()
    assert "[nummer]" in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_other_numbers_stay(stream: io.StringIO) -> None:
    """A number that cannot be a BSN, a longer one and a version tell something and are kept."""
    log().info("x", a="123456789", b="1234567890123", c=1700000000, d="1.2.3")

    (line,) = lines(stream)
    assert (line["a"], line["b"], line["c"], line["d"]) == ("123456789", "1234567890123", 1700000000, "1.2.3")


def test_libraries_do_not_tell_addresses(stream: io.StringIO) -> None:
    """httpx writes every address at INFO; that is below what we keep of it."""
    logging.getLogger("httpx").info("HTTP Request: GET https://bron/?bsn=...")
    logging.getLogger("httpcore.connection").debug("connect")

    assert lines(stream) == []


def test_redaction_does_not_wait_for_the_start(capsys: pytest.CaptureFixture[str]) -> None:
    """A line from before `configure` is clean as well, and goes to standard error."""
    structlog.reset_defaults()
    log().info("vroeg", bsn=BSN)
    structlog.reset_defaults()

    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err)["bsn"] == "[nummer]"
