"""B2e: Short lessons tied to a clause: read by staff for themselves, counted in their training, never changed."""

from decimal import Decimal

import pytest
import yaml
from django.urls import reverse

from anlan.core import clock
from anlan.core.errors import Invalid, NotNow, NotYours
from anlan.core.verify import verify
from anlan.enterprises.learning import queries as learning
from anlan.enterprises.lessons import actions, queries
from anlan.enterprises.models import Attendance, Lesson, LessonEvent, Training

pytestmark = pytest.mark.django_db


def test_a_lesson_read_is_an_attendance_that_counts_once_and_only_for_oneself(hengtong, liu, world):
    lin = world.people["林巡"]
    words = {"title": "出口不能锁", "clause": "消防法 第二十八条", "body": "推得开。", "minutes": 15}
    lesson = actions.write_lesson(actor=lin, **words)
    with pytest.raises(Invalid, match="已有同名"):
        actions.write_lesson(actor=lin, **words)
    with pytest.raises(NotYours):
        actions.write_lesson(actor=liu, **words | {"title": "别的"})
    person = hengtong.people.get(user=liu)
    with pytest.raises(NotYours, match="只能由本人学"):
        actions.read_lesson(lesson, person=person, actor=lin)
    training = actions.read_lesson(lesson, person=person, actor=liu)
    assert (training.clause, training.hours, training.lesson) == ("消防法 第二十八条", Decimal("0.2"), lesson)
    with pytest.raises(NotNow, match="已经学过"):
        actions.read_lesson(lesson, person=person, actor=liu)
    assert learning.hours_of(hengtong, [person], clock.today().year)[0].taught == training.hours
    assert queries.read_at(hengtong) == [(lesson, 1)]
    actions.end_lesson(lesson, reason="有新的", actor=lin)
    with pytest.raises(NotYours, match="已停用"):
        actions.read_lesson(lesson, person=person, actor=liu)
    assert queries.read_at(hengtong) == []
    assert verify().broken == []


def test_the_products_own_lessons_come_once_and_one_taken_out_stays_out(world):
    assert actions.ship() == [f"短课：新增 {Lesson.objects.count()} 节"]
    assert Lesson.objects.count() == LessonEvent.objects.count() > 5
    actions.end_lesson(Lesson.objects.get(slug="dust"), reason="乡里没有这类企业", actor=world.people["林巡"])
    assert actions.ship() == []


def test_through_the_pages_a_lesson_is_written_read_and_counted(client, hengtong, liu, world):
    client.force_login(world.people["林巡"])
    form = {"title": "乱接电线", "clause": "消防法 第二十七条", "body": "一个接一个。", "minutes": 61, "industry": ""}
    new = reverse("enterprises:new_lesson")
    assert client.post(new, form).status_code == 422
    assert client.post(new, form | {"minutes": 6}).status_code == 302
    lesson = Lesson.objects.get()
    person = hengtong.people.get(user=liu)
    read = reverse("enterprises:read_lesson", args=[lesson.pk, person.pk])
    assert client.post(read).status_code == 404
    client.force_login(liu)
    assert "看完了" in client.get(lesson.get_absolute_url()).content.decode()
    assert client.post(read).status_code == 302
    assert "学过了" in client.get(lesson.get_absolute_url()).content.decode()
    assert "1 / " in client.get(reverse("enterprises:learning", args=[hengtong.pk])).content.decode()
    assert Attendance.objects.get().training == Training.objects.get()
    client.force_login(world.people["林巡"])
    assert "乱接电线" in client.get(reverse("enterprises:lessons") + "?standing=used").content.decode()


@pytest.mark.once
def test_every_shipped_lesson_says_with_which_text_its_clause_was_compared():
    shipped = yaml.safe_load(actions.SHIPPED.read_text("utf-8"))["lessons"]
    assert all("核对" in one["compared"] or "一致" in one["compared"] for one in shipped)
