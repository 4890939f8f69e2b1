"""A first start loads what is shipped; no later start takes back what the office did since."""

import pytest

from anlan.standards import actions, queries, setup
from anlan.standards.models import CriteriaPack

pytestmark = pytest.mark.django_db


def test_a_first_start_loads_what_is_shipped_and_says_so(db):
    assert setup.shipped() == ["已载入随附的判定标准：新 30 个，新版本 0 个。"]
    assert setup.shipped() == []


def test_a_start_never_goes_back_behind_a_version_the_office_loaded(db, folder):
    setup.shipped()
    text = (queries.SHIPPED_PACKS / "nongji-2022.yaml").read_text(encoding="utf-8")
    (folder / "nongji-2022.yaml").write_text(text.replace("拖拉机违法搭载人员", "拖拉机违法载人"), encoding="utf-8")
    assert actions.load_packs(folder).counts["changed"] == 1
    assert setup.shipped() == []
    assert CriteriaPack.objects.get(slug="nongji-2022", withdrawn_at=None).version == 2
