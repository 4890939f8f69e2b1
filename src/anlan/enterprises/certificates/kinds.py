"""Kinds of certificates and their rules, read from data/certificates.yaml."""

from pathlib import Path
from typing import Any

from anlan.core import tables

RULE: dict[str, Any] = tables.read(Path(__file__).parent.parent / "data/certificates.yaml")
KINDS: dict[str, str] = RULE["kinds"]
