"""A person's name is words, wherever a person is named: on every form, in every list."""

import importlib
import pkgutil
import re

import pytest
from django import forms
from django.core.exceptions import ValidationError

import anlan
from anlan.core.errors import Invalid
from anlan.core.names import NameField, all_checked, checked, why_not

OF_A_PERSON = re.compile(
    r"姓名$|^(?:授课|讲课|主持|记录|见证|签收|保管|检查|分析|联系)人$|整改责任人$|^现场指挥$|^谁(?:招请|在现场看护)$"
)
ANOTHER_FIELD = {"统一管理的责任人"}
"""Says the unit and the name, in up to 120 characters, and may say that there is none."""


@pytest.mark.parametrize("name", ["张伟", "买买提·吐尔逊", "Li Lei", "王某某（代）", "张××", "欧阳 娜娜", "𠮷野"])
def test_names_as_people_have_them(name):
    assert checked(name) == name


@pytest.mark.parametrize("name", ["😀", "12345", "……", "·", "张😀", "\ud83d", "　", "——"])
def test_what_is_no_name_is_told_in_a_sentence(name):
    assert re.search("姓名.*。$", why_not(name))
    with pytest.raises(Invalid) as refused:
        checked(name, "names")
    assert list(refused.value.fields) == ["names"]


def test_of_several_lines_each_that_is_none_is_named():
    with pytest.raises(ValidationError) as refused:
        all_checked(["张三", "😀", "7"])
    assert [word[:4] for word in refused.value.messages] == ["“😀”不", "“7”不"]


def test_every_form_that_asks_for_a_person_s_name_knows_the_rule():
    for module in pkgutil.walk_packages(anlan.__path__, "anlan."):
        if re.search(r"forms|door|moving|fields", module.name) and ".migrations" not in module.name:
            importlib.import_module(module.name)
    asked = {
        (form.__name__, name): field
        for form in _below(forms.Form)
        if form.__module__.startswith("anlan.")
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.CharField) and OF_A_PERSON.search(str(field.label or ""))
    }
    plain = {name for name, field in asked.items() if not isinstance(field, NameField)}
    assert {name for name in plain if asked[name].label not in ANOTHER_FIELD} == set()
    assert len(asked) > 15


def _below(form):
    for one in form.__subclasses__():
        yield one
        yield from _below(one)
