"""The settings: where they come from, which goes first, and what a wrong one is answered with."""

from __future__ import annotations

import os
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from commonshelf.settings import Settings, SettingsError, load_settings, variable


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory without settings, and an environment without ours."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith("COMMONSHELF_"):
            monkeypatch.delenv(name)
    return tmp_path


def refusal(path: Path | None = None) -> str:
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    return str(caught.value)


def outcome() -> Settings | str:
    try:
        return load_settings()
    except SettingsError as refused:
        return str(refused)


def test_without_a_file_and_an_environment_the_defaults_hold():
    found = load_settings()
    assert found.database_url == "sqlite:///commonshelf.db"
    assert (found.host, found.port, found.base_url) == ("127.0.0.1", 8080, None)
    assert (found.profile, found.max_page_bytes, found.contact) == ("eu-core", 200_000_000, None)


def test_the_file_in_the_working_directory_is_read(folder: Path):
    (folder / "commonshelf.toml").write_text('port = 9000\nnode_name = "Prova àéø"\n', encoding="utf-8")
    found = load_settings()
    assert (found.port, found.node_name) == (9000, "Prova àéø")


def test_a_file_saved_with_a_byte_order_mark_is_read(folder: Path):
    (folder / "commonshelf.toml").write_text("port = 9000\n", encoding="utf-8-sig")
    assert load_settings().port == 9000


def test_the_environment_goes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "commonshelf.toml").write_text("port = 9000\nattempts = 5\n")
    monkeypatch.setenv("COMMONSHELF_PORT", "9001")
    found = load_settings()
    assert (found.port, found.attempts) == (9001, 5)


def test_an_empty_variable_counts_as_not_set(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "commonshelf.toml").write_text("port = 9000\n")
    monkeypatch.setenv("COMMONSHELF_PORT", "")
    monkeypatch.setenv("COMMONSHELF_CONFIG", "")
    assert load_settings().port == 9000


def test_a_named_file_goes_before_the_variable_and_the_variable_before_the_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    for port, name in ((1, "commonshelf.toml"), (2, "by-variable.toml"), (3, "by-option.toml")):
        (folder / name).write_text(f"port = {port}\n")
    assert load_settings().port == 1
    monkeypatch.setenv("COMMONSHELF_CONFIG", "by-variable.toml")
    assert load_settings().port == 2
    assert load_settings(Path("by-option.toml")).port == 3


def test_the_settings_cannot_be_altered():
    with pytest.raises(ValidationError, match="frozen"):
        load_settings().port = 1


def test_the_variables_of_the_tests_are_no_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COMMONSHELF_STANDARDS", "standards")
    monkeypatch.setenv("COMMONSHELF_SAMPLES", "samples")
    assert load_settings() == Settings()


def test_a_wrong_value_in_the_file_is_named_with_what_was_found_and_expected(folder: Path):
    (folder / "commonshelf.toml").write_text("port = 70000\n")
    assert refusal() == "port is 70000 in commonshelf.toml; it takes a whole number from 1 to 65535"


def test_a_wrong_value_in_the_environment_is_named_with_its_variable(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (folder / "commonshelf.toml").write_text("port = 9000\n")
    monkeypatch.setenv("COMMONSHELF_PORT", "http")
    assert refusal() == (
        "port is 'http' in the environment variable COMMONSHELF_PORT; it takes a whole number from 1 to 65535"
    )


def test_every_wrong_setting_is_named_on_a_line_of_its_own(folder: Path, monkeypatch: pytest.MonkeyPatch):
    (folder / "commonshelf.toml").write_text('port = "x"\nattempts = 0\n')
    monkeypatch.setenv("COMMONSHELF_PAUSE_SECONDS", "nan")
    assert [line.split()[0] for line in refusal().splitlines()] == ["port", "pause_seconds", "attempts"]


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("port", "true"),
        ("port", "0"),
        ("port", "80.5"),
        ("port", "[80]"),
        ("page_size", "1001"),
        ("max_page_bytes", "0"),
        ("timeout_seconds", "0"),
        ("timeout_seconds", "inf"),
        ("pause_seconds", "-1"),
        ("attempts", "21"),
        ("host", '""'),
        ("node_name", '"two\\nlines"'),
        ("base_url", '"example.org"'),
        ("base_url", '"ftp://example.org"'),
        ("base_url", '"https://"'),
        ("base_url", '"https://["'),
        ("base_url", '"https://example.org/?verb=Identify"'),
        ("repository_identifier", '"localhost"'),
        ("repository_identifier", '"127.0.0.1"'),
        ("admin_email", '"someone"'),
        ("admin_email", '"someone@localhost"'),
        ("contact", '"someone\\r\\nX-Header: 1"'),
        ("contact", '"é@example.org"'),
        ("database_url", '"commonshelf.db"'),
        ("database_url", "1"),
        ("database_url", '"postgresql://localhost/commonshelf"'),
        ("profile", "{ id = 1 }"),
        ("profile", '"eu-cor"'),
    ],
)
def test_a_value_that_the_setting_does_not_take_is_refused(folder: Path, name: str, wrong: str):
    (folder / "commonshelf.toml").write_text(f"{name} = {wrong}\n", encoding="utf-8")
    assert refusal().startswith(f"{name} is ")
    assert "\n" not in refusal()


@pytest.mark.parametrize("given_address", ["https://example.org/shelf/", "https://example.org/shelf"])
def test_the_base_address_has_no_slash_at_its_end(monkeypatch: pytest.MonkeyPatch, given_address: str):
    monkeypatch.setenv("COMMONSHELF_BASE_URL", given_address)
    assert load_settings().base_url == "https://example.org/shelf"


def test_the_password_of_a_database_is_not_shown(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COMMONSHELF_DATABASE_URL", "mysql://me:s3cret@db.example.org/shelf")
    assert "s3cret" not in refusal()
    assert "'mysql://***@db.example.org/shelf'" in refusal()


def test_an_unknown_setting_in_the_file_is_refused_with_the_nearest_known(folder: Path):
    (folder / "commonshelf.toml").write_text("Prot = 8080\n")
    assert refusal() == "there is no setting 'Prot', which stands in commonshelf.toml; did you mean 'port'?"


def test_an_unknown_setting_that_is_like_none_is_refused_with_those_there_are(folder: Path):
    (folder / "commonshelf.toml").write_text("[zzz]\nport = 8080\n")
    assert "'zzz'" in refusal()
    assert "the settings are database_url, host, port," in refusal()


@pytest.mark.parametrize("misspelt", ["COMMONSHELF_PROT", "commonshelf_port"])
def test_an_unknown_variable_is_refused_with_the_nearest_known(
    monkeypatch: pytest.MonkeyPatch, misspelt: str
):
    monkeypatch.setenv(misspelt, "8080")
    assert refusal() == (
        f"there is no setting '{misspelt}', which stands in the environment; did you mean 'COMMONSHELF_PORT'?"
    )


def test_a_file_that_is_named_must_exist(monkeypatch: pytest.MonkeyPatch):
    assert refusal(Path("no.toml")) == "the settings file no.toml, which --config names, does not exist"
    monkeypatch.setenv("COMMONSHELF_CONFIG", "no.toml")
    assert refusal() == "the settings file no.toml, which COMMONSHELF_CONFIG names, does not exist"


@pytest.mark.parametrize(
    ("content", "cause"),
    [(b"port = ", "is not well-formed TOML: "), (b"host = '\xe9'", "cannot be read: byte 8 is no UTF-8")],
)
def test_a_file_that_cannot_be_read_is_named_with_the_cause(folder: Path, content: bytes, cause: str):
    (folder / "commonshelf.toml").write_bytes(content)
    assert refusal().startswith(f"the settings file commonshelf.toml {cause}")


def test_a_folder_in_the_file_s_place_is_named(folder: Path):
    (folder / "commonshelf.toml").mkdir()
    assert refusal().startswith("the settings file commonshelf.toml cannot be read: ")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=string.printable) | st.text())
@example("port = 99999999999999999999999999")
@example("host = 1979-05-27T07:32:00Z")
def test_whatever_stands_in_the_file_gives_settings_or_a_refusal(folder: Path, text: str):
    (folder / "commonshelf.toml").write_text(text, encoding="utf-8", errors="replace", newline="")
    assert outcome()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(list(Settings.model_fields)),
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
)
def test_whatever_stands_in_a_variable_gives_settings_or_names_it(name: str, value: str):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(variable(name), value)
        found = outcome()
    assert isinstance(found, Settings) or found.startswith(f"{name} is ")
