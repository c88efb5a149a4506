"""Records of the European Learning Model for the tests, each as JSON-LD and as Turtle."""

from __future__ import annotations

from typing import Any

CONTEXT = "http://data.europa.eu/snb/model/context/edc-ap"
ISCED = "http://data.europa.eu/snb/isced-f/0541"
ESCO = "http://data.europa.eu/esco/skill/d1f8b5a6-0000-4000-8000-000000000001"
GREEK = "http://publications.europa.eu/resource/authority/language/ELL"
ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG"
EUR = "http://publications.europa.eu/resource/authority/currency/EUR"
GREECE = "http://publications.europa.eu/resource/authority/country/GRC"

PREFIXES = """\
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dc: <http://purl.org/dc/terms/> .
@prefix elm: <http://data.europa.eu/snb/model/elm/> .
@prefix ex: <https://example.org/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rov: <http://www.w3.org/ns/regorg#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SCHEMES = {
    "http://data.europa.eu/esco/skill": "https://ec.europa.eu/esco/skill/concept-scheme",
    "http://data.europa.eu/snb/isced-f": "http://data.europa.eu/snb/isced-f/25831c2",
    "http://data.europa.eu/snb/eqf": "http://data.europa.eu/snb/eqf/25831c2",
}


def scheme_of(address: str) -> str:
    """The scheme that the address of a concept begins with."""
    start = address.rpartition("/")[0]
    return SCHEMES.get(start, start)


def concept_turtle(address: str, label: str) -> str:
    said = f'; skos:prefLabel "{label}"@en ' if label else ""
    scheme = scheme_of(address)
    return (
        f"<{address}> a skos:Concept {said}; skos:inScheme <{scheme}> .\n<{scheme}> a skos:ConceptScheme .\n"
    )


def concept(address: str, **labels: str) -> dict[str, Any]:
    scheme = {"id": scheme_of(address), "type": "ConceptScheme"}
    return {"id": address, "type": "Concept", "inScheme": scheme, **({"prefLabel": labels} if labels else {})}


PROVIDER: dict[str, Any] = {
    "id": "https://example.org/university",
    "type": "Organisation",
    "legalName": {"en": "University of Thessaly", "el": "Πανεπιστήμιο Θεσσαλίας"},
    "location": {
        "id": "https://example.org/volos",
        "type": "Location",
        "address": {"id": "https://example.org/address", "type": "Address", "countryCode": concept(GREECE)},
    },
    "contactPoint": {
        "type": "ContactPoint",
        "emailAddress": {"id": "mailto:info@example.org", "type": "Mailbox"},
    },
}
SPECIFICATION: dict[str, Any] = {
    "id": "https://example.org/specification",
    "type": "LearningAchievementSpecification",
    "title": {"en": "Linear algebra: what is learnt"},
    "thematicArea": concept(ISCED, en="Mathematics"),
    "language": concept(ENGLISH),
    "educationLevel": concept("https://example.org/level/bachelor", en="Bachelor"),
    "targetGroup": concept("https://example.org/target/students", en="Students"),
    "volumeOfLearning": "PT150H",
    "entryRequirement": {"type": "Note", "noteLiteral": {"en": "School algebra"}},
    "learningOutcome": [
        {
            "id": "https://example.org/outcome/1",
            "type": "LearningOutcome",
            "title": {"en": "Solve systems of linear equations"},
            "relatedESCOSkill": concept(ESCO, en="execute analytical mathematical calculations"),
        },
        {"type": "LearningOutcome", "title": {"en": "Invert matrices"}},
    ],
}
PART: dict[str, Any] = {
    "id": "https://example.org/part",
    "type": "LearningOpportunity",
    "title": {"en": "Matrices"},
    "homepage": {"type": "WebResource", "contentUrl": "https://example.org/matrices"},
    "defaultLanguage": concept(GREEK),
    "providedBy": {"id": "https://example.org/university"},
    "learningAchievementSpecification": {"id": "https://example.org/specification"},
}
OPPORTUNITY: dict[str, Any] = {
    "@context": CONTEXT,
    "id": "https://example.org/opportunity",
    "type": "LearningOpportunity",
    "title": {"en": "Linear algebra", "el": "Γραμμική άλγεβρα"},
    "description": {"en": "Vectors, matrices, eigenvalues."},
    "identifier": {"type": "Identifier", "notation": "MATH-101", "schemeName": "course code"},
    "homepage": {"type": "WebResource", "contentUrl": "https://example.org/algebra"},
    "supplementaryDocument": {
        "type": "WebResource",
        "title": {"en": "Syllabus"},
        "contentUrl": "https://example.org/syllabus.pdf",
    },
    "duration": "P4M",
    "defaultLanguage": concept(GREEK),
    "providedBy": PROVIDER,
    "priceDetail": {
        "type": "PriceDetail",
        "amount": {
            "type": "Amount",
            "rdf:value": {"@value": "0.0", "@type": "xsd:decimal"},
            "unit": concept(EUR),
        },
    },
    "learningAchievementSpecification": SPECIFICATION,
    "hasPart": PART,
    "dateModified": "2026-03-01T00:00:00Z",
    "status": "released",
}
SPECIFICATION_TURTLE = (
    f"""
ex:specification a elm:LearningAchievementSpecification ;
    dc:title "Linear algebra: what is learnt"@en ;
    elm:ISCEDFCode <{ISCED}> ;
    dc:language <{ENGLISH}> ;
    elm:educationLevel <https://example.org/level/bachelor> ;
    elm:targetGroup <https://example.org/target/students> ;
    elm:volumeOfLearning "PT150H"^^xsd:duration ;
    elm:entryRequirement [ a elm:Note ; elm:noteLiteral "School algebra"@en ] ;
    elm:learningOutcome <https://example.org/outcome/1>,
        [ a elm:LearningOutcome ; dc:title "Invert matrices"@en ] .
<https://example.org/outcome/1> a elm:LearningOutcome ;
    dc:title "Solve systems of linear equations"@en ; elm:relatedESCOSkill <{ESCO}> .
"""
    + concept_turtle(ISCED, "Mathematics")
    + concept_turtle(ESCO, "execute analytical mathematical calculations")
    + concept_turtle("https://example.org/level/bachelor", "Bachelor")
    + concept_turtle("https://example.org/target/students", "Students")
    + concept_turtle(ENGLISH, "")
)
OPPORTUNITY_TURTLE = (
    PREFIXES
    + f"""
ex:opportunity a elm:LearningOpportunity ;
    dc:title "Linear algebra"@en, "Γραμμική άλγεβρα"@el ;
    dc:description "Vectors, matrices, eigenvalues."@en ;
    adms:identifier [ a elm:Identifier ; skos:notation "MATH-101" ; elm:schemeName "course code" ] ;
    foaf:homepage [ a elm:WebResource ; elm:contentUrl "https://example.org/algebra"^^xsd:anyURI ] ;
    elm:supplementaryDocument [ a elm:WebResource ; dc:title "Syllabus"@en ;
        elm:contentUrl "https://example.org/syllabus.pdf"^^xsd:anyURI ] ;
    elm:duration "P4M"^^xsd:duration ;
    elm:defaultLanguage <{GREEK}> ;
    elm:providedBy ex:university ;
    elm:priceDetail [ a elm:PriceDetail ; elm:amount [ a elm:Amount ; rdf:value 0.0 ; elm:unit <{EUR}> ] ] ;
    elm:learningAchievementSpecification ex:specification ;
    elm:hasPart ex:part ;
    dc:modified "2026-03-01T00:00:00Z"^^xsd:dateTime ;
    elm:status "released" .
ex:part a elm:LearningOpportunity ; dc:title "Matrices"@en ;
    foaf:homepage [ a elm:WebResource ; elm:contentUrl "https://example.org/matrices"^^xsd:anyURI ] ;
    elm:defaultLanguage <{GREEK}> ;
    elm:providedBy ex:university ;
    elm:learningAchievementSpecification ex:specification .
ex:university a elm:Organisation ;
    rov:legalName "University of Thessaly"@en, "Πανεπιστήμιο Θεσσαλίας"@el ;
    elm:location [ a dc:Location ; elm:address [ a elm:Address ; elm:countryCode <{GREECE}> ] ] ;
    elm:contactPoint [ a elm:ContactPoint ; elm:emailAddress <mailto:info@example.org> ] .
<mailto:info@example.org> a elm:Mailbox .
"""
    + SPECIFICATION_TURTLE
    + "".join(concept_turtle(address, "") for address in (GREEK, EUR, GREECE))
)

QUALIFICATION: dict[str, Any] = {
    "@context": ["https://www.w3.org/2018/credentials/v1", CONTEXT],
    "id": "https://example.org/qualification",
    "type": "Qualification",
    "title": {"fr": "Licence de mathématiques"},
    "altLabel": {"fr": ["Licence maths"]},
    "thematicArea": concept(ISCED),
    "eqfLevel": concept("http://data.europa.eu/snb/eqf/6"),
    "learningOutcomeSummary": {"type": "Note", "noteLiteral": {"fr": "Démontrer et calculer"}},
    "accreditation": {
        "type": "Accreditation",
        "title": {"fr": "Habilitation"},
        "accreditingAgent": {"type": "Organisation", "legalName": {"fr": "Hcéres"}},
        "dateIssued": "2025-01-01T00:00:00Z",
    },
}
QUALIFICATION_TURTLE = (
    PREFIXES
    + f"""
ex:qualification a elm:Qualification ;
    dc:title "Licence de mathématiques"@fr ; skos:altLabel "Licence maths"@fr ;
    elm:ISCEDFCode <{ISCED}> ; elm:EQFLevel <http://data.europa.eu/snb/eqf/6> ;
    elm:learningOutcomeSummary [ a elm:Note ; elm:noteLiteral "Démontrer et calculer"@fr ] ;
    elm:accreditation [ a elm:Accreditation ; dc:title "Habilitation"@fr ;
        elm:accreditingAgent [ a elm:Organisation ; rov:legalName "Hcéres"@fr ] ;
        dc:issued "2025-01-01T00:00:00Z"^^xsd:dateTime ] .
"""
    + concept_turtle(ISCED, "")
    + concept_turtle("http://data.europa.eu/snb/eqf/6", "")
)

ACTIVITY: dict[str, Any] = {
    "@context": CONTEXT,
    "id": "https://example.org/activity",
    "type": "LearningActivity",
    "title": {"de": "Praktikum"},
    "workload": "PT40H",
    "directedBy": {"type": "Person", "fullName": {"de": "Ada Beispiel"}},
    "specifiedBy": {
        "id": "https://example.org/activity-specification",
        "type": "LearningActivitySpecification",
        "title": {"de": "Praktikum im Labor"},
        "description": {"de": "Vier Wochen im Labor"},
        "volumeOfLearning": "PT160H",
    },
}
ACTIVITY_TURTLE = (
    PREFIXES
    + """
ex:activity a elm:LearningActivity ;
    dc:title "Praktikum"@de ; elm:workload "PT40H"^^xsd:duration ;
    elm:directedBy [ a elm:Person ; foaf:fullName "Ada Beispiel"@de ] ;
    elm:specifiedBy ex:activity-specification .
ex:activity-specification a elm:LearningActivitySpecification ;
    dc:title "Praktikum im Labor"@de ; dc:description "Vier Wochen im Labor"@de ;
    elm:volumeOfLearning "PT160H"^^xsd:duration .
"""
)

PAIRS: dict[str, tuple[dict[str, Any], str]] = {
    "learning achievement specification": (
        {"@context": CONTEXT, **SPECIFICATION},
        PREFIXES + SPECIFICATION_TURTLE,
    ),
    "learning opportunity": (OPPORTUNITY, OPPORTUNITY_TURTLE),
    "qualification": (QUALIFICATION, QUALIFICATION_TURTLE),
    "learning activity": (ACTIVITY, ACTIVITY_TURTLE),
}
