"""The wheel carries everything a page, a press or a command reads: an offline office installs that one file."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def packed(tmp_path_factory) -> set[str]:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    with zipfile.ZipFile(next(folder.glob("anlan-*.whl"))) as wheel:
        return set(wheel.namelist())


def test_the_wheel_holds_every_file_of_the_package(packed):
    package = ROOT / "src" / "anlan"
    files = {path.relative_to(package.parent).as_posix() for path in package.rglob("*") if path.is_file()}
    assert sorted(path for path in files - packed if "__pycache__" not in path) == []


def test_the_wheel_holds_assets_fonts_and_criteria(packed):
    for start, end in [
        ("anlan/core/static/vendor/htmx.org-", "/htmx.min.js"),
        ("anlan/files/fonts/noto-serif-sc-", "_400Regular.ttf"),
        ("anlan/files/fonts/noto-sans-sc-", "_700Bold.ttf"),
        ("anlan/standards/data/criteria/gongmao", ".yaml"),
    ]:
        assert [path for path in packed if path.startswith(start) and path.endswith(end)] != [], start
