"""The check that a BSN and an RSIN share. It stands apart because settings, logs and the vocabulary all need it."""

from __future__ import annotations

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def passes_elfproef(digits: str) -> bool:
    """Are these nine digits whose weighted sum divides by eleven, and not all zero?"""
    if len(digits) != len(_WEIGHTS) or not (digits.isascii() and digits.isdigit()) or not digits.strip("0"):
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
