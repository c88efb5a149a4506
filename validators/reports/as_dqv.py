"""The scores in the W3C Data Quality Vocabulary, in Turtle, written as records are checked.

Each score and each coverage is a measurement with the run that made it, and that
run with the version of the profile it went by. What conforms is told of each
record with dcterms:conformsTo, and as an annotation whatever the answer is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import TextIO

from validators.exports.exporting import BASE
from validators.finding import Conforms
from validators.reports.rdf import decimal, literal, moment, prefixes, profile_node, subject
from validators.reports.report import Report
from validators.reports.result import Checked, Result, minted
from validators.reports.wording import LIMITS, Wording

_PREFIXES = ("dcterms", "dqv", "oa", "owl", "prov", "rdfs", "skos", "xsd")
_OF_A_RECORD = ("score", "coverage")
_OF_A_FEED = ("mean", "median", "tenthPercentile", "coverage")
_METRICS = {
    "score": "score",
    "coverage": "coverage",
    "mean": "mean",
    "median": "median",
    "tenthPercentile": "tenth",
}


def write_dqv(results: Iterable[Result], report: Report, out: TextIO, wording: Wording) -> None:
    """Write the measurements of each record, then those of all, the metrics and where they come from."""
    run, feed = f"<{report.address}>", f"<{minted('feed', report.address)}>"
    out.write(prefixes(_PREFIXES))
    for result in results:
        if isinstance(result, Checked):
            out.writelines(_record(result, run, wording))
    if report.records:
        out.writelines(_feed(report, feed, run, wording))
    out.writelines(_metrics(report, wording))
    out.write(_run(report, run, wording))


def _record(checked: Checked, run: str, wording: Wording) -> Iterator[str]:
    node, profile = subject(checked.record.header.identifier), profile_node(checked.verdict.profile)
    answer = checked.verdict.conforms
    said = literal(wording.conforms(answer), wording.lang)
    yield f"\n{node} dcterms:identifier {literal(checked.record.header.identifier)} ;\n"
    yield f"  dcterms:source {literal(checked.record.origin)} .\n"
    if answer is Conforms.YES:
        yield f"{node} dcterms:conformsTo {profile} .\n"
    yield (
        f"[] a dqv:QualityAnnotation ; oa:hasTarget {node} ; oa:motivatedBy dqv:qualityAssessment ;\n"
        f"  oa:hasBody [ a oa:TextualBody ; oa:bodyValue {said} ;\n"
        f"    dcterms:subject {profile} ; dcterms:type {literal(str(answer))} ] ;\n"
        f"  prov:wasGeneratedBy {run} .\n"
    )
    for dimension, score in checked.scores.items():
        values = score.score, score.coverage
        yield from _measurements(node, dimension, dict(zip(_OF_A_RECORD, values, strict=True)), run)


def _feed(report: Report, node: str, run: str, wording: Wording) -> Iterator[str]:
    label = literal(wording("records", count=report.records), wording.lang)
    yield f"\n{node} a prov:Collection ; rdfs:label {label} .\n"
    for dimension, tally in report.tallies.items():
        values = tally.mean, tally.median, tally.tenth_percentile, tally.coverage
        yield from _measurements(node, dimension, dict(zip(_OF_A_FEED, values, strict=True)), run)
    share = 100 * report.conforms[Conforms.YES] / report.records
    yield _measurement(node, f"<{BASE}metrics/share-conformant>", share, run)


def _measurements(node: str, dimension: str, values: dict[str, float | None], run: str) -> Iterator[str]:
    for name, value in values.items():
        if value is not None:
            yield _measurement(node, _metric(dimension, name), value, run)


def _measurement(node: str, metric: str, value: float, run: str) -> str:
    return (
        f"[] a dqv:QualityMeasurement ; dqv:computedOn {node} ; dqv:isMeasurementOf {metric} ;\n"
        f"  dqv:value {decimal(value)} ; prov:wasGeneratedBy {run} .\n"
    )


def _metric(dimension: str, name: str) -> str:
    return f"<{BASE}metrics/{dimension}-{name}>"


def _metrics(report: Report, wording: Wording) -> Iterator[str]:
    lang = wording.lang
    for dimension in report.tallies:
        about = f"<{BASE}dimensions/{dimension}>"
        yield f"\n{about} a dqv:Dimension ; skos:prefLabel {literal(wording.dimension(dimension), lang)} .\n"
        for name, key in _METRICS.items():
            label = literal(f"{wording.dimension(dimension)}: {wording(key)}", lang)
            yield (
                f"{_metric(dimension, name)} a dqv:Metric ; dqv:inDimension {about} ;\n"
                f"  dqv:expectedDataType xsd:decimal ; skos:prefLabel {label} .\n"
            )
    conformant = literal(wording("share_conformant"), lang)
    yield (
        f"\n<{BASE}dimensions/conformance> a dqv:Dimension ; skos:prefLabel {conformant} .\n"
        f"<{BASE}metrics/share-conformant> a dqv:Metric ; dqv:inDimension <{BASE}dimensions/conformance> ;\n"
        f"  dqv:expectedDataType xsd:decimal ; skos:prefLabel {conformant} .\n"
    )


def _run(report: Report, run: str, wording: Wording) -> str:
    profile, title = report.profile, wording.of(report.profile.title)
    node = profile_node(profile)
    limits = literal(" ".join(map(wording, LIMITS)), wording.lang)
    return (
        f"\n{run} a prov:Activity ; prov:used {node} ; prov:endedAtTime {moment(report)} ;\n"
        f'  prov:wasAssociatedWith [ a prov:SoftwareAgent ; rdfs:label "Commonshelf" ;\n'
        f"    owl:versionInfo {literal(version('commonshelf'))} ] ;\n"
        f"  rdfs:comment {limits} .\n"
        f"\n{node} a dqv:QualityPolicy, dcterms:Standard, prov:Entity ;\n"
        f"  dcterms:identifier {literal(profile.id)} ; owl:versionInfo {literal(profile.version)} ;\n"
        f"  dcterms:title {literal(title.text, title.lang)} ;\n"
        f"  dcterms:provenance [ a dcterms:ProvenanceStatement ; rdfs:label {literal(profile.digest)} ] .\n"
    )
