"""What several commands need from the settings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from commonshelf.settings import Settings
from exchange.node import Node
from harvesters.oai import FetchOptions
from profiles.rules import RuleError, load_rules
from profiles.rules.library import Library
from validators.engine import Engine
from validators.examples import cannot_be_carried_out
from validators.reports import LANGUAGES, Wording
from validators.schemas.shapes import Shapes

ProfileOption = Annotated[
    str | None,
    typer.Option(metavar="PROFILE", help="The application profile: its id, or its file.  [default: eu-core]"),
]
ProfilesOption = Annotated[
    list[Path] | None,
    typer.Option(
        "--profiles",
        metavar="DIR",
        help="A folder with profiles of your own, besides those of the settings; may be repeated.",
        show_default=False,
    ),
]
PrefixOption = Annotated[
    str | None,
    typer.Option(metavar="PREFIX", help="The metadata prefix to ask for; else of the richest."),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        metavar="LANGUAGE",
        help=f"The language of the report: {', '.join(LANGUAGES)}.  [default: that of the settings, en]",
    ),
]
SetOption = Annotated[str | None, typer.Option("--set", metavar="SET", help="Only this set of a repository.")]


def fetch_options(settings: Settings) -> FetchOptions:
    """Return how repositories are asked, by the settings."""
    return FetchOptions(
        contact=settings.contact,
        timeout=settings.timeout_seconds,
        pause=settings.pause_seconds,
        attempts=settings.attempts,
        max_page_bytes=settings.max_page_bytes,
        version=version("commonshelf"),
    )


def library(settings: Settings, folders: Sequence[Path] | None = None) -> Library:
    """Return the rules and profiles of the program, of the settings' folders and of a command's.

    Raises RuleError where one of the folders is not there.
    """
    for folder in (*settings.profiles, *(folders or ())):
        if not folder.is_dir():
            raise RuleError(
                f"{folder}: there is no such folder; make it, or name the folder of your profiles"
            )
    return Library([*settings.profiles, *(folders or ())])


def engine(settings: Settings, profile: str | None, folders: Sequence[Path] | None = None) -> Engine:
    """Return the engine for the profile that a command names, else that of the settings."""
    shapes = Shapes.load(Path(settings.elm_shapes)) if settings.elm_shapes else None
    chosen = library(settings, folders).profile(profile or settings.profile)
    ours = load_rules()
    for rule in chosen.rules.values():
        cause = None if rule.id in ours else cannot_be_carried_out(rule)
        if cause is not None:  # it is told before the first record is asked for
            raise RuleError(f"{rule.origin}: {cause}")
    return Engine(chosen, shapes)


def wording(settings: Settings, lang: str | None) -> Wording:
    """Return the words of the language that a command names, else of that of the settings."""
    wanted = (lang or settings.language).lower().replace("_", "-").partition("-")[0]
    if wanted not in LANGUAGES:
        raise typer.BadParameter(f"'{lang}' is no language of reports; there are {', '.join(LANGUAGES)}")
    return Wording(wanted)


def node(settings: Settings, *, host: str, port: int) -> Node:
    """Return what the node says of itself."""
    base_url = settings.base_url or f"http://{_reachable(host)}:{port}"
    return Node(
        name=settings.node_name,
        base_url=base_url,
        domain=settings.repository_identifier or urlsplit(base_url).hostname or host,
        admin_email=settings.admin_email,
        page_size=settings.page_size,
        language=settings.language,
    )


def _reachable(host: str) -> str:
    """Return the host as it stands in an address: every address of the machine is also its localhost."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - it is only looked for
        return "localhost"
    return f"[{host}]" if ":" in host else host


def web_address(value: str) -> str:
    """Return an argument that is an http or https address; refuse any other."""
    try:
        parts = urlsplit(value)
        is_address = parts.scheme in ("http", "https") and parts.hostname and not re.search(r"\s", value)
    except ValueError:  # a broken IPv6 address
        is_address = False
    if not is_address:
        raise typer.BadParameter(
            f"'{value}' is no address; one such as https://repository.example/oai is expected"
        )
    if parts.username is not None or parts.password is not None:
        raise typer.BadParameter(
            "the address holds a user's name or password, which would be published with it; leave them out"
        )
    return value
