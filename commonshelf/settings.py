"""The settings: read from a file, overridden by the environment, and checked before anything starts.

A setting that nobody knows is refused rather than passed over: a misspelt name would otherwise
leave its default in force in silence.
"""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    ValidationInfo,
)
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

from profiles.failure import Failure
from profiles.rules import profile_names
from profiles.rules.reading import LANGUAGES

PREFIX = "COMMONSHELF_"
CONFIG_VARIABLE = "COMMONSHELF_CONFIG"
DEFAULT_FILE = Path("commonshelf.toml")

# Variables of ours that are no settings: where the settings lie, and where the tests find what they read.
OTHER_VARIABLES = frozenset({CONFIG_VARIABLE, "COMMONSHELF_STANDARDS", "COMMONSHELF_SAMPLES"})


class SettingsError(Failure):
    """The settings cannot be used; the message has a line for each thing to mend."""


def _web_address(value: str) -> str:
    parts = urlsplit(value)  # raises ValueError, as a validator may, for a broken IPv6 address
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(value)
    return value.rstrip("/")


def _profile(value: str, info: ValidationInfo) -> str:
    if info.data.get("profiles"):  # it may be one of those; whether it is there is seen when it is used
        return value
    if value not in profile_names() and not value.endswith((".yaml", ".yml")):
        raise ValueError(value)
    return value


def _language(value: str) -> str:
    if value not in LANGUAGES:
        raise ValueError(value)
    return value


def _folders(value: object) -> object:
    """Return the folders that the environment names, as PATH does, or that the file lists."""
    return [one for one in value.split(os.pathsep) if one] if isinstance(value, str) else value


def _no_boolean(value: object) -> object:
    if isinstance(value, bool):  # Python would take true for 1
        raise ValueError(value)
    return value


def _takes(expected: str, **limits: Any) -> Any:
    return Field(json_schema_extra={"expected": expected}, **limits)


_Line = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\x00-\x1f\x7f]+$")]
_Ascii = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[\x20-\x7e]+$")]
_Email = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[^\s@]+@([^\s@.]+\.)+[^\s@.]+$")]
_Database = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^sqlite:///[^\x00-\x1f]+$")]
_Domain = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+$"),
]  # as the schema of OAI's identifier container has it
_Web = Annotated[str, AfterValidator(_web_address)]
_Whole = Annotated[int, BeforeValidator(_no_boolean)]
_Seconds = Annotated[float, BeforeValidator(_no_boolean), Field(allow_inf_nan=False)]


class Settings(BaseSettings):
    """What a node is told of itself; frozen, so that all its parts go by the same.

    Each field says what it takes: the messages and docs/settings.md quote it.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="forbid", frozen=True, use_attribute_docstrings=True
    )

    database_url: Annotated[
        _Database, _takes("the address of an SQLite file such as sqlite:///commonshelf.db")
    ] = "sqlite:///commonshelf.db"
    """The database; after `sqlite:///` comes a path, from the working directory unless it starts with `/`."""

    host: Annotated[_Line, _takes("a host name or an IP address")] = "127.0.0.1"
    """The address that `serve` listens on; `0.0.0.0` is every one that the machine has."""

    port: Annotated[_Whole, _takes("a whole number from 1 to 65535", ge=1, le=65535)] = 8080
    """The port that `serve` listens on."""

    node_name: Annotated[_Line, _takes("a line of text")] = "Commonshelf"
    """The name of the node, as its OAI-PMH Identify answer gives it."""

    base_url: Annotated[_Web | None, _takes("an http or https address without a query")] = None
    """The address that others reach the node under; without it, `http://` with the host and the port."""

    repository_identifier: Annotated[_Domain | None, _takes("a domain name")] = None
    """The domain in the OAI identifiers of what is published; without it, the host of the base address.
    Set it before others harvest: if it changes, every record is another one to them."""

    admin_email: Annotated[_Email, _takes("an e-mail address")] = "admin@localhost.localdomain"
    """Who answers for the node, as its OAI-PMH Identify answer must say; set it before others harvest."""

    contact: Annotated[_Ascii | None, _takes("an e-mail or web address, in ASCII")] = None
    """Where the operators of harvested repositories can write; it is sent to them in the User-Agent."""

    profiles: Annotated[
        tuple[Path, ...],
        NoDecode,
        BeforeValidator(_folders),
        _takes("a list of folders; in the environment with ':' between them (Windows: ';')"),
    ] = ()
    """The folders with profiles of your own: each is a profile's, or holds such folders."""

    profile: Annotated[
        _Line,
        AfterValidator(_profile),
        _takes(f"an application profile: {', '.join(profile_names())} or the path of a .yaml file"),
    ] = "eu-core"
    """The application profile that records are checked against, unless a command names another."""

    language: Annotated[_Line, AfterValidator(_language), _takes(f"one of {', '.join(LANGUAGES)}")] = "en"
    """The language of reports, unless a command names another or a caller of the service prefers one."""

    elm_shapes: Annotated[_Line | None, _takes("the path of a folder")] = None
    """The folder with the SHACL shapes (.ttl) that European Learning Model records are checked against, such
    as those of the application profile LOQ; without it their schema is not checked."""

    probes: Annotated[_Line | None, _takes("the path of a file")] = None
    """Where `check --network` notes the addresses that are gone, and on which days: it calls none dead that
    it asked on one day only. Without it, `commonshelf/probes.db` in the user's cache folder."""

    green_hosts: Annotated[_Line | None, _takes("the path of a CSV or JSON file")] = None
    """The list of hosts that are known to run on renewable energy, or not to: CSV with the first line
    `host,green,source,date`, or JSON, such as an extract of the Green Web dataset; without it, hosting is not
    checked."""

    page_size: Annotated[_Whole, _takes("a whole number from 1 to 1000", ge=1, le=1000)] = 100
    """How many records a page of the node's own lists has."""

    max_page_bytes: Annotated[_Whole, _takes("a whole number of bytes, at least 1", ge=1)] = 200_000_000
    """The largest response that is taken from a repository; a larger one is refused."""

    timeout_seconds: Annotated[_Seconds, _takes("a number of seconds greater than 0", gt=0)] = 60.0
    """How long a repository may be silent before a request counts as failed."""

    pause_seconds: Annotated[_Seconds, _takes("a number of seconds, 0 or more", ge=0)] = 0.0
    """The pause between two requests to one repository."""

    attempts: Annotated[_Whole, _takes("a whole number from 1 to 20", ge=1, le=20)] = 3
    """How often a request is made before it counts as failed."""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the base class gives it
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        *_others: PydanticBaseSettingsSource,
        **_more: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Let the environment override what the file says, and nothing else say anything."""
        return env_settings, init_settings


def load_settings(path: Path | None = None) -> Settings:
    """Return the settings of `path`, or of the file there is, with the environment's above them.

    Raises SettingsError, with a line for each setting that is unknown or wrong.
    """
    file, said = _file(path)
    unknown = list(_unknown(said, file))
    if unknown:
        raise SettingsError("\n".join(unknown))
    try:
        return Settings(**said)
    except ValidationError as error:
        raise SettingsError("\n".join(_wrong(found, file) for found in error.errors())) from None


def _file(path: Path | None) -> tuple[Path, dict[str, Any]]:
    named = path or (Path(os.environ[CONFIG_VARIABLE]) if os.environ.get(CONFIG_VARIABLE) else None)
    file = named or DEFAULT_FILE
    namer = f", which {'--config' if path else CONFIG_VARIABLE} names," if named else ""
    try:
        return file, tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if named is None:
            return file, {}
        raise SettingsError(f"the settings file {file}{namer} does not exist") from None
    except OSError as error:
        raise SettingsError(f"the settings file {file}{namer} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        cause = f"byte {error.start} is no UTF-8; save it in that encoding"
        raise SettingsError(f"the settings file {file}{namer} cannot be read: {cause}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the settings file {file}{namer} is not well-formed TOML: {error}") from None


def _unknown(said: Iterable[str], file: Path) -> Iterator[str]:
    known = list(Settings.model_fields)
    for name in said:
        if name not in known:
            yield f"there is no setting '{name}', which stands in {file}; {_nearest(name.lower(), known)}"
    variables = [variable(name) for name in known]
    for name in sorted(os.environ):
        if name.upper().startswith(PREFIX) and name not in variables and name not in OTHER_VARIABLES:
            near = _nearest(name.upper(), variables)
            yield f"there is no setting '{name}', which stands in the environment; {near}"


def _nearest(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"the settings are {', '.join(known)}"


def _wrong(found: ErrorDetails, file: Path) -> str:
    name = str(found["loc"][0])
    place = f"the environment variable {variable(name)}" if os.environ.get(variable(name)) else str(file)
    return f"{name} is {_shown(found['input'])} in {place}; it takes {expected(name)}"


def _shown(value: object) -> str:
    """Return what stood there, without the password that a database's address may hold."""
    before, at, after = str(value).rpartition("@")
    scheme, slashes, _ = before.partition("://")
    return repr(f"{scheme}{slashes}***@{after}" if at and slashes else value)


def variable(name: str) -> str:
    """Return the environment variable of the setting `name`."""
    return PREFIX + name.upper()


def expected(name: str) -> str:
    """Return, in words, what the setting `name` takes."""
    extra = Settings.model_fields[name].json_schema_extra
    return str(extra["expected"]) if isinstance(extra, dict) else ""
