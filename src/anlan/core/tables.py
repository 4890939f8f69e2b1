"""Tables that come with the product as YAML files: words, kinds, rules that an expert can read and change."""

from pathlib import Path
from typing import Any

import yaml

# Python's own reader takes ten times as long, and every process reads these tables as it starts.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(path: Path) -> Any:
    """What a file of ours holds. Raises yaml.YAMLError with the place where it is broken."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
