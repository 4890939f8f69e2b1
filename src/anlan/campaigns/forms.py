"""Forms of bulletins."""

import datetime as dt
from typing import Any

from django import forms

from anlan.campaigns.models import Bulletin
from anlan.campaigns.printing import sent_to
from anlan.campaigns.wording import PARTS, parts
from anlan.core import clock, inputs


def quarter_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The first and last day of the quarter a day lies in."""
    first = dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = dt.date(first.year + (first.month == 10), first.month % 12 + 3 if first.month != 10 else 1, 1)
    return first, after - dt.timedelta(days=1)


class PeriodForm(forms.Form):
    """Which period a bulletin tells about; the present quarter unless changed."""

    first_day = inputs.day("起")
    last_day = inputs.day("止")

    def __init__(self, *args: object, **kwargs: object) -> None:
        first, last = quarter_of(clock.today())
        super().__init__(*args, initial={"first_day": first, "last_day": last}, **kwargs)


class WordsForm(forms.Form):
    """Title and paragraphs of a draft, one paragraph a line."""

    title = forms.CharField(label="标题", max_length=120)
    to = forms.CharField(label="主送", max_length=120, help_text="送给谁，如“县安委会办公室”；几家用顿号隔开。")

    def __init__(self, bulletin: Bulletin, *args: object, **kwargs: object) -> None:
        initial = {part: "\n\n".join(bulletin.words[part]) for part in PARTS} | {"title": bulletin.title}
        initial["to"] = sent_to(bulletin)
        super().__init__(*args, initial=initial, **kwargs)
        for part, label in parts(bulletin.figures).items():
            area = forms.Textarea(attrs={"rows": 6})
            self.fields[part] = forms.CharField(label=label, widget=area, help_text="一段一行。")

    def facts(self) -> dict[str, Any]:
        """What the action takes: title, receivers, the parts as lists of paragraphs."""
        given = self.cleaned_data
        words = {part: given[part].splitlines() for part in PARTS}
        return {"title": given["title"], "to": given["to"], "words": words}
