"""The bytes of a file as text, in which parts are replaced while all other bytes stay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from exchange.mends.written import Patch
from profiles.positions.text import Text


class Source:
    """A file, or one of several documents in it, as it is before it is mended."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._text = Text.of(content)
        self._last = self._text.mark, 0  # a byte and the character that it begins

    @property
    def characters(self) -> str:
        """The text, without the byte order mark."""
        return self._text.characters

    @property
    def encoding(self) -> str:
        """The encoding that it is in."""
        return self._text.encoding

    def is_exact(self) -> bool:
        """Tell whether the text, written in its encoding, is the very bytes that were read."""
        text = self._text
        try:
            return text.characters.encode(text.encoding, text.errors) == self.content[text.mark :]
        except (UnicodeError, LookupError):
            return False

    def indices(self, offsets: Iterable[int]) -> dict[int, int]:
        """Return at which characters the bytes with these offsets begin one, in one pass.

        Records are asked for in their order: each pass goes on where the last one ended.
        """
        text, found, wanted = self._text, {}, sorted(set(offsets))
        before, index = self._last if wanted and wanted[0] >= self._last[0] else (text.mark, 0)
        for offset in wanted:
            part = self.content[before:offset]
            index += len(part) // text.width if text.width else len(part.decode(text.encoding, text.errors))
            before = offset
            found[offset] = index
        self._last = before, index
        return found

    def lines(self, indices: Iterable[int]) -> dict[int, int]:
        """Return on which lines the characters at these indices stand."""
        return {index: position.line for index, position in self._text.positions(indices).items()}

    def patched(self, patches: Sequence[Patch]) -> bytes:
        """Return the bytes with all patches made, none of which may overlap another."""
        ends = self._text.positions(edge for patch in patches for edge in (patch.start, patch.end))
        parts, before = [], 0
        for patch in sorted(patches):
            parts.append(self.content[before : ends[patch.start].offset])
            parts.append(patch.text.encode(self._text.encoding))
            before = ends[patch.end].offset
        return b"".join([*parts, self.content[before:]])
