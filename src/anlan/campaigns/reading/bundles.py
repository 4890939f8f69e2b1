"""Pieces of a segment put together: each bundle is what one duty is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from anlan.campaigns.reading import acts, ellipses
from anlan.campaigns.reading.bundle import Bundle
from anlan.campaigns.reading.flow import Span
from anlan.campaigns.reading.piecing import Pieces
from anlan.campaigns.reading.sentences import pieces, rhythm_pieces


@dataclass
class Bundler:
    """Goes through the pieces of one segment.

    `waiting` is what stands in front of the next bundle, `lead` a subject that was named but did nothing in it.
    """

    text: str
    issued_on: dt.date | None
    told: list[Bundle] = field(default_factory=list)
    waiting: Bundle = field(default_factory=Bundle)
    lead: str = ""

    def of(self, span: Span) -> list[Bundle]:
        """The bundles of a segment, in order."""
        reader = Pieces(self.text, self.issued_on)
        for whole in pieces(self.text, span):
            for piece in rhythm_pieces(self.text, whole):
                part = reader.read(piece, self.told[-1] if self.told else None)
                self._place(piece, part, reader)
        if self.waiting.spans and self.told:
            self.told[-1].join(self.waiting)
        elif self.waiting.is_bound:
            # 每日闭餐后关阀、断电: how often is said of something done, known verb or not.
            self.waiting.has_verb = bool(self.waiting.rhythms) and acts.says_more(self.waiting.span, self.waiting)
            self.told.append(self.waiting)
        else:
            self.lead = self.waiting.subject
        return self.told

    def _place(self, piece: Span, part: Bundle, reader: Pieces) -> None:
        """Put a piece where it belongs: on its own, behind the last bundle, or in front of the next."""
        if self._is_done(part):
            self._tell_waiting()
        if part.lends:
            self.told.append(part)
        elif not part.has_verb and not part.is_bound:
            (self.told[-1] if self.told and not self.waiting.spans and not part.subject else self.waiting).join(part)
        elif not part.has_verb and not part.only_class and self._binds_tail(part):
            self.told.append(self.told[-1].part_with(self.told[-1].tail))  # type: ignore[arg-type]  # it has a tail here
            self.told[-1].join(part)
        elif not self.waiting.spans and self._stands_alone(piece, part):
            self.told.append(part)
        elif not part.has_verb and not part.only_class:
            (self.told[-1] if self.told and not acts.is_adverbial(piece, part) else self.waiting).join(part)
        else:
            if self.waiting.spans:
                part, self.waiting = self.waiting.precede(part), Bundle()
            if self.told and not part.only_class and not acts.starts_new(self.told[-1], part):
                tail = None if part.is_bound or part.subject else replace(part, spans=[*part.spans])
                self.told[-1].join(part)
                self.told[-1].tail = tail
            else:
                self.told.append(part)
            self.told += reader.in_brackets(piece, self.told[-1])

    def _stands_alone(self, piece: Span, part: Bundle) -> bool:
        """Whether a piece that may have no verb counts again, or tells the day of the rest."""
        words = self.text[piece.start : piece.end]
        is_rest = bool(self.told) and acts.is_rest(self.told[-1], part, words)
        part.has_verb = part.has_verb or is_rest
        return is_rest or ellipses.counts_again(self.text, self.told[-1:], piece, part)

    def _binds_tail(self, part: Bundle) -> bool:
        """…，对群租房开展夜间清查，每周一次: a second rhythm is that of the act right before it."""
        last = self.told[-1] if self.told and not self.waiting.spans else None
        return last is not None and last.tail is not None and bool(last.rhythms) and bool(part.rhythms)

    def _is_done(self, part: Bundle) -> bool:
        """由党员轮班打锣，一晚两趟 | 值班表由妇女主任排好: what waits has its doer, and another doer follows."""
        waits = self.waiting
        return (
            waits.is_bound and bool(waits.rhythms) and bool(waits.subject) and part.subject not in {"", waits.subject}
        )

    def _tell_waiting(self) -> None:
        self.waiting.has_verb = True
        self.told.append(self.waiting)
        self.waiting = Bundle()
