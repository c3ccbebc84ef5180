"""The locator: the line of every key, whatever way of writing TOML allows."""

from __future__ import annotations

from gateway.config.plaats import line_of, locate

TEXT = '''# comment
top = 1
[a."b.c"]
"urn:x" = "MIDDEN"   # comment with [brackets]
long = """
[not.a.table]
key = 1
"""

[[bron]]
code = "een"
auth.soort = "token"
[bron.instellingen]
lijst = [
  { x = 1 },
]
[[bron.kind]]
naam = "k"
[[bron.kind]]
naam = "k2"
[[bron]]
code = "twee"
auth = { soort = "geen" }
'''


def test_every_key_has_its_line() -> None:
    """Headers, dotted and quoted keys, inline tables, text over more lines, arrays of tables in each other."""
    lines = locate(TEXT)

    assert lines[("top",)] == 2
    assert lines[("a", "b.c", "urn:x")] == 4
    assert lines[("bron", 0)] == 10
    assert lines[("bron", 0, "auth", "soort")] == 12
    assert lines[("bron", 0, "instellingen", "lijst", 0, "x")] == 14
    assert lines[("bron", 0, "kind", 1, "naam")] == 20
    assert lines[("bron", 1, "auth", "soort")] == 23
    assert not any("not" in path or "key" in path for path in lines)


def test_a_key_that_is_absent_has_the_line_of_its_table() -> None:
    """A missing key is told at the table it should stand in."""
    assert line_of(locate(TEXT), ("bron", 1, "naam")) == 21
    assert line_of(locate(TEXT), ("nergens",)) == 1
