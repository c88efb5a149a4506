"""Profiles for other tools: SHACL, JSON Schema, DCTAP, HTML and PROF, each with what it cannot say."""
