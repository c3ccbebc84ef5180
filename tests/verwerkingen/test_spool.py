"""Lines on disk: none is lost when a process ends, a disk is full or a file is refused, and none is kept twice."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from gateway.verwerkingen import spool as module
from gateway.verwerkingen.spool import Spool, SpoolFull

pytestmark = pytest.mark.faults
CHILD = """
import sys, time
from pathlib import Path
from gateway.verwerkingen.spool import Spool
spool = Spool(Path(sys.argv[1]), max_bytes=1_000_000)
for number in range(100):
    spool.append(b"%d\\n" % number)
print("ready", flush=True)
time.sleep(60)
"""


def lines(spool: Spool) -> list[bytes]:
    return [line for segment in spool.segments() for line in segment.read_bytes().splitlines()]


def test_lines_come_back_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when they fill several files."""
    monkeypatch.setattr(module, "SEGMENT_BYTES", 100)
    spool = Spool(tmp_path, max_bytes=10_000)
    written = [b"regel %d" % number for number in range(50)]
    for line in written:
        spool.append(line + b"\n")
    assert len(spool.segments()) > 1
    assert lines(spool) == written
    for segment in spool.segments():
        spool.done(segment)
    assert (lines(spool), spool.waiting_bytes) == ([], 0)


def test_a_killed_process_loses_nothing(tmp_path: Path) -> None:
    """kill -9: who starts next takes over its lines; nobody does while it lives."""
    with subprocess.Popen([sys.executable, "-c", CHILD, tmp_path], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        early = Spool(tmp_path, max_bytes=1_000_000)
        assert lines(early) == []
        child.send_signal(signal.SIGKILL)
    early.adopt()
    assert lines(early) == [b"%d" % number for number in range(100)]
    assert len(list(tmp_path.glob("werker-*"))) == 1


def test_a_process_that_stops_leaves_its_lines(tmp_path: Path) -> None:
    first = Spool(tmp_path, max_bytes=1_000)
    first.append(b"a\n")
    first.close()
    assert lines(Spool(tmp_path, max_bytes=1_000)) == [b"a"]


def test_what_may_wait_is_bounded(tmp_path: Path) -> None:
    """Over all processes together; when it was sent there is room again."""
    first = Spool(tmp_path, max_bytes=10)
    first.append(b"123456789\n")
    assert not first.has_room
    with pytest.raises(SpoolFull):
        first.append(b"x\n")
    second = Spool(tmp_path, max_bytes=10)
    assert not second.has_room

    for segment in first.segments():
        first.done(segment)
    assert first.has_room
    second.recount()
    assert second.has_room


def test_a_full_disk_keeps_whole_lines_only(tmp_path: Path) -> None:
    """Half a line would spoil the file it stands in. A file size limit stands for the disk."""
    script = """
import resource, signal, sys
from pathlib import Path
from gateway.verwerkingen.spool import Spool, SpoolFull
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
spool = Spool(Path(sys.argv[1]), max_bytes=1_000_000)
resource.setrlimit(resource.RLIMIT_FSIZE, (25, 25))
spool.append(b"1234567890\\n")
spool.append(b"1234567890\\n")
for _ in range(2):
    try:
        spool.append(b"1234567890\\n")
    except SpoolFull:
        print("vol")
"""
    told = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True)
    assert told.stdout == "vol\nvol\n"
    assert lines(Spool(tmp_path, max_bytes=1_000_000)) == [b"1234567890"] * 2


def test_a_refused_file_is_kept_apart(tmp_path: Path) -> None:
    spool = Spool(tmp_path, max_bytes=1_000)
    spool.append(b"a\n")
    (segment,) = spool.segments()
    spool.set_aside(segment)
    assert (lines(spool), spool.waiting_bytes) == ([], 0)
    assert [path.read_bytes() for path in (tmp_path / "geweigerd").iterdir()] == [b"a\n"]


def test_files_are_for_the_owner_alone(tmp_path: Path) -> None:
    spool = Spool(tmp_path, max_bytes=1_000)
    spool.append(b"a\n")
    (segment,) = spool.segments()
    assert segment.stat().st_mode & 0o077 == 0
    assert segment.parent.stat().st_mode & 0o077 == 0
