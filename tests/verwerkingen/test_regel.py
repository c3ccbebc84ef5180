"""One line: whatever the subject is known by, it has all that the standard asks, and is one line of JSON."""

from __future__ import annotations

import json

import pytest

from gateway.domain.persoon import Betrouwbaarheidsniveau, Bsn, Kvk, Nummer, Pseudoniem, Rsin, Subject
from gateway.trace import Trace
from gateway.verwerkingen.regel import Betrokkene, Status, Verwerking, line

BETROKKENE = Betrokkene(b"k" * 64)
ONE = Verwerking(Trace(1, 2, 3), 'een "naam"\n', "https://register.example/\u00e9", 10, 20, Status.OK)


@pytest.mark.parametrize(
    ("field", "number"),
    [
        ("bsn", Bsn("999993653")),
        ("kvk", Kvk("12345678")),
        ("rsin", Rsin("999993653")),
        ("pseudoniem", Pseudoniem("NL/BE/abc", "https://eidas.example")),
    ],
)
def test_everybody_is_hidden_and_named_by_kind(field: str, number: Nummer) -> None:
    """Equal numbers of two kinds do not look alike."""
    subject = Subject("t", Betrouwbaarheidsniveau.MIDDEN, **{field: number})  # type: ignore[arg-type]  # one of its fields
    span = json.loads(line(ONE, BETROKKENE.attributes(subject), "https://mijn.example"))
    told = {one["key"]: one["value"]["stringValue"] for one in span["attributes"]}
    assert told["dpl.core.data_subject_id_type"] == field.upper()
    assert number.waarde not in told["dpl.core.data_subject_id"]
    other = Subject("t", Betrouwbaarheidsniveau.MIDDEN, kvk=Kvk("00000012"))
    assert BETROKKENE.attributes(other) != BETROKKENE.attributes(subject)


def test_a_line_is_one_line_with_all_its_fields() -> None:
    subject = Subject("t", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn("999993653"))
    text = line(ONE, BETROKKENE.attributes(subject), "")
    assert text.count("\n") == 1
    span = json.loads(text)
    assert (span["traceId"], span["spanId"], span["parentSpanId"]) == ("0" * 31 + "1", "0" * 15 + "2", "0" * 15 + "3")
    assert (span["name"], span["startTimeUnixNano"], span["endTimeUnixNano"]) == ('een "naam"\n', "10", "20")
    assert span["status"] == {"code": 1}
    assert [one["key"] for one in span["attributes"]] == [
        "dpl.core.processing_activity_id", "dpl.core.data_subject_id", "dpl.core.data_subject_id_type",
    ]  # fmt: skip


def test_nobody_called_us() -> None:
    """Without a caller there is no parent."""
    subject = Subject("t", Betrouwbaarheidsniveau.MIDDEN, bsn=Bsn("999993653"))
    one = Verwerking(Trace(1, 2), "vraag", "https://register.example", 10, 20, Status.UNSET)
    assert "parentSpanId" not in json.loads(line(one, BETROKKENE.attributes(subject), ""))
