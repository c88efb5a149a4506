"""vCards as feeds carry them: with their line breaks, and with their line breaks gone."""

from __future__ import annotations

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from profiles.formats.vcard import agent_of, read_card
from profiles.model import Agent

CARDS = [
    ("BEGIN:VCARD\nVERSION:3.0\nFN:Anna Nowak\nEND:VCARD", Agent(name="Anna Nowak", type="Person")),
    ("BEGIN:VCARD VERSION:3.0 FN:Anna Nowak ORG: END:VCARD", Agent(name="Anna Nowak", type="Person")),
    (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Müller;Jürgen;;;\r\nORG:Universität Graz\r\nEND:VCARD",
        Agent(name="Jürgen Müller", type="Person", affiliation="Universität Graz"),
    ),
    ("BEGIN:VCARD\nORG:Kennisnet\nEND:VCARD", Agent(name="Kennisnet", type="Organization")),
    ("BEGIN:VCARD\nFN:Kennisnet\nORG:Kennisnet\nEND:VCARD", Agent(name="Kennisnet", type="Organization")),
    (
        "BEGIN:VCARD\nVERSION:4.0\nFN;CHARSET=UTF-8:Ana\\, María\nUID:https://orcid.org/0000-0002-1825-0097\nEND:VCARD",
        Agent(name="Ana, María", type="Person", id="https://orcid.org/0000-0002-1825-0097"),
    ),
    ("BEGIN:VCARD\nFN:A very long\n  name\nEND:VCARD", Agent(name="A very long name", type="Person")),
    (
        "BEGIN:VCARD\nitem1.EMAIL;TYPE=work:a@b.example\nFN:A\nEND:VCARD",
        Agent("A", "Person", email="a@b.example"),
    ),
    ("BEGIN:VCARD\nFN:A\nURL:https://a.example/\nEND:VCARD", Agent(name="A", type="Person")),
    (
        "BEGIN:VCARD\nFN:A\nURL:https://orcid.org/0000-0002-1825-0097\nEND:VCARD",
        Agent(name="A", type="Person", id="https://orcid.org/0000-0002-1825-0097"),
    ),
    (
        "BEGIN:VCARDVERSION:3.0FN:Ana NovakN:Novak;AnaORG:Šola NovoEND:VCARD",
        Agent(name="Ana Novak", type="Person", affiliation="Šola Novo"),
    ),
    (
        "BEGIN:VCARD\\nVERSION:3.0\\nFN:Ana Novak\\nORG:URN: and more\\nEND:VCARD",
        Agent(name="Ana Novak", type="Person", affiliation="URN: and more"),
    ),
    ("begin:vcard version:3.0 fn:ana novak end:vcard", Agent(name="ana novak", type="Person")),
    ("BEGIN:VCARDORG:Šola NovoEND:VCARD", Agent(name="Šola Novo", type="Organization")),
    (
        "BEGIN:VCARD\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 P=C3=\n=A9rez\nEND:VCARD",
        Agent(name="José Pérez", type="Person"),
    ),
    (
        "BEGIN:VCARD\nFN;CHARSET=x-unheard-of;ENCODING=QUOTED-PRINTABLE:=C3=89va\nEND:VCARD",
        Agent(name="Éva", type="Person"),
    ),
    (
        "BEGIN:VCARD\nKIND:org\nFN:Skolverket\nEMAIL:info@skolverket.example\nEND:VCARD",
        Agent(name="Skolverket", type="Organization", email="info@skolverket.example"),
    ),
    ("BEGIN:VCARD\nFN:Uni\nORG:Uni;Didaktik\nEND:VCARD", Agent(name="Uni", type="Organization")),
    (
        "BEGIN:VCARD\nORG:Uni Graz\\; Wien;;Didaktik;\nEND:VCARD",
        Agent("Uni Graz; Wien, Didaktik", "Organization"),
    ),
    ("BEGIN:VCARD\nFN:Uni\\; Graz\nORG:Uni\\; Graz;Didaktik\nEND:VCARD", Agent("Uni; Graz", "Organization")),
    ("BEGIN:VCARD\nN:Ruiz\\;Sáez;Ana;;;\nEND:VCARD", Agent("Ana Ruiz;Sáez", "Person")),
    ("BEGIN:VCARD\nFN:A\nORG:a\\\\;b\nEND:VCARD", Agent("A", "Person", affiliation="a\\, b")),
    (
        "BEGIN:VCARD\nFN:A\nNOTE;ENCODING=QUOTED-PRINTABLE:x\nORG:equal=\nUID:1\nEND:VCARD",
        Agent("A", "Person", id="1", affiliation="equal="),
    ),
    ("Ministry of Education", Agent(name="Ministry of Education")),
]


@pytest.mark.parametrize(("card", "agent"), CARDS)
def test_a_card_gives_the_agent_it_names(card: str, agent: Agent) -> None:
    assert agent_of(card) == agent._replace(card=card)


@pytest.mark.parametrize(
    ("card", "fault"),
    [
        ("Anna Nowak", "not-a-card"),
        ("BEGIN:WRONGTAG\nEX:Example\nEND:VCARD", "not-a-card"),
        ("BEGIN:VCARD VERSION:3.0 FN:Anna END:VCARD", "no-breaks"),
        ("BEGIN:VCARD\nFN:Anna", "unclosed"),
        ("BEGIN:VCARD\nUID:1\nEND:VCARD", "no-name"),
    ],
)
def test_a_fault_of_form_is_named(card: str, fault: str) -> None:
    assert fault in read_card(card).faults


WORDS = st.text(
    st.characters(categories=["L", "Nd"], include_characters=" -'"), min_size=1, max_size=40
).filter(lambda word: word.strip() == word)


@given(name=WORDS, organization=WORDS)
def test_cards_that_vobject_writes_are_read_as_vobject_reads_them(name: str, organization: str) -> None:
    card = vobject.vCard()
    card.add("fn").value = name
    card.add("n").value = vobject.vcard.Name(family=name)
    card.add("org").value = [organization]
    text = card.serialize()
    again = vobject.readOne(text)
    ours = read_card(text)
    assert (ours.name, ours.organization, ours.faults) == (again.fn.value, again.org.value[0], ())


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_raise(text: str) -> None:
    read_card("BEGIN:VCARD\n" + text)
    read_card(text)
