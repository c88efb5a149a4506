"""The vocabularies that records and rules draw on, and their concepts, found by what they are called.

Their files are in profiles/vocabularies; docs/vocabularies.md lists them, with
where their facts are from. To add one: its file there.
"""

from profiles.vocabulary.concepts import Heading, KnownConcept, Vocabulary
from profiles.vocabulary.folding import folded
from profiles.vocabulary.reading import UnknownVocabularyError, names, vocabulary, word_lists

__all__ = [
    "Heading",
    "KnownConcept",
    "UnknownVocabularyError",
    "Vocabulary",
    "folded",
    "names",
    "vocabulary",
    "word_lists",
]
