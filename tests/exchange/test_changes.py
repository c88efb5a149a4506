"""The diff of a file and its mended form."""

from __future__ import annotations

import re

import pytest

from exchange.mends import difference


@pytest.mark.parametrize("content", [b"", b"\n", b"a", b"a\n", b"a\nb", b"a\r\nb\r\n"])
def test_nothing_changed_is_no_difference(content: bytes) -> None:
    assert difference(content, content, "f") == b""


def test_lines_far_apart_are_hunks_of_their_own() -> None:
    before = b"".join(b"%d\n" % number for number in range(30))
    after = before.replace(b"\n2\n", b"\ntwo\n").replace(b"\n27\n", b"\n28\n")
    assert re.findall(rb"^@@.*@@$", difference(before, after, "f"), re.MULTILINE) == [
        b"@@ -1,6 +1,6 @@", b"@@ -25,6 +25,6 @@",
    ]  # fmt: skip


def test_a_name_that_would_end_its_line_stands_in_quotation_marks() -> None:
    assert difference(b"a\n", b"b\n", 'a\n"b').startswith(b'--- "a/a\\n\\"b"\n+++ "b/a\\n\\"b"\n@@')
