"""The measure for tests: small packs, written as they are needed."""

from pathlib import Path

import pytest
import yaml

from anlan.standards import actions

ITEM = {
    "code": "第三条(一)",
    "section": "管理",
    "summary": "安全出口锁闭",
    "check": "看出口",
    "keywords": ["安全出口"],
    "checked_against_text": True,
}
PACK = {
    "id": "shiyan-2024",
    "title": "试验行业重大事故隐患判定标准",
    "doc_number": "试验〔2024〕1号",
    "issuer": "试验部",
    "issued": "2024-01-01",
    "effective": "2024-02-01",
    "status": "in force",
    "industry": ["gongmao"],
    "applies_to": "试验企业",
    "complete": True,
    "official_urls": [],
    "note": "试验用",
    "items": [ITEM],
}


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder for packs."""
    path = tmp_path / "packs"
    path.mkdir()
    return path


@pytest.fixture
def write(folder):
    """Write a pack into the folder; `items` and fields as given."""

    def _write(*, items=None, **fields) -> Path:
        content = {**PACK, **fields}
        if items is not None:
            content["items"] = [{**ITEM, **item} for item in items]
        path = folder / f"{content['id']}.yaml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return path

    return _write


@pytest.fixture
def load(industries, folder, write):
    """Write one pack and load the folder."""

    def _load(**fields):
        write(**fields)
        return actions.load_packs(folder)

    return _load
