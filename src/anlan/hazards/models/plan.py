"""The rectification plan: five commitments and interim control; for a major hazard the report's words beside them."""

import re
import unicodedata

from django.conf import settings
from django.db import models

from anlan.core.ids import uuid7
from anlan.core.templatetags.anlan import day
from anlan.hazards.models.hazard import Hazard

FILLERS = frozenset(
    [
        "无",
        "暂无",
        "没有",
        "正常",
        "同上",
        "如上",
        "略",
        "已落实",
        "落实",
        "按要求",
        "待定",
        "不涉及",
        "良好",
        "合格",
        "到位",
        "有",
        "是",
        "好",
        "未知",
        "不详",
        "测试",
    ]
)
MEANINGLESS = re.compile(r"[\W_]*")


def is_filler(text: str) -> bool:
    """Whether an entry says nothing: empty, punctuation only, or a word such as 无, 正常, 同上."""
    plain = MEANINGLESS.sub("", unicodedata.normalize("NFKC", text))
    return plain in FILLERS or len(plain) < 2


class Plan(models.Model):
    """One version of a hazard's plan (总局令第16号 art. 15; the five commitments 责任、措施、资金、期限、预案).

    `funds` in yuan; 0 needs `funds_note`. The report's fields are required for a major hazard only (art. 14).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    hazard = models.ForeignKey(Hazard, on_delete=models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField(verbose_name="版次")
    responsible_name = models.CharField(max_length=60, verbose_name="整改责任人")
    measures = models.TextField(verbose_name="整改措施")
    funds = models.DecimalField(max_digits=12, decimal_places=2, verbose_name="整改资金（元）")
    funds_note = models.CharField(max_length=200, blank=True, verbose_name="资金说明")
    due_on = models.DateField(verbose_name="整改期限")
    emergency = models.TextField(verbose_name="应急预案")
    interim_control = models.TextField(verbose_name="整改期间的管控措施")
    goals = models.TextField(blank=True, verbose_name="治理目标和任务")
    situation = models.TextField(blank=True, verbose_name="现状及产生原因")
    harm = models.TextField(blank=True, verbose_name="危害程度和整改难易程度")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(verbose_name="报送时间")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["hazard", "number"], name="hazards_plan_number")]

    @property
    def commitments(self) -> list[tuple[str, str, bool]]:
        """The five commitments and the interim control: label, what it says, whether it says something."""
        funds_said = self.funds > 0 or not is_filler(self.funds_note)
        return [
            ("责任人", self.responsible_name, not is_filler(self.responsible_name)),
            ("措施", self.measures, not is_filler(self.measures)),
            ("资金", f"{self.funds:,.2f}".removesuffix(".00") + f" 元 {self.funds_note}".rstrip(), funds_said),
            ("期限", day(self.due_on), True),
            ("应急预案", self.emergency, not is_filler(self.emergency)),
            ("临时管控", self.interim_control, not is_filler(self.interim_control)),
        ]

    @property
    def missing(self) -> list[str]:
        """The commitments that say nothing, by name; for a major hazard the report's parts as well."""
        gaps = [label for label, _, said in self.commitments if not said]
        if self.hazard.is_major:
            parts = [("现状及原因", self.situation), ("危害及难易程度", self.harm), ("治理目标和任务", self.goals)]
            gaps += [label for label, text in parts if is_filler(text)]
        return gaps
