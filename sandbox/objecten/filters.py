"""The filters on objects: what is not known is ignored, and a filter on data has the form `key__operator__value`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sandbox.objecten.rijen import Object
from sandbox.objecten.typen import OBJECTTYPEN
from sandbox.openproduct.filters import OPERATORS
from sandbox.openvtb.drf import refuse
from sandbox.openvtb.filters import Test

FORM = "Filter expression '{}' doesn't have the shape 'key__operator__value'"


def object_tests(type_: str, expressions: Iterable[str]) -> list[Test[Object]]:
    """The tests for a type, of which only the uuid at its end counts, and for filters on data that must all hold."""
    found = [data_test(one) for one in expressions if one]
    if type_:
        wanted = type_.rstrip("/").rpartition("/")[2]
        found.append(lambda row: OBJECTTYPEN[row.soort].uuid == wanted)
    return found


def data_test(expression: str) -> Test[Object]:
    """One filter on data; `identificatie__value__exact__1` looks inside `identificatie`. Raises ApiError (400)."""
    parts = expression.rsplit("__", 2)
    if len(parts) < 3:
        refuse("", "invalid-data-attr-query", FORM.format(expression))
    path, operator, value = parts
    compare = OPERATORS.get(operator)
    if compare is None:
        refuse("", "invalid-data-attr-query", f"Comparison operator `{operator}` is unknown")

    def test(row: Object) -> bool:
        own = _find(row.record.data, path.split("__"))
        return own is not None and compare(str(own), value)

    return test


def _find(value: object, keys: Iterable[str]) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value
