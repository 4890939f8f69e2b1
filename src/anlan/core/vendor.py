"""Third-party files that were copied into the package: where they are, by name without version."""

import json
from functools import cache
from pathlib import Path

BROWSER = Path(__file__).parent / "static" / "vendor"
HINT = "在代码目录运行 make assets，或重新安装完整的安装包。"


class NotVendored(LookupError):
    """A page or a press asked for a file that `make assets` did not bring."""


@cache
def manifest(folder: Path = BROWSER) -> dict[str, dict]:
    """What a vendor folder holds: name -> version, licence, folder, files. Empty where nothing was vendored."""
    path = folder / "manifest.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def static_path(name: str) -> str:
    """The static path of `package/file`, e.g. `htmx.org/htmx.min.js` -> `vendor/htmx.org-2.0.11/htmx.min.js`."""
    package, _, file = name.partition("/")
    entry = manifest().get(package)
    if entry is None or file not in entry["files"]:
        raise NotVendored(f"{name}: {HINT}")
    return f"vendor/{entry['folder']}/{file}"


def missing(folder: Path) -> list[str]:
    """Files that a manifest names and the disk does not hold; the manifest itself when there is none."""
    entries = manifest(folder)
    if not entries:
        return ["manifest.json"]
    files = [f"{entry['folder']}/{file}" for entry in entries.values() for file in entry["files"]]
    return [file for file in files if not (folder / file).is_file()]
