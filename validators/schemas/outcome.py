"""What a check of the payload itself comes to."""

from __future__ import annotations

from collections.abc import Iterator

from validators.finding import Finding

PAYLOAD = "record.payload"
"""The field of the rules that look at the payload itself."""

Outcome = Iterator[Finding] | str | None
"""The findings; or why nothing can be said; or None, where there is nothing to judge."""
