"""Valid records of IEEE LOM 1.0 and of LOM-ES, written for the tests: together they hold every element."""

from __future__ import annotations

from lxml import etree

LOM = "http://ltsc.ieee.org/xsd/LOM"
VCARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ana Ruiz\nEND:VCARD"


def term(name: str, value: str, source: str = "LOM-ESv1.0") -> str:
    return f"<{name}><source>{source}</source><value>{value}</value></{name}>"


def texts(name: str, text: str = "palabras") -> str:
    return f'<{name}><string language="es">{text}</string></{name}>'


def identifier(entry: str = "https://ejemplo.example/1") -> str:
    return f"<identifier><catalog>URI</catalog><entry>{entry}</entry></identifier>"


def moment(text: str) -> str:
    return f"<date><dateTime>{text}</dateTime>{texts('description')}</date>"


def span(name: str, text: str) -> str:
    return f"<{name}><duration>{text}</duration>{texts('description')}</{name}>"


def contribute(role: str, date: str) -> str:
    return f"<contribute>{term('role', role)}<entity>{VCARD}</entity>{moment(date)}</contribute>"


def root(*categories: str) -> etree._Element:
    """Return the record with these categories, each as XML without its namespace."""
    return etree.fromstring(f'<lom xmlns="{LOM}">{"".join(categories)}</lom>')


IDENTIFIED = identifier() + texts("title")
GENERAL = f"{IDENTIFIED}<language>es</language>{texts('description')}{term('aggregationLevel', '2')}"
METADATA = "<metadataSchema>LOM-ESv1.0</metadataSchema><language>es</language>"
EDUCATIONAL = f"{term('learningResourceType', 'wiki')}<language>es</language>"
ACCESS = f"<access>{term('accessType', 'universal')}{texts('description')}</access>"
RIGHTS = term("copyrightAndOtherRestrictions", "public domain") + ACCESS

TECHNICAL = (
    "<format>text/html</format><size>1024</size><location>https://ejemplo.example/1</location>"
    f"<requirement><orComposite>{term('type', 'browser')}{term('name', 'mozilla firefox')}"
    "<minimumVersion>1</minimumVersion><maximumVersion>9</maximumVersion></orComposite></requirement>"
    f"{texts('installationRemarks')}{texts('otherPlatformRequirements')}{span('duration', 'PT1H30M')}"
)
RELATION = f"{term('kind', 'ispartof')}<resource>{identifier('https://ejemplo.example/2')}{texts('description')}</resource>"
CLASSIFICATION = (
    f"{term('purpose', 'discipline')}<taxonPath>{texts('source', 'Currículo')}"
    f"<taxon><id>1</id>{texts('entry', 'Ciencias')}</taxon>"
    f"<taxon><id>1.2</id>{texts('entry', 'Física')}</taxon>"
    f"</taxonPath>{texts('description')}{texts('keyword')}"
)
RICH_GENERAL = (
    f"{IDENTIFIED}{'<language>es</language>' * 2}{texts('description')}{texts('keyword') * 2}"
    f"{texts('coverage')}{term('structure', 'atomic')}{term('aggregationLevel', '1')}"
)
RICH_LIFE_CYCLE = (
    f"{texts('version', '2')}{term('status', 'final')}"
    f"{contribute('author', '2024-05-06')}{contribute('publisher', '2024')}"
)
RICH_METADATA = f"{identifier()}{contribute('creator', '2024-05-06T07:08:09.5Z')}{METADATA}"
RICH_EDUCATIONAL = "".join(
    [
        *(term("interactivityType", "active"), term("learningResourceType", "exam") * 2),
        *(term("interactivityLevel", "low"), term("semanticDensity", "very high")),
        *(
            term("intendedEndUserRole", "learner") * 2,
            term("context", "home") * 2,
            texts("typicalAgeRange", "6-8"),
        ),
        *(term("difficulty", "easy"), span("typicalLearningTime", "P1D"), texts("description") * 2),
        *("<language>es</language>", term("cognitiveProcess", "create") * 2),
    ]
)
RICH_RIGHTS = (
    term("cost", "no")
    + term("copyrightAndOtherRestrictions", "creative commons: attribution")
    + texts("description")
    + ACCESS
)
ANNOTATION = f"<entity>{VCARD}</entity>{moment('2024-05')}{texts('description')}"


def lom_es(
    *,
    general: str = GENERAL,
    life_cycle: str = "",
    metadata: str = METADATA,
    technical: str = "",
    educational: str = EDUCATIONAL,
    rights: str = RIGHTS,
    more: str = "",
) -> etree._Element:
    """Return a record of LOM-ES with the least in it that is required, but for what is given."""
    return root(
        f"<general>{general}</general>",
        life_cycle and f"<lifeCycle>{life_cycle}</lifeCycle>",
        f"<metaMetadata>{metadata}</metaMetadata>",
        technical and f"<technical>{technical}</technical>",
        f"<educational>{educational}</educational>",
        f"<rights>{rights}</rights>",
        more,
    )


LOM_ES = {
    "the least": lom_es(),
    "general": lom_es(general=RICH_GENERAL),
    "life cycle": lom_es(life_cycle=RICH_LIFE_CYCLE),
    "metadata": lom_es(metadata=RICH_METADATA),
    "technical": lom_es(technical=TECHNICAL),
    "educational": lom_es(educational=RICH_EDUCATIONAL),
    "rights and relation": lom_es(rights=RICH_RIGHTS, more=f"<relation>{RELATION}</relation>"),
    "annotation and classification": lom_es(
        more=f"<annotation>{ANNOTATION}</annotation><classification>{CLASSIFICATION}</classification>"
    ),
}
"""Records of LOM-ES by the category that each has in full."""

FRENCH = (
    '<f:activity xmlns:f="http://www.lom-fr.fr/xsd/LOMFR"><f:value/></f:activity>'
    '<s:skills xmlns:s="http://www.lom-fr.fr/xsd/SCOLOMFRv1p0" s:level="2">x</s:skills>'
)
LOM_RECORDS = {
    "empty": root(),
    "general": root(f"<general>{RICH_GENERAL}</general>"),
    "life cycle": root(f"<lifeCycle>{RICH_LIFE_CYCLE}</lifeCycle>"),
    "metadata": root(f"<metaMetadata>{RICH_METADATA}</metaMetadata>"),
    "technical": root(f"<technical>{TECHNICAL}</technical>"),
    "educational": root(f"<educational>{RICH_EDUCATIONAL}</educational>", "<educational/>"),
    "rights": root(f"<rights>{RICH_RIGHTS}</rights>", "<general/><lifeCycle/><technical/>"),
    "relation": root(f"<relation>{RELATION}</relation>"),
    "annotation": root(f"<annotation>{ANNOTATION}</annotation>"),
    "classification": root(f"<classification>{CLASSIFICATION}</classification>"),
    "extended": root(f"<educational>{FRENCH}{EDUCATIONAL}</educational>", FRENCH, "<general/>"),
}
"""Records of IEEE LOM 1.0, in which nothing is required, by the category that each has."""
