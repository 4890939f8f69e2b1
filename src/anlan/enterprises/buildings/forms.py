"""Forms of buildings."""

from typing import Any

from django import forms

from anlan.core import inputs
from anlan.enterprises import queries as register
from anlan.enterprises.models import Building, Enterprise
from anlan.org.models import User

PARTS = ("owner", "manager", "exits_by", "fire_system_by", "fire_lane_by", "power_by", "agreement_on")


def who(label: str, *, required: bool = False, hint: str = "") -> forms.CharField:
    """A unit or person who answers."""
    return forms.CharField(label=label, max_length=120, required=required, help_text=hint)


class SharedForm(forms.Form):
    """Who answers for the shared parts."""

    owner = who("产权人", required=True)
    manager = who("统一管理的责任人", hint="两家以上共用的，要确定一人统一管理（消防法 第十八条）。写单位和姓名。")
    exits_by = who("安全出口、疏散通道由谁负责")
    fire_system_by = who("消防设施由谁负责", hint="喷淋、消火栓、报警、应急灯。")
    fire_lane_by = who("消防车通道由谁负责")
    power_by = who("公共用电由谁负责")
    agreement_on = inputs.day("各方消防安全责任协议签订日期", required=False)

    def __init__(self, *args: Any, building: Building | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        if building:
            self.initial = {name: getattr(building, name) for name in PARTS}


class BuildingForm(SharedForm):
    """A building with its first tenant."""

    name = forms.CharField(label="楼栋名称", max_length=80, help_text="如：顺达工业园 3 号楼。")
    floor = forms.CharField(label="本单位在几层、哪个部位", max_length=60, required=False)
    field_order = ("name", "floor", *PARTS)


class TenantForm(forms.Form):
    """Somebody else in it."""

    enterprise = forms.ModelChoiceField(Enterprise.objects.none(), label="单位", empty_label="请选择")
    floor = forms.CharField(label="楼层、部位", max_length=60, required=False)

    def __init__(self, *args: Any, building: Building, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        inside = building.tenancies.filter(ended_on=None).values("enterprise")
        rows = register.visible_to(user).filter(region=building.region_id).exclude(pk__in=inside)
        field: Any = self.fields["enterprise"]
        field.queryset = rows.order_by("sort_key")
        field.help_text = f"{building.region.plain_name}的单位；没有登记的先登记企业档案。"
