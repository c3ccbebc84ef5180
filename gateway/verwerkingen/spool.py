"""Lines on disk until the logboek has them: they survive the end of this process, whatever ends it.

Every process has a folder of its own, locked while it lives, with numbered files in it. A process that starts takes over
the files of those that are gone. A file is written to the end before it is sent, and removed when the logboek has it.
"""

from __future__ import annotations

import fcntl
import os
import uuid
from collections.abc import Iterator
from pathlib import Path

SEGMENT_BYTES = 1_000_000


class SpoolFull(Exception):
    """There is no room for another line, on the disk or within what may be kept."""


class Spool:
    """The lines of one process, in `folder`. `max_bytes`: how much may wait there, of all processes together."""

    def __init__(self, folder: Path, *, max_bytes: int) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._own = folder / f"werker-{uuid.uuid4().hex}"
        self._own.mkdir(mode=0o700)
        self._lock = _locked(self._own)
        self._number = 0
        self._current: int | None = None
        self._size = 0
        self.adopt()
        self.waiting_bytes = self._weigh()

    @property
    def has_room(self) -> bool:
        """May there be more lines?"""
        return self.waiting_bytes < self._max_bytes

    def append(self, lines: bytes) -> None:
        """Keep lines, all or none of them. Raises SpoolFull."""
        if not self.has_room:
            raise SpoolFull
        try:
            if self._current is None:
                self._current = os.open(self._next(), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o600)
                self._size = 0
            written = os.write(self._current, lines)
        except OSError:
            raise SpoolFull from None
        if written < len(lines):  # the disk is full: what is half there is taken back
            os.ftruncate(self._current, self._size)
            raise SpoolFull
        self._size += written
        self.waiting_bytes += written
        if self._size >= SEGMENT_BYTES:
            self.close_segment()

    def close_segment(self) -> None:
        """Begin another file with the next line."""
        if self._current is not None:
            os.close(self._current)
            self._current = None

    def segments(self) -> list[Path]:
        """The files to send, oldest first, the one being written included; that one is closed."""
        self.close_segment()
        return sorted(self._own.glob("*.jsonl"), key=lambda path: (path.stat().st_mtime_ns, path.name))

    def done(self, segment: Path) -> None:
        """The logboek has this file."""
        size = segment.stat().st_size
        segment.unlink()
        self.waiting_bytes = max(0, self.waiting_bytes - size)

    def set_aside(self, segment: Path) -> None:
        """The logboek will never take this file as it is: keep it apart, for somebody to look at."""
        apart = self._folder / "geweigerd"
        apart.mkdir(mode=0o700, exist_ok=True)
        self.waiting_bytes = max(0, self.waiting_bytes - segment.stat().st_size)
        segment.rename(apart / f"{self._own.name}-{segment.name}")

    def adopt(self) -> None:
        """Take over the files of processes that are gone."""
        for other in self._orphans():
            for segment in other.glob("*.jsonl"):
                segment.rename(self._next())
            (other / "slot").unlink(missing_ok=True)
            other.rmdir()

    def recount(self) -> None:
        """Count anew what waits, also of other processes."""
        self.waiting_bytes = self._weigh()

    def close(self) -> None:
        """Give the folder up to whoever starts next."""
        self.close_segment()
        os.close(self._lock)

    def _orphans(self) -> Iterator[Path]:
        for other in self._folder.glob("werker-*"):
            try:
                lock = _locked(other) if other != self._own else None
            except OSError:  # somebody lives there, or it has just gone
                continue
            if lock is not None:
                yield other
                os.close(lock)

    def _next(self) -> Path:
        self._number += 1
        return self._own / f"{self._number:08d}.jsonl"

    def _weigh(self) -> int:
        return sum(_size(path) for path in self._folder.glob("werker-*/*.jsonl"))


def _locked(folder: Path) -> int:
    """The lock of a process's folder, held until it is closed. Raises OSError when another holds it."""
    lock = os.open(folder / "slot", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
