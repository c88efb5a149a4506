"""The page of the vocabularies, from the vocabularies themselves."""

from __future__ import annotations

from profiles.vocabulary import Vocabulary, names, vocabulary

INTRODUCTION = """\
The vocabularies that come with Commonshelf. A concept is found by its address, its notation or a label in any
language; case and accents do not matter, nor whether spaces, hyphens or underscores stand between words, nor
`http` or `https` and a slash at the end of an address:

```python
from profiles.vocabulary import vocabulary

vocabulary("isced-f").find("mathématiques").id  # http://data.europa.eu/snb/isced-f/0541
```

Where several concepts are called so, the one above all the others is meant, else the only one that is not
deprecated; else `find` answers None, and `find_all` names them all.

Each is a file of `profiles/vocabularies/`, which tells where its facts were read; the concepts of some follow
from packages that keep the lists. Labels and codes are here; definitions are at the source."""

DOUBTS = "What could not be read at the source:"


def vocabularies_page() -> list[str]:
    """Return the lines of the page of the vocabularies: what each has, from where and of when."""
    known = [vocabulary(name) for name in names()]
    lines = [
        INTRODUCTION,
        "",
        "| vocabulary | title | concepts | labels in | source | state of | licence of the facts |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    lines += [f"| {' | '.join(_row(each))} |" for each in known]
    lines += ["", DOUBTS, ""]
    doubts: dict[str, list[str]] = {}
    for each in known:
        doubts.setdefault(each.doubt, []).append(f"`{each.name}`")
    lines += [f"- {', '.join(of)}: {doubt}." for doubt, of in doubts.items() if doubt]
    return lines


def _row(each: Vocabulary) -> tuple[str, ...]:
    languages = sorted({language for concept in each for language in concept.labels})
    return (
        f"`{each.name}`",
        each.title.get("en") or next(iter(each.title.values())),
        str(len(each)),
        ", ".join(languages) or "–",
        f"<{each.source}>",
        each.date,
        f"<{each.licence}>" if each.licence else "not said",
    )
