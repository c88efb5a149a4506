"""Finding the learning resource among the nodes of a JSON-LD document: lists, graphs, main entities."""

from __future__ import annotations

from typing import Any

from profiles.formats.json_values import Keys, Nodes, types_of

_LEARNING = frozenset(
    {
        *(
            "LearningResource",
            "Course",
            "CourseInstance",
            "EducationalOccupationalProgram",
            "Quiz",
            "Syllabus",
        ),
        *("MathSolver", "EducationalOccupationalCredential", "LearningOpportunity"),
    }
)
_LEARNING_PROPERTIES = frozenset(
    {
        *("learningResourceType", "educationalLevel", "educationalAlignment", "educationalUse", "teaches"),
        *("assesses", "competencyRequired", "typicalAgeRange", "timeRequired", "interactivityType"),
    }
)
# CreativeWork and the classes under it that people learn from; pages and images mostly only show them.
_WORKS = frozenset(
    {
        *("3DModel", "AmpStory", "Article", "Atlas", "Audiobook", "AudioObject", "Blog", "BlogPosting"),
        *("Book", "BookSeries", "Chapter", "Claim", "Clip", "Collection", "ComicIssue", "ComicSeries"),
        *("ComicStory", "Conversation", "CoverArt", "CreativeWork", "CreativeWorkSeason"),
        *("CreativeWorkSeries", "DataCatalog", "DataDownload", "DataFeed", "Dataset", "DefinedTermSet"),
        *("DigitalDocument", "Drawing", "Episode", "ExercisePlan", "Game", "Guide", "HowTo", "HyperToc"),
        *("HyperTocEntry", "Legislation", "Manuscript", "Map", "MediaObject", "Movie", "MovieSeries"),
        *("MusicComposition", "MusicRecording", "NewsArticle", "Newspaper", "NoteDigitalDocument"),
        *("Painting", "Periodical", "Photograph", "Play", "PodcastEpisode", "PodcastSeries", "Poster"),
        *("PresentationDigitalDocument", "PublicationIssue", "PublicationVolume", "Recipe", "Report"),
        *("ScholarlyArticle", "Sculpture", "SheetMusic", "ShortStory", "SoftwareApplication"),
        *("SoftwareSourceCode", "SpreadsheetDigitalDocument", "TechArticle", "TextDigitalDocument"),
        *("TextObject", "Thesis", "TVEpisode", "TVSeries", "VideoGame", "VideoObject", "VisualArtwork"),
        *("WebApplication"),
    }
)
_ASIDE = frozenset(
    {
        *("AggregateRating", "BreadcrumbList", "CollegeOrUniversity", "Comment", "Concept", "ContactPoint"),
        *("DefinedTerm", "EducationalOrganization", "EntryPoint", "ImageObject", "ListItem", "Offer"),
        *("Organization", "Person", "Place", "PostalAddress", "Rating", "ReadAction", "Review"),
        *("SearchAction", "SiteNavigationElement", "WebSite", "WPFooter", "WPHeader"),
    }
)
_WITHIN = ("@graph", "mainEntity", "@included")
_DEEPEST = 6
_MOST = 10_000  # nodes of one document that are looked at


def main_node(document: Any) -> tuple[dict[str, Any] | None, Keys, Nodes | None]:
    """Return the node that the document is about (None: it has none), its place, and all nodes by their @id.

    A learning resource comes before any other work, a work before the page that
    it is on, and those before people, organisations and the parts of a page.
    """
    if isinstance(document, dict) and "@graph" not in document and "mainEntity" not in document:
        return document, (), None
    nodes = _nodes(document)
    if not nodes:
        return None, (), None
    by_id: Nodes = {}
    for node, place in nodes:
        identity = node.get("@id", node.get("id"))
        if isinstance(identity, str) and len(node) > len(by_id.get(identity, ({}, ()))[0]):
            by_id[identity] = (node, place)
    node, place = min(nodes, key=lambda found: _rank(found[0]))
    return node, place, by_id


def _nodes(document: Any) -> list[tuple[dict[str, Any], Keys]]:
    """Return the nodes of a document: its own, those of its graph, and what pages are about."""
    found: list[tuple[dict[str, Any], Keys]] = []
    waiting: list[tuple[Any, Keys]] = [(document, ())]
    while waiting and len(found) < _MOST:
        value, place = waiting.pop(0)
        if type(value) is list:
            waiting += [(inner, (*place, number)) for number, inner in enumerate(value[:_MOST])]
        elif isinstance(value, dict) and len(place) <= _DEEPEST:
            if value.keys() - {"@context", "@graph"}:
                found.append((value, place))
            waiting += [(value[key], (*place, key)) for key in _WITHIN if key in value]
    return found


def _rank(node: dict[str, Any]) -> int:
    types = set(types_of(node))
    if len(node) <= 1 or node.keys() <= {"@id", "@type", "id", "type"}:
        return 9  # a reference, which says nothing
    if types & _LEARNING:
        return 0
    if not types & _ASIDE and node.keys() & _LEARNING_PROPERTIES:
        return 1
    if types & _WORKS:
        return 2
    if not types & _ASIDE:
        return 3 if types else 4
    return 5
