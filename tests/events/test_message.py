"""Messages in both forms: what they are about is read, what is no message is refused, and no number is kept."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import InputInvalid
from gateway.events.message import CLOUDEVENT, NOTIFICATION, Message, read_message
from tests.events.world import ANDERE, ZAAK, cloudevent, message, notification


def test_a_notification_is_about_its_hoofdobject() -> None:
    """Whatever the resource, the item is the zaak; the exact kind goes before the general one."""
    found = message(notification("status", "create"))
    assert (found.kinds, found.native) == (("zaken/status/create", "zaken/status"), ZAAK)


@pytest.mark.parametrize(
    ("subject", "dataref", "native"),
    [
        (ZAAK, None, ZAAK),
        (f"urn:uuid:{ZAAK}", None, ZAAK),
        (ZAAK.upper(), None, ZAAK),
        ("999991103", f"/zaken/api/v1/zaken/{ANDERE}", ANDERE),
        ("999991103", None, ""),
        (None, None, ""),
    ],
)
@pytest.mark.canary
def test_a_cloudevent_is_about_its_subject_and_never_about_a_number(
    subject: str | None, dataref: str | None, native: str
) -> None:
    """The example in the NL GOV profile has a BSN for a subject; here only a uuid counts."""
    found = message({**cloudevent(), "subject": subject, "dataref": dataref})
    assert (found.kinds, found.native) == (("nl.test.gemuteerd",), native)
    assert "999991103" not in repr(found)


def test_the_same_message_is_recognised_and_another_is_not() -> None:
    """A notification has no id, so what, how and when together are; a CloudEvent is its source and id."""
    same = [
        notification(),
        notification(),
        notification(at="2026-11-24T14:32:03.232384Z"),
        notification(actie="update"),
    ]
    assert len({message(one).identity for one in same}) == 3
    assert len({message(cloudevent(id=one)).identity for one in ("een", "een", "twee")}) == 2


@pytest.mark.attacks
@pytest.mark.parametrize(
    ("raw", "media_type"),
    [
        (b"", NOTIFICATION),
        (b"{}", NOTIFICATION),
        (b"[]", CLOUDEVENT),
        (b'{"kanaal": 1}', NOTIFICATION),
        (b"\xff\xfe", CLOUDEVENT),
        (b"[" * 60_000, NOTIFICATION),
        (msgspec.json.encode({**cloudevent(), "specversion": "0.3"}), CLOUDEVENT),
        (msgspec.json.encode({**cloudevent(), "id": ""}), CLOUDEVENT),
        (msgspec.json.encode(cloudevent()), NOTIFICATION),
        (msgspec.json.encode(notification()), CLOUDEVENT),
    ],
)
def test_what_is_no_message_is_refused(raw: bytes, media_type: str) -> None:
    """Empty, of another form, of another version, or made to make us fall over."""
    with pytest.raises(InputInvalid):
        read_message(raw, media_type)


@given(st.binary(max_size=200), st.sampled_from([NOTIFICATION, CLOUDEVENT]))
def test_any_bytes_are_a_message_or_are_refused(raw: bytes, media_type: str) -> None:
    """Nothing else comes of them."""
    with contextlib.suppress(InputInvalid):
        assert isinstance(read_message(raw, media_type), Message)
