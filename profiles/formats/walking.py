"""Reading XML by tables: which element, by the way that leads to it, becomes a value of which field.

A table names the children of an element and gives each a Step. The tables of a
format are its crosswalk: they are what the reader runs, and what docs/formats
shows. One pass over the document, in its order, does all; going down into each
branch by a call of its own costs twice as much (docs/benchmarks.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from lxml import etree

from profiles.formats.reading import LOCAL, Reading, text_of

Member = tuple[str, str, str | None, int]
"""A part of a group: name, text (empty for an element that only holds others), language, place."""

Take = Callable[[str, etree._Element, int, Reading], None]
"""Takes the text of an element, which is never empty, the element, its place, and the reading to add to."""

Finish = Callable[[list[Member], int, Reading], None]
"""Takes the members of a group, in their order, the group's place, and the reading to add to."""

SaidIn = Callable[[etree._Element], str]
"""Tells what an element says, trimmed; empty where that is nothing."""


class Step(NamedTuple):
    """What is done with an element.

    `within` are the steps of its children. `take` takes the text of an element
    that has no children. `member` is the name under which it joins the group it
    stands in, with the language in the attribute `lang`. `finish` makes it a
    group of its own, and is called at its end. `fields` are those it fills.
    """

    within: Table | None = None
    take: Take | None = None
    member: str | None = None
    finish: Finish | None = None
    lang: str | None = None
    fields: tuple[str, ...] = ()


class Table(dict[Any, Step | None]):
    """The steps by the names of elements; bindings differ in namespace and case, and feeds mix them.

    So names are compared without both; one such as "{http://…}name" is meant as it stands.
    Each tag is looked up once.
    """

    def __init__(self, steps: Mapping[str, Step]) -> None:
        self.steps = dict(steps)
        self._by_name = {name if name[0] == "{" else name.lower(): step for name, step in steps.items()}

    def __missing__(self, tag: Any) -> Step | None:
        found = self._by_name.get(tag) or self._by_name.get(LOCAL[tag])
        if len(self) < 1000:  # a hostile feed may invent names without end
            self[tag] = found
        return found

    def add(self, name: str, step: Step) -> None:
        """Add a step, such as one that leads back to this table."""
        self.steps[name] = self._by_name[name.lower()] = step


def inside(steps: Mapping[str, Step], *, mark: str | None = None) -> Step:
    """Return the step of an element that only holds others; `mark` notes in the group where each begins."""
    return Step(Table(steps), member=mark)


def value(take: Take, *fields: str) -> Step:
    """Return the step of an element whose text is taken."""
    return Step(take=take, fields=fields)


def part(name: str, *, lang: str | None = None) -> Step:
    """Return the step of an element whose text is a member of the group it stands in."""
    return Step(member=name, lang=lang)


def group(steps: Mapping[str, Step], finish: Finish, *fields: str, take: Take | None = None) -> Step:
    """Return the step of an element whose members make values together.

    `take` is for feeds that put a text there and no elements.
    """
    return Step(Table(steps), take, finish=finish, fields=fields)


_NOTHING = Table({})


def walk(root: etree._Element, table: Table, reading: Reading) -> None:  # noqa: C901 - calls cost more
    """Add to the reading what the table takes from the elements below the root.

    The place of a value is the number of its node in the order of the document,
    comments included; the root's is 0.
    """
    outer: list[tuple[Table, int, list[Member], Finish | None, int]] = []
    left = len(root)  # children of the present element that are still to come
    members: list[Member] = []
    finish: Finish | None = None
    place = 0
    nodes = root.iter()
    next(nodes)
    for number, element in enumerate(nodes, 1):
        step = table[element.tag]
        size = len(element)
        left -= 1
        if step is not None:
            within, take, member, ends, lang, _ = step
            if size and within is not None:
                if member is not None:
                    members.append((member, "", None, number))
                outer.append((table, left, members, finish, place))
                table, left, finish = within, size, ends
                if ends is not None:
                    members, place = [], number
                continue
            text = text_of(element) if size else element.text
            if text and (text := text.strip()):
                if take is not None:
                    take(text, element, number, reading)
                elif member is not None:
                    members.append((member, text, element.get(lang) if lang else None, number))
        if size:  # of what is in it, nothing is wanted
            outer.append((table, left, members, finish, place))
            table, left, finish = _NOTHING, size, None
            continue
        while not left and outer:
            if finish is not None:
                finish(members, place, reading)
            table, left, members, finish, place = outer.pop()


def descend(
    element: etree._Element, table: Table, reading: Reading, place: int = 0, said_in: SaidIn = text_of
) -> None:
    """Add to the reading what the table takes from the elements below one whose place is given.

    For formats that say things in attributes: unlike `walk` it gives elements without
    text to be taken too, and an element whose step has no `within` as a whole. It knows no groups.
    """
    for child in element:
        place += 1
        step = table[child.tag]
        if step is not None and step.within is not None:
            descend(child, step.within, reading, place, said_in)
        elif step is not None and step.take is not None:
            step.take(said_in(child), child, place, reading)
        place += sum(1 for _ in child.iterdescendants())


def crosswalk(table: Table, way: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the way to each element that fills fields, and these fields."""
    for name, step in table.steps.items():
        here = (*way, name)
        if step.fields:
            yield "/".join(here), step.fields
        elif step.within is not None and step.within is not table:
            yield from crosswalk(step.within, here)
