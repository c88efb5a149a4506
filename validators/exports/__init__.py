"""Profiles for other tools: SHACL, JSON Schema, DCTAP, HTML and PROF, each with what it cannot say."""

from __future__ import annotations

from validators.exports.exporting import BASE, KINDS, Exported, export
from validators.exports.page_words import LANGUAGES
from validators.exports.residue import Residue

__all__ = ["BASE", "KINDS", "LANGUAGES", "Exported", "Residue", "export"]
