"""Template words of the frame's parts: icons, sortable heads, page numbers."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.core.paginator import Page
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from anlan.core.filters import Choice
from anlan.core.pages import Sort

register = template.Library()


@register.simple_tag
def choices(given: Iterable[Choice]) -> SafeString:
    """The entries of a menu as links, the present one marked; in one piece, a page has hundreds of them."""
    return mark_safe("".join(map(_choice, given)))


def _choice(one: Choice) -> str:
    present = ' aria-current="true"' if one.is_on else ""
    count = "" if one.count is None else f'<span class="count">{one.count}</span>'
    return f'<a href="{escape(one.url)}"{present}>{escape(one.label)}{count}</a>'


@register.simple_tag
@lru_cache(maxsize=512)
def icon(name: str, label: str = "") -> SafeString:
    """One symbol of anlan/icons.svg; without a label it is decoration."""
    address = static("anlan/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, address, name
        )
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', address, name)


@register.simple_tag(takes_context=True)
def sort_head(context: dict[str, Any], sort: Sort, css: str = "") -> SafeString:
    """The head of a sortable column: its link turns the order round; `sort=-name` in the URL means descending."""
    words = context["request"].GET.copy()
    present = words.get("sort", "")
    words.pop("page", None)
    words["sort"] = f"-{sort.name}" if present == sort.name else sort.name
    order = {sort.name: "ascending", f"-{sort.name}": "descending"}.get(present)
    state = format_html(' aria-sort="{}"', order) if order else ""
    return format_html(
        '<th scope="col" class="{}"{}><a href="?{}">{}</a></th>', css, state, words.urlencode(), sort.label
    )


@register.simple_tag
def page_numbers(page: Page) -> list[int | None]:
    """The numbers worth showing round the present page; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.simple_tag(takes_context=True)
def kept_words(context: dict[str, Any], *asked: str) -> SafeString:
    """The present URL's words as hidden inputs, but those a form asks for itself and the page number."""
    words = context["request"].GET
    pairs = [(name, value) for name in words for value in words.getlist(name) if name not in {*asked, "page"}]
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
