"""What the profiles that come with the program ask, and that they ask what their owners do."""

from __future__ import annotations
