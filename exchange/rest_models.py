"""What REST answers are made of; the OpenAPI document is generated from it.

Members that say nothing are left out. Names are in camel case, as the fields
of a resource are.
"""

from __future__ import annotations

from datetime import datetime
from types import GenericAlias
from typing import Any, get_args, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model
from pydantic.alias_generators import to_camel

from profiles.model import FIELDS, LearningResource, Text

# How to reach a person is in the record as it was harvested; to publish it to everybody is not ours to do.
_NOT_FOR_ALL = frozenset({"card", "email"})


def _resource_model() -> type[BaseModel]:
    """Return the canonical JSON of a resource as a model, made from the one model that there is."""
    made: dict[type, Any] = {str: str}
    made[Text] = str | _value_model(Text, made)
    hints = get_type_hints(LearningResource)
    fields: dict[str, Any] = {}
    for name in FIELDS:
        kind = get_args(hints[name])[0]
        if kind not in made:
            made[kind] = _value_model(kind, made)
        fields[name] = (_list_of(made[kind]) | None, None)
    return create_model("LearningResource", __doc__="What a record says of a learning resource.", **fields)


def _value_model(kind: Any, made: dict[type, Any]) -> type[BaseModel]:
    members: dict[str, Any] = {}
    for name, hint in get_type_hints(kind).items():
        if name in _NOT_FOR_ALL:
            continue
        if hint == tuple[Text, ...]:
            members[name] = (_list_of(made[Text]) | None, None)
        else:
            members[name] = (hint, kind._field_defaults.get(name, ...))
    return create_model(kind.__name__, __doc__=kind.__doc__.partition("\n")[0], **members)


def _list_of(kind: Any) -> Any:
    return GenericAlias(list, (kind,))  # list[kind], of a kind that is made at run time


Resource = _resource_model()


class _Answer(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class SourceName(_Answer):
    """A source, as far as it is needed to know it again."""

    id: str
    name: str | None = None
    address: str | None = Field(default=None, description="the base URL that it is harvested from")


class Provenance(_Answer):
    """Where a record came from."""

    source: SourceName
    identifier: str = Field(description="the record's identifier at its source")
    datestamp: str | None = Field(default=None, description="the record's datestamp, as the source gave it")
    harvested: datetime
    metadata_prefix: str | None = Field(default=None, description="what it was harvested under")
    format: str | None = Field(default=None, description="the format that it was found to have")


class Score(_Answer):
    """The score of one quality dimension."""

    score: float | None = Field(default=None, description="from 0 to 100; absent where nothing was checked")
    coverage: float | None = Field(
        default=None, description="how much of the dimension was checked, in percent"
    )


class VerdictSummary(_Answer):
    """What the application profile says of a record."""

    profile: str
    version: str
    rules_digest: str = Field(description="the digest of the set of rules that was applied")
    conforms: str = Field(description="yes, no or undetermined")
    checked: datetime
    scores: dict[str, Score] = Field(default_factory=dict, description="by quality dimension")


class Links(_Answer):
    """The addresses of what belongs to a record."""

    self: str
    report: str
    oai: str = Field(description="the same record in oai_dc, over OAI-PMH")


class PublishedResource(_Answer):
    """A resource with where it came from and what the profile says of its record."""

    id: str
    identifier: str = Field(description="the OAI identifier that the node publishes it under")
    changed: datetime = Field(description="when what is published of it last changed")
    resource: Resource  # type: ignore[valid-type]  # made at run time
    provenance: Provenance
    verdict: VerdictSummary | None = None
    links: Links


class ResourcePage(_Answer):
    """A page of resources, in the order in which they last changed."""

    resources: list[PublishedResource]
    next: str | None = Field(default=None, description="the address of the next page; absent on the last")


class Finding(_Answer):
    """One fault of one value, and where it stands."""

    rule: str
    severity: str = Field(description="violation, warning or info")
    message: str
    fix: str | None = Field(default=None, description="how to mend it")
    code: str | None = Field(default=None, description="the kind of fault, among those that the rule knows")
    pointer: str | None = Field(default=None, description="the JSON Pointer of the value in the resource")
    value: str | None = Field(default=None, description="what was found")
    line: int | None = Field(default=None, description="the line in the page or file it was harvested from")
    path: str | None = Field(default=None, description="the XPath in the record's metadata")


class RecordReport(_Answer):
    """All that the profile found in one record."""

    id: str
    state: str = Field(description="unpublished, published or withdrawn")
    provenance: Provenance
    verdict: VerdictSummary
    findings: list[Finding]


class FrequentFinding(_Answer):
    """A rule and how many of a source's records have a finding by it."""

    rule: str
    records: int


class SourceSummary(_Answer):
    """A source with its counts."""

    id: str
    name: str | None = None
    address: str
    metadata_prefix: str | None = None
    set: str | None = None
    added: datetime
    records: int
    conformant: int
    deleted: int
    frequent_findings: list[FrequentFinding]


class SourceList(_Answer):
    """The sources that the node harvests."""

    sources: list[SourceSummary]


class Health(_Answer):
    """Whether the node can answer."""

    status: str
    version: str
