"""Quantities that follow from several values of a resource and its file: what `range: {of: NAME}` asks."""

from __future__ import annotations

from collections.abc import Callable

from profiles.model import Encoding, LearningResource

Quantity = Callable[[LearningResource, Encoding], float | None]
"""Returns the quantity of a file, None where what it needs is not said, or is no number."""

QUANTITIES: dict[str, Quantity] = {}
