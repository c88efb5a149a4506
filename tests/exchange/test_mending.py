"""Mends: only what is certain, in the very bytes of the value, and never a new finding."""

from __future__ import annotations

import io
import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.mends import Mended, mend
from exchange.pipeline import Examined, examine
from harvesters.streams import read_stream
from profiles.failure import Failure
from profiles.rules import load_profile
from tests.application.documents import BAD, GOOD, page
from tests.exchange.dirty import json_files, xml_files
from validators.engine import Engine
from validators.mends import CERTAIN

LIMIT = 10_000_000
EVERY = Engine(load_profile("eu-common"))
RESOURCE = {"@context": "https://schema.org/", "@type": "LearningResource"}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """Return the engine of a profile that has the rules of the core and those on words of accessibility.

    Others have something to say only once a value is mended, as of a licence by its address.
    """
    words = [f"A11Y-0{number}" for number in (10, 11, 12, 13, 15, 16, 17, 20, 27)]
    rules = {name: EVERY.profile.rules[name] for name in (*load_profile("eu-core").rules, *words)}
    return Engine(replace(EVERY.profile, rules=rules))


def examined(content: bytes, engine: Engine) -> list[Examined]:
    taken = read_stream(io.BytesIO(content), origin="f", name="f", limit=LIMIT)
    return [one for one in (examine(each, engine) for each in taken) if isinstance(one, Examined)]


def mended(content: str | bytes, engine: Engine, name: str = "f", rules: list[str] | None = None) -> Mended:
    as_bytes = content.encode() if isinstance(content, str) else content
    return mend(as_bytes, engine, name=name, limit=LIMIT, rules=rules)


def made(content: str | bytes, engine: Engine) -> list[tuple[str, int, str, str]]:
    return [(one.rule, one.line, one.value, one.mended) for one in mended(content, engine).mends]


def resource(**said: object) -> str:
    return json.dumps({**RESOURCE, **said}, ensure_ascii=False)


def is_right(content: bytes, engine: Engine) -> None:
    """Hold what every mending promises of a file."""
    result = mended(content, engine)
    before, after = examined(content, engine), examined(result.after, engine)
    assert len(before) == len(after)
    fewer = 0
    for old, new in zip(before, after, strict=True):
        known, left = (Counter((one.rule, one.code) for one in each.verdict.findings) for each in (old, new))
        assert left <= known, "a new finding"
        fewer += known.total() - left.total()
    assert fewer >= len(result.mends)
    assert bool(result.mends) == (result.after != content)
    again = mended(result.after, engine)
    assert (again.mends, again.after) == ((), result.after)
    lines = content.count(b"\n"), content.count(b"\r"), content[:3]
    assert lines == (result.after.count(b"\n"), result.after.count(b"\r"), result.after[:3])


FULL = settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow])


@FULL
@given(xml_files())
def test_mended_xml_has_fewer_findings_and_no_new_one(engine: Engine, content: bytes) -> None:
    is_right(content, engine)
    is_right(content, EVERY)


@FULL
@given(json_files())
def test_mended_json_has_fewer_findings_and_no_new_one(engine: Engine, content: bytes) -> None:
    is_right(content, engine)
    is_right(content, EVERY)


CASES = {
    ("A11Y-013", "not-in"): ({"accessibilityHazard": ["nosound"]}, "noSoundHazard"),
    ("A11Y-016", ""): ({"accessModeSufficient": ["Textual, visual"]}, "textual, visual"),
    ("A11Y-017", "replaced"): ({"accessibilityFeature": ["bookmarks"]}, "tableOfContents"),
    ("QUAL-020", "form"): ({"identifier": "doi: 10.1234/abc"}, "https://doi.org/10.1234/abc"),
    ("QUAL-030", "form"): ({"inLanguage": "pt_br"}, "pt-BR"),
    ("QUAL-030", "long-code"): ({"inLanguage": "ger"}, "de"),
    ("QUAL-030", "replaced"): ({"inLanguage": "iw"}, "he"),
    ("QUAL-044", "double-escaped"): ({"keywords": "<p>Rock &amp; Roll</p>"}, "Rock & Roll"),
    ("QUAL-044", "markup"): ({"keywords": "<p><b>Rock</b></p><p>Roll</p>"}, "Rock Roll"),
    ("QUAL-050", "name"): (
        {"license": "CC0 1.0 Universal"},
        "https://creativecommons.org/publicdomain/zero/1.0/",
    ),
    ("QUAL-060", "form"): ({"dateCreated": "2019-05-04 10:00"}, "2019-05-04T10:00"),
    ("QUAL-062", "form"): ({"timeRequired": "pt1h 30m"}, "PT1H30M"),
    ("QUAL-068", "form"): ({"url": "hdl:123/4"}, "https://hdl.handle.net/123/4"),
    ("QUAL-068", "space"): ({"url": " https://a.example.org/b\t"}, "https://a.example.org/b"),
}


def test_every_kind_of_certain_mend_has_its_case() -> None:
    assert set(CASES) == set(CERTAIN)


@pytest.mark.parametrize(("rule", "code"), CASES)
def test_a_certain_mend_is_made(engine: Engine, rule: str, code: str) -> None:
    said, becomes = CASES[rule, code]
    content = resource(**said)
    [record] = examined(content.encode(), engine)
    assert (rule, code) in {(one.rule, one.code) for one in record.verdict.findings}
    [(by, _, _, new)] = made(content, engine)
    assert (by, new) == (rule, becomes)


def test_the_rest_of_the_bytes_stays_as_it_is(engine: Engine) -> None:
    before = (
        BAD.replace("UTF-8", "ISO-8859-1").replace("\n", "\r\n").replace("<dc:rights>CC", "<dc:rights>\t CC")
    )
    after = before.replace(">fre<", ">fr<").replace(
        "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"
    )
    assert mended(before.encode("latin-1"), engine).after == after.encode("latin-1")
    for encoding in ("utf-16", "utf-16-le", "utf-8-sig"):
        told = "UTF-16" if "16" in encoding else "UTF-8"
        old, new = (text.replace("ISO-8859-1", told).encode(encoding) for text in (before, after))
        assert mended(old, engine).after == new, encoding


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        ("<dc:date>4.5.2019</dc:date>", "<dc:date>2019-05-04</dc:date>"),
        ("<dc:date\n>\n<![CDATA[4.5.2019]]> </dc:date >", "<dc:date\n>\n<![CDATA[2019-05-04]]> </dc:date >"),
        ("<dc:date>4&#46;5.2019</dc:date>", "<dc:date>2019-05-04</dc:date>"),
        ("<dc:subject xml:lang='de_DE'>a</dc:subject>", "<dc:subject xml:lang='de-DE'>a</dc:subject>"),
        ('<dc:subject xml:lang = "deu">deu</dc:subject>', '<dc:subject xml:lang = "de">deu</dc:subject>'),
        (
            "<dc:subject>&lt;p&gt;1 &amp;lt; 2\n &amp;amp; l&#39;été&lt;/p&gt;</dc:subject>",
            "<dc:subject>1 &lt; 2\n &amp; l&#39;été</dc:subject>",
        ),
        (
            "<!-- <dc:date>4.5.2019 --><dc:date>3.4.2018</dc:date>",
            "<!-- <dc:date>4.5.2019 --><dc:date>2018-04-03</dc:date>",
        ),
    ],
)
def test_xml_is_mended_as_it_is_written(engine: Engine, written: str, becomes: str) -> None:
    around = GOOD.partition("</oai_dc:dc>")
    before, after = (around[0] + one + "".join(around[1:]) for one in (written, becomes))
    assert mended(before, engine).after.decode() == after


@pytest.mark.parametrize(
    "written", ["<dc:date>4.<!-- May -->5.2019</dc:date>", "<dc:date>4.5.<![CDATA[2019]]></dc:date>"]
)
def test_a_value_that_stands_in_pieces_is_left_and_told(engine: Engine, written: str) -> None:
    result = mended(GOOD.replace("<dc:date>2024-05-02</dc:date>", written), engine)
    assert (result.after, result.mends) == (result.before, ())
    assert sum(result.elsewhere.values()) == 1


@pytest.mark.parametrize(
    ("written", "becomes"),
    [
        (r'{"datePublished": "4.5\u002e2019"}', r'{"datePublished": "2019-05-04"}'),
        (r'{"url": "doi:10.1234\/abc"}', r'{"url": "https://doi.org/10.1234/abc"}'),
        (r'{"name": {"de_AT" : "B\u00fcche"}}', r'{"name": {"de-AT" : "B\u00fcche"}}'),
        (
            r'{"name": {"@value": "Brüche", "@language": "deu"}}',
            r'{"name": {"@value": "Brüche", "@language": "de"}}',
        ),
        (r'{"keywords": ["<p>Z\u00e4hne &amp; \"so\"<\/p>"]}', r'{"keywords": ["Z\u00e4hne & \"so\""]}'),
        (r'{"license": ["CC BY 4.0"]}', r'{"license": ["https://creativecommons.org/licenses/by/4.0/"]}'),
        (
            r'{"accessModeSufficient": {"@type": "ItemList", "itemListElement": ["Visual", "textual"]}}',
            r'{"accessModeSufficient": {"@type": "ItemList", "itemListElement": ["visual", "textual"]}}',
        ),
    ],
)
def test_json_is_mended_as_it_is_written(engine: Engine, written: str, becomes: str) -> None:
    around = json.dumps(RESOURCE)[:-1] + ", "
    assert mended(around + written[1:], engine).after.decode() == around + becomes[1:]


def test_each_record_of_a_file_is_mended_on_its_line(engine: Engine) -> None:
    assert [one[:2] for one in made(BAD + BAD, engine)] == [
        ("QUAL-030", 11), ("QUAL-050", 12), ("QUAL-030", 24), ("QUAL-050", 25),
    ]  # fmt: skip
    content = page(GOOD, BAD)
    line = content[: content.index("fre<")].count("\n") + 1
    assert [one[:2] for one in made(content, engine)] == [("QUAL-030", line), ("QUAL-050", line + 1)]
    lines = "\n".join(
        resource(name="Brüche", datePublished=date) for date in ("2019", "4.5.2019", "20190504")
    )
    assert [one[1:] for one in made(lines, engine)] == [
        (2, "4.5.2019", "2019-05-04"), (3, "20190504", "2019-05-04"),
    ]  # fmt: skip


def test_a_list_that_is_cut_off_is_mended_up_to_its_last_whole_record(engine: Engine) -> None:
    cut = page(BAD, BAD, BAD).rpartition("<dc:creator")[0]
    result = mended(cut, engine)
    assert len(result.mends) == 4
    assert len(result.unreadable) == 1
    assert result.after.endswith(cut[-200:].encode())


def test_a_mend_that_brings_another_finding_is_withdrawn_and_costs_the_others_nothing(engine: Engine) -> None:
    content = resource(
        name="<p>ab</p>", datePublished="4.5.2019", accessibilityHazard=["noFlashing", "flashing"]
    )
    result = mended(content, engine)
    assert [one.rule for one in result.mends] == ["QUAL-060"]
    assert result.withdrawn == {("A11Y-013", ("A11Y-020",)): 1, ("QUAL-044", ("QUAL-040",)): 1}


def test_a_key_is_not_renamed_where_another_value_would_be_lost(engine: Engine) -> None:
    assert made(resource(name={"de_DE": "Brüche", "de-DE": "Bruchrechnung"}), engine) == []


@pytest.mark.parametrize(
    "said",
    [
        {"datePublished": "04/05/2019"},
        {"datePublished": "2019-20"},
        {"encoding": {"contentSize": "1.500 KB"}},
        {"accessibilityFeature": ["alternativeTxt"]},
        {"inLanguage": "German"},
        {"license": "CC BY"},
        {"license": "CC BY 4.0, Anna Muster 2014"},
        {"license": {"name": "CC BY 4.0"}},
        {"url": "www.example.org/a"},
        {"timeRequired": "5 m"},
        {"description": "The element <b> makes bold what stands between it and </b>, as browsers do."},
        {"identifier": "https://doi.org/10.1234/abc."},
    ],
)
def test_what_is_likely_and_not_certain_is_left(engine: Engine, said: dict[str, object]) -> None:
    assert made(resource(**said), engine) == []


def test_a_licence_has_its_name_where_the_format_has_a_place_for_it(engine: Engine) -> None:
    datacite = (
        '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">doi: '
        "10.5072/a</identifier><titles><title>Brüche</title></titles><rightsList><rights>CC BY 4.0</rights>"
        "</rightsList></resource>"
    )
    assert made(datacite, engine) == []


def test_pages_and_turtle_are_left_and_told(engine: Engine) -> None:
    script = f'<html><script type="application/ld+json">{resource(datePublished="4.5.2019")}</script></html>'
    result = mended(script, engine, "page.html")
    assert (result.after, dict(result.elsewhere)) == (script.encode(), {"in HTML": 1})


def test_an_archive_is_refused_with_what_to_do(engine: Engine) -> None:
    with pytest.raises(Failure, match=r"f: it is gzip-compressed; unpack it"):
        mended(b"\x1f\x8b" + bytes(20), engine)


def test_the_mends_of_one_rule_can_be_asked_for(engine: Engine) -> None:
    assert [one.rule for one in mended(BAD, engine, rules=["QUAL-050"]).mends] == ["QUAL-050"]


@FULL
@given(st.one_of(xml_files(), json_files()), st.data())
def test_a_damaged_file_is_mended_as_far_as_it_can_be_read(
    engine: Engine, content: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(content)))
    wrong = data.draw(
        st.sampled_from([b"", b"\xe9", b"<", b'"', b"\x00", b"]]>", b"}\n{", content[: at // 2]])
    )
    rest = data.draw(st.sampled_from([content[at:], content[at + 1 :], b""]))
    result = mended(content[:at] + wrong + rest, engine)
    assert mended(result.after, engine).mends == ()
    assert result.before.count(b"\n") == result.after.count(b"\n")
