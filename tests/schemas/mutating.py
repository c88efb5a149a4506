"""Spoiling XML records on purpose: one change to a copy, told in words, and the same for the same seed.

Any format will do: the changes know elements, attributes and texts, and no schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from random import Random

from lxml import etree

FOREIGN = "https://example.org/extension"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TEXTS = (
    *(
        "",
        " ",
        "\n\t",
        "x",
        "yes",
        "No",
        "LOMv1.0",
        "none",
        "x-none",
        "de_DE",
        "en-GB",
        "toolongtag",
        "é",
        "٣",
    ),
    *("0", "-0", "-1", "+7", "007", "1.5", "1e3", "3,4 MB", "1" * 30, "two\nlines", "double  blank"),
    *("2024", "2024-02", "2024-13", "2024-02-30", "2024-02-3", "0000", "0001-01", "2024-05-06T07"),
    *("2024-05-06T07:08:09Z", "2024-05-06T07:08:09.5Z", "2024-05-06T24:00", "2024-05-06T07:08:09.5+01:00"),
    *("P", "PT", "P1D", "PT1H30M", "PT1.5S", "PT1.5H", "P1W", "P-1D", "1 hour", "p1d", "P1Y2M3DT4H5M6S"),
    *("http://example.org/a b", "mailto:", "<b>bold</b>", "\u00a0", "1\u00a0", "\u2003x"),
)
"""Texts that some type of some format takes or refuses narrowly."""

Change = Callable[[etree._Element, Random], str | None]


def mutants(
    root: etree._Element, count: int, seed: int, *, texts: Iterable[str] = TEXTS
) -> Iterator[tuple[str, etree._Element]]:
    """Yield `count` spoilt copies of `root`, each with what was done to it; the same for the same seed.

    Each kind of change comes to each element before any comes twice, as far as
    `count` reaches: the pairs are taken in a shuffled order, again and again. A
    change may leave the record valid. `texts` are what text values become.
    """
    random = Random(seed)
    changes = [*CHANGES, _retext(tuple(texts))]
    places = range(sum(1 for _ in root.iter(etree.Element)))
    pairs = [(change, place) for place in places for change in changes]
    given = 0
    while given < count:
        random.shuffle(pairs)
        before = given
        for change, place in pairs:
            copy = deepcopy(root)
            element = next(each for at, each in enumerate(copy.iter(etree.Element)) if at == place)
            way = copy.getroottree().getpath(element)
            done = change(element, random)
            if done is None:
                continue
            yield f"{way}: {done}", copy
            given += 1
            if given == count:
                return
        if given == before:
            raise ValueError("no change fits this record: it has a root and nothing else")


def _drop(element: etree._Element, random: Random) -> str | None:
    parent = element.getparent()
    if parent is None:
        return None
    parent.remove(element)
    return "dropped"


def _repeat(element: etree._Element, random: Random) -> str | None:
    if element.getparent() is None:
        return None
    element.addnext(deepcopy(element))
    return "repeated"


def _repeat_last(element: etree._Element, random: Random) -> str | None:
    parent = element.getparent()
    if parent is None:
        return None
    parent.append(deepcopy(element))
    return "repeated at the end"


def _reorder(element: etree._Element, random: Random) -> str | None:
    parent = element.getparent()
    if parent is None or len(parent) < 2:
        return None
    place = random.randrange(len(parent))
    parent.insert(place, element)
    return f"moved to place {place}"


def _move(element: etree._Element, random: Random) -> str | None:
    parent = element.getparent()
    if parent is None:
        return None
    own = set(element.iter())
    others = [each for each in element.getroottree().iter(etree.Element) if each not in own]
    goal = random.choice(others)
    goal.append(element)
    return f"moved into {goal.tag}"


def _misspell(element: etree._Element, random: Random) -> str | None:
    name = etree.QName(element)
    wrong = random.choice([f"{name.localname}x", name.localname.swapcase(), name.localname[1:] or "x"])
    element.tag = etree.QName(name.namespace, wrong).text
    return f"misspelt {wrong}"


def _rename(element: etree._Element, random: Random) -> str | None:
    names = sorted({str(each.tag) for each in element.getroottree().iter(etree.Element)} - {str(element.tag)})
    if not names:
        return None
    element.tag = random.choice(names)
    return f"renamed {element.tag}"


def _renamespace(element: etree._Element, random: Random) -> str | None:
    namespace = random.choice([None, FOREIGN])
    element.tag = etree.QName(namespace, etree.QName(element).localname).text
    return f"put into the namespace {namespace}"


def _empty(element: etree._Element, random: Random) -> str | None:
    if not len(element) and not element.text:
        return None
    for child in list(element):
        element.remove(child)
    element.text = None
    return "emptied"


def _nest(element: etree._Element, random: Random) -> str | None:
    inner = etree.SubElement(element, random.choice([element.tag, f"{{{FOREIGN}}}own", "bare"]))
    inner.text = "x"
    element.insert(random.randrange(len(element)), inner)
    return f"given a child {inner.tag}"


def _mix(element: etree._Element, random: Random) -> str | None:
    if not len(element):
        return None
    text = random.choice(["words", " ", "\u00a0"])
    if random.random() < 0.5:
        element.text = text
    else:
        element[random.randrange(len(element))].tail = text
    return f"given {text!r} among its children"


def _remark(element: etree._Element, random: Random) -> str | None:
    remark = random.choice([etree.Comment("a remark"), etree.ProcessingInstruction("a", "remark")])
    remark.tail, element.text = element.text, element.text and element.text[:1]
    element.insert(0, remark)
    return "given a comment or an instruction"


def _attribute(element: etree._Element, random: Random) -> str | None:
    name = random.choice(
        [
            "own",
            f"{{{FOREIGN}}}own",
            "{http://www.w3.org/XML/1998/namespace}lang",
            "language",
            "uniqueElementName",
        ]
        + [f"{{{XSI}}}{local}" for local in ("nil", "type", "schemaLocation", "own")]
    )
    value = random.choice(["x", "", "en", etree.QName(element).localname, "not one"])
    element.set(name, value)
    return f"given the attribute {name}={value!r}"


def _reattribute(element: etree._Element, random: Random) -> str | None:
    if not element.attrib:
        return None
    name = random.choice(sorted(map(str, element.attrib)))
    value = element.attrib.pop(name)
    kind = random.choice(["dropped", "misspelt", "changed", "empty"])
    if kind == "misspelt":
        element.set(f"{name}x", value)
    elif kind != "dropped":
        element.set(name, "" if kind == "empty" else f"{value} é")
    return f"its attribute {name} {kind}"


def _retext(texts: tuple[str, ...]) -> Change:
    """Return the change that gives an element without children another text, or its own in another dress."""

    def change(element: etree._Element, random: Random) -> str | None:
        own = element.text or ""
        if len(element):
            return None
        others = sorted({each.text for each in element.getroottree().iter(etree.Element) if each.text})
        dressed = [f" {own} ", own.swapcase(), own[:-1], f"{own}x", own.replace(" ", "\n ")]
        element.text = random.choice(
            [random.choice(texts), random.choice(dressed), random.choice(others or ["x"])]
        )
        return f"text {element.text!r}"

    return change


CHANGES: tuple[Change, ...] = (
    *(_drop, _repeat, _repeat_last, _reorder, _move, _misspell, _rename, _renamespace),
    *(_empty, _nest, _mix, _remark, _attribute, _reattribute),
)
