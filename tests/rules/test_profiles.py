"""What the profiles that come with the program ask, and that they ask what their owners do."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from exchange.pipeline import check_document  # placeholder
