"""What may carry a judgement, whose desk it names, and what a search on a day finds."""

import datetime as dt

import pytest

from anlan.standards import actions, queries, rules
from anlan.standards.models import Criterion, Industry

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 24)


def criterion(slug, code):
    return Criterion.objects.select_related("pack").get(pack__slug=slug, code=code)


@pytest.mark.parametrize(
    ("slug", "code", "on", "allowed", "confirm", "words"),
    [
        ("gongmao-2023", "第十一条(三)", DAY, True, False, ""),
        ("jiaoyu-2024", "第三条(一)10", DAY, True, True, "尚未与原文核对"),
        ("gb35181-2025", "附录A", DAY, False, False, "只收录条号和主题"),
        ("gb35181-2017", "6.1", DAY, False, False, "自2025年11月1日起不再执行"),
        ("gb35181-2017", "6.1", dt.date(2025, 10, 31), True, False, ""),
        ("gb35181-2017", "6.7", dt.date(2025, 10, 31), True, True, "尚未与原文核对"),
        ("gb35181-2017", "7.1.1", dt.date(2025, 10, 31), False, False, "须与其他要素累计达到条数"),
        ("dianli-2026", "第五条(一)", dt.date(2026, 6, 30), False, False, "尚未生效"),
        ("wenlv-2023", "(一)", DAY, False, False, "重点检查事项"),
        ("wenlv-2023", "(八)", DAY, True, False, ""),
        ("zijianfang-paicha-2022", "第十三条(一)", DAY, False, False, "排查要点"),
        ("weihua-121-2017", "一", DAY, False, False, "应按《化工和危险化学品生产经营企业"),
    ],
)
def test_what_may_carry_a_judgement(shipped, slug, code, on, allowed, confirm, words):
    verdict = rules.may_carry_judgement(criterion(slug, code), on)
    assert (verdict.allowed, verdict.needs_confirmation) == (allowed, confirm)
    assert words in verdict.reason
    assert allowed or verdict.reason.endswith("拿不准的，请记“存疑”，提请市级部门认定。")


@pytest.mark.parametrize(
    ("text", "on", "count"),
    [
        ("粉尘", DAY, 10),
        ("第十一条(三)", DAY, 4),
        ("第十一条（三） 粉尘", DAY, 1),
        ("安全出口", dt.date(2025, 10, 31), 8),
        ("GB 35181", dt.date(2025, 10, 31), 49),
        ("GB 35181", dt.date(2025, 11, 1), 5),
        ("👍", DAY, 0),
        ("12345", DAY, 0),
    ],
)
def test_two_characters_find_the_law_of_the_day(shipped, text, on, count):
    assert queries.search(text, on).count() == count


def test_an_empty_search_is_everything_and_industries_narrow_it(shipped):
    assert queries.search("", DAY).count() == queries.in_force(DAY).count()
    assert queries.search("", None).count() == 838
    assert {one.pack.slug for one in queries.search("燃气", DAY, ["ranqi"])} == {"chengzhen-ranqi-2023"}


def test_fire_gas_and_special_equipment_name_their_own_office(shipped, world):
    township = world.offices["应急办"].region
    for code, office in (("ranqi", "综合执法"), ("gongmao", "应急办")):
        industry = Industry.objects.get(pk=code)
        actions.assign_office(industry, region=township, office=world.offices[office], actor=None)
    place = "411003204206"
    assert queries.strip_of(criterion("chengzhen-ranqi-2023", "第八条"), place) == world.offices["综合执法"]
    assert queries.strip_of(criterion("gongmao-2023", "第八条(一)"), place) is None
    assert queries.strip_of(criterion("gb35181-2017", "6.1"), place) is None
