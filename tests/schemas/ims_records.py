"""Valid records of IMS MD 1.2, written for the tests: together they hold every element."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

IMS = "http://www.imsglobal.org/xsd/imsmd_v1p2"
IMS_1_2_1 = "http://www.imsglobal.org/xsd/imsmd_rootv1p2p1"
VCARD = "<vcard>BEGIN:VCARD\nVERSION:3.0\nFN:Piet Jansen\nEND:VCARD</vcard>"
OWN = '<own xmlns="https://example.org/own" level="2">eigen <b/></own>'


def texts(name: str, text: str = "woorden") -> str:
    return f'<{name}><langstring xml:lang="nl">{text}</langstring><langstring>words</langstring></{name}>'


def term(name: str, value: str, source: str = "LOMv1.0") -> str:
    start, end = '<langstring xml:lang="x-none">', "</langstring>"
    return f"<{name}><source>{start}{source}{end}</source><value>{start}{value}{end}</value></{name}>"


def moment(name: str, text: str) -> str:
    return f"<{name}><datetime>{text}</datetime>{texts('description')}</{name}>"


def entry(text: str = "https://voorbeeld.example/1") -> str:
    words = f"<langstring>{text}</langstring>"
    return f"<catalogentry><catalog>URI</catalog><entry>{words}</entry>{OWN}</catalogentry>"


def contribute(role: str, date: str) -> str:
    return f"<contribute>{term('role', role)}<centity>{VCARD}</centity>{moment('date', date)}</contribute>"


def root(*categories: str, namespace: str = IMS) -> etree._Element:
    """Return the record with these categories, each as XML without its namespace."""
    return etree.fromstring(f'<lom xmlns="{namespace}">{"".join(categories)}</lom>')


def in_namespace(record: etree._Element, namespace: str) -> etree._Element:
    """Return a copy of a record with the elements of IMS put into another of its namespaces."""
    copy = deepcopy(record)
    for element in copy.iter(etree.Element):
        name = etree.QName(element)
        if name.namespace in (IMS, IMS_1_2_1):
            element.tag = etree.QName(namespace, name.localname).text
    return copy


SOURCE = "<source><langstring>vakken</langstring></source>"
NESTED = f"<taxon><id>1</id>{texts('entry')}<taxon><id>1.2</id>{texts('entry')}</taxon></taxon>"
GENERAL = "".join(
    [
        *("<identifier>1</identifier>", texts("title"), entry(), entry("9789000000000")),
        *("<language>nl</language>" * 2, texts("description") * 2, texts("keyword") * 2),
        *(texts("coverage"), term("structure", "atomic"), term("aggregationlevel", "2"), OWN),
    ]
)
LIFE_CYCLE = (
    texts("version", "2")
    + term("status", "final")
    + contribute("author", "2014-02-02T15:30:00Z")
    + contribute("publisher", "2014")
    + f"<contribute>{term('role', 'editor')}{OWN}</contribute>{OWN}"
)
METADATA = (
    f"<identifier>m1</identifier>{entry()}{contribute('creator', '2017')}"
    f"{'<metadatascheme>LOMv1.0</metadatascheme>' * 2}<language>nl</language>{OWN}"
)
TECHNICAL = (
    "<format>text/html</format><size>23450</size><location>https://voorbeeld.example/1</location>"
    '<location type="TEXT">in de kast</location><location type="URI">urn:nbn:1</location>'
    f"<requirement>{term('type', 'browser')}{term('name', 'any')}<minimumversion>1</minimumversion>"
    f"<maximumversion>9</maximumversion>{OWN}</requirement>{texts('installationremarks')}"
    f"{texts('otherplatformrequirements')}{moment('duration', 'PT0H16M')}{OWN}"
)
EDUCATIONAL = "".join(
    [
        *(term("interactivitytype", "active"), term("learningresourcetype", "exam") * 2),
        *(term("interactivitylevel", "low"), term("semanticdensity", "high")),
        *(term("intendedenduserrole", "learner") * 2, term("context", "school") * 2),
        *(texts("typicalagerange", "6-8") * 2, term("difficulty", "easy")),
        *(moment("typicallearningtime", "PT30M"), texts("description"), "<language>nl</language>" * 2, OWN),
    ]
)
RIGHTS = f"{term('cost', 'no')}{term('copyrightandotherrestrictions', 'yes')}{texts('description')}{OWN}"
RELATION = (
    f"{term('kind', 'ispartof')}<resource><identifier>2</identifier>{texts('description')}"
    f"{entry() * 2}{OWN}</resource>{OWN}"
)
ANNOTATION = f"<person>{VCARD}</person>{moment('date', '2020')}{texts('description')}{OWN}"
CLASSIFICATION = (
    f"{term('purpose', 'discipline')}<taxonpath>{SOURCE}{NESTED}</taxonpath>"
    f"<taxonpath/>{texts('description')}{texts('keyword') * 2}{OWN}"
)
RECORDS = {
    "empty": root(),
    "general": root(f"<general>{GENERAL}</general>"),
    "life cycle": root(f"<lifecycle>{LIFE_CYCLE}</lifecycle>"),
    "metadata": root(f"<metametadata>{METADATA}</metametadata>"),
    "technical": root(f"<technical>{TECHNICAL}</technical>"),
    "educational": root(f"<educational>{EDUCATIONAL}</educational>"),
    "rights": root("<general/><technical/>", f"<rights>{RIGHTS}</rights>"),
    "relation": root(f"<relation>{RELATION}</relation><relation/>"),
    "annotation": root(f"<annotation>{ANNOTATION}</annotation><annotation/>"),
    "classification": root(f"<classification>{CLASSIFICATION}</classification><classification/>"),
    "with text between": root("<general>los <language>nl</language> woord</general>"),
}
"""Records of IMS MD 1.2, in which nearly nothing is required, by the category that each has in full."""
