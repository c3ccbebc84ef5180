"""The traps of the Objects API."""

from __future__ import annotations

import pytest

from tests.contract.bron import ask
from tests.contract.opname import Opname, every

pytestmark = pytest.mark.contract
OBJECTEN = [one for one in every() if one.manifest.naam == "objecten"]


@pytest.mark.parametrize("bron", OBJECTEN, ids=str)
async def test_a_search_says_its_crs(bron: Opname) -> None:
    """A POST without it is a 412; a GET may do without."""
    for one in (await ask(bron)).asked:
        assert one.headers["accept-crs"] == "EPSG:4326"
        assert one.headers.get("content-crs", "EPSG:4326") == "EPSG:4326"
        assert ("content-crs" in one.headers) == one.line.startswith("POST")


@pytest.mark.parametrize("bron", [one for one in OBJECTEN if one.is_list], ids=str)
async def test_kind_and_number_are_one_filter(bron: Opname) -> None:
    """Both halves together, in the form that the server takes in a body; an equal number of another kind is another's."""
    (one,) = (await ask(bron)).asked
    assert one.body["data_attrs"].split(",") == [
        "identificatie__type__exact__bsn", f"identificatie__value__exact__{bron.persoon['bsn']}",
    ]  # fmt: skip
    assert set(one.body) == {"type", "data_attrs"}
    assert set(one.params) == {"page", "pageSize"}
