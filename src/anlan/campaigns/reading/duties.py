"""Duties: each segment that orders something, with its rhythm, count, date, and whom it binds."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from anlan.campaigns.reading import (
    acts,
    appointing,
    behind,
    binding,
    classes,
    orders,
    rosters,
    rows,
    sharing,
    systems,
    wording,
)
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.bundles import Bundler
from anlan.campaigns.reading.draft import Draft, Duty, Stage
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.sentences import Segment, segments
from anlan.campaigns.reading.spoken import Spoken
from anlan.campaigns.reading.years import Years

SAYS_WHAT = 2
SAYS_NO_MORE = {"开展", "组织", "组织开展", "召开", "举行", "举办", "进行"}


@dataclass
class Reader:
    """Walks the segments in order; `base` is the last duty, which a class of subjects behind it narrows."""

    draft: Draft
    years: Years
    spoken: Spoken = field(init=False)
    begins: int = field(init=False)
    base: Duty | None = None

    def __post_init__(self) -> None:
        self.spoken, self.begins = Spoken(self.draft), orders.begin(self.draft)

    def read(self) -> list[Duty]:
        """Every duty of the text, then those of its tables."""
        told = [duty for segment in segments(self.draft) for duty in self._of(segment)]
        told = systems.without_names(self.draft, told)
        lines = rosters.duties(self.draft, self.years)
        told = rosters.without(told, lines) + lines
        return behind.responsible(self.draft, self.years, told) + rows.duties(self.draft, self.years)

    def _of(self, segment: Segment) -> list[Duty]:
        self.spoken.enter(segment.clause)
        words = self.draft.flow.words(segment.span)
        is_no_order = appointing.RESPONSIBLE.match(words.lstrip("（")) or behind.DUE_SAID.fullmatch(words)
        is_no_order = is_no_order or appointing.THIS_WORK.fullmatch(words)
        if self.spoken.only_names(segment, words) or is_no_order:
            return []
        is_title = orders.is_title(self.draft, segment)
        self.spoken.begin(segment, words)
        bundler = Bundler(self.draft.flow.text, self.draft.head.issued_on)
        told = self._of_bundles(segment, bundler, is_title=is_title)
        self.spoken.end(segment, words, bundler.lead, is_title=is_title)
        return [duty for duty in told if duty.action]

    def _of_bundles(self, segment: Segment, bundler: Bundler, *, is_title: bool) -> list[Duty]:
        """The duties of a segment, each told for everyone and every day it is ordered of."""
        told: list[Duty] = []
        span, period = self._behind_stage(segment.span)
        for bundle in bundler.of(span):
            if (duty := self._duty(segment, bundle, is_title=is_title)) is None:
                continue
            if period and not told and duty.rhythm == "once" and duty.due is None:
                duty.due = period.ends  # 即日起至8月31日，各景区开展一次自查
            sharing.lend(told, duty)
            told += [duty, *sharing.further(duty, bundle), *self._other_days(duty, bundle)]
        return sharing.respectively(self.draft, segment.span, told)

    def _other_days(self, duty: Duty, bundle: Bundle) -> list[Duty]:
        """6月20日、12月10日前分别报送: one duty for each day."""
        text, whens_ = self.draft.flow.text, bundle.whens
        days = [one for one, after in pairwise(whens_) if one.ends and text[one.span.end : after.span.start] == "、"]
        if duty.rhythm != "once" or not whens_ or not whens_[-1].is_deadline or len(days) != len(whens_) - 1:
            return []
        return [
            replace(duty, due=self.years.settle(one.ends), due_written=text[one.span.start : one.span.end])
            for one in days
        ]

    def _behind_stage(self, span: Span) -> tuple[Span, Stage | None]:
        """What a segment says behind the name and date of a stage, which is no duty itself, and that stage."""
        within = None
        for stage in self.draft.stages:
            begins = span.start + (self.draft.flow.text[span.start : span.start + 1] == "，")
            if not stage.row_of and stage.span.start <= begins < stage.span.end:
                is_cell = "|" in self.draft.flow.text[max(0, span.start - 2) : span.start]
                span, within = span if is_cell else Span(min(stage.span.end, span.end), span.end), stage
        return span, within

    def _only_stages(self, span: Span) -> bool:
        """Whether it says no more than which stages there are: 分两个阶段：自查阶段2月22日至3月5日，督查阶段…."""
        inside = [stage.span for stage in self.draft.stages if not stage.row_of and span.covers(stage.span)]
        said = [self.draft.flow.words(one) for one in inside]
        return bool(said) and sum(map(len, said)) + 2 * len(said) >= span.end - span.start

    def _duty(self, segment: Segment, bundle: Bundle, *, is_title: bool) -> Duty | None:
        text, span = self.draft.flow.text, bundle.span
        words = text[span.start : span.end]
        subject, written = self.spoken.who(segment, bundle)
        if self._only_stages(span) or not orders.orders(self.draft, self.begins, segment, bundle, is_title=is_title):
            return None
        narrows = self.base if bundle.only_class and not self.spoken.is_of_those_before(bundle) else None
        action = self._action(bundle, narrows, subject)
        if not bundle.lends and (not action or (not subject and not bundle.is_bound)):
            return None
        duty = Duty(
            segment.clause,
            span,
            bundle.subject or narrows.subject if narrows else subject,
            "" if bundle.lends else action,
        )
        duty.subject_is_written, duty.subject_is_own = (
            written,
            bool(bundle.subject or self.spoken.spoken or self.spoken.headed),
        )
        duty.applies_to = bundle.applies_to or classes.class_of(duty.subject)
        duty.flags = classes.flags_of(duty.applies_to or duty.subject)
        duty.proof = wording.proof(words) or (narrows.proof if narrows else "")
        binding.bind(self.draft, self.years, duty, bundle)
        if not bundle.only_class:
            self.base = duty
        return duty

    def _action(self, bundle: Bundle, narrows: Duty | None, subject: str) -> str:
        """What is to be done: the narrowed duty's, the word that bears the rhythm, or what is left of the words."""
        text, span = self.draft.flow.text, bundle.span
        done = next((one.done for one in bundle.triggers if one.done), "")
        action = narrows.action if narrows else done or wording.action(text, span, bundle.taken)
        action = self.base.action if bundle.borrows and self.base and len(action) < SAYS_WHAT else action
        if self.base and action in SAYS_NO_MORE and action[-2:] in self.base.action:
            action = self.base.action  # 中小学每月开展1次疏散演练，幼儿园每季度至少开展1次
        action = action or (bundle.subject if subject != bundle.subject else "")  # 值班人员不少于2人
        named = bundle.subject_spans[-1].end if bundle.subject_spans else -1
        if not action and acts.tells_strength(named, bundle):
            action = text[named : span.end]
        return action
