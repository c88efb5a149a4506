"""`commonshelf fix`: propose the mends of a file that are certain, as a diff, or write them to a new file."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from commonshelf.commands.options import LangOption, ProfileOption, ProfilesOption, engine, wording
from commonshelf.console import errors, output
from commonshelf.help import Command
from commonshelf.settings import load_settings
from exchange.mends import Mended, difference, mend
from harvesters.files import shown
from harvesters.packed import read_within, too_large
from profiles.failure import Failure
from profiles.rules import Profile
from validators.finding import shortened
from validators.mends import CERTAIN

app = typer.Typer(rich_markup_mode=None, add_completion=False)

DONE, PROPOSED, NOT_ALL = 0, 1, 2
_STANDARD_INPUT = "standard-input"


@app.command(cls=Command)
def fix(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help="A file of XML or JSON, or - for standard input.", show_default=False
        ),
    ],
    profile: ProfileOption = None,
    profiles: ProfilesOption = None,
    rules: Annotated[
        list[str] | None,
        typer.Option(
            "--rule", metavar="ID", help="Make the mends of this rule alone; may be given several times."
        ),
    ] = None,
    lang: LangOption = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write the mended file beside FILE, as NAME.fixed.EXT.")
    ] = False,
    to: Annotated[
        str | None,
        typer.Option(metavar="PATH", help="Write the mended file there, - for standard output, and no diff."),
    ] = None,
) -> None:
    """Propose the mends of a file that are certain, as a unified diff that `patch -p1` and `git apply` take.

    With --write or --to they are made in a new file; FILE itself is never altered.
    Exit code 0: nothing is to be mended, or the mended file was written. 1: mends
    are proposed. 2: something could not be read, or not be mended where it stands.
    """
    settings = load_settings(context.obj)
    judge = engine(settings, profile, profiles)
    _refuse_unknown(rules or (), judge.profile)
    destination = _destination(target, to, write=write)
    content = _content(target, settings.max_page_bytes)
    name = _STANDARD_INPUT if target == "-" else Path(target).name
    mended = mend(content, judge, name=name, limit=settings.max_page_bytes, rules=rules)
    told = list(_told(mended, judge.profile, wording(settings, lang).lang))
    if destination is None:
        _propose(mended, told, _shown_path(target))
    else:
        _make(mended, told, destination)
    _say_what_was_not_done(mended)
    if mended.unreadable or mended.elsewhere:
        raise typer.Exit(NOT_ALL)
    raise typer.Exit(PROPOSED if mended.mends and destination is None else DONE)


def _refuse_unknown(rules: Sequence[str], profile: Profile) -> None:
    certain = sorted({rule for rule, _ in CERTAIN})
    for rule in rules:
        if rule not in certain:
            raise Failure(f"--rule {rule}: no mend is certain by it; one is by {', '.join(certain)}")
        if rule not in profile.rules:
            raise Failure(
                f"--rule {rule}: the profile {profile.id} does not have it; choose another with --profile"
            )


def _destination(target: str, to: str | None, *, write: bool) -> str | None:
    """Return where the mended file goes, None where a diff is asked for; refuse what is there already."""
    if to is None and write:
        if target == "-":
            raise Failure("--write: standard input has no name; say with --to where the mended file goes")
        path = Path(target)
        to = str(path.with_name(f"{path.stem}.fixed{path.suffix}"))
    if to not in (None, "-") and (Path(str(to)).exists() or Path(str(to)).is_symlink()):
        raise _taken(str(to))
    return to


def _taken(path: str) -> Failure:
    return Failure(
        f"{path}: it is there already, and is not overwritten; remove it, or name another with --to"
    )


def _content(target: str, limit: int) -> bytes:
    if target == "-":
        return _read(sys.stdin.buffer, "standard input", limit)
    try:
        with Path(target).open("rb") as stream:
            return _read(stream, target, limit)
    except IsADirectoryError:
        raise Failure(f"{target}: it is a folder; name a file, one at a time") from None
    except OSError as error:
        raise Failure(f"{target}: it cannot be read: {error.strerror}") from error


def _read(stream: BinaryIO, name: str, limit: int) -> bytes:
    content = read_within(stream, limit)
    if len(content) > limit:
        raise Failure(f"{name}: {too_large(limit)}")
    return content


def _told(mended: Mended, profile: Profile, lang: str) -> Iterator[str]:
    """Yield a line for each mend: its rule, the line, what stood and stands there, and what the rule asks."""
    for one in mended.mends:
        title = profile.rules[one.rule].title
        words = title.get(lang) or title["en"]
        old, new = (shown(shortened(text)) for text in (one.value, one.mended))
        yield f"{one.rule} line {one.line}: '{old}' → '{new}' ({words})"


def _propose(mended: Mended, told: Sequence[str], path: str) -> None:
    """Write the diff, after a line for each mend, which the programs that apply it pass over."""
    if not mended.mends:
        errors().print("no mend is certain", markup=False)
        return
    if b"\0" in mended.before:
        raise Failure(
            f"{path}: a diff of lines needs another encoding than UTF-16 or UTF-32; write it with --to"
        )
    lines = "".join(f"# {line}\n" for line in told)
    sys.stdout.buffer.write(lines.encode("utf-8", "replace"))
    sys.stdout.buffer.write(difference(mended.before, mended.after, path))


def _make(mended: Mended, told: Sequence[str], destination: str) -> None:
    """Write the mended file, and tell its mends; where there is none, a pipe gets what came in."""
    say = errors() if destination == "-" else output()
    if destination == "-":
        sys.stdout.buffer.write(mended.after)
    elif mended.mends:
        _write(Path(destination), mended.after)
    for line in told:
        say.print(line, markup=False)
    if mended.mends:
        where = "standard output" if destination == "-" else destination
        say.print(f"{_counted(len(mended.mends))} made in {where}", markup=False)
    else:
        wrote = "" if destination == "-" else "; no file was written"
        say.print(f"no mend is certain{wrote}", markup=False)


def _write(path: Path, content: bytes) -> None:
    """Write a file that was not there before; a link, wherever it leads, counts as one that was."""
    try:
        with path.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        raise _taken(str(path)) from None
    except OSError as error:
        raise Failure(f"{path}: it cannot be written: {error.strerror}") from error


def _shown_path(target: str) -> str:
    """Return the path that a diff names: from the working directory where the file lies below it."""
    if target == "-":
        return _STANDARD_INPUT
    path = Path(target)
    if path.is_absolute():
        here = Path.cwd()
        path = path.relative_to(here) if path.is_relative_to(here) else Path(path.name)
    return path.as_posix()


def _say_what_was_not_done(mended: Mended) -> None:
    say = errors()
    for cause in mended.unreadable:
        say.print(f"not read: {cause}", markup=False)
    for reason, number in sorted(mended.elsewhere.items()):
        say.print(f"not mended: {_counted(number)} {reason}", markup=False)
    for (rule, following), number in sorted(mended.withdrawn.items()):
        why = f"a finding of {', '.join(following)} would follow" if following else "it would mend nothing"
        say.print(f"withdrawn: {_counted(number)} by {rule}, for {why}", markup=False)


def _counted(count: int) -> str:
    return f"{count:,} {'mend' if count == 1 else 'mends'}"
