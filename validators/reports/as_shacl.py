"""The report as a SHACL validation report in Turtle (SHACL, section 3.6), written as records are checked.

As SHACL has it, a report with any result does not conform, be it a warning; our
own word, by violations alone, stands in the other forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from profiles.model import FIELDS
from profiles.rules import Rule, Severity
from validators.exports.exporting import BASE
from validators.exports.graph import term
from validators.reports.rdf import literal, moment, prefixes, rule_node, shapes_node, subject
from validators.reports.report import Report
from validators.reports.result import Checked, Located, Result, located
from validators.reports.wording import LIMITS, Wording

_PREFIXES = ("dcterms", "prov", "rdfs", "sh", "xsd")
_SEVERITIES = {Severity.VIOLATION: "sh:Violation", Severity.WARNING: "sh:Warning", Severity.INFO: "sh:Info"}
_COMPONENTS = {
    "present": "MinCountConstraintComponent",
    "in": "InConstraintComponent",
    "pattern": "PatternConstraintComponent",
    "unique-lang": "UniqueLangConstraintComponent",
}
_PATHS = {name: f"<{term(name)}>" for name in FIELDS}


def write_shacl(results: Iterable[Result], report: Report, out: TextIO, wording: Wording) -> None:
    """Write the report's node last, when it is known whether there are results."""
    node = f"<{report.address}>"
    out.write(prefixes(_PREFIXES))
    for result in results:
        if isinstance(result, Checked):
            for text in _results(result, wording):
                out.write(f"\n{node} sh:result {text} .\n")
    out.write(
        f"\n{node} a sh:ValidationReport ;\n"
        f"  sh:conforms {'false' if report.groups or report.unreadable_count else 'true'} ;\n"
        f"  sh:shapesGraph {shapes_node(report.profile)} ;\n"
        f"  prov:generatedAtTime {moment(report)} ;\n"
    )
    for unreadable in report.unreadable:
        said = f"{wording('not_checked')}: {unreadable}"
        out.write(f"  rdfs:comment {literal(said, wording.lang)} ;\n")
    out.write(f"  rdfs:comment {literal(' '.join(map(wording, LIMITS)), wording.lang)} .\n")


def _results(checked: Checked, wording: Wording) -> Iterator[str]:
    node = subject(checked.record.header.identifier)
    for one in located(checked):
        yield "[\n  " + " ;\n  ".join(_statements(one, node, checked, wording)) + "\n]"


def _statements(one: Located, node: str, checked: Checked, wording: Wording) -> Iterator[str]:
    finding, location, address = one
    profile = checked.verdict.profile
    rule = profile.rules[finding.rule]
    message, fix = wording.finding(finding, profile)
    value, path = finding.slots.get("value"), _PATHS.get(finding.field.partition(".")[0])
    place = f"{checked.record.origin}:{location.line}:{location.column} {location.path}".rstrip()
    yield "a sh:ValidationResult"
    yield f"sh:focusNode {node}"
    if path is not None:
        yield f"sh:resultPath {path}"
    if value:
        yield f"sh:value {literal(value)}"
    yield f"sh:sourceShape {rule_node(rule)}"
    yield f"sh:sourceConstraintComponent {_component(rule)}"
    yield f"sh:resultSeverity {_SEVERITIES[checked.verdict.severity(finding)]}"
    yield f"sh:resultMessage {literal(f'{message} {fix}', wording.spoken(rule))}"
    yield f"dcterms:identifier {literal(address)}"
    yield f"dcterms:source {literal(place)}"


def _component(rule: Rule) -> str:
    """Return the node of what a rule checks: SHACL's, where that is one of its own, else one of ours."""
    names = "-".join(sorted({check.name for check in rule.checks}))
    return f"sh:{_COMPONENTS[names]}" if names in _COMPONENTS else f"<{BASE}checks/{names}>"
