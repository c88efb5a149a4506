"""`commonshelf profile new` and `test`: what comes before others are measured by rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.application.command import Ran, run
from tests.rules.profile_folders import edit, write_profile

TABLE = """\
shapeID,propertyID,propertyLabel,mandatory,repeatable,valueNodeType,valueDataType,valueConstraint,\
valueConstraintType,valueShape,note,severity
res,schema:name,Title,true,false,literal,xsd:string,,,,,
,schema:inLanguage,Language,true,true,literal,,de fr it,picklist,,Use two letters,violation
,schema:about,Subject,,true,IRI,,http://w3id.org/kim/,IRIstem,,,
,https://schema.org/datePublished,Date,false,false,literal,xsd:date,,,,,info
,dcterms:conformsTo,Standard,true,,,,,,,,
,foaf:nick,Nick,true,,,,,,,,
,schema:keywords,Keywords,,,bnode,,,,,,
,schema:version,Version,,,,,^v\\d+$,pattern,,,
,schema:url,Url,,,,,(a+)+,pattern,,,
,schema:creator,Creator,,,,,,,person,,
,schema:name,Title,,,,,en,languageTag,,,
person,schema:name,,,,,,,,,,
"""


def profile(*arguments: str, folder: Path) -> Ran:
    return run("profile", *arguments, folder=folder)


def test_a_profile_that_is_begun_passes_its_test_and_measures_at_once(tmp_path: Path) -> None:
    made = profile("new", "xx-schools", "--extends", "eu-core", folder=tmp_path)
    assert (made.code, made.err) == (0, "")
    assert "commonshelf profile test xx-schools" in made.out
    assert sorted(path.name for path in (tmp_path / "xx-schools").rglob("*.yaml")) == [
        "XXSCHO-001.yaml",
        "profile.yaml",
    ]
    tried = profile("test", "xx-schools", folder=tmp_path)
    assert (tried.code, tried.err) == (0, "")
    assert "xx-schools 0.1.0, which narrows eu-core@" in tried.out
    assert "1 rule, 2 examples; all is well" in tried.out
    record = b'{"@context": "https://schema.org", "@type": "LearningResource", "keywords": ["one"]}'
    checked = run(
        "check", "-", "--profile", "xx-schools", "--profiles", "xx-schools", folder=tmp_path, stdin=record
    )
    assert "There are 1 keywords; at least 2 are expected." in checked.out
    (tmp_path / "commonshelf.toml").write_text('profiles = ["xx-schools"]\nprofile = "xx-schools"\n', "utf-8")
    assert "at least 2 are expected" in run("check", "-", folder=tmp_path, stdin=record).out
    named = {"COMMONSHELF_PROFILES": f"{tmp_path}:xx-schools", "COMMONSHELF_PROFILE": "xx-schools"}
    (tmp_path / "commonshelf.toml").unlink()
    assert "at least 2" in run("check", "-", folder=tmp_path, stdin=record, environment=named).out
    edit(tmp_path / "xx-schools" / "rules" / "XXSCHO-001.yaml", "count: {min: 2}\n", "type: {is: datte}\n")
    edit(tmp_path / "xx-schools" / "rules" / "XXSCHO-001.yaml", "parameters: {min: up}\n", "")
    refused = run("check", "-", folder=tmp_path, stdin=record, environment=named)
    assert (refused.code, refused.out) == (2, "")
    assert "xx-schools/rules/XXSCHO-001.yaml: check type: 'datte': no such type; known are " in refused.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("XX", "XX: no name for a profile; write small letters and digits, as xx-schools"),
        ("eu-core", "eu-core: there is a profile of that name; choose another"),
        ("there", "there: it is there already; name another, or remove it"),
    ],
)
def test_a_name_that_cannot_be_begun_with(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    made = profile("new", name, folder=tmp_path)
    assert (made.code, made.out) == (2, "")
    assert said in made.err


def test_a_version_to_extend_that_is_not_there(tmp_path: Path) -> None:
    made = profile("new", "mine", "--extends", "eu-core@^99.0", folder=tmp_path)
    assert (made.code, made.out) == (2, "")
    assert "--extends eu-core@^99.0: there is eu-core@" in made.err


def test_a_table_becomes_rules_and_what_none_can_say_is_listed(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    made = profile("new", "tab", "--from", "t.csv", folder=tmp_path)
    assert made.code == 0
    unsaid = {line.split(":")[0].strip(): line for line in made.err.splitlines()[1:]}
    assert list(unsaid) == [
        "row 7, foaf",
        "row 8, valueNodeType",
        "row 10, valueConstraint",
        "row 11, valueShape",
        "row 12, valueConstraint",
        "row 13, schema",
    ]
    assert "can take exponential time" in unsaid["row 10, valueConstraint"]
    tried = profile("test", "tab", folder=tmp_path)
    assert (tried.code, tried.err) == (0, "")
    texts = [path.read_text("utf-8") for path in sorted((tmp_path / "tab" / "rules").iterdir())]
    asked = [next(line for line in text.splitlines() if line.startswith("field")) for text in texts]
    assert asked == [
        "field: name",
        "field: name",
        "field: inLanguage",
        "field: inLanguage",
        "field: about",
        "field: datePublished",
        "field: conformsTo",
        "field: version",
    ]
    assert "severity: info" in texts[5]
    assert "Use two letters" in texts[3]


def test_each_message_of_a_row_has_its_example_and_rows_of_one_field_stay_out_of_each_others_way(
    tmp_path: Path,
) -> None:
    table = "propertyID,mandatory,repeatable,valueConstraint,valueConstraintType\n"
    table += "dcterms:title,true,false,5,minLength\ndcterms:title,,,20,maxLength\n"
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    made = profile("new", "tab", "--from", "t.csv", folder=tmp_path)
    assert "row 3, name: length: another row speaks of the same field" in made.err
    assert len(made.err.splitlines()) == 2
    tried = profile("test", "tab", folder=tmp_path)
    assert (tried.code, tried.err) == (0, "")
    text = (tmp_path / "tab" / "rules" / "TAB-002.yaml").read_text("utf-8")
    assert [line.strip() for line in text.splitlines() if line.strip().startswith("at:")] == [
        "at: /name/0",
        "at: /name/1",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "t.csv:1: there is no column propertyID; write the columns shapeID, "),
        (b"propertyID\n\xff\n", "t.csv: byte 11 is no UTF-8; save it in that encoding"),
        (b'propertyID\n"a', "t.csv: not readable as CSV: unexpected end of data; save it with commas, UTF-8"),
        (b"propertyID\n" + b"schema:name\n" * 500, "t.csv: it has more than 400 rows; split it into several"),
    ],
)
def test_a_table_that_is_none(content: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(content)
    made = profile("new", "tab", "--from", "t.csv", folder=tmp_path)
    assert made.code == 2
    assert said in made.err
    assert not (tmp_path / "tab").exists()


def test_all_that_is_wrong_is_told_with_its_line_and_what_to_do(tmp_path: Path) -> None:
    folder = write_profile(tmp_path, rules=("XY-001", "XY-002", "XY-003", "XY-004", "XY-005"))
    rules = folder / "rules"
    edit(rules / "XY-001.yaml", "at: /keywords", "at: /keywords/0")
    edit(rules / "XY-002.yaml", "fractions, cake]", "fractions]")
    edit(rules / "XY-003.yaml", "title:", "tittle:")
    edit(rules / "XY-004.yaml", "{count}", "{counted}")
    edit(rules / "XY-005.yaml", "count: {min: 2}\nparameters: {min: up}", "type: {is: datte}")
    tried = profile("test", "mine", folder=tmp_path)
    with (folder / "profile.yaml").open("a", encoding="utf-8") as file:
        file.write("narrow: {QUAL-002: {severity: info}}\n")
    loosened = profile("test", "mine", folder=tmp_path)
    assert (tried.code, loosened.code) == (1, 1)
    for said in (
        "mine/profile.yaml:6: narrow: QUAL-002: severity info would loosen violation; write violation, or",
        "mine/rules/XY-003.yaml:11: tittle is no key that is known here; did you mean title?",
        "XY-001.yaml:16: XY-001, fail example 1: it gives XY-001 at /keywords, XY-002 at /keywords",
        "XY-002.yaml:15: XY-002, pass example 1: it gives ",
        "XY-005.yaml:8: XY-005: check type: 'datte': no such type",
    ):
        assert said in tried.err + loosened.err, tried.err
    assert "things to mend" in tried.out


def test_a_message_with_a_place_that_stays_empty_and_a_rule_that_nobody_asks_for(tmp_path: Path) -> None:
    folder = write_profile(tmp_path, rules=("XY-001",))
    edit(folder / "rules" / "XY-001.yaml", "{count}", "{counted}")
    other = (folder / "rules" / "XY-001.yaml").read_text("utf-8").replace("XY-001", "XY-002")
    (folder / "rules" / "XY-002.yaml").write_text(other, "utf-8")
    tried = profile("test", "mine", folder=tmp_path)
    assert tried.code == 1
    assert (
        "XY-001, fail example 1: the message has a place {counted} that stays empty; use one of" in tried.err
    )
    assert (
        "XY-002.yaml:1: XY-002 is in the folder, and the profile does not ask for it; put it under add"
        in tried.err
    )


def test_a_condition_wants_an_example_of_where_it_does_not_hold(tmp_path: Path) -> None:
    folder = write_profile(tmp_path)
    rule = folder / "rules" / "XY-001.yaml"
    edit(rule, "  count: {min: 2}", "  count: {min: 2}\n  when: {field: inLanguage, in: {values: [en]}}")
    edit(rule, "keywords: [fractions", "inLanguage: en, keywords: [fractions")
    tried = profile("test", "mine", folder=tmp_path)
    assert "XY-001: the rule has a condition, and no example of where it does not apply; add one" in tried.err
    with rule.open("a", encoding="utf-8") as file:
        file.write("  not-applicable: [{inLanguage: fr, keywords: [gâteau]}]\n")
    assert profile("test", "mine", folder=tmp_path).code == 0
    edit(rule, "inLanguage: fr", "inLanguage: en")
    tried = profile("test", "mine", folder=tmp_path)
    assert "not-applicable example 1: it gives XY-001 at /keywords, and no finding is expected" in tried.err


def test_several_profiles_in_a_folder_are_tried_each(tmp_path: Path) -> None:
    write_profile(tmp_path, "one")
    edit(write_profile(tmp_path, "two", rules=("XZ-001",)) / "profile.yaml", "title", "titel")
    tried = profile("test", ".", folder=tmp_path)
    assert tried.code == 1
    assert "one 1.0.0, which narrows" in tried.out
    assert "two/profile.yaml:3: titel is no key that is known here; did you mean title?" in tried.err


def test_a_folder_without_a_profile_cannot_be_tried(tmp_path: Path) -> None:
    for name in (".", "nowhere/at/all"):
        tried = profile("test", name, folder=tmp_path)
        assert tried.code == 2
        assert tried.err.startswith("commonshelf: ")


def test_our_own_profile_is_tried_by_its_id(tmp_path: Path) -> None:
    tried = profile("test", "eu-core", folder=tmp_path)
    assert (tried.code, tried.err) == (0, "")
    assert "all is well" in tried.out
