"""What shows that a record is better after its mends than before: fewer findings, and no new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from exchange.pipeline import Examined, Outcome
from profiles.model import LearningResource
from validators.finding import Finding
from validators.places import place_of

Outcomes = Sequence[Outcome]
_Key = tuple[object, ...]


def is_better(before: Outcomes, after: Outcomes, number: int, mended: Sequence[Finding]) -> bool:
    """Tell whether a record has fewer findings than before, none of those that were mended, and no new one.

    It says no less than it did, either: no field has fewer values.
    """
    if len(before) != len(after):
        return False
    old, new = before[number], after[number]
    if not isinstance(old, Examined) or not isinstance(new, Examined) or old.form is not new.form:
        return False
    known, left = Counter(keys(old)), Counter(keys(new))
    gone = {key for key, finding in zip(keys(old), old.verdict.findings, strict=True) if finding in mended}
    is_less = left < known and left.keys().isdisjoint(gone)
    return is_less and _says_as_much(old.resource, new.resource)


def following(before: Outcomes, after: Outcomes, number: int) -> tuple[str, ...]:
    """Return the rules of which a record has findings after its mends that it did not have before."""
    if len(before) != len(after):
        return ()
    old, new = before[number], after[number]
    if not isinstance(old, Examined) or not isinstance(new, Examined):
        return ()
    return tuple(sorted({str(key[0]) for key in Counter(keys(new)) - Counter(keys(old))}))


def keys(examined: Examined) -> Iterator[_Key]:
    """Yield what each finding is known again by: its rule, the kind of its fault, its field and place.

    In XML the place is the element, which stays where it is when other values become more.
    """
    for finding in examined.verdict.findings:
        at = place_of(finding, examined.resource)
        where = at if isinstance(at, int) and finding.position is not None else finding.position
        yield finding.rule, finding.code, finding.field, where


def _says_as_much(old: LearningResource, new: LearningResource) -> bool:
    stored = dict(new.stored())
    return all(len(stored.get(field, ())) >= len(values) for field, values in old.stored())
