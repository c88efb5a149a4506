"""The vCards that we write say who somebody is and not how to reach them; vobject reads them too."""

from __future__ import annotations

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from profiles.formats.vcard import agent_of, read_card
from profiles.formats.vcard_writing import card_of
from profiles.model import Agent

TRICKY = st.text(st.sampled_from("aé😀 ,;\\:=\"'\n\rnN-<&END"), max_size=20)
TEXTS = TRICKY | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)
MAYBE = st.none() | TEXTS
EMAILS = st.none() | st.sampled_from(["anna@example.org", "o'neill+x@sub.example.org", "a;b,c@example.org"])


def trimmed(text: str | None) -> str:
    """What is left of a text in a card: trimmed, its breaks those of one kind."""
    return (text or "").strip().replace("\r\n", "\n").replace("\r", "\n")


def written(agent: Agent) -> Agent:
    """The agent as it is read from its card, without the card."""
    card = card_of(agent)
    assert card is not None
    return agent_of(card)._replace(card=None)


@given(TEXTS.filter(str.strip), MAYBE, MAYBE, EMAILS)
@example("Nowak; Anna", "Uni, Graz; Didaktik", "https://orcid.org/0000-0002-1825-0097", "anna@example.org")
@example("back\\slash\\n", "QUOTED-PRINTABLE=", "urn:uuid:1;2", None)
@example("END:VCARD", "BEGIN:VCARD\nFN:Eve", "\\", None)
@example("a\r\nb", "a\rb", "a\n b", None)
@example("x", "a\\;", None, None)
def test_a_person_is_read_as_written(
    name: str, affiliation: str | None, identity: str | None, email: str | None
):
    own = trimmed(affiliation) if trimmed(affiliation) != trimmed(name) else ""
    person = Agent(trimmed(name), "Person", trimmed(identity) or None, own or None)
    assert written(Agent(name, "Person", identity, affiliation, email)) == person


@given(TEXTS.filter(str.strip), MAYBE, MAYBE, EMAILS)
@example("A; B", None, None, None)
@example("A; B;", None, None, None)
@example(";", None, None, None)
def test_an_organisation_is_read_as_written(
    name: str, affiliation: str | None, identity: str | None, email: str | None
):
    organization = Agent(trimmed(name), "Organization", trimmed(identity) or None)
    assert written(Agent(name, "Organization", identity, affiliation, email)) == organization


@given(TEXTS.filter(str.strip), MAYBE, EMAILS, st.sampled_from(["Person", "Organization"]))
def test_vobject_reads_what_is_written(name: str, identity: str | None, email: str | None, kind: str):
    card = card_of(Agent(name, kind, identity, None, email))
    assert card is not None
    theirs, ours = vobject.readOne(card), read_card(card)
    theirs.validate()
    assert theirs.fn.value.strip() == ours.name
    assert (theirs.org.value if "org" in theirs.contents else []) == [ours.organization] * (
        kind == "Organization"
    )
    assert "email" not in theirs.contents


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_a_card_is_text_that_xml_permits_with_no_fault_of_form(text: str):
    card = card_of(Agent(f"Anna {text}", "Person", text, text, text))
    assert card is not None
    etree.Element("entity").text = card  # lxml takes no other
    assert read_card(card).faults == ()


def test_a_very_long_name_is_written_on_one_line():
    name = "Anna, " * 20_000 + "Nowak"
    assert written(Agent(name, "Person")).name == name


@pytest.mark.parametrize(
    "card",
    [
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ana\nTEL:+43 1\nEMAIL:ana@example.org\nEND:VCARD",
        "BEGIN:VCARD VERSION:3.0 FN:Ana ORG: END:VCARD",
        "begin:vcard\nfn:Ana",
    ],
)
def test_what_a_card_says_beside_the_name_is_not_published(card: str):
    assert card_of(agent_of(card)) == "BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nN:;;;;\nEND:VCARD"


def test_a_text_that_is_no_card_is_written_as_one():
    agent = agent_of("Ministry, Tallinn")
    assert card_of(agent) == ("BEGIN:VCARD\nVERSION:3.0\nFN:Ministry\\, Tallinn\nN:;;;;\nEND:VCARD")


@pytest.mark.parametrize(
    ("agent", "called"),
    [
        (Agent(id="https://ror.org/1"), "https://ror.org/1"),
        (Agent(name=" ", affiliation="Uni Graz", email="a@b.example"), "Uni Graz"),
    ],
)
def test_who_has_no_name_is_called_otherwise(agent: Agent, called: str):
    assert written(agent).name == called


@pytest.mark.parametrize(
    "agent",
    [Agent(), Agent(name=" \n", role="editor"), Agent(email="a@b.example"), Agent(type="Person", card="Ana")],
)
def test_of_who_has_nothing_to_be_called_by_there_is_no_card(agent: Agent):
    assert card_of(agent) is None
