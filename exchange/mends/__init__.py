"""Mends that are certain, made in the very bytes of a file, and proven by checking it again."""

from exchange.mends.changes import difference
from exchange.mends.mending import Mend, Mended, mend

__all__ = ["Mend", "Mended", "difference", "mend"]
