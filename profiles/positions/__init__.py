"""Where the values of a payload stand, exact to the character, worked out only when it is shown.

The payload is read again for it, as it was harvested; the readers only note
the number of a node, or the way to a value.
"""

from profiles.positions.excerpt import Excerpt, excerpt
from profiles.positions.json import json_pointer, json_position
from profiles.positions.text import Position
from profiles.positions.xml import page_position, xml_path, xml_position

__all__ = [
    "Excerpt",
    "Position",
    "excerpt",
    "json_pointer",
    "json_position",
    "page_position",
    "xml_path",
    "xml_position",
]
