"""The mends of a file: proposed, made together, and each withdrawn that does not leave the file better."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exchange.mends.finding_values import MENDED, Found, start_of, values_of
from exchange.mends.proof import Outcomes, following, is_better
from exchange.mends.source import Source
from exchange.mends.written import Patch
from exchange.pipeline import Examined, examine
from harvesters.documents import split
from harvesters.packed import Kind, recognised
from harvesters.streams import read_stream
from profiles.document import Syntax, parse_marked, syntax_of
from profiles.failure import Failure
from profiles.record import Unreadable
from profiles.xml import NotXML
from validators.engine import Engine
from validators.finding import Finding
from validators.mends import may_stand_within, mender_of
from validators.types.markup import Edit


@dataclass(frozen=True, slots=True)
class Mend:
    """One value that is mended: by which rule, on which line, and what stood and stands there."""

    rule: str
    line: int
    value: str
    mended: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after.

    `withdrawn` counts the mends that were not kept, by their rule and those of which
    findings would have followed; where there are none, the mend would not have removed
    its own finding. `elsewhere` counts those whose value stands nowhere by itself, by
    the reason; `unreadable` tells what could not be read, and so not be mended.
    """

    before: bytes
    after: bytes
    mends: tuple[Mend, ...]
    withdrawn: Counter[tuple[str, tuple[str, ...]]]
    elsewhere: Counter[str]
    unreadable: tuple[Unreadable, ...]


class _Proposal(NamedTuple):
    """A mend that may be made: of which record, what mends the value of the finding, and so the text."""

    record: int
    finding: Finding
    edits: tuple[Edit, ...]
    patches: tuple[Patch, ...]


_Withdrawn = Counter[tuple[str, tuple[str, ...]]]
_Certain = Sequence[tuple[Finding, tuple[Edit, ...]]]


def mend(
    content: bytes, engine: Engine, *, name: str, limit: int, rules: Collection[str] | None = None
) -> Mended:
    """Return a file with the mends that are certain, of these rules where some are named.

    Each document in it is checked again after its mends: it has fewer findings then
    and no new one. A mended file that is mended again stays as it is.
    Raises Failure for what is compressed or an archive.
    """
    kind, _ = recognised(io.BytesIO(content))
    if kind is not Kind.PLAIN:
        raise Failure(f"{name}: it is {kind}; unpack it, and mend the files in it")
    workshop = _Workshop(engine, name, limit, rules)
    parts: list[bytes] = []
    end = 0
    for start, document in _documents(content):
        parts += [content[end:start], workshop.mend(document, content.count(b"\n", 0, start))]
        end = start + len(document)
    after = b"".join([*parts, content[end:]])
    made = sorted(workshop.mends, key=lambda one: one.line)
    left = workshop.withdrawn, workshop.elsewhere, tuple(workshop.unreadable)
    return Mended(content, after, tuple(made), *left)


def _documents(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the documents of XML that stand one after the other; all else is mended as a whole."""
    if syntax_of(content) is Syntax.XML:
        try:
            parse_marked(content)
        except NotXML:
            pieces = [piece for piece, _ in split(content)]
            if len(pieces) > 1:
                end = 0
                for piece in pieces:
                    start = content.index(piece, end)
                    end = start + len(piece)
                    yield start, piece
                return
    yield 0, content


class _Workshop:
    """Mends the documents of a file one by one, and keeps what is to be told of them."""

    def __init__(self, engine: Engine, name: str, limit: int, rules: Collection[str] | None) -> None:
        self._engine = engine
        self._name = name
        self._limit = limit
        self._rules = rules
        self.mends: list[Mend] = []
        self.withdrawn: _Withdrawn = Counter()
        self.elsewhere: Counter[str] = Counter()
        self.unreadable: list[Unreadable] = []

    def mend(self, content: bytes, lines_before: int) -> bytes:
        """Return a document with its mends, made again until there is none left to be made."""
        while True:
            outcomes, source = self._read(content), Source(content)
            elsewhere: Counter[str] = Counter()
            proposals = list(self._proposals(outcomes, source, elsewhere))
            withdrawn: _Withdrawn = Counter()
            kept = self._proven(proposals, outcomes, source, withdrawn)
            if not kept:
                break
            lines = source.lines(one.patches[0].start for one in kept)
            self.mends += [_told(one, lines[one.patches[0].start] + lines_before) for one in kept]
            content = _made(kept, source)
        self.withdrawn += withdrawn
        self.elsewhere += elsewhere
        self.unreadable += _unread(outcomes)
        return content

    def _read(self, content: bytes) -> Outcomes:
        stream = io.BytesIO(content)
        taken = read_stream(stream, origin=self._name, name=self._name, limit=self._limit)
        return [examine(one, self._engine) for one in taken]

    def _proposals(self, outcomes: Outcomes, source: Source, elsewhere: Counter[str]) -> Iterator[_Proposal]:
        end = 0
        is_exact = source.is_exact()
        for number, examined in enumerate(outcomes):
            if not isinstance(examined, Examined):
                continue
            start = start_of(examined, source, end) if is_exact else None
            if start is not None and examined.record.page is None:
                end = start + len(examined.record.payload)
            found = ((one, self._edits(one, examined)) for one in examined.verdict.findings)
            certain = [(finding, edits) for finding, edits in found if edits]
            if certain and examined.document.syntax not in MENDED:
                elsewhere[f"in {examined.document.syntax}"] += len(certain)
            elif certain and start is None:
                elsewhere["in a record that is written otherwise in the file"] += len(certain)
            elif certain and start is not None:
                values = values_of([finding for finding, _ in certain], examined, source, start)
                yield from _placed(number, certain, values, source, elsewhere)

    def _edits(self, finding: Finding, examined: Examined) -> tuple[Edit, ...]:
        if self._rules is not None and finding.rule not in self._rules:
            return ()
        mender = mender_of(finding, examined.form.name)
        return mender.make(finding) if mender is not None else ()

    def _proven(
        self, proposals: Sequence[_Proposal], outcomes: Outcomes, source: Source, withdrawn: _Withdrawn
    ) -> list[_Proposal]:
        """Return the proposals that leave their record better: all of one, or those that do one by one.

        Records do not depend on each other, so that one reading tries a mend of each.
        """
        waiting: dict[int, list[_Proposal]] = {}
        for one in proposals:
            waiting.setdefault(one.record, []).append(one)
        kept: dict[int, list[_Proposal]] = {number: [] for number in waiting}
        at_once = True
        while waiting:
            together = {
                number: [*kept[number], *(ones if at_once else ones[:1])] for number, ones in waiting.items()
            }
            tried = {**kept, **together}
            after = self._read(_made([one for ones in tried.values() for one in ones], source))
            for number, ones in together.items():
                if is_better(outcomes, after, number, [one.finding for one in ones]):
                    kept[number] = ones
                elif not at_once:
                    withdrawn[ones[-1].finding.rule, following(outcomes, after, number)] += 1
            if at_once:
                waiting = {number: ones for number, ones in waiting.items() if not kept[number]}
            else:
                waiting = {number: ones[1:] for number, ones in waiting.items() if ones[1:]}
            at_once = False
        return [one for ones in kept.values() for one in ones]


def _placed(
    number: int, certain: _Certain, found: Sequence[Found | None], source: Source, elsewhere: Counter[str]
) -> Iterator[_Proposal]:
    """Yield the mends of one record; of two that would replace the same, the first."""
    taken: list[Patch] = []
    for (finding, edits), value in zip(certain, found, strict=True):
        if value is None:
            elsewhere["where the value does not stand by itself"] += 1
        elif may_stand_within(finding, value.within):
            patches = value.written.patches(edits, source.characters, source.encoding)
            if not patches:
                elsewhere["where the value goes over the end of a line, or cannot be written"] += 1
            elif not any(_overlap(one, other) for one in patches for other in taken):
                taken += patches
                yield _Proposal(number, finding, edits, patches)


def _overlap(one: Patch, other: Patch) -> bool:
    return one.start < other.end and other.start < one.end


def _told(proposal: _Proposal, line: int) -> Mend:
    value = mended = proposal.finding.slots["value"]
    for edit in reversed(proposal.edits):
        mended = mended[: edit.start] + edit.text + mended[edit.end :]
    return Mend(proposal.finding.rule, line, value, mended)


def _made(proposals: Sequence[_Proposal], source: Source) -> bytes:
    return source.patched([patch for one in proposals for patch in one.patches])


def _unread(outcomes: Outcomes) -> Iterator[Unreadable]:
    for one in outcomes:
        if isinstance(one, Unreadable):
            yield one
        elif isinstance(one, Examined):
            yield from one.besides
