"""Take each guard of docs/beveiliging/ away in turn, in a copy of the tree, and run its test, which must then go red.

A test that stays green without its guard shows nothing: that is told, and ends with 1. So does a test that was red before.
"""

from __future__ import annotations

import argparse
import os
import queue
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from scripts.beveiliging import ROOT, Edit, Guard, faults, read

LONGEST_S = 600
CACHES = {"__pycache__", ".venv", ".cache", ".demo", ".git"}
BETRAPT, GROEN, STUK, VOORAF = "betrapt", "NIET BETRAPT", "STUK", "VOORAF ROOD"
BELOW = "\n" + " " * 23
_PASSED, _FAILED = 0, 1


class Tree:
    """A copy of the project in a folder. What is built and not in git is shared with the original."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self.folder = folder
        self._root = root
        self._tick = int(time.time())
        for name in _listed(root, "--cached", "--others", "--exclude-standard"):
            if (root / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(root / name, folder / name)
        for name in _listed(root, "--others", "--ignored", "--exclude-standard", "--directory"):
            place = folder / name.rstrip("/")
            if not CACHES.intersection(Path(name).parts) and "_cache" not in name and not place.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                place.symlink_to(root / name.rstrip("/"))
        (folder / ".venv").symlink_to(root / ".venv")

    @contextmanager
    def without(self, edits: Sequence[Edit]) -> Iterator[None]:
        """The copy as it is when these edits are made."""
        old = {edit.bestand: (self.folder / edit.bestand).read_text("utf-8") for edit in edits}
        try:
            for edit in edits:
                text = (self.folder / edit.bestand).read_text("utf-8")
                self._write(edit.bestand, text.replace(edit.weg, edit.door))
            yield
        finally:
            for name, text in old.items():
                self._write(name, text)

    def test(self, *tests: str) -> tuple[int, str]:
        """The exit code of pytest, and what it said."""
        command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--no-header", *tests]
        env = {
            **os.environ,
            "PYTHONPATH": str(self.folder),
            "HYPOTHESIS_STORAGE_DIRECTORY": str(self.folder / ".hypothesis"),
        }
        try:
            done = subprocess.run(  # noqa: S603  # pytest, on a test that our own table names
                command, cwd=self.folder, env=env, capture_output=True, text=True, timeout=LONGEST_S, check=False
            )
        except subprocess.TimeoutExpired:
            return -1, f"langer dan {LONGEST_S} s"
        return done.returncode, done.stdout + done.stderr

    def _write(self, name: str, text: str) -> None:
        """A new time for each text, for Python takes a compiled file of the same second and size for one of now."""
        (self.folder / name).write_text(text, encoding="utf-8")
        self._tick += 2
        os.utime(self.folder / name, (self._tick, self._tick))


def _listed(root: Path, *options: str) -> list[str]:
    command = ["git", "ls-files", "-z", *options]
    listed = subprocess.check_output(command, cwd=root, text=True)  # noqa: S603  # our own command
    return [name for name in listed.split("\0") if name]


def outcome(tree: Tree, guard: Guard) -> tuple[str, str]:
    """What became of the test without its guard, and the line it failed with."""
    with tree.without(guard.edits):
        code, said = tree.test(guard.test)
    if code == _FAILED:
        return BETRAPT, next(iter(re.findall(r"^E +(.+)", said, re.MULTILINE)), "")
    return (GROEN, "") if code == _PASSED else (STUK, said.strip().rpartition("\n")[2])


def before(tree: Tree, guards: Sequence[Guard]) -> set[str]:
    """The tests that are red while every guard stands."""
    tests = sorted({guard.test for guard in guards})
    if tree.test(*tests)[0] == _PASSED:
        return set()
    return {test for test in tests if tree.test(test)[0] != _PASSED}


def run(guards: Sequence[Guard], jobs: int, root: Path = ROOT) -> int:
    """Print each guard and its outcome; 1 when one is not caught."""
    with tempfile.TemporaryDirectory(prefix="guards-") as folder, ThreadPoolExecutor(jobs) as pool:
        trees: queue.Queue[Tree] = queue.Queue()
        for number in range(jobs):
            trees.put(Tree(Path(folder) / str(number), root))

        def tried(guard: Guard) -> tuple[str, str]:
            tree = trees.get()
            try:
                return (VOORAF, "") if guard.test in red else outcome(tree, guard)
            finally:
                trees.put(tree)

        first = trees.get()
        red = before(first, guards)
        trees.put(first)
        found = []
        for guard, (what, why) in zip(guards, pool.map(tried, guards), strict=True):
            found.append(what)
            lines = [f"{guard.eis:8} {what:13} {guard.wat}", guard.test, why[:140]]
            print(*filter(None, lines), sep=BELOW, flush=True)
    print(f"{found.count(BETRAPT)} van {len(found)} bewakers: weggehaald, en betrapt")
    return 0 if found and set(found) == {BETRAPT} else 1


def main(arguments: Sequence[str]) -> int:
    """Run the guards whose requirement, file or test holds one of the words given; all of them without a word."""
    parser = argparse.ArgumentParser(prog="guards", description=__doc__)
    parser.add_argument("woorden", nargs="*", help="alleen deze eisen, bestanden of tests")
    parser.add_argument(
        "--tegelijk", type=int, default=max(1, (os.cpu_count() or 2) // 2), help="hoeveel tests tegelijk"
    )
    options = parser.parse_args(arguments)
    delen = read()
    wrong = list(faults(delen))
    if wrong:
        print("\n".join(wrong))
        return 1
    every = [guard for deel in delen for guard in deel.guards if guard.edits]
    chosen = [guard for guard in every if _is_chosen(guard, options.woorden)]
    if not chosen:
        print("geen bewaker met die naam")
        return 1
    return run(chosen, min(options.tegelijk, len(chosen)))


def _is_chosen(guard: Guard, words: Sequence[str]) -> bool:
    return not words or any(word == guard.eis or word in guard.bestand or word in guard.test for word in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
