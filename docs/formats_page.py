"""The pages of the formats, from the tables that the readers run and from what the program says of them."""

from __future__ import annotations

from collections.abc import Iterator

from profiles.formats import FORMATS, Format, elm
from profiles.model import FIELDS

INTRODUCTION = """\
Every format is read into one model, whose fields have the names of schema.org and LRMI. A format is known by
what stands in the record, the namespace of its root or its context, whatever metadata prefix or media type
the record was offered under. Records may come one by one, several in a file (a JSON array, a value a line,
XML documents one after the other), in saved OAI-PMH pages, and in archives of all these. A document is one
record: of several learning resources in it, such as two courses in one graph, the first is read, and the
report tells how many are not."""

SAYS = "**yes** means that the format has a place for the field, *part* that it says it in words or in part."


def formats_page() -> list[str]:
    """Return the lines of the page of all formats: how each is known, and what it can say."""
    lines = [INTRODUCTION, "", "| format | syntax | written | schema |", "| --- | --- | --- | --- |"]
    for form in FORMATS:
        written = "yes" if form.write is not None else "–"
        schema = "yes" if form.schemas else "SHACL" if form is elm.FORMAT else "–"
        lines.append(f"| [{form.title}](formats/{form.name}.md) | {_syntaxes(form)} | {written} | {schema} |")
    lines += ["", "## What each can say", "", SAYS, ""]
    lines.append(f"| field | {' | '.join(form.name for form in FORMATS)} |")
    lines.append(f"| --- |{' --- |' * len(FORMATS)}")
    lines += [f"| `{field}` | {' | '.join(_says(form, field) for form in FORMATS)} |" for field in FIELDS]
    return lines


def format_page(form: Format) -> list[str]:
    """Return the lines of the page of one format: how it is known, its schema, and its crosswalk."""
    lines = [f"{_syntaxes(form)}; {'read and written' if form.write else 'read'}.", ""]
    if form.roots:
        lines += ["| namespace of the root | name of the root |", "| --- | --- |"]
        lines += [f"| `{space or 'none'}` | `{name}` |" for space, name in sorted(form.roots)]
        lines.append("")
    if form.prefixes:
        lines += [
            f"Metadata prefixes that fit it: {', '.join(f'`{prefix}`' for prefix in form.prefixes)}.",
            "",
        ]
    lines += [*_schema(form), "", "## Crosswalk", "", "| element | field |", "| --- | --- |"]
    for element, fields in form.crosswalk:
        lines.append(f"| `{element}` | {', '.join(f'`{field}`' for field in fields)} |")
    missing = [field for field in FIELDS if not form.can_say(field)]
    lines += ["", "## What it has no place for", "", ", ".join(f"`{field}`" for field in missing) + "."]
    if form.is_open:
        lines += [
            "",
            "A record may say them in the names of schema.org: then they are read and checked.",
        ]
    return lines


def _schema(form: Format) -> Iterator[str]:
    if form is elm.FORMAT:
        yield "Its records are judged by the SHACL shapes in the folder that the setting `elm_shapes` names,"
        yield "such as those of LOQ; without it their schema is not checked: [more](../schemas/elm.md)."
    elif not form.schemas:
        yield "It has no schema here, so that records are not checked against one."
    else:
        names = ", ".join(f"`profiles/schemas/{name}`" for name in form.schemas)
        yield f"Its schema is {names}; [Schemas](../schemas/README.md) tells how it was proven."


def _syntaxes(form: Format) -> str:
    return ", ".join(form.syntaxes)


def _says(form: Format, field: str) -> str:
    return "yes" if field in form.says else "part" if field in form.says_in_part else "–"
