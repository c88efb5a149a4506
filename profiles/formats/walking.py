"""Reading XML by tables: which element, by the way that leads to it, becomes a value of which field.

A table names the children of an element and gives each a Step. The tables of a
format are its crosswalk: they are what the reader runs, and what docs/formats
shows. One pass over the document, in its order, does all; going down into each
branch by a call of its own costs twice as much (docs/benchmarks.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from profiles.formats.reading import LOCAL, Reading, text_of

Member = tuple[str, str, str | None, int]
"""A part of a group: name, text (empty for an element that only holds others), language, place."""

Take = Callable[[str, etree._Element, int, Reading], None]
"""Takes the text of an element, which is never empty, the element, its place, and the reading to add to."""

Finish = Callable[[list[Member], int, Reading], None]
"""Takes the members of a group, in their order, the group's place, and the reading to add to."""


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


_Plain: TypeAlias = "tuple[Table | None, Take | None, str | None, Finish | None, str | None, tuple[str, ...]]"


class Table(dict[Any, "_Plain | None"]):
    """The steps by the names of elements; bindings differ in namespace and case, and feeds mix them.

    So names are compared without both; one such as "{http://…}name" is meant as it stands.
    Each tag is looked up once; what is found is a step as a plain tuple, which Python takes
    apart faster than a named one.
    """

    def __init__(self, steps: Mapping[str, Step]) -> None:
        self.steps = dict(steps)
        self._by_name = {name if name[0] == "{" else name.lower(): step for name, step in steps.items()}

    def __missing__(self, tag: Any) -> _Plain | None:
        step = self._by_name.get(tag) or self._by_name.get(LOCAL[tag])
        found = step[:] if step is not None else None
        if len(self) < 1000:  # a hostile feed may invent names without end
            self[tag] = found
        return found

    def step(self, tag: Any) -> Step | None:
        """Return the step of an element with this tag."""
        found = self[tag]
        return Step(*found) if found is not None else None

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


def walk(root: etree._Element, table: Table, reading: Reading) -> None:  # noqa: C901, PLR0912 - calls cost more
    """Add to the reading what the table takes from the elements below the root.

    The place of a value is the number of its node in the order of the document,
    comments included; the root's is 0.
    """
    # What is open around the present element; the last is none, which no count of children leads to.
    outer: list[tuple[Table, int, list[Member], Finish | None, int]] = [(_NOTHING, -1, [], None, 0)]
    left = len(root)  # children of the present element that are still to come
    members: list[Member] = []
    finish: Finish | None = None
    place = number = 0
    nodes = root.iter()
    next(nodes)
    for element in nodes:
        number += 1
        left -= 1
        step = table[element.tag]
        if size := len(element):
            outer.append((table, left, members, finish, place))
            left = size
            if step is None:
                table, finish = _NOTHING, None
                continue
            within, take, member, finish, _, _ = step
            if within is None:
                table, whole = _NOTHING, text_of(element)
                if whole and take is not None:
                    take(whole, element, number, reading)
                elif whole and member is not None:
                    members.append((member, whole, None, number))
                continue
            table = within
            if member is not None:
                members.append((member, "", None, number))
            if finish is not None:
                members, place = [], number
            continue
        if step is not None and (text := element.text) and (text := text.strip()):
            _, take, member, _, lang, _ = step
            if take is not None:
                take(text, element, number, reading)
            elif member is not None:
                members.append((member, text, element.get(lang) if lang else None, number))
        while not left:
            if finish is not None:
                finish(members, place, reading)
            table, left, members, finish, place = outer.pop()


def descend(element: etree._Element, table: Table, reading: Reading, place: int = 0) -> None:
    """Add to the reading what the table takes from the elements below one whose place is given.

    For formats that say things in attributes: unlike `walk` it gives elements without
    text to be taken too, and an element whose step has no `within` as a whole. It knows no groups.
    """
    for child in element:
        place += 1
        within, take, *_ = table[child.tag] or (None, None)
        if within is not None:
            descend(child, within, reading, place)
        elif take is not None:
            take(text_of(child), child, place, reading)
        place += sum(1 for _ in child.iterdescendants())


def crosswalk(table: Table, way: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the way to each element that fills fields, and these fields."""
    for name, step in table.steps.items():
        here = (*way, name)
        if step.fields:
            yield "/".join(here), step.fields
        elif step.within is not None and step.within is not table:
            yield from crosswalk(step.within, here)
