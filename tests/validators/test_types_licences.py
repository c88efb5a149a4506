"""Licences, as records give them."""

from __future__ import annotations

import pytest

from profiles.model import License
from validators.types import TYPES, Fault

CC = "https://creativecommons.org/"


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("CC BY-SA 4.0", f"{CC}licenses/by-sa/4.0/"),
        ("CC_BY_NC_ND_4.0", f"{CC}licenses/by-nc-nd/4.0/"),
        ("CCBY4.0", f"{CC}licenses/by/4.0/"),
        ("Lizenz: cc by 4", f"{CC}licenses/by/4.0/"),
        ("CC BY-ND-NC 4.0", f"{CC}licenses/by-nc-nd/4.0/"),
        ("CC BY 3.0 DE", f"{CC}licenses/by/3.0/de/"),
        ("CC BY 4.0 DE", f"{CC}licenses/by/4.0/"),
        ("CC BY-SA 3.0 IGO", f"{CC}licenses/by-sa/3.0/igo/"),
        ("CC0", f"{CC}publicdomain/zero/1.0/"),
        ("Creative Commons Zero v1.0 Universal", f"{CC}publicdomain/zero/1.0/"),
        ("Public Domain Mark 1.0", f"{CC}publicdomain/mark/1.0/"),
        ("Creative Commons Attribution 4.0 International", f"{CC}licenses/by/4.0/"),
        ("Creative Commons Attribution 3.0 Germany", f"{CC}licenses/by/3.0/de/"),
        ("Namensnennung - Nicht kommerziell 4.0 International", f"{CC}licenses/by-nc/4.0/"),
        ("Namensnennung-Nicht kommerziell 4.0 (CC BY-NC 4.0)", f"{CC}licenses/by-nc/4.0/"),
        ("Reconocimiento 4.0 Internacional", f"{CC}licenses/by/4.0/"),
        ("Uznanie autorstwa-Na tych samych warunkach 4.0", f"{CC}licenses/by-sa/4.0/"),
        ("Attribution - Pas d’Utilisation Commerciale 4.0", f"{CC}licenses/by-nc/4.0/"),
        ("NIMEÄ-JAASAMOIN 4.0", f"{CC}licenses/by-sa/4.0/"),
        ("Αναφορά Δημιουργού 4.0 Διεθνές", f"{CC}licenses/by/4.0/"),
        ("creativecommons.org/licenses/by/4.0/", f"{CC}licenses/by/4.0/"),
        ("MIT License", "https://spdx.org/licenses/MIT"),
        ("the Apache License, Version 2.0", "https://spdx.org/licenses/Apache-2.0"),
        ("BSD 3-Clause Clear License", "https://spdx.org/licenses/BSD-3-Clause-Clear"),
        ("EUPL 1.2", "https://spdx.org/licenses/EUPL-1.2"),
        ("Licence Ouverte / Open Licence version 2.0", "https://spdx.org/licenses/etalab-2.0"),
        ("Open Government Licence v3.0", "https://spdx.org/licenses/OGL-UK-3.0"),
        ("UK Open Government Licence, version 2.0", "https://spdx.org/licenses/OGL-UK-2.0"),
        ("Open Data Commons Open Database License (ODbL) v1.0", "https://spdx.org/licenses/ODbL-1.0"),
        ("Datenlizenz Deutschland – Namensnennung – Version 2.0", "https://spdx.org/licenses/DL-DE-BY-2.0"),
        ("dl-de/zero-2-0", "https://spdx.org/licenses/DL-DE-ZERO-2.0"),
        ("Norsk lisens for offentlige data (NLOD) 2.0", "https://spdx.org/licenses/NLOD-2.0"),
        ("Free Art License 1.3", "https://spdx.org/licenses/LAL-1.3"),
        ("IODL v2.0", "https://www.dati.gov.it/iodl/2.0/"),
        ("Mozilla Public License v. 2.0", "https://spdx.org/licenses/MPL-2.0"),
        ("The MIT License (MIT)", "https://spdx.org/licenses/MIT"),
        ("New BSD License", "https://spdx.org/licenses/BSD-3-Clause"),
        ("mit-license.org", "https://mit-license.org"),
        ("www.data.norge.no/nlod/no/2.0", "https://www.data.norge.no/nlod/no/2.0"),
    ],
)
def test_a_licence_given_by_name_gets_its_address_suggested(name: str, address: str) -> None:
    assert TYPES["licence"](License(None, name)) == Fault("name", address)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("CC BY", "no-version"),
        ("Creative Commons Attribuzione", "no-version"),
        ("CC BY 5.0", "name"),
        ("CC BY-SA-ND 4.0", "name"),
        ("CC BY-NC 4.0, pictures CC BY 4.0", "name"),
        ("Namensnennung 3.0 Deutschland", "name"),
        ("All rights reserved", "name"),
        ("Lizenz: Datenlizenz Deutschland – Namensnennung – Version 2.0", "name"),
        ("Open Data Commons Attribution License 2.0", "name"),
        ("Open Government Licence version 1.0 – City of Toronto", "name"),
        ("Licence Ouverte", "name"),
        ("Public Domain", "name"),
    ],
)
def test_no_address_is_suggested_where_there_is_not_certainly_one(name: str, code: str) -> None:
    assert TYPES["licence"](License(None, name)) == Fault(code)


@pytest.mark.parametrize(
    "address",
    [f"{CC}licenses/by/4.0", f"{CC}licenses/by-nc-sa/2.5/it/deed.it", "http://www.creativecommons.org/licenses/by/",
     f"{CC}licenses/by/4.0?ref=chooser", f"{CC}licenses/nc-sa/1.0/", f"{CC}publicdomain/mark/1.0/deed.pl",
     "http://publications.europa.eu/resource/authority/licence/COM_REUSE", "https://spdx.org/licenses/MIT.html",
     "https://opensource.org/license/mit/", "http://www.gnu.org/licenses/fdl-1.3", "mit", "cc-by-4.0",
     "OGL-UK-3.0", "etalab-2.0"],
)  # fmt: skip
def test_licences_that_are_known_have_no_fault(address: str) -> None:
    assert TYPES["licence"](License(address if "://" in address else None, address)) is None


@pytest.mark.parametrize("scheme", ["https://", "http://", "https://www."])
@pytest.mark.parametrize("end", ["", "/", "#top"])
@pytest.mark.parametrize(
    "page",
    ["etalab.gouv.fr/licence-ouverte-open-licence",
     "etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
     "etalab.gouv.fr/wp-content/uploads/2018/11/open-licence.pdf",
     "github.com/etalab/licence-ouverte/blob/master/LO.md",
     "nationalarchives.gov.uk/doc/open-government-licence",
     "nationalarchives.gov.uk/doc/open-government-licence/version/1",
     "nationalarchives.gov.uk/doc/open-government-licence/version/3",
     "opendatacommons.org/licenses/odbl", "opendatacommons.org/licenses/odbl/1-0",
     "opendatacommons.org/licenses/by/1-0", "opendatacommons.org/licenses/pddl/1-0",
     "govdata.de/dl-de/by-2-0", "govdata.de/dl-de/zero-2-0", "dcat-ap.de/def/licenses/dl-by-de/2.0",
     "data.norge.no/nlod", "data.norge.no/nlod/no", "data.norge.no/nlod/no/1.0", "data.norge.no/nlod/en/2.0",
     "artlibre.org/licence/lal", "artlibre.org/licence/lal/en", "dati.gov.it/iodl/2.0",
     "mozilla.org/MPL/2.0", "mozilla.org/en-US/MPL/2.0", "unlicense.org", "mit-license.org",
     "opensource.org/licenses/BSD-3-Clause", "freebsd.org/copyright/freebsd-license",
     "apache.org/licenses/LICENSE-2.0", "apache.org/licenses/LICENSE-2.0.html",
     "interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
     "joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12"],
)  # fmt: skip
def test_the_official_pages_of_open_licences_are_known(scheme: str, page: str, end: str) -> None:
    assert TYPES["licence"](License(f"{scheme}{page}{end}")) is None


@pytest.mark.parametrize(
    ("address", "code"),
    [
        (f"{CC}licenses/by-foo/4.0/", "unknown-address"),
        ("https://spdx.org/licenses/NOPE", "unknown-address"),
        ("https://example.org/terms", "unknown-address"),
        ("https://example.org/?see=https://unlicense.org/", "unknown-address"),
        ("https://unlicense.org.example.org/", "unknown-address"),
        ("https://www.etalab.gouv.fr/", "unknown-address"),
        ("https://github.com/etalab/licence-ouverte-fork", "unknown-address"),
        ("https://opendatacommons.org/licenses/odbl/9-0/", "unknown-address"),
        ("https://www.nationalarchives.gov.uk/doc/open-government-licence/version/4/", "unknown-address"),
        ("https://www.govdata.de/dl-de/nc-2-0", "unknown-address"),
        ("http://rightsstatements.org/vocab/InC/1.0/", "rights-statement"),
    ],
)
def test_an_address_that_is_no_licence_is_told(address: str, code: str) -> None:
    assert TYPES["licence"](License(address, address)) == Fault(code, other=address)


def test_words_beside_an_unknown_address_may_name_the_licence() -> None:
    terms = "https://example.org/terms"
    found = TYPES["licence"](License(terms, f"CC BY 4.0, see {terms}"))
    assert found == Fault("unknown-address", f"{CC}licenses/by/4.0/", terms)
