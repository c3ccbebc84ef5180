"""docs/portaal.md is true: every example is run as it is pasted, and answers what the page says."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import demo  # noqa: F401  # the fixture
from tests.browser.demo import Demo
from tests.project.tree import ROOT

PAGE = (ROOT / "docs/portaal.md").read_text("utf-8")
EXAMPLES: list[tuple[str, str]] = re.findall(r"```bash\n(.*?)```\s+```json\n(.*?)```", PAGE, re.DOTALL)
ANYTHING = "…"
_END = "\x1e"


def matches(answer: object, shown: object) -> bool:
    """Whether an answer is what the page shows: `…` stands for anything, and at the end of a list for any more."""
    if shown == ANYTHING:
        return True
    if isinstance(shown, dict) and isinstance(answer, dict):
        return answer.keys() == shown.keys() and all(matches(answer[name], one) for name, one in shown.items())
    if isinstance(shown, list) and isinstance(answer, list):
        if shown and shown[-1] == ANYTHING:
            shown, answer = shown[:-1], answer[: len(shown) - 1]
        return len(answer) == len(shown) and all(map(matches, answer, shown))
    return answer == shown


def test_every_example_has_an_answer() -> None:
    """No block of commands stands without what it answers."""
    assert len(EXAMPLES) == PAGE.count("```bash") > 8


@pytest.mark.usefixtures("demo")
def test_every_example_answers_what_the_page_says(demo: Demo) -> None:  # noqa: F811
    """Pasted one after the other into one shell, in a folder where the demo runs."""
    for name in (".venv", "examples"):
        _link(demo.folder / name, ROOT / name)
    script = "".join(f"{commands}printf '{_END}'\n" for commands, _ in EXAMPLES)
    script = script.replace("http://127.0.0.1:8000", demo.base)
    done = subprocess.run(["bash"], input=script, cwd=demo.folder, env=demo.environment, capture_output=True, text=True)
    answers = done.stdout.split(_END)[:-1]
    assert len(answers) == len(EXAMPLES), done.stderr
    for (commands, shown), answer in zip(EXAMPLES, answers, strict=True):
        assert matches(json.loads(answer), json.loads(shown)), f"{commands}\nanswered: {answer}\nshown: {shown}"


def test_the_comparison_sees_a_difference() -> None:
    """Another value, a field more or less, and an item more are differences; what `…` stands for is none."""
    shown = {"a": [1, ANYTHING], "b": ANYTHING}
    assert matches({"a": [1, 2, 3], "b": {}}, shown)
    assert not matches({"a": [2], "b": 1}, shown)
    assert not matches({"a": [1]}, shown)
    assert not matches({"a": [1], "b": 1, "c": 1}, shown)
    assert not matches([1, 2], [1])


def _link(link: Path, target: Path) -> None:
    if not link.exists():
        link.symlink_to(target)
