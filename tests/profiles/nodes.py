"""Finding again the node of an XML document that a place, or a path, leads to."""

from __future__ import annotations

import re
from itertools import islice

from lxml import etree

STEP = re.compile(r"/([^/\[]+)")


def element_at(root: etree._Element, place: int) -> etree._Element:
    """The node at a place that was noted while this document was read."""
    return next(islice(root.iter(), place, None))


def xpath_of(path: str) -> str:
    """A path in local names as XPath 1.0 that needs no prefixes, for any namespaces."""
    return STEP.sub(r"/*[local-name()='\1']", path)
