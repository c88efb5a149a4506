"""Documents in DataCite and OpenAIRE 4 that say all that is read, and what is read of them."""

from __future__ import annotations

FULL = """
  <identifier identifierType="DOI">10.1234/abc</identifier>
  <creators>
    <creator>
      <creatorName nameType="Personal">Rossi, Anna</creatorName>
      <givenName>Anna</givenName>
      <nameIdentifier nameIdentifierScheme="ORCID" schemeURI="https://orcid.org">0000-0001-5000-0007</nameIdentifier>
      <affiliation affiliationIdentifier="https://ror.org/04wxnsj81">Università</affiliation>
      <affiliation>CNR</affiliation>
    </creator>
    <creator><creatorName nameType="Organizational">INDIRE</creatorName>
      <nameIdentifier nameIdentifierScheme="ISNI">0000 0001 2168 1285</nameIdentifier></creator>
    <creator><givenName>Luca</givenName><familyName>Bianchi</familyName></creator>
  </creators>
  <titles>
    <title xml:lang="it">Frazioni</title>
    <title xml:lang="en" titleType="TranslatedTitle">Fractions</title>
    <title titleType="AlternativeTitle">Mezzi e quarti</title>
  </titles>
  <publisher publisherIdentifier="https://ror.org/04z8jg394">Zenodo</publisher>
  <publicationYear>2020</publicationYear>
  <subjects>
    <subject>frazioni</subject>
    <subject subjectScheme="DDC" schemeURI="https://dewey.info" valueURI="https://dewey.info/class/513">Arithmetic</subject>
    <subject subjectScheme="LCSH">Fractions</subject>
    <subject>https://example.org/s/1</subject>
  </subjects>
  <contributors>
    <contributor contributorType="Editor"><contributorName>Verdi, Piero</contributorName></contributor>
    <contributor contributorType="RightsHolder"><contributorName>MIUR</contributorName></contributor>
    <contributor contributorType="HostingInstitution"><contributorName>CINECA</contributorName></contributor>
    <contributor contributorType="Funder"><contributorName>EC</contributorName></contributor>
  </contributors>
  <dates>
    <date dateType="Created">2019</date>
    <date dateType="Issued">2020-02</date>
    <date dateType="Updated">2021-03-04</date>
    <date dateType="Collected">2018/2019</date>
  </dates>
  <language>it</language>
  <resourceType resourceTypeGeneral="InteractiveResource">esercizi</resourceType>
  <alternateIdentifiers>
    <alternateIdentifier alternateIdentifierType="URL">https://example.org/1</alternateIdentifier>
    <alternateIdentifier alternateIdentifierType="ISBN">978-3-16-148410-0</alternateIdentifier>
  </alternateIdentifiers>
  <relatedIdentifiers>
    <relatedIdentifier relatedIdentifierType="DOI" relationType="IsPartOf">10.1234/course</relatedIdentifier>
    <relatedIdentifier relatedIdentifierType="DOI" relationType="HasPart">https://doi.org/10.1234/part</relatedIdentifier>
    <relatedIdentifier relatedIdentifierType="handle" relationType="IsDerivedFrom">20.5/1</relatedIdentifier>
    <relatedIdentifier relatedIdentifierType="URL" relationType="IsSourceOf">https://example.org/2</relatedIdentifier>
    <relatedIdentifier relatedIdentifierType="URN" relationType="IsVersionOf">urn:x:1</relatedIdentifier>
    <relatedIdentifier relatedIdentifierType="DOI" relationType="IsTranslationOf">10.1/en</relatedIdentifier>
  </relatedIdentifiers>
  <relatedItems>
    <relatedItem relatedItemType="Book" relationType="IsPublishedIn">
      <relatedItemIdentifier relatedItemIdentifierType="DOI">10.1234/book</relatedItemIdentifier>
      <titles><title>Un libro</title></titles>
    </relatedItem>
  </relatedItems>
  <sizes><size>15 pages</size><size>3,4 MB</size><size>PT5M</size></sizes>
  <formats><format>application/pdf</format></formats>
  <version>2.1</version>
  <rightsList>
    <rights rightsURI="https://creativecommons.org/licenses/by/4.0/" xml:lang="en">CC BY 4.0</rights>
    <rights rightsURI="info:eu-repo/semantics/openAccess"/>
    <rights>Free, see https://example.org/terms.</rights>
  </rightsList>
  <descriptions>
    <description descriptionType="Abstract" xml:lang="it">Una<br/>due</description>
    <description descriptionType="SeriesInformation">Quaderni 4</description>
    <description descriptionType="TableOfContents">1 Mezzi</description>
  </descriptions>
  <geoLocations><geoLocation><geoLocationPlace>Roma</geoLocationPlace></geoLocation></geoLocations>
  <fundingReferences>
    <fundingReference>
      <funderName>European Commission</funderName>
      <funderIdentifier funderIdentifierType="Crossref Funder ID">10.13039/501100000780</funderIdentifier>
      <awardNumber>1</awardNumber>
    </fundingReference>
  </fundingReferences>
"""

FULL_READ = {
    "id": [
        {"value": "10.1234/abc", "scheme": "DOI"},
        {"value": "https://example.org/1", "scheme": "URL"},
        {"value": "978-3-16-148410-0", "scheme": "ISBN"},
    ],
    "url": ["https://doi.org/10.1234/abc", "https://example.org/1"],
    "name": [{"value": "Frazioni", "lang": "it"}, {"value": "Fractions", "lang": "en"}],
    "alternateName": ["Mezzi e quarti"],
    "description": [{"value": "Una\ndue", "lang": "it"}, "1 Mezzi"],
    "keywords": ["frazioni"],
    "about": [
        {"id": "https://dewey.info/class/513", "labels": ["Arithmetic"], "scheme": "DDC"},
        {"labels": ["Fractions"], "scheme": "LCSH"},
        {"id": "https://example.org/s/1"},
    ],
    "inLanguage": ["it"],
    "learningResourceType": [
        {"id": "InteractiveResource", "labels": ["esercizi"], "scheme": "resourceTypeGeneral"}
    ],
    "duration": ["PT5M"],
    "creator": [
        {
            "name": "Rossi, Anna",
            "type": "Person",
            "id": "https://orcid.org/0000-0001-5000-0007",
            "affiliation": "Università; CNR",
        },
        {"name": "INDIRE", "type": "Organization", "id": "https://isni.org/isni/0000000121681285"},
        {"name": "Bianchi, Luca"},
    ],
    "contributor": [{"name": "Verdi, Piero", "role": "Editor"}],
    "publisher": [{"name": "Zenodo", "id": "https://ror.org/04z8jg394"}],
    "provider": [{"name": "CINECA"}],
    "funder": [
        {"name": "EC"},
        {"name": "European Commission", "id": "https://doi.org/10.13039/501100000780"},
    ],
    "dateCreated": ["2019"],
    "datePublished": ["2020-02"],
    "dateModified": ["2021-03-04"],
    "version": ["2.1"],
    "license": [
        {"id": "https://creativecommons.org/licenses/by/4.0/", "text": "CC BY 4.0", "lang": "en"},
        {"id": "https://example.org/terms", "text": "Free, see https://example.org/terms."},
    ],
    "copyrightHolder": [{"name": "MIUR"}],
    "conditionsOfAccess": [{"id": "info:eu-repo/semantics/openAccess"}],
    "encoding": [{"contentSize": "3,4 MB"}, {"encodingFormat": "application/pdf"}],
    "isBasedOn": [{"id": "https://hdl.handle.net/20.5/1"}],
    "isPartOf": [
        {"id": "https://doi.org/10.1234/course"},
        {"id": "https://doi.org/10.1234/book", "name": "Un libro"},
    ],
    "hasPart": [{"id": "https://doi.org/10.1234/part"}],
    "isVersionOf": [{"id": "urn:x:1"}],
    "translationOfWork": [{"id": "https://doi.org/10.1/en"}],
    "relation": [{"id": "https://example.org/2"}],
}

OPENAIRE = """<oaire:resource xmlns:oaire="http://namespace.openaire.eu/schema/oaire/"
    xmlns:datacite="http://datacite.org/schema/kernel-4" xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:dcterms="http://purl.org/dc/terms/">
  <datacite:titles><datacite:title xml:lang="pt">Frações</datacite:title></datacite:titles>
  <datacite:creators><datacite:creator><datacite:creatorName>Silva, Rui</datacite:creatorName>
  </datacite:creator></datacite:creators>
  <datacite:dates><datacite:date dateType="Available">2021-06-01</datacite:date></datacite:dates>
  <datacite:date dateType="Issued">2021</datacite:date>
  <dc:language>por</dc:language>
  <dc:publisher>Universidade</dc:publisher>
  <oaire:resourceType resourceTypeGeneral="other research product"
    uri="http://purl.org/coar/resource_type/c_1843">other</oaire:resourceType>
  <dc:description>Exercícios</dc:description>
  <dc:format>application/pdf</dc:format>
  <datacite:identifier identifierType="Handle">http://hdl.handle.net/1822/1</datacite:identifier>
  <datacite:rights rightsURI="http://purl.org/coar/access_right/c_abf2">open access</datacite:rights>
  <datacite:subjects><datacite:subject>frações</datacite:subject></datacite:subjects>
  <datacite:sizes><datacite:size>20 p.</datacite:size></datacite:sizes>
  <oaire:licenseCondition uri="https://creativecommons.org/licenses/by/4.0/"
    startDate="2021-01-01">CC BY</oaire:licenseCondition>
  <oaire:file mimeType="application/pdf" objectType="fulltext">https://example.org/1.pdf</oaire:file>
  <oaire:citationTitle>Revista</oaire:citationTitle>
  <dcterms:audience>Professores</dcterms:audience>
  <oaire:fundingReferences><oaire:fundingReference><oaire:funderName>FCT</oaire:funderName>
  </oaire:fundingReference></oaire:fundingReferences>
</oaire:resource>"""

OPENAIRE_READ = {
    "id": [{"value": "http://hdl.handle.net/1822/1", "scheme": "Handle"}],
    "url": ["http://hdl.handle.net/1822/1"],
    "name": [{"value": "Frações", "lang": "pt"}],
    "description": ["Exercícios"],
    "keywords": ["frações"],
    "inLanguage": ["por"],
    "learningResourceType": [{"id": "http://purl.org/coar/resource_type/c_1843", "labels": ["other"]}],
    "audience": [{"labels": ["Professores"]}],
    "creator": [{"name": "Silva, Rui"}],
    "publisher": [{"name": "Universidade"}],
    "funder": [{"name": "FCT"}],
    "datePublished": ["2021"],
    "license": [{"id": "https://creativecommons.org/licenses/by/4.0/", "text": "CC BY"}],
    "conditionsOfAccess": [
        {"id": "http://purl.org/coar/access_right/c_abf2", "labels": ["open access"]}
    ],
    "encoding": [
        {"encodingFormat": "application/pdf"},
        {"contentUrl": "https://example.org/1.pdf", "encodingFormat": "application/pdf"},
    ],
    "isPartOf": [{"name": "Revista"}],
}  # fmt: skip
