"""What the writers of XML formats share: text that XML can carry."""

from __future__ import annotations

import re

# Anything else in xml:lang would break the schema of whatever holds it.
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\Z")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def permitted(text: str) -> str:
    """Return the text with the characters that XML 1.0 forbids (section 2.2) replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def language_of(tag: str | None) -> str | None:
    """Return the tag where it names a language and has the syntax of xs:language."""
    return tag if tag and tag != "x-none" and _LANGUAGE.match(tag) else None
