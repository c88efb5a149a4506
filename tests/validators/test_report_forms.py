"""The forms of the report for programs: each is well-formed, whatever the records hold, and holds all."""

from __future__ import annotations

import csv
import io
import json
import re
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from profiles.record import Unreadable
from profiles.rules import Severity
from tests.application.documents import BAD, GOOD
from tests.validators.report_making import (
    ENGINE,
    EVERYTHING,
    FORMS,
    OVERRIDE,
    SCRIPT,
    SIZED,
    many,
    rendered,
    schema_of_the_report,
)
from tests.validators.sarif_facts import SARIF
from validators.reports import LANGUAGES, Wording
from validators.reports.as_sarif import address_of
from validators.reports.wording import LIMITS

EMPTY = ()
UNREADABLE = (Unreadable("a.xml", "empty, nothing to read"),)
ONE = tuple(many(BAD.encode(), 1))
FINE = tuple(many(GOOD.encode(), 1))
SIZED_ONE = tuple(many(SIZED, 1))
INPUTS = {
    "everything": EVERYTHING,
    "nothing": EMPTY,
    "unreadable": UNREADABLE,
    "one": ONE,
    "fine": FINE,
    "sized": SIZED_ONE,
}
AS_INPUT = pytest.mark.parametrize("taken", INPUTS.values(), ids=INPUTS)
IN_EACH_LANGUAGE = pytest.mark.parametrize("lang", LANGUAGES)


@cache
def as_json(lang: str = "en") -> dict[str, Any]:
    said: dict[str, Any] = json.loads(rendered("json", lang=lang))
    return said


def all_findings() -> list[dict[str, Any]]:
    return [finding for result in as_json()["results"] for finding in result.get("findings", ())]


def rows(taken: tuple[Any, ...] = EVERYTHING) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rendered("csv", taken).removeprefix("\ufeff"), newline="")))


@IN_EACH_LANGUAGE
@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("csv", "html")])
def test_every_form_that_has_a_place_for_them_tells_the_limits(form: str, lang: str):
    said = rendered(form, ONE, lang=lang)
    for limit in LIMITS:
        assert Wording(lang)(limit) in said


@AS_INPUT
def test_the_json_is_as_its_schema_has_it(taken: tuple[Any, ...]):
    schema = json.loads(schema_of_the_report().read_bytes())
    Draft202012Validator.check_schema(schema)
    wrong = Draft202012Validator(schema).iter_errors(json.loads(rendered("json", taken)))
    assert [(list(error.path), error.message) for error in wrong] == []


def test_the_schema_of_the_json_refuses_what_is_not_a_report():
    validator = Draft202012Validator(json.loads(schema_of_the_report().read_bytes()))
    said = json.loads(rendered("json", ONE))
    for change in (
        {"version": "1.1"},
        {"language": "sv"},
        {"limits": []},
        {"results": [{"outcome": "checked", "identifier": "a", "origin": "b"}]},
        {"summary": {}},
    ):
        assert not validator.is_valid({**said, **change})


def test_each_finding_has_an_address_of_its_own_and_the_same_in_every_form_and_run():
    addresses = [finding["address"] for finding in all_findings()]
    assert len(set(addresses)) == len(addresses) > 20
    assert [row["address"] for row in rows() if row["rule"]] == addresses
    sarif = json.loads(rendered("sarif"))["runs"][0]["results"]
    assert [f"urn:uuid:{one['partialFingerprints']['finding/v1']}" for one in sarif] == addresses
    alone = json.loads(rendered("json", (EVERYTHING[1],)))["results"][0]["findings"]
    assert [finding["address"] for finding in alone] == [
        finding["address"] for finding in as_json()["results"][1]["findings"]
    ]


def test_the_csv_points_into_the_json():
    for row in rows():
        found: Any = as_json()
        for step in row["pointerInJson"].split("/")[1:]:
            found = found[int(step) if step.isdigit() else step]
        assert found.get("rule", "") == row["rule"]
        assert found.get("address", "") == row["address"]
        assert str(found["line"] or "") == row["line"]


def test_no_cell_of_the_csv_is_carried_out_and_each_finding_is_one_line():
    said = rendered("csv")
    assert said.startswith("\ufeffaddress,")
    assert said.count("\r\n") == len(rows()) + 1
    assert "\n" not in said.replace("\r\n", "")
    cells = [cell for row in rows() for cell in row.values()]
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any(cell.startswith("'=") for cell in cells)
    assert not any(character in said for character in ("\x00", "\x1b", OVERRIDE))


def test_an_estimate_of_emissions_is_a_range_with_what_it_rests_on():
    said = json.loads(rendered("json", SIZED_ONE, lang="de"))["results"][0]["estimate"]
    assert said["low"] <= said["high"]
    assert said["method"] in " ".join(said["assumptions"])
    assert said["limits"]
    assert json.loads(rendered("json", FINE))["results"][0]["estimate"] is None


@AS_INPUT
def test_the_sarif_is_as_the_standard_has_it(taken: tuple[Any, ...]):
    said = json.loads(rendered("sarif", taken))
    wrong = Draft202012Validator(SARIF).iter_errors(said)
    assert [(list(error.path), error.message) for error in wrong] == []
    (run,) = said["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert all(rules[result["ruleIndex"]] == result["ruleId"] for result in run["results"])
    unread = [one for one in taken if isinstance(one, Unreadable)]
    told = run["invocations"][0]
    assert told["executionSuccessful"] == (not unread)
    assert len(told["toolExecutionNotifications"]) == len(unread)


def test_the_sarif_is_as_the_owners_schema_has_it(standards):
    schema = standards / "sarif" / "sarif-schema-2.1.0.json"
    if not schema.exists():
        pytest.skip("the schema of SARIF is not among the standards")
    validator = Draft202012Validator(json.loads(schema.read_bytes()))
    for taken in INPUTS.values():
        assert [error.message for error in validator.iter_errors(json.loads(rendered("sarif", taken)))] == []


def test_a_message_of_the_sarif_has_no_places_to_fill_and_no_links():
    texts = [one["message"]["text"] for one in json.loads(rendered("sarif"))["runs"][0]["results"]]
    hostile = [text for text in texts if "gpj.exe" in text]
    assert hostile
    for text in texts:
        assert re.search(r"(?<!\{)\{(?!\{)", text.replace("{{", "")) is None
        assert "](" not in text


@pytest.mark.parametrize(
    ("origin", "address"),
    [
        ("feed/a b.xml", "feed/a%20b.xml"),
        ("C:\\feed\\c.xml", "C%3A/feed/c.xml"),
        ("/abs/é.xml", "file:///abs/%C3%A9.xml"),
        ("https://a.example/oai?set=ä b&c=%20", "https://a.example/oai?set=%C3%A4%20b&c=%20"),
        ("a:b.xml", "a%3Ab.xml"),
    ],
)
def test_an_origin_becomes_an_address(origin: str, address: str):
    assert address_of(origin) == address


@AS_INPUT
def test_the_junit_is_well_formed_and_its_counts_are_right(taken: tuple[Any, ...]):
    root = etree.fromstring(rendered("junit", taken).encode())
    assert root.tag == "testsuites"
    suites = root.findall("testsuite")
    assert [child.tag for child in root] == ["testsuite"] * len(suites)
    for name, path in (("tests", "testcase"), ("failures", "testcase/failure"), ("errors", "testcase/error")):
        assert [int(suite.get(name, "")) for suite in suites] == [
            len(suite.findall(path)) for suite in suites
        ]
        assert int(root.get(name, "")) == len(root.findall(f"testsuite/{path}"))
    tests = [case.get("name", "").split()[0] for case in root.findall("testsuite/testcase")[1:]]
    assert tests == [rule for dimension in dimensions() for rule in dimension]
    assert all(case.get("classname") and case.get("time") for case in root.iter("testcase"))
    assert len(root.findall("testsuite/testcase/error")) == any(isinstance(one, Unreadable) for one in taken)


def dimensions() -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for rule in ENGINE.profile.rules.values():
        found.setdefault(rule.dimension, []).append(rule.id)
    return list(found.values())


@pytest.mark.parametrize(
    ("fails_from", "failing"), [(None, 0), (Severity.VIOLATION, 1), (Severity.WARNING, 2)]
)
def test_a_rule_fails_in_junit_from_the_severity_that_makes_the_command_fail(fails_from: Any, failing: int):
    root = etree.fromstring(rendered("junit", fails_from=fails_from).encode())
    severities = {failure.get("type") for failure in root.iter("failure")}
    assert severities == set(list(map(str, Severity))[:failing])
    assert len(list(root.iter("system-out"))) + len(list(root.iter("failure"))) == len(
        {finding["rule"] for finding in all_findings()}
    )


def test_a_rule_that_had_nothing_to_judge_is_skipped_in_junit_and_never_passes():
    root = etree.fromstring(rendered("junit", FINE).encode())
    result = json.loads(rendered("json", FINE))["results"][0]
    never = {*result["rulesNotApplicable"], *result["rulesNotChecked"]}
    skipped = {
        case.get("name", "").split()[0] for case in root.iter("testcase") if case.find("skipped") is not None
    }
    assert skipped == never
    assert root.get("skipped") == str(len(never))


@pytest.mark.parametrize("form", FORMS)
@AS_INPUT
def test_markup_and_commands_in_a_record_are_nowhere_in_a_report(form: str, taken: tuple[Any, ...]):
    said = rendered(form, taken)
    assert "\x1b" not in said
    assert "\x00" not in said
    if form in ("html", "junit"):
        assert SCRIPT not in said
        assert OVERRIDE not in said
