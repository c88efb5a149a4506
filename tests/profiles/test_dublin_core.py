"""oai_dc, read into the model."""

from __future__ import annotations

from profiles.canonical import to_json
from profiles.formats import dublin_core
from profiles.xml import parse

DOCUMENT = b"""<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/"
    xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title xml:lang="pl">Ulamki</dc:title>
  <dc:creator>Nowak, Anna</dc:creator>
  <dc:subject>matematyka</dc:subject>
  <dc:subject>https://example.org/subject/1</dc:subject>
  <dc:description>Cwiczenia</dc:description>
  <dc:publisher>Uniwersytet</dc:publisher>
  <dc:contributor>Kowalski, Jan</dc:contributor>
  <dc:date>2021</dc:date>
  <dc:type>Text</dc:type>
  <dc:type>http://purl.org/dc/dcmitype/Text</dc:type>
  <dc:format>application/pdf</dc:format>
  <dc:format>3,4 MB</dc:format>
  <dc:identifier>https://example.org/1</dc:identifier>
  <dc:identifier>oai:example.org:1</dc:identifier>
  <dc:source>https://example.org/0</dc:source>
  <dc:source>An old book</dc:source>
  <dc:language>pl</dc:language>
  <dc:relation>https://example.org/2</dc:relation>
  <dc:coverage>Polska</dc:coverage>
  <dc:rights>info:eu-repo/semantics/openAccess</dc:rights>
  <dc:rights>CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)</dc:rights>
  <dc:rights/>
</oai_dc:dc>"""


def test_every_field_that_oai_dc_can_say_is_read() -> None:
    assert to_json(dublin_core.read(parse(DOCUMENT))) == {
        "id": [
            {"value": "https://example.org/1"},
            {"value": "oai:example.org:1"},
        ],
        "url": ["https://example.org/1"],
        "name": [{"value": "Ulamki", "lang": "pl"}],
        "description": ["Cwiczenia"],
        "keywords": ["matematyka"],
        "about": [{"id": "https://example.org/subject/1"}],
        "inLanguage": ["pl"],
        "learningResourceType": [{"labels": ["Text"]}, {"id": "http://purl.org/dc/dcmitype/Text"}],
        "creator": [{"name": "Nowak, Anna"}],
        "contributor": [{"name": "Kowalski, Jan"}],
        "publisher": [{"name": "Uniwersytet"}],
        "datePublished": ["2021"],
        "license": [
            {
                "id": "https://creativecommons.org/licenses/by/4.0/",
                "text": "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
            }
        ],
        "conditionsOfAccess": [{"id": "info:eu-repo/semantics/openAccess"}],
        "encoding": [{"encodingFormat": "application/pdf"}, {"contentSize": "3,4 MB"}],
        "isBasedOn": [{"id": "https://example.org/0"}, {"name": "An old book"}],
        "relation": [{"id": "https://example.org/2"}],
    }  # fmt: skip
