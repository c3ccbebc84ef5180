"""Documents and variables made to hurt: the attacks on GraphQL servers that are known, in sizes beyond reason."""

from __future__ import annotations

from graphql import get_introspection_query


def doubling(length: int, link: str = "...F{0} ...F{0}", last: str = "titel") -> str:
    links = " ".join(f"fragment F{n} on Zaak {{ {link.format(n + 1)} }}" for n in range(length))
    return f"{{ zaken {{ nodes {{ ...F0 }} }} }} {links} fragment F{length} on Zaak {{ {last} }}"


def nested(opening: str, closing: str, depth: int, inside: str = "1") -> str:
    return opening * depth + inside + closing * depth


WORDS: dict[str, str] = {
    "fan-out 100": doubling(100),
    "fan-out 60 with fields": doubling(60, "a: hoofdzaak {{ ...F{0} }} b: hoofdzaak {{ ...F{0} }}"),
    "unused fragments x650": "{ zaken { aantal } }" + "".join(f"fragment F{n} on A{{b}}" for n in range(650)),
    "alias x5000": "{" + "a:ik{naam}" * 1_400 + "}",
    "same field x4000": "{" + "ik " * 4_000 + "}",
    "skip x500": "{ zaken { aantal " + "@skip(if:true)" * 500 + "} }",
    "unknown directive x2000": "{ zaken { aantal " + "@weg " * 2_000 + "} }",
    "inline fragments x1000": "{ zaken {" + "...{aantal}" * 1_000 + "} }",
    "operations x400": " ".join(f"query Q{n} {{ ik {{ naam }} }}" for n in range(400)),
    "variables x1000": "query(" + " ".join(f"$v{n}:Int" for n in range(1_000)) + ") { zaken { aantal } }",
    "list of x5000": "{ zaken(filter: {organisatie: [" + '"" ' * 4_000 + "]}) { aantal } }",
    "comments x7000": "#\n" * 7_000 + "{ ik { naam } }",
}
"""Documents of far more than a thousand words, within the length that a document may have."""
NAMED: dict[str, tuple[str, str]] = {
    "fan-out 31": (doubling(31), "FRAGMENTEN"),
    "fan-out 10 with fields": (doubling(9, "hoofdzaak {{ ...F{0} }} deelzaken {{ ...F{0} }}"), "DIEPTE"),
    "diamonds": (
        "{ zaken { nodes { ...A0 } } }"
        + " ".join(
            f"fragment A{n} on Zaak {{ ...B{n} ...C{n} }} fragment B{n} on Zaak {{ id ...A{n + 1} }}"
            f" fragment C{n} on Zaak {{ titel ...A{n + 1} }}"
            for n in range(9)
        )
        + " fragment A9 on Zaak { urn }",
        "VELDEN",
    ),
    "unused fragments x31": (
        "{ ik { naam } }" + " ".join(f"fragment F{n} on Zaak {{ id }}" for n in range(31)), "FRAGMENTEN",
    ),
    "alias x11": ("{" + " ".join(f"a{n}: ik {{ naam }}" for n in range(11)) + "}", "WORTELS"),
    "alias x11 lower": ("{ zaken { " + " ".join(f"a{n}: aantal" for n in range(11)) + " } }", "ALIASSEN"),
    "alias x150": ("{ zaken { " + " ".join(f"a{n}: aantal" for n in range(150)) + " } }", "ALIASSEN"),
    "same field x900": ("{ zaken { nodes { " + "titel " * 900 + "} } }", "HERHALING"),
    "same field x240 inline": ("{ zaken { nodes { " + "...{titel}" * 240 + "} } }", "HERHALING"),
    "skip x21": ("{ zaken { aantal " + "@skip(if: true) " * 21 + "} }", "DIRECTIVES"),
    "unknown directive x300": ("{ zaken { aantal " + "@weg " * 300 + "} }", "DIRECTIVES"),
    "inline fragments 240 deep": ("{ zaken " + "{ ..." * 240 + "{ aantal }" + "}" * 240 + "}", "DIEPTE"),
    "inline fragments 100 deep": ("{ zaken " + "{ ..." * 100 + "{ aantal }" + "}" * 100 + "}", "DIEPTE"),
    "fields 100 deep": ("{ zaken " + "{ nodes " * 100 + "{ id }" + "}" * 100 + "}", "DIEPTE"),
    "fields 240 deep": ("{ zaken " + "{ nodes " * 240 + "{ id }" + "}" * 240 + "}", "DIEPTE"),
    "list 400 deep": ("{ zaken(filter: {zoek: " + nested("[", "]", 400) + "}) { aantal } }", "DIEPTE"),
    "object 240 deep": ("{ zaken(filter: " + nested("{zoek: ", "}", 240) + ") { aantal } }", "DIEPTE"),
    "type 400 deep": ("query($v: " + nested("[", "]", 400, "Int") + ") { zaken(first: $v) { aantal } }", "DIEPTE"),
    "operations x100": (" ".join(f"query Q{n} {{ ik {{ naam }} }}" for n in range(100)), "OPERATIES"),
    "__schema aliased": ("{" + " ".join(f"a{n}: __schema {{ queryType {{ name }} }}" for n in range(10)) + "}", "INTROSPECTIE"),
    "__type aliased": (
        "{" + " ".join(f'a{n}: __type(name: "Query") {{ fields {{ name }} }}' for n in range(10)) + "}", "INTROSPECTIE",
    ),
    "__schema in a fragment": ("{ ...F } fragment F on Query { ...{ x: __schema { queryType { name } } } }", "INTROSPECTIE"),
    "__schema left out": ("{ ik { naam } x: __schema @skip(if: true) { queryType { name } } }", "INTROSPECTIE"),
    "whole schema": (get_introspection_query(), "INTROSPECTIE"),
    "steps of a page": ("{ zaken { nodes { stappen { tekst } } } }", "KOSTEN"),
    "pages in pages": (
        "{ zaken(first: 100) { nodes { taken(first: 100) { nodes { zaak { taken(first: 100) { nodes { id } } } } } } } }",
        "KOSTEN",
    ),
    "ten details at ten": (
        "{ " + " ".join(f'a{n}: zaak(id: "{n}") {{ ...Z }}' for n in range(10)) + " }"
        " fragment Z on Zaak { stappen { tekst } documenten { id } besluiten { id } }",
        "AANROEPEN",
    ),
    "all of all that is related": (
        '{ context(urn: "urn:nld:oin:00000001999990010000:zaak:uuid:1") { ...I } }'
        " fragment I on Item { gerelateerd { gerelateerd { gerelateerd { gerelateerd { gerelateerd { titel } } } } } }",
        "VELDEN",
    ),
}  # fmt: skip
"""Documents of at most a thousand words, each with the rule of ours that it breaks."""
WRONG: dict[str, str] = {
    "cycle of one": "{ zaken { nodes { ...A } } } fragment A on Zaak { ...A }",
    "cycle with fields": "{ zaken { nodes { ...A } } } fragment A on Zaak { hoofdzaak { ...B } } fragment B on Zaak { ...A }",
    "cycle of thirty": doubling(28, last="...F0"),
    "unused fragments x30": "{ ik { naam } }" + " ".join(f"fragment F{n} on Zaak {{ id }}" for n in range(30)),
    "unknown fields x900": "{ zaken { nodes { " + " ".join(f"x{n}" for n in range(900)) + " } } }",
    "unknown arguments x200": "{ zaken(" + " ".join(f"a{n}: 1" for n in range(200)) + ") { aantal } }",
    "unknown variables x200": "{ zaken(first: [" + " ".join(f"$v{n}" for n in range(200)) + "]) { aantal } }",
    "unused variables x200": "query(" + " ".join(f"$v{n}: Int" for n in range(200)) + ") { zaken { aantal } }",
    "skip x20": "{ zaken { aantal " + "@skip(if: true) " * 20 + "} }",
    "list 100 deep": "{ zaken(filter: {zoek: " + nested("[", "]", 100) + "}) { aantal } }",
    "object 100 deep": "{ zaken(filter: " + nested("{zoek: ", "}", 100) + ") { aantal } }",
    "type 100 deep": "query($v: " + nested("[", "]", 100, "Int") + ") { zaken(first: $v) { aantal } }",
    "digits x14000": "{ zaken(first: " + "9" * 14_000 + ") { aantal } }",
    "float x14000": "{ zaken(first: 1." + "9" * 14_000 + ") { aantal } }",
    "exponent": "{ zaken(first: 1e999999999) { aantal } }",
    "block string x14000": '{ zaken(first: """' + "\\n \n" * 2_800 + '""") { aantal } }',
    "name x14000": "{ " + "a" * 14_000 + " }",
    "definitions of types": "type Zaak { id: ID } extend type Query { weg: Int } schema { query: Zaak }",
    "conflicts x400": "{ zaken { nodes { " + "x: titel x: urn " * 5 + " ...F ...G } } }"
    + " ".join(f"fragment {name} on Zaak {{ {'id titel urn lopend ' * 20} }}" for name in "FG"),
    "subscription": "subscription { zaken { aantal } }",
    "surrogate": '{ zaak(id: "\\uD800") { titel } }',
}  # fmt: skip
"""Documents that break no rule of ours and are not valid."""

VARIABLES: dict[str, str] = {
    "list 3000 deep": nested("[", "]", 3_000),
    "object 3000 deep": nested('{"zoek":', "}", 3_000),
    "list 400 deep": nested("[", "]", 400),
    "object 400 deep": nested('{"zoek":', "}", 400),
    "digits x60000": '{"zoek": ' + "9" * 60_000 + "}",
    "digits x4000": '{"zoek": ' + "9" * 4_000 + "}",
    "keys x5000": "{" + ",".join(f'"k{n}":1' for n in range(5_000)) + "}",
    "wrong items x9000": '{"organisatie": [' + ",".join("1" * 9_000) + "]}",
}
"""Values of a variable for a filter, none of which fits."""
