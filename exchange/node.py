"""What a node says of itself to those who harvest it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Node:
    """One Commonshelf that the network can reach.

    `base_url` has no slash at its end; `domain` is the one that its OAI
    identifiers carry, and must not change once records were harvested.
    """

    name: str
    base_url: str
    domain: str
    admin_email: str
    page_size: int = 100
    language: str = "en"

    @property
    def oai_url(self) -> str:
        """The base URL of the OAI-PMH provider."""
        return f"{self.base_url}/oai"

    def identifier(self, public_id: str) -> str:
        """Return the OAI identifier under which the node publishes a record."""
        return f"oai:{self.domain}:{public_id}"

    def public_id(self, identifier: str) -> str | None:
        """Return the public id in an OAI identifier of this node, None where it is none of its own."""
        before = f"oai:{self.domain}:"
        return identifier.removeprefix(before) if identifier.startswith(before) else None
