"""The thirty packs that come with the product, as they are."""

import datetime as dt

import pytest

from anlan.standards import actions, queries
from anlan.standards.models import CriteriaPack, Criterion
from anlan.standards.packs.nature import refers
from anlan.standards.wording import is_asked

pytestmark = pytest.mark.django_db


def pack(slug):
    return CriteriaPack.objects.get(slug=slug)


def test_the_thirty_shipped_packs_load_and_load_again_without_change(shipped):
    assert shipped.counts == {"created": 30, "changed": 0, "same": 0, "refused": 0}
    assert Criterion.objects.count() == 838
    assert actions.load_shipped().counts == {"created": 0, "changed": 0, "same": 30, "refused": 0}
    assert CriteriaPack.objects.count() == 30


@pytest.mark.parametrize(
    ("slug", "ended_on", "successor"),
    [
        ("gb35181-2017", dt.date(2025, 11, 1), "gb35181-2025"),
        ("fangwu-shizheng-2022", dt.date(2024, 12, 13), "fangwu-shizheng-2024"),
        ("minbao-2023", dt.date(2024, 12, 3), "minbao-2024"),
        ("weihua-121-2017", dt.date(2026, 9, 30), "aq3067-2026"),
    ],
)
def test_a_replaced_standard_ends_with_its_successor(shipped, slug, ended_on, successor):
    old = pack(slug)
    assert (old.ended_on, old.replaced_by.slug) == (ended_on, successor)
    before, after = ended_on - dt.timedelta(days=1), ended_on
    assert set(queries.packs_in_force(before).filter(slug__in=[slug, successor])) >= {old}
    assert list(queries.packs_in_force(after).filter(slug=slug)) == []
    assert queries.packs_in_force(after).filter(slug=successor).exists()


def test_no_other_shipped_standard_has_ended(shipped):
    assert CriteriaPack.objects.exclude(ended_on=None).count() == 4
    assert queries.packs_in_force(dt.date(2026, 11, 24)).count() == 26


def test_only_what_the_law_lets_can_make_a_hazard_major(shipped):
    majors = Criterion.objects.filter(may_be_major=True)
    assert set(majors.filter(pack__slug="wenlv-2023").values_list("code", flat=True)) == {
        "(八)",
        "(十)",
        "(十一)",
        "(十四)",
    }
    assert not majors.filter(pack__slug="zijianfang-paicha-2022").exists()
    assert not majors.filter(pack__topics_only=True).exists()
    assert majors.filter(pack__slug="gb35181-2017").count() == 10
    assert majors.filter(pack__slug="gongmao-2023").count() == 65


def test_no_item_speaks_of_others_without_naming_them(shipped):
    asked = [one for one in Criterion.objects.select_related("pack") if is_asked(one)]
    unnamed = {(one.pack.slug, one.code) for one in asked if refers(one.summary) and not one.refers_to}
    assert unnamed == set()
    assert {one.code for one in asked if one.refers_to} == {"第十四条", "4.1 d)"}
