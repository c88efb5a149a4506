"""Patterns of shapes, in the words of Python's regular expressions.

SHACL means those of XPath (SHACL, section 4.4.3), publishers also write those
of Java: ELM's addresses have a set of characters within a set, classes of
Unicode, and a flag in the middle. pyshacl hands them to Python as they are,
which refuses them.
"""

from __future__ import annotations

import re
import warnings

_PIECE = re.compile(r"\\[pP]\{\w+\}|\\.|\(\?[aimsux]+\)|.", re.DOTALL)
# Sets of characters that have no name in Python, a trifle wider.
_CLASSES = {"L": r"\w", "Ll": r"\w", "Lu": r"\w", "N": r"\d", "Nd": r"\d", "Nl": r"\w"}


def for_python(pattern: str) -> str | None:
    """Return a pattern that Python understands, None where none can be made."""
    if _compiles(pattern):
        return pattern
    pieces: list[str] = []
    flags = ""
    depth = 0  # of sets within sets, which Java joins
    for piece in _PIECE.findall(pattern):
        if piece.startswith("(?") and len(piece) > 1 and not depth:
            flags += piece
            continue
        if piece in ("[", "]"):
            depth = max(0, depth + (1 if piece == "[" else -1))
            if depth != (1 if piece == "[" else 0):
                continue  # the bracket of an inner set
        elif piece[:2] == "\\p":
            name = piece[3:-1]
            if name not in _CLASSES:
                return None
            pieces.append(_CLASSES[name])
            continue
        pieces.append(piece)
    changed = flags + "".join(pieces)
    return changed if _compiles(changed) else None


def _compiles(pattern: str) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)  # of what Python reads otherwise one day
        try:
            re.compile(pattern)
        except (re.error, FutureWarning, OverflowError, RecursionError):
            return False
    return True
