"""Rules of the kind corpus: what can be said of a record only beside the others of its source."""

from __future__ import annotations

from validators.corpus.functions import CORPUS
from validators.corpus.index import Index

__all__ = ["CORPUS", "Index"]
