"""What one duty is made of: pieces of a segment with every word that binds them."""

from __future__ import annotations

from dataclasses import dataclass, field

from anlan.campaigns.reading.counts import Trigger
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.marks import When


@dataclass
class Bundle:
    """Pieces that speak of one duty, with every word that binds it in time or number.

    `only_class` bundles narrow the duty before them to a class of subjects (高危行业企业每月至少2次). A bundle that
    `lends` has its verb in the next one (A每季度、B每周带队检查). `by` marks a subject named as 由…;
    `borrows` one whose verb stands in the one before (管理人员每年再培训16学时，一线员工20学时);
    `whose` is who was named in front of a subject told by 由 (用户，每月由维保单位检查一次);
    `is_manner` one that only says how the next is done (亲自带队，…), `is_end` one that
    only says by when (…，2月28日前完成), `is_owner` one whose subject is only whose thing it is;
    `names_doer` a piece that only says who does what stood before it (…，县融媒体中心负责刊播).
    """

    spans: list[Span] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    whens: list[When] = field(default_factory=list)
    has_verb: bool = False
    applies_to: str = ""
    only_class: bool = False
    lends: bool = False
    by: bool = False
    names_doer: bool = False
    borrows: bool = False
    whose: str = ""
    is_manner: bool = False
    is_end: bool = False
    is_owner: bool = False
    subject: str = ""
    subject_spans: list[Span] = field(default_factory=list)
    tail: Bundle | None = None
    """The last piece that joined and is bound by nothing of its own."""

    @property
    def is_bound(self) -> bool:
        """Whether anything fixes it in time or number."""
        return bool(self.whens) or any(one.rhythm not in {"", "as_needed"} or one.times for one in self.triggers)

    @property
    def span(self) -> Span:
        """From its first word to its last."""
        return Span(min(one.start for one in self.spans), max(one.end for one in self.spans))

    @property
    def rhythms(self) -> set[str]:
        """The rhythms it names."""
        return {one.rhythm for one in self.triggers if one.rhythm}

    @property
    def has_count(self) -> bool:
        """Whether it says how many times."""
        return any(one.times for one in self.triggers)

    @property
    def taken(self) -> list[Span]:
        """The words that are subject, rhythm or date, not action."""
        return [*self.subject_spans, *(one.span for one in self.triggers), *(one.span for one in self.whens)]

    def join(self, other: Bundle) -> None:
        """Take in what stands behind."""
        self.spans += other.spans
        self.triggers += other.triggers
        self.whens += other.whens
        self.has_verb = self.has_verb or other.has_verb
        self.by = self.by or (other.by and not self.subject)
        self.subject = other.subject if self.is_owner and other.names_doer else self.subject or other.subject
        self.subject_spans += other.subject_spans

    def part_with(self, tail: Bundle) -> Bundle:
        """Give the last piece back, for what binds it comes behind it: …，对群租房开展清查，每周一次."""
        self.spans = [one for one in self.spans if one not in tail.spans]
        self.tail = None
        return tail

    def precede(self, other: Bundle) -> Bundle:
        """Stand in front of another: a date or an occasion in front of what is to be done."""
        other.spans = self.spans + other.spans
        other.triggers = self.triggers + other.triggers
        other.whens = self.whens + other.whens
        other.whose = self.subject if other.by and other.subject else ""
        names_too = bool(self.subject) and self.spans[-1:] == self.subject_spans[-1:] and not other.by
        if names_too and other.subject:
            other.subject = f"{self.subject}、{other.subject}"  # 各乡镇、街道，市直各单位要…
        other.subject = other.subject or self.subject
        other.subject_spans = self.subject_spans + other.subject_spans
        return other
