"""Small documents for the tests of the command line."""

from __future__ import annotations

GOOD = """<?xml version="1.0" encoding="UTF-8"?>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title xml:lang="fr">Les fractions au quotidien</dc:title>
  <dc:creator>Dupont, Claire</dc:creator>
  <dc:subject xml:lang="fr">fractions</dc:subject>
  <dc:description xml:lang="fr">Cinq séances pour partager un gâteau, et comprendre pourquoi.</dc:description>
  <dc:publisher>Académie exemple</dc:publisher>
  <dc:date>2024-05-02</dc:date>
  <dc:type>exercise</dc:type>
  <dc:format>application/pdf</dc:format>
  <dc:identifier>https://ressources.example/fractions</dc:identifier>
  <dc:language>fr</dc:language>
  <dc:rights>https://creativecommons.org/licenses/by/4.0/</dc:rights>
</oai_dc:dc>
"""
# A licence by its name, a three-letter language, and no title at all.
BAD = (
    GOOD.replace("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0")
    .replace("<dc:language>fr", "<dc:language>fre")
    .replace('  <dc:title xml:lang="fr">Les fractions au quotidien</dc:title>\n', "")
)
WARNED = GOOD.replace("<dc:language>fr", "<dc:language>fre")


def page(*documents: str, token: str = "") -> str:
    """Return a ListRecords response with the documents as its records, and a token if there are more."""
    records = "".join(
        f"<record><header><identifier>oai:ressources.example:{number}</identifier>"
        f"<datestamp>2024-06-0{number}</datestamp></header>\n<metadata>{body(document)}</metadata></record>\n"
        for number, document in enumerate(documents, 1)
    )
    more = f"<resumptionToken>{token}</resumptionToken>" if token else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n'
        "<responseDate>2024-07-01T00:00:00Z</responseDate>\n"
        '<request verb="ListRecords" metadataPrefix="oai_dc">https://ressources.example/oai</request>\n'
        f"<ListRecords>{records}{more}</ListRecords></OAI-PMH>"
    )


def body(document: str) -> str:
    """Return the document without its XML declaration."""
    return document.partition("?>\n")[2]
