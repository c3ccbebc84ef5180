"""What stands in the project says nothing about where it was made or which server packages came from."""

from __future__ import annotations

import re

from tests.project.tree import ROOT, files

# In pieces, for this file is one of those that are read.
_HOSTS = ("py" + "pi.org", "python" + "hosted.org", "registry." + "npmjs", "deb." + "debian.org")
_PLACES = ("/ro" + "ot/", "/ho" + "me/", "/wo" + "rk/", "/Us" + "ers/")
_PLACE = re.compile("|".join(rf"(?<![\w.:/-]){place}\w" for place in _PLACES))


def _texts() -> list[tuple[str, str]]:
    found = []
    for path in files():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text("utf-8")))
        except UnicodeDecodeError:
            continue
    return found


def test_no_file_names_a_package_registry() -> None:
    """Which mirror packages come from is for who installs them to say."""
    found = [f"{name}: {host}" for name, text in _texts() for host in _HOSTS if host in text]
    assert found == []


def test_no_file_names_a_folder_of_somebodys_machine() -> None:
    """A path that only one machine has helps nobody else."""
    found = [f"{name}: {match.group()}" for name, text in _texts() if (match := _PLACE.search(text))]
    assert found == []


def test_what_is_built_is_not_in_git() -> None:
    """The playground's packages are installed, never committed; our own files beside them are there."""
    names = {
        str(path.relative_to(ROOT / "gateway/http/static/graphiql")) for path in files() if "graphiql" in path.parts
    }
    assert names == {"index.html", "init.js", "login.js", "page.css"}
