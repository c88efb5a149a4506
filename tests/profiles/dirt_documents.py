"""Small records of every format that is read, each with one thing said in it, to put dirt into."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from profiles.document import open_document
from profiles.formats import format_of
from profiles.model import LearningResource

_LOM = {
    "name": "<general><title><string>{}</string></title></general>",
    "description": '<general><description><string language="x-none">{}</string></description></general>',
    "datePublished": "<lifeCycle><contribute><role><value>Publisher</value></role>"
    "<date><dateTime>{}</dateTime></date></contribute></lifeCycle>",
    "license": "<rights><description><string>{}</string></description></rights>",
    "inLanguage": "<general><language>{}</language></general>",
    "url": "<technical><location>{}</location></technical>",
    "encoding": "<technical><size>{}</size></technical>",
    "timeRequired": "<educational><typicalLearningTime><duration>{}</duration></typicalLearningTime>"
    "</educational>",
    "learningResourceType": "<educational><learningResourceType><source>LOMv1.0</source><value>{}</value>"
    "</learningResourceType></educational>",
}
_SPACES = (
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:edm="http://www.europeana.eu/schemas/edm/"'
)
_DC = {
    "name": "<dc:title>{}</dc:title>",
    "description": '<dc:description xml:lang="x-none">{}</dc:description>',
    "datePublished": "<dc:date>{}</dc:date>",
    "license": "<dc:rights>{}</dc:rights>",
    "inLanguage": "<dc:language>{}</dc:language>",
    "url": "<dc:identifier>{}</dc:identifier>",
    "encoding": "<dc:format>{}</dc:format>",
    "learningResourceType": "<dc:type>{}</dc:type>",
}
_DATACITE = {
    "name": "<titles><title>{}</title></titles>",
    "description": '<descriptions><description descriptionType="Abstract" xml:lang="x-none">{}</description>'
    "</descriptions>",
    "datePublished": '<dates><date dateType="Issued">{}</date></dates>',
    "license": "<rightsList><rights>{}</rights></rightsList>",
    "inLanguage": "<language>{}</language>",
    "encoding": "<sizes><size>{}</size></sizes>",
}
_EDM = {name: _DC[name] for name in ("name", "description", "inLanguage")}
_JSON = {
    "name": "name",
    "description": "description",
    "datePublished": "datePublished",
    "license": "license",
    "inLanguage": "inLanguage",
    "url": "url",
    "timeRequired": "timeRequired",
    "learningResourceType": "learningResourceType",
}
_ELM = {"name": "title", "description": "description"}

Document = Callable[[str, Any], bytes]


def _xml(start: str, end: str, elements: Mapping[str, str]) -> Document:
    return lambda field, value: (start + elements[field].format(escape(value)) + end).encode()


def _ims(field: str, value: Any) -> bytes:
    inner = (
        _LOM[field].format(escape(value)).replace("string>", "langstring>").replace("<string", "<langstring")
    )
    inner = inner.replace(" language=", " xml:lang=")
    for name in ("learningResourceType", "typicalLearningTime", "lifeCycle"):
        inner = inner.replace(name, name.lower())
    inner = inner.replace("dateTime", "datetime").replace("duration>", "datetime>")
    for name in ("source", "value"):
        inner = inner.replace(f"<{name}>", f"<{name}><langstring>").replace(
            f"</{name}>", f"</langstring></{name}>"
        )
    return f'<lom xmlns="http://www.imsglobal.org/xsd/imsmd_v1p2">{inner}</lom>'.encode()


def _object(context: Any, kind: Any) -> Document:
    def document(field: str, value: Any) -> bytes:
        said = {"@context": context, "type" if context != "https://schema.org" else "@type": kind}
        return json.dumps({**said, _JSON[field]: value}).encode()

    return document


_THING = {"@context": "https://schema.org", "@type": "LearningResource", "@id": "https://a.example/1"}


def _page(field: str, value: Any) -> bytes:
    said = json.dumps({**_THING, _JSON[field]: value})
    said = said.replace("</", "<\\/").replace("<!--", "<\\u0021--")
    return f'<!doctype html><script type="application/ld+json">{said}</script>'.encode()


def _microdata(field: str, value: Any) -> bytes:
    thing = "itemscope itemid='https://a.example/1' itemtype='https://schema.org/LearningResource'"
    said = f"<meta itemprop={_JSON[field]} content={quoteattr(value)}>"
    return f"<!doctype html><div {thing}>{said}</div>".encode()


def _elm(field: str, value: Any) -> bytes:
    context = "http://data.europa.eu/snb/model/context/edc-ap"
    said = {"@context": context, "id": "https://example.org/1", "type": "LearningOpportunity"}
    return json.dumps({**said, _ELM[field]: {"en": value} if isinstance(value, str) else value}).encode()


DOCUMENTS: dict[str, tuple[Document, frozenset[str]]] = {
    "lom": (_xml('<lom xmlns="http://ltsc.ieee.org/xsd/LOM">', "</lom>", _LOM), frozenset(_LOM)),
    "ims-md": (_ims, frozenset(_LOM)),
    "oai_dc": (
        _xml(f'<o:dc xmlns:o="http://www.openarchives.org/OAI/2.0/oai_dc/" {_SPACES}>', "</o:dc>", _DC),
        frozenset(_DC),
    ),
    "qualified-dc": (
        _xml(f'<q:qualifieddc xmlns:q="http://dspace.org/qualifieddc/" {_SPACES}>', "</q:qualifieddc>", _DC),
        frozenset(_DC),
    ),
    "datacite": (
        _xml('<resource xmlns="http://datacite.org/schema/kernel-4">', "</resource>", _DATACITE),
        frozenset(_DATACITE),
    ),
    "edm": (
        _xml(
            f'<rdf:RDF {_SPACES}><edm:ProvidedCHO rdf:about="https://a.example/1">',
            "</edm:ProvidedCHO></rdf:RDF>",
            _EDM,
        ),
        frozenset(_EDM),
    ),
    "amb": (_object(["https://w3id.org/kim/amb/context.jsonld"], ["LearningResource"]), frozenset(_JSON)),
    "schema.org": (_object("https://schema.org", "LearningResource"), frozenset(_JSON)),
    "html": (_page, frozenset(_JSON)),
    "microdata": (_microdata, frozenset(_JSON)),
    "elm": (_elm, frozenset(_ELM)),
}
"""By the name of each format what makes a document, and the fields that it can be made to say."""

PAIRS = [(form, field) for form, (_, fields) in DOCUMENTS.items() for field in sorted(fields)]


def read_payload(payload: bytes) -> LearningResource:
    """Read a payload as the pipeline does."""
    document = open_document(payload)
    form = format_of(document)
    assert form is not None, payload
    return form.read(document.tree)


def read(form: str, field: str, value: Any) -> LearningResource:
    """Read a record of a format that says a value, and nothing else, in a field."""
    return read_payload(DOCUMENTS[form][0](field, value))


def texts_in(resource: LearningResource, field: str) -> list[str]:
    """Return the texts of each value of a field, whatever their type."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        return [text for inner in value or () for text in texts(inner)] if isinstance(value, tuple) else []

    return texts(getattr(resource, field))
