"""The report as JUnit XML: a suite for each dimension, a test for each rule, so that its history can be seen.

Tests that were named after records would come and go with them; those of rules
stay, and a dashboard shows when one began to fail. A rule fails from the
severity on that makes the command fail; findings below it are told as output.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from lxml import etree

from profiles.positions.excerpt import visible
from profiles.rules import Rule, Severity
from validators.reports.report import Group, Place, Report
from validators.reports.wording import LIMITS, Wording

_UNREADABLE_SHOWN = 100


def write_junit(report: Report, out: TextIO, wording: Wording, *, fails_from: Severity | None) -> None:
    """Write one document; `fails_from` is the lightest severity whose findings are failures."""
    root = etree.Element("testsuites", name=f"{report.profile.id} {report.profile.version}")
    root.append(_reading(report, wording))
    dimensions: dict[str, list[Rule]] = {}
    for rule in report.profile.rules.values():
        dimensions.setdefault(rule.dimension, []).append(rule)
    for dimension, rules in dimensions.items():
        root.append(_dimension(dimension, rules, report, wording, fails_from))
    for count in ("tests", "failures", "errors", "skipped"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write(etree.tostring(root, encoding="unicode", pretty_print=True))


def _reading(report: Report, wording: Wording) -> etree._Element:
    """Return the suite with the one test of whether all could be checked."""
    tests = [etree.Element("testcase", classname="reading", name=wording("could_not_be_checked"), time="0")]
    if report.unreadable_count:
        message = wording("not_checked_short", number=report.unreadable_count)
        rest = report.unreadable_count - _UNREADABLE_SHOWN
        lines = [visible(str(unreadable)) for unreadable in report.unreadable[:_UNREADABLE_SHOWN]]
        if rest > 0:
            lines.append(wording("more_not_checked_short", number=rest))
        _say(tests[0], "error", "\n".join(lines), message=message, type="not-checked")
    return _suite("reading", tests, report)


def _dimension(
    name: str, rules: list[Rule], report: Report, wording: Wording, fails_from: Severity | None
) -> etree._Element:
    tests = [_test(rule, report, wording, fails_from) for rule in rules]
    suite = _suite(name, tests, report)
    properties = etree.Element("properties")
    for key, value in _facts(name, report, wording):
        etree.SubElement(properties, "property", name=key, value=value)
    suite.insert(0, properties)
    return suite


def _suite(name: str, tests: list[etree._Element], report: Report) -> etree._Element:
    suite = etree.Element("testsuite", name=name, tests=str(len(tests)))
    for count, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(count, str(sum(1 for test in tests if test.find(child) is not None)))
    suite.set("time", "0")
    suite.set("timestamp", report.generated.replace(tzinfo=None).isoformat())
    suite.set("hostname", "localhost")
    suite.extend(tests)
    return suite


def _facts(dimension: str, report: Report, wording: Wording) -> Iterator[tuple[str, str]]:
    tally = report.tallies.get(dimension)
    if tally is not None and tally.mean is not None:
        yield "mean", f"{tally.mean:.1f}"
        yield "median", f"{tally.median:.1f}"
        yield "tenthPercentile", f"{tally.tenth_percentile:.1f}"
    if tally is not None:
        yield "coverage", f"{tally.coverage:.1f}"
    yield "limits", " ".join(map(wording, LIMITS))


def _test(rule: Rule, report: Report, wording: Wording, fails_from: Severity | None) -> etree._Element:
    name = visible(f"{rule.id} {wording.of(rule.title).text}")
    classname = f"{report.profile.id}.{rule.dimension}"
    test = etree.Element("testcase", classname=classname, name=name, time="0")
    group = report.groups.get(rule.id)
    if group is None:
        reason = _reason(rule, report, wording)
        if reason is not None:
            _say(test, "skipped", None, message=reason)
        return test
    severity = wording.severity(group.severity)
    findings = wording("findings", count=group.findings)
    records = wording("of_records", count=report.records, part=group.records)
    said = "\n\n".join(_places(group, report, wording))
    if fails_from is not None and group.severity.rank <= fails_from.rank:
        _say(test, "failure", said, message=f"{findings}, {records}", type=str(group.severity))
    else:
        _say(test, "system-out", f"{severity}: {findings}, {records}\n\n{said}")
    return test


def _reason(rule: Rule, report: Report, wording: Wording) -> str | None:
    """Return why a rule without findings was never applied; None where it was, and passed."""
    if rule.id in report.applied:
        return None
    reason = report.not_checked.get(rule.id)
    if reason is None:
        return wording("not_applicable")
    return f"{wording('not_checked')}: {wording.reason(reason)}"


def _places(group: Group, report: Report, wording: Wording) -> Iterator[str]:
    for place in group.places:
        yield f"{_message(place, report, wording)}\n{visible(place.where)}"
    rest = group.findings - len(group.places)
    if rest > 0:
        yield wording("more_places", count=rest)


def _message(place: Place, report: Report, wording: Wording) -> str:
    message, fix = wording.finding(place.finding, report.profile)
    return visible(f"{message} {fix}")


def _say(test: etree._Element, tag: str, text: str | None, **attributes: str) -> None:
    child = etree.SubElement(test, tag, {name: visible(value) for name, value in attributes.items()})
    child.text = text
