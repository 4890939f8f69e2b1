"""A person at a browser without script: opens pages, finds the form behind a button, fills it in and sends it.

A page that lacks the form, the field or the choice fails the test, as it would stop the person.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client


@dataclass
class Form:
    """A form as the page shows it: what it would send, and what its choices are called."""

    action: str = ""
    method: str = "get"
    id: str = ""
    sent: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    buttons: list[dict[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)

    def button(self, label: str) -> dict[str, str] | None:
        """The button of that label, if it is here."""
        return next((one for one in self.buttons if one["label"] == label), None)

    def fill(self, name: str, given: Any) -> None:
        """Put something into a field; a choice may be given by (a part of) its words."""
        assert name in self.names, f"no field “{name}” among {sorted(self.names)}"
        values = given if isinstance(given, list) else [given]
        self.sent[name] = [self._choice(name, one) if name in self.choices else one for one in values]

    def _choice(self, name: str, given: Any) -> Any:
        offered = self.choices[name]
        if str(given) in offered:
            return given
        found = [value for value, label in offered.items() if str(given) in label]
        assert found, f"{name}: “{given}” is not among {list(offered.values())}"
        return found[0]


class _Reader(HTMLParser):
    """Reads forms, links and the visible words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.strays: list[tuple[str, dict[str, str]]] = []
        self.form: Form | None = None
        self.open: dict[str, Any] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        reader = getattr(self, f"_{tag}", None)
        if reader:
            reader(given)

    def _form(self, given: dict[str, str]) -> None:
        self.form = Form(given.get("action", ""), given.get("method", "get").lower(), given.get("id", ""))
        self.forms.append(self.form)

    def _a(self, given: dict[str, str]) -> None:
        self.open["a"] = (given.get("href", ""), [])

    def _label(self, given: dict[str, str]) -> None:
        self.open["label"] = ([], [])

    def _button(self, given: dict[str, str]) -> None:
        self.open["button"] = (given, [])

    def _textarea(self, given: dict[str, str]) -> None:
        self.open["textarea"] = (given.get("name", ""), [])

    def _select(self, given: dict[str, str]) -> None:
        self.open["select"] = given.get("name", "")
        if self.form:
            self.form.names.add(self.open["select"])
            self.form.choices.setdefault(self.open["select"], {})

    def _option(self, given: dict[str, str]) -> None:
        self.open["option"] = (given.get("value", ""), [])
        if self.form and "selected" in given and "select" in self.open:
            self.form.sent[self.open["select"]] = [given.get("value", "")]

    def _input(self, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if self.form is None or not name or "disabled" in given:
            return
        self.form.names.add(name)
        value = given.get("value", "on" if kind in ("checkbox", "radio") else "")
        if kind in ("checkbox", "radio"):
            self.form.choices.setdefault(name, {})[value] = ""
            if "label" in self.open:
                self.open["label"][1].append((self.form, name, value))
            if "checked" in given:
                self.form.sent.setdefault(name, []).append(value)
        elif kind != "file":
            self.form.sent[name] = [value]

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        for tag in ("a", "button", "textarea", "option"):
            if tag in self.open:
                self.open[tag][1].append(data)
        if "label" in self.open:
            self.open["label"][0].append(data)

    def handle_endtag(self, tag: str) -> None:
        ender = getattr(self, f"_end_{tag}", None)
        if ender and (tag == "form" or tag in self.open):
            ender()

    def _end_form(self) -> None:
        self.form = None

    def _end_a(self) -> None:
        href, words = self.open.pop("a")
        self.links.append((_plain(words), href))

    def _end_label(self) -> None:
        words, inputs = self.open.pop("label")
        for form, name, value in inputs:
            form.choices[name][value] = _plain(words)

    def _end_button(self) -> None:
        given, words = self.open.pop("button")
        button = given | {"label": _plain(words)}
        if "form" in given:
            self.strays.append((given["form"], button))
        elif self.form:
            self.form.buttons.append(button)

    def _end_textarea(self) -> None:
        name, words = self.open.pop("textarea")
        if self.form:
            self.form.names.add(name)
            self.form.sent[name] = ["".join(words).removeprefix("\n")]

    def _end_option(self) -> None:
        value, words = self.open.pop("option")
        if self.form and "select" in self.open:
            self.form.choices[self.open["select"]][value] = _plain(words)

    def _end_select(self) -> None:
        self.open.pop("select")


def _plain(words: list[str]) -> str:
    return re.sub(r"\s+", " ", "".join(words)).strip()


@dataclass
class Page:
    """What the browser shows now."""

    address: str
    status: int
    html: str

    def __post_init__(self) -> None:
        reader = _Reader()
        reader.feed(self.html)
        self.forms, self.links = reader.forms, reader.links
        self.words = _plain(reader.words)
        for form_id, button in reader.strays:
            for form in self.forms:
                if form.id == form_id:
                    form.buttons.append(button)

    def form(self, button: str) -> Form:
        """The form that a button of this label sends."""
        found = next((form for form in self.forms if form.button(button)), None)
        labels = [one["label"] for form in self.forms for one in form.buttons]
        assert found, f"{self.address} ({self.status}) has no button “{button}” but {labels}: {self.words[:600]}"
        return found

    def link(self, label: str, *, to: str = "") -> str:
        """Where the link of this label leads; `to` is a part of the address, where photos carry the same words."""
        found = next((href for words, href in self.links if words == label and to in href), None)
        assert found, f"{self.address} ({self.status}) has no link “{label}” but {[one for one, _ in self.links]}"
        return urljoin(self.address, found)

    def has(self, *words: str) -> bool:
        """Whether the page says all of these."""
        missing = [one for one in words if one not in self.words]
        assert not missing, f"{self.address} does not say {missing}: {self.words[:1500]}"
        return True


class Browser:
    """One person's browser, with its session; what asks for a login is answered with the person's password."""

    def __init__(self, username: str, password: str) -> None:
        self.username, self.password = username, password
        self.client = Client()

    def opens(self, address: str) -> Page:
        """Open an address, logging in where the site asks for it."""
        page = self._page(self.client.get(address, follow=True), address)
        if page.address.startswith("/login/"):
            page = self.sends(page, "登录", username=self.username, password=self.password)
            assert not page.address.startswith("/login/"), page.words
            page = self._page(self.client.get(address, follow=True), address)
        assert page.status == 200, f"{self.username}: {address} answers {page.status}: {page.words[:500]}"
        return page

    def sends(self, page: Page, button: str, *, expect: int = 200, **fields: Any) -> Page:
        """Fill in the form behind a button and send it; the page that comes of it."""
        form = page.form(button)
        pressed = form.button(button) or {}
        for name, value in fields.items():
            form.fill(name, value)
        if pressed.get("name"):
            form.sent[pressed["name"]] = [pressed.get("value", "")]
        address = urljoin(page.address, pressed.get("formaction") or form.action or page.address)
        answer = self.client.post(address, form.sent, follow=True)
        shown = self._page(answer, address)
        assert shown.status == expect, f"{self.username} at {address}: {shown.status} {' / '.join(faults(shown.html))}"
        return shown

    def _page(self, answer: Any, address: str) -> Page:
        chain = getattr(answer, "redirect_chain", None)
        where = chain[-1][0] if chain else address
        return Page(where, answer.status_code, answer.content.decode("utf-8", "replace"))


def faults(html: str) -> Iterator[str]:
    """What a page complains about, for a message of a failed test."""
    yield from re.findall(r'class="(?:error|errorlist)[^"]*"[^>]*>(.*?)</', html, re.DOTALL)
    yield from re.findall(r'role="alert">(.*?)</form', html, re.DOTALL)[:1]
    yield Page("", 0, html).words[:400]
